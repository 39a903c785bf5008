package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"guanxi/profile/store/storetest"
)

// TestLease has processes on one Redis work one after the other: the next when the former gives the lease back, or is
// silent for too long; and the former, back to life, gives up.
func TestLease(t *testing.T) {
	t.Parallel() // it waits more than it works
	url := storetest.Redis(t)
	first, second := openRedis(t, url), openRedis(t, url)
	held, err := Acquire(t.Context(), first, func() { t.Error("nobody had the store") })
	if err != nil {
		t.Fatal(err)
	}
	keeping, giveBack := context.WithCancel(t.Context())
	kept := make(chan error, 1)
	go func() { kept <- held.Keep(keeping) }()

	waits, got := make(chan struct{}), make(chan *Lease, 1)
	go func() {
		l, err := Acquire(t.Context(), second, func() { close(waits) })
		if err != nil {
			t.Error(err)
		}
		got <- l
	}()
	<-waits
	impatient, cancel := context.WithTimeout(t.Context(), leaseTerm+leaseBeat)
	defer cancel()
	if _, err := Acquire(impatient, second, func() {}); err == nil || impatient.Err() == nil {
		t.Fatalf("while the first gives signs of life another gets: %v", err)
	}
	giveBack()
	if err := <-kept; err != nil {
		t.Fatal(err)
	}
	next := <-got // which gives no sign of life from here on
	began := time.Now()
	third, err := Acquire(t.Context(), first, func() {})
	if err != nil || time.Since(began) < leaseTerm {
		t.Fatalf("after %v of silence: %v", time.Since(began), err)
	}
	if err := next.Keep(t.Context()); !errors.Is(err, ErrLeaseLost) {
		t.Errorf("the silent one, back to life: %v", err)
	}
	third.beats++ // an answer that was lost
	third.version--
	if err := third.renew(t.Context()); err != nil {
		t.Errorf("after a lost answer: %v", err)
	}
}

// TestLeaseOfTheDead has nobody wait for a holder that was killed on this machine, and everybody for one elsewhere.
func TestLeaseOfTheDead(t *testing.T) {
	if home(1) == "-" {
		t.Skip("SKIPPED: this system does not tell of its processes")
	}
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	here := home(ended.Process.Pid)
	for value, want := range map[string]bool{
		"ABC " + here + " 17":                true,
		"ABC " + home(os.Getpid()) + " 17":   false,
		"ABC " + home(1) + " 17":             false, // another user's, mostly
		"ABC another-run" + here[1:] + " 17": false,
		"ABC - 17":                           false,
		"ABC 17":                             false,
		"":                                   false,
	} {
		if got := dead([]byte(value)); got != want {
			t.Errorf("%q is dead: %v", value, got)
		}
	}
	s := openRedis(t, storetest.Redis(t))
	killed := Commit{Puts: []Put{{leaseKey, fmt.Appendf(nil, "ABC %s 17", here)}}}
	if err := s.Commit(t.Context(), killed); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := Acquire(t.Context(), s, func() { t.Error("a dead holder has the store") }); err != nil || time.Since(began) >= leaseTerm {
		t.Errorf("the store of a dead holder after %v: %v", time.Since(began), err)
	}
}

// TestLeaseRefused tells an operator the mend where the server can be read and not written.
func TestLeaseRefused(t *testing.T) {
	for mend, setting := range map[string][]any{
		"hint: this is a replica":                {"REPLICAOF", "127.0.0.1", "1"},
		"hint: the server's memory is full":      {"CONFIG", "SET", "maxmemory", "1"},
		"hint: the user in REDIS_URL may not do": {"ACL", "SETUSER", "default", "-@all", "+@read", "+ping", "+@connection"},
	} {
		s := openRedis(t, storetest.Redis(t))
		if err := s.reader.Do(t.Context(), setting...).Err(); err != nil {
			t.Fatal(err)
		}
		_, err := Acquire(t.Context(), s, func() {})
		refused(t, err, mend)
	}
}
