package store

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// A commit that nobody took yet can be given up: it is not applied. One under way cannot: its caller waits.
func TestGroupGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goOn := make(chan struct{})
		var applied []uint8
		g := newGroup(func(batch []*waiting) {
			<-goOn
			for _, w := range batch {
				applied = append(applied, w.commit.Shard)
			}
		})
		answers := [3]chan error{}
		ctx, giveUp := context.WithCancel(t.Context())
		for shard := range answers {
			answers[shard] = make(chan error, 1)
			go func() { answers[shard] <- g.commit(ctx, Commit{Shard: uint8(shard)}) }()
			synctest.Wait() // it is under way or waits
		}
		giveUp()
		synctest.Wait()
		for shard := 1; shard < 3; shard++ {
			if err := <-answers[shard]; !errors.Is(err, context.Canceled) {
				t.Errorf("commit %d, waiting: %v", shard, err)
			}
		}
		select {
		case err := <-answers[0]:
			t.Errorf("commit 0 answered %v while it was being applied", err)
		default:
		}
		close(goOn)
		if err := <-answers[0]; err != nil {
			t.Errorf("commit 0: %v", err)
		}
		g.close()
		if len(applied) != 1 || applied[0] != 0 {
			t.Errorf("applied %v, want 0 alone", applied)
		}
	})
}

// No batch is longer than maxBatch, and all are answered.
func TestGroupBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goOn := make(chan struct{})
		var sizes []int
		g := newGroup(func(batch []*waiting) {
			<-goOn
			sizes = append(sizes, len(batch))
		})
		const commits = 1 + maxBatch + 10
		answers := make(chan error, commits)
		for i := range commits {
			go func() { answers <- g.commit(t.Context(), Commit{}) }()
			if i == 0 {
				synctest.Wait() // the first is under way alone
			}
		}
		synctest.Wait()
		close(goOn)
		for range commits {
			if err := <-answers; err != nil {
				t.Error(err)
			}
		}
		g.close()
		if len(sizes) != 3 || sizes[1] != maxBatch || sizes[2] != 10 {
			t.Errorf("batches of %v", sizes)
		}
	})
}
