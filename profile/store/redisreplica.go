package store

// Waiting for a replica: under Sentinel and in a cluster a failover loses what the new master did not have.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// replicaPatience is how long a replica may take to have a batch.
const replicaPatience = 500 * time.Millisecond

var errUnreplicated = errors.New("written, but the replicas lag behind\nhint: see that the replicas keep up")

// await ends a pipeline with the question whether a replica has what it wrote; the function returned reads the answer.
//
// A replica that lags makes commits fail: it may be the next master. A server without any replica is no less than a
// single server, so its commits stand; that is how things are after a failover, until the old master comes back. Then
// the question is a cheaper one, whether a replica has come.
func (r *redisWriter) await(ctx context.Context, node *redis.Client, pipe redis.Pipeliner) func() error {
	if _, alone := r.alone.Load(node); alone {
		role := roleCommand(ctx)
		_ = pipe.Process(ctx, role) // queues it
		return func() error {
			if n, err := replicas(role); err != nil || n > 0 {
				r.alone.Delete(node)
			}
			return nil
		}
	}
	acks := redis.NewIntCmd(ctx, "wait", 1, replicaPatience.Milliseconds())
	_ = pipe.Process(ctx, acks) // queues it
	return func() error {
		n, err := acks.Result()
		if err != nil {
			return fmt.Errorf("wait for a replica: %w", err)
		}
		if n > 0 {
			return nil
		}
		role := roleCommand(ctx)
		_ = node.Process(ctx, role) // replicas reads its error
		if n, err := replicas(role); err != nil || n > 0 {
			return errUnreplicated
		}
		r.alone.Store(node, true)
		return nil
	}
}

func roleCommand(ctx context.Context) *redis.SliceCmd { return redis.NewSliceCmd(ctx, "role") }

// replicas counts the replicas that a master's ROLE lists: those that have its data and follow it.
func replicas(role *redis.SliceCmd) (int, error) {
	reply, err := role.Result()
	if err != nil {
		return 0, err
	}
	if len(reply) == 3 && reply[0] == "master" {
		list, _ := reply[2].([]any)
		return len(list), nil
	}
	return 0, fmt.Errorf("a server that is no master: %v", reply)
}
