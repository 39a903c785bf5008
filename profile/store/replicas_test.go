package store

// Servers that stand in for each other: what was acknowledged outlives a master.

import (
	"errors"
	"math/rand/v2"
	"testing"

	"guanxi/profile/store/storetest"
)

func TestSentinelFailover(t *testing.T) {
	t.Parallel() // it waits more than it works
	w := storetest.Sentinel(t)
	s := openRedis(t, w.URL())
	var acknowledged [pairs]uint64
	killServer(t, s, w.Master.Kill, 300, &acknowledged)
	n := writeAgain(t, s) // on the replica, once Sentinel made it the master
	if n <= acknowledged[0] {
		t.Errorf("the replica writes on at %d, %d were acknowledged", n, acknowledged[0])
	}
	acknowledged[0] = n
	checkFresh(t, Options{RedisURL: w.Replica.URL()}, acknowledged)
}

func TestClusterConforms(t *testing.T) {
	t.Parallel() // it waits more than it works
	c := storetest.Cluster(t)
	s := openRedis(t, c.URL())
	m, r := newModel(), rand.New(rand.NewPCG(11, 12))
	work := func() {
		for step := range 100 {
			var batch []*waiting
			var want []error
			for range 1 + r.IntN(30) {
				c := m.randomCommit(r)
				batch = append(batch, &waiting{commit: c})
				want = append(want, m.commit(c))
			}
			s.writer.apply(batch)
			for i, w := range batch {
				if !errors.Is(w.err, want[i]) {
					t.Fatalf("step %d: commit %d %+v: %v, want %v", step, i, w.commit, w.err, want[i])
				}
			}
			m.compare(t, s, r)
		}
	}
	work()
	c.TakeOver(0, true) // the client learns it from the old masters: moved
	c.TakeOver(1, true)
	work()
}

func TestClusterFailover(t *testing.T) {
	t.Parallel() // it waits more than it works
	c := storetest.Cluster(t)
	s := openRedis(t, c.URL())
	var acknowledged [pairs]uint64
	kill := func() {
		for _, master := range c.Masters {
			master.Kill()
		}
	}
	killServer(t, s, kill, 300, &acknowledged)
	c.TakeOver(0, false)
	c.TakeOver(1, false)
	acknowledged[0] = writeAgain(t, s)
	checkFresh(t, Options{RedisURL: c.URL()}, acknowledged)
}

// A replica that hangs holds commits up and makes them fail: it may be the next master. One that is gone does not.
func TestReplicaLags(t *testing.T) {
	t.Parallel() // it waits more than it works
	w := storetest.Sentinel(t)
	s := openRedis(t, w.URL())
	if _, err := writePair(t.Context(), s, 0); err != nil {
		t.Fatal(err)
	}
	w.Replica.Hang()
	if _, err := writePair(t.Context(), s, 0); !errors.Is(err, errUnreplicated) {
		t.Errorf("with a replica that hangs: %v, want %v", err, errUnreplicated)
	}
	w.Replica.Kill()
	writeAgain(t, s)
	w.Replica.Restart()
	writeAgain(t, s)
}
