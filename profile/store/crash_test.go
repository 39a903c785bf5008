package store

// Kill -9 in the midst of commits: of the process that holds the bbolt file, and of the Redis server. Both are sealed.

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"guanxi/profile/store/storetest"
)

const (
	childFolder = "GUANXI_TEST_CHILD_FOLDER" // set: this process is the child to be killed, and the store is there
	childRedoes = "GUANXI_TEST_CHILD_REDOES" // set: the child rewrites the file again and again
	pairs       = 8                          // shards in which a pair of records is written
)

func TestMain(m *testing.M) {
	if folder := os.Getenv(childFolder); folder != "" {
		writeUntilKilled(folder)
	}
	// The client's search for a server that is gone outlives Close by a second at most.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// writeUntilKilled says on its standard output what was acknowledged, a line for each commit.
func writeUntilKilled(folder string) {
	s, _, err := Open(context.Background(), Options{Folder: folder})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	if os.Getenv(childRedoes) != "" {
		go func() {
			for {
				if err := Compact(context.Background(), s); err != nil {
					fmt.Println("error", err)
				}
			}
		}()
	}
	err = writePairs(context.Background(), s, func(shard uint8, n uint64) { fmt.Println(shard, n) })
	fmt.Println("error", err)
	os.Exit(1)
}

// writePairs counts up two records and an entry of each shard, always together, until a commit fails.
func writePairs(ctx context.Context, s Store, acknowledged func(shard uint8, n uint64)) error {
	errs := make(chan error, pairs)
	var group sync.WaitGroup
	for shard := range uint8(pairs) {
		group.Go(func() {
			for {
				n, err := writePair(ctx, s, shard)
				if err != nil {
					errs <- err
					return
				}
				acknowledged(shard, n)
			}
		})
	}
	group.Wait()
	return <-errs
}

func writePair(ctx context.Context, s Store, shard uint8) (uint64, error) {
	a, b, list := Key{shard, "a"}, Key{shard, "b"}, Key{shard, "list"}
	found, err := s.Get(ctx, a)
	if err != nil {
		return 0, err
	}
	n := found[0].Version + 1
	value := binary.BigEndian.AppendUint64(make([]byte, 0, 700), n)[:700]
	return n, s.Commit(ctx, Commit{
		Shard:  shard,
		Guards: []Guard{{a, n - 1}},
		Puts:   []Put{{a, value}, {b, value}},
		Remove: []Link{{list, Entry{Score: int64(n - 1), ID: "x"}}},
		Add:    []Link{{list, Entry{Score: int64(n), ID: "x"}}},
	})
}

// checkPairs holds what is there against what was acknowledged: one commit more of each shard may have gone in. It
// returns what is there, from which the next round goes on.
func checkPairs(t *testing.T, s Store, acknowledged [pairs]uint64) (there [pairs]uint64) {
	t.Helper()
	for shard, least := range acknowledged {
		shard := uint8(shard)
		found, err := s.Get(t.Context(), Key{shard, "a"}, Key{shard, "b"})
		if err != nil {
			t.Fatal(err)
		}
		a, b := found[0], found[1]
		if a.Version != b.Version || string(a.Value) != string(b.Value) {
			t.Errorf("shard %d: a at %d, b at %d: a torn commit", shard, a.Version, b.Version)
		}
		if a.Version < least || a.Version > least+1 {
			t.Errorf("shard %d: at %d, %d were acknowledged", shard, a.Version, least)
		}
		entries, err := s.Range(t.Context(), Key{shard, "list"}, 0, 1<<53, 10)
		if err != nil {
			t.Fatal(err)
		}
		if a.Version > 0 && (len(entries) != 1 || uint64(entries[0].Score) != a.Version) {
			t.Errorf("shard %d: at %d with entries %v: a torn commit", shard, a.Version, entries)
		}
		there[shard] = a.Version
	}
	return there
}

func TestBoltKilled(t *testing.T) {
	folder, r := t.TempDir(), rand.New(rand.NewPCG(5, 6))
	var acknowledged [pairs]uint64
	for range 6 {
		killChild(t, folder, 1+r.IntN(400), &acknowledged)
		acknowledged = checkFresh(t, Options{Folder: folder}, acknowledged)
	}
}

// killChild lets a child process write and kills it after so many commits; it notes all that were acknowledged.
func killChild(t *testing.T, folder string, commits int, acknowledged *[pairs]uint64, env ...string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), append(env, childFolder+"="+folder)...)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for seen := 0; ; seen++ {
		if seen == commits {
			_ = child.Process.Kill() // what it said before is still read
		}
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break // a line cut off was not said
		}
		if err != nil || strings.HasPrefix(line, "error") {
			t.Fatal(line, err)
		}
		var shard uint8
		var n uint64
		if _, err := fmt.Sscan(line, &shard, &n); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		acknowledged[shard] = n
	}
	_ = child.Wait() // killed
}

func TestRedisKilled(t *testing.T) {
	server := storetest.Start(t)
	o := Options{RedisURL: server.URL(), KeyFile: filepath.Join(t.TempDir(), "key")}
	s, _, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	r := rand.New(rand.NewPCG(7, 8))
	var acknowledged [pairs]uint64
	for range 4 {
		killServer(t, s, server.Kill, 1+r.IntN(400), &acknowledged)
		server.Restart()
		acknowledged = checkFresh(t, o, acknowledged)
		acknowledged[0] = writeAgain(t, s)
	}
}

// checkFresh checks through a store of its own: the one that lost its server may need a moment to find it again.
func checkFresh(t *testing.T, o Options, acknowledged [pairs]uint64) [pairs]uint64 {
	t.Helper()
	s, _, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	return checkPairs(t, s, acknowledged)
}

// writeAgain waits until a store whose server was gone writes again, as it must by itself: after several failed dials
// the client looks again once a second.
func writeAgain(t *testing.T, s Store) uint64 {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		n, err := writePair(ctx, s, 0)
		if err == nil {
			return n
		}
		if ctx.Err() != nil {
			t.Fatal(err)
		}
	}
}

// killServer writes pairs, kills the server after so many commits and waits until the writers have heard of it.
func killServer(t *testing.T, s Store, kill func(), commits int, acknowledged *[pairs]uint64) {
	t.Helper()
	var mu sync.Mutex
	seen, enough := 0, make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- writePairs(t.Context(), s, func(shard uint8, n uint64) {
			mu.Lock()
			defer mu.Unlock()
			acknowledged[shard] = n
			if seen++; seen == commits {
				close(enough)
			}
		})
	}()
	select {
	case <-enough:
	case err := <-ended:
		t.Fatalf("before the kill: %v", err)
	}
	kill()
	<-ended
}
