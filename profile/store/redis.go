package store

// The Redis engine: a server, one behind Sentinel, or a cluster, each shard in one slot.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// Redis is the Store on a Redis server. A record is a string, a list a sorted set, under {s17}name; commit.lua tells
// what they hold.
type Redis struct {
	reader   redis.UniversalClient
	writer   *redisWriter
	group    *group
	warnings []string
}

// OpenRedis connects to what rawURL names (see parseURL). Errors never show the URL's password.
func OpenRedis(ctx context.Context, rawURL string) (*Redis, error) {
	t, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	r := &Redis{reader: t.reader(), writer: t.writer()}
	if err := r.ping(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w\nhint: %s", t.shown, err, mend(err)), r.closeClients())
	}
	r.warnings = r.writer.warnings(ctx)
	r.group = newGroup(r.writer.apply)
	return r, nil
}

// Warnings tells what about the server's settings can cost data that was acknowledged; a sentence each. A server that
// does not let us ask gives none.
func (r *Redis) Warnings() []string { return r.warnings }

// Close waits for commits under way and closes the connections.
func (r *Redis) Close() error {
	if !r.group.close() {
		return nil
	}
	return r.closeClients()
}

func (r *Redis) closeClients() error {
	return errors.Join(r.reader.Close(), r.writer.close())
}

// Get is Store's.
func (r *Redis) Get(ctx context.Context, keys ...Key) ([]Record, error) {
	if err := checkRead(ctx, keys...); err != nil {
		return nil, err
	}
	pipe := r.reader.Pipeline()
	var replies []*redis.SliceCmd
	for rest := keys; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(k Key) bool { return k.Shard != rest[0].Shard })
		if n < 0 {
			n = len(rest)
		}
		reply := getCommand(ctx, rest[:n])
		replies = append(replies, reply)
		_ = pipe.Process(ctx, reply) // queues it
		rest = rest[n:]
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, readError("get", err)
	}
	found := make([]Record, 0, len(keys))
	for _, reply := range replies {
		for _, v := range reply.Val() {
			stored, _ := v.(string) // nil: absent
			found = append(found, recordOf(stored))
		}
	}
	return found, nil
}

// getCommand asks for keys of one shard, which lie in one slot.
func getCommand(ctx context.Context, keys []Key) *redis.SliceCmd {
	args := make([]any, 0, 1+len(keys))
	args = append(args, "mget")
	for _, k := range keys {
		args = append(args, redisKey(k))
	}
	return redis.NewSliceCmd(ctx, args...)
}

func recordOf(stored string) Record {
	if len(stored) < versionSize {
		return Record{}
	}
	return Record{Value: []byte(stored[versionSize:]), Version: version(stored)}
}

// Range is Store's.
func (r *Redis) Range(ctx context.Context, list Key, from, to int64, limit int) ([]Entry, error) {
	if err := checkRead(ctx, list); err != nil {
		return nil, err
	}
	if from > to || limit <= 0 {
		return nil, nil
	}
	members, err := r.reader.ZRangeByLex(ctx, redisKey(list), &redis.ZRangeBy{
		Min:   string(appendScore([]byte{'['}, from)),
		Max:   afterScore(to),
		Count: int64(limit),
	}).Result()
	if err != nil {
		return nil, readError("range", err)
	}
	found := make([]Entry, 0, len(members))
	for _, m := range members {
		e, err := entryOf([]byte(m))
		if err != nil {
			return nil, fmt.Errorf("range %s: %w", list.Name, err)
		}
		found = append(found, e)
	}
	return found, nil
}

// afterScore is the upper bound that lets in all members with this score.
func afterScore(score int64) string {
	if score == 1<<63-1 {
		return "+"
	}
	return string(appendScore([]byte{'('}, score+1))
}

// entryOf reads a member of a list: score, id, NUL, value.
func entryOf(member []byte) (Entry, error) {
	end := -1
	if len(member) > 8 {
		end = bytes.IndexByte(member[8:], 0)
	}
	if end < 0 {
		return Entry{}, fmt.Errorf("foreign entry %.20q", member)
	}
	return Entry{Score: score(member), ID: string(member[8 : 8+end]), Value: member[8+end+1:]}, nil
}

// Commit is Store's: it returns when the server, and where there are replicas one of them, has the commit.
func (r *Redis) Commit(ctx context.Context, c Commit) error {
	return r.group.commit(ctx, c)
}

// empty tells whether none of our keys is there. It looks through all keys of a server that others use too.
func (r *Redis) empty(ctx context.Context) (bool, error) {
	if r.writer.cluster == nil {
		return emptyServer(ctx, r.writer.client)
	}
	var found atomic.Bool
	err := r.writer.cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		empty, err := emptyServer(ctx, server)
		if !empty {
			found.Store(true)
		}
		return err
	})
	return !found.Load(), err
}

func emptyServer(ctx context.Context, server *redis.Client) (bool, error) {
	keys := server.Scan(ctx, 0, "{s[0-9]*}*", 1000).Iterator()
	return !keys.Next(ctx), keys.Err()
}

func readError(what string, err error) error {
	if errors.Is(err, redis.ErrClosed) {
		return ErrClosed
	}
	return fmt.Errorf("%s: %w", what, err)
}

// tags are the hash tags that keep a shard in one slot.
var tags = func() (tags [shards]string) {
	for i := range tags {
		tags[i] = "{s" + strconv.Itoa(i) + "}"
	}
	return tags
}()

func redisKey(k Key) string { return tags[k.Shard] + k.Name }
