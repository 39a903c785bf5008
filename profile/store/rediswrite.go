package store

// Commits on their way to Redis: a batch is one pipeline to each server that it concerns.

import (
	"context"
	"crypto/sha1"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/redis/go-redis/v9"
)

//go:embed commit.lua
var commitScript string

var commitSHA = func() string {
	sum := sha1.Sum([]byte(commitScript))
	return hex.EncodeToString(sum[:])
}()

// maxRedirects bounds how often a commit is sent again whose shard moves between servers meanwhile.
const maxRedirects = 3

// redisWriter applies batches. Exactly one of client and cluster is set.
type redisWriter struct {
	client     *redis.Client
	cluster    *redis.ClusterClient
	replicated bool     // a failover loses what no replica has: see await
	alone      sync.Map // *redis.Client: a server that had no replica when last asked
}

func (r *redisWriter) close() error {
	if r.cluster != nil {
		return r.cluster.Close()
	}
	return r.client.Close()
}

// node returns the server that holds a shard.
func (r *redisWriter) node(ctx context.Context, shard uint8) (*redis.Client, error) {
	if r.cluster == nil {
		return r.client, nil
	}
	return r.cluster.MasterForKey(ctx, tags[shard])
}

// apply sends a batch and waits for its answers. It runs on the group's goroutine.
func (r *redisWriter) apply(batch []*waiting) {
	// Each batch ends by the clients' own timeouts: callers come and go, the batch belongs to none of them.
	ctx := context.Background()
	if r.cluster == nil {
		r.send(ctx, r.client, batch, false)
		return
	}
	for range maxRedirects {
		r.spread(ctx, batch)
		if batch = moved(batch); len(batch) == 0 {
			return
		}
		// ReloadState only starts to look; this looks where the shards lie now, and waits. If it cannot, the next try tells.
		_ = r.cluster.ForEachMaster(ctx, func(context.Context, *redis.Client) error { return nil })
	}
}

// spread sends a batch's parts to their servers at the same time. A shard's commits go to one server, though the client
// may learn of another meanwhile: else those that the former refused would come after later ones.
func (r *redisWriter) spread(ctx context.Context, batch []*waiting) {
	parts, nodes := map[*redis.Client][]*waiting{}, map[uint8]*redis.Client{}
	for _, w := range batch {
		node, err := nodes[w.commit.Shard], error(nil)
		if node == nil {
			if node, err = r.node(ctx, w.commit.Shard); err != nil {
				w.err = fmt.Errorf("commit: %w", err)
				continue
			}
			nodes[w.commit.Shard] = node
		}
		parts[node] = append(parts[node], w)
	}
	var sent sync.WaitGroup
	for node, part := range parts {
		sent.Go(func() { r.send(ctx, node, part, false) })
	}
	sent.Wait()
}

// moved returns the commits that a server refused because another one holds their shard now.
func moved(batch []*waiting) []*waiting {
	var again []*waiting
	for _, w := range batch {
		if w.err != nil && redis.HasErrorPrefix(errors.Unwrap(w.err), "MOVED") {
			again = append(again, w)
		}
	}
	return again
}

// send runs commits on one connection to one server, after loading the script when load says that it is missing there.
func (r *redisWriter) send(ctx context.Context, node *redis.Client, batch []*waiting, load bool) {
	pipe := node.Pipeline()
	if load {
		pipe.ScriptLoad(ctx, commitScript)
	}
	replies := make([]*redis.IntCmd, len(batch))
	for i, w := range batch {
		replies[i] = commitCommand(ctx, &w.commit)
		_ = pipe.Process(ctx, replies[i]) // queues it
	}
	replicated := func() error { return nil }
	if r.replicated {
		replicated = r.await(ctx, node, pipe)
	}
	_, _ = pipe.Exec(ctx) // each reply has its own error
	notReplicated := replicated()
	var missing []*waiting
	for i, w := range batch {
		w.err = answer(replies[i], notReplicated)
		if !load && redis.HasErrorPrefix(errors.Unwrap(w.err), "NOSCRIPT") {
			missing = append(missing, w)
		}
	}
	if len(missing) > 0 {
		r.send(ctx, node, missing, true)
	}
}

// answer is what a caller hears.
func answer(reply *redis.IntCmd, notReplicated error) error {
	switch applied, err := reply.Result(); {
	case err != nil:
		return fmt.Errorf("commit: %w", err)
	case applied == 0:
		return ErrConflict
	case notReplicated != nil:
		return fmt.Errorf("commit: %w", notReplicated)
	}
	return nil
}

// commitCommand lays a commit out as commit.lua reads it.
func commitCommand(ctx context.Context, c *Commit) *redis.IntCmd {
	keys := len(c.Guards) + len(c.Delete) + len(c.Puts) + len(c.Remove) + len(c.Add)
	args := make([]any, 0, 3+keys+4+keys+len(c.Add))
	args = append(args, "evalsha", commitSHA, keys)
	args = appendKeys(args, c)
	args = append(args, len(c.Guards), len(c.Delete), len(c.Puts), len(c.Remove))
	for i := range c.Guards {
		args = append(args, versionArg(c.Guards[i].Version))
	}
	for i := range c.Puts {
		args = append(args, c.Puts[i].Value)
	}
	for i := range c.Remove {
		args = append(args, placeArg(&c.Remove[i].Entry))
	}
	for i := range c.Add {
		args = append(args, placeArg(&c.Add[i].Entry), c.Add[i].Entry.Value)
	}
	return redis.NewIntCmd(ctx, args...)
}

func appendKeys(args []any, c *Commit) []any {
	for i := range c.Guards {
		args = append(args, redisKey(c.Guards[i].Key))
	}
	for i := range c.Delete {
		args = append(args, redisKey(c.Delete[i]))
	}
	for i := range c.Puts {
		args = append(args, redisKey(c.Puts[i].Key))
	}
	for i := range c.Remove {
		args = append(args, redisKey(c.Remove[i].List))
	}
	for i := range c.Add {
		args = append(args, redisKey(c.Add[i].List))
	}
	return args
}

// versionArg is a version as records hold it, empty for an absent one.
func versionArg(version uint64) []byte {
	if version == 0 {
		return []byte{}
	}
	return binary.BigEndian.AppendUint64(nil, version)
}

func placeArg(e *Entry) []byte {
	return append(appendScore(make([]byte, 0, 8+len(e.ID)), e.Score), e.ID...)
}
