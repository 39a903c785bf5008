package store

// Connecting to Redis: the settings of reader and writer, the first ping, and what the server's settings endanger.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// The client would log each failed dial by itself; all that matters comes back as an error.
func init() { logging.Disable() }

// Limits of one call. A commit lasts at most their sum, plus the pool's wait.
const (
	dialTimeout        = time.Second
	clusterDialTimeout = 300 * time.Millisecond
	ioTimeout          = 3 * time.Second // a pipeline's write, and again its replies

	readBuffer = 8 << 10 // bytes, one each way in every connection that reads
)

// common are the settings of both clients.
func (t *target) common() redis.UniversalOptions {
	o := t.options
	o.DialTimeout = dialTimeout
	if t.cluster {
		o.DialTimeout = clusterDialTimeout
	}
	o.DialerRetries = 1
	o.ReadTimeout, o.WriteTimeout = ioTimeout, ioTimeout
	o.ContextTimeoutEnabled = true
	o.MaxRedirects = 3
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return o
}

// reader repeats what failed, which harms no read. Its buffers are far from the usual 32 KiB, and 128 KiB of connections that
// take several commands at once: there are many, and what is read is small.
func (t *target) reader() redis.UniversalClient {
	o := t.common()
	o.ReadBufferSize, o.WriteBufferSize = readBuffer, readBuffer
	o.PipelineReadBufferSize, o.PipelineWriteBufferSize = readBuffer, readBuffer
	client, cluster := t.client(o)
	if cluster != nil {
		return cluster
	}
	return client
}

// writer repeats nothing by itself: a commit whose reply was lost may have been applied.
func (t *target) writer() *redisWriter {
	o := t.common()
	o.MaxRetries = -1
	o.PoolSize = 2 // the writing goroutine uses one
	client, cluster := t.client(o)
	return &redisWriter{client: client, cluster: cluster, replicated: t.sentinel || t.cluster}
}

func (t *target) client(o redis.UniversalOptions) (*redis.Client, *redis.ClusterClient) {
	switch {
	case t.cluster:
		c := o.Cluster()
		c.ClusterStateReloadInterval = time.Second // the default 10 s is how long a dead master would be asked
		return nil, redis.NewClusterClient(c)
	case t.sentinel:
		return redis.NewFailoverClient(o.Failover()), nil
	default:
		return redis.NewClient(o.Simple()), nil
	}
}

// ping asks through both clients.
func (r *Redis) ping(ctx context.Context) error {
	node, err := r.writer.node(ctx, 0)
	if err != nil {
		return err
	}
	if err := node.Ping(ctx).Err(); err != nil {
		return err
	}
	return r.reader.Exists(ctx, redisKey(Key{Name: "ping"})).Err()
}

func mend(err error) string {
	for _, known := range []struct{ sign, mend string }{
		{"WRONGPASS", "the user or password in REDIS_URL is wrong"},
		{"NOAUTH", "the server wants a password: redis://:password@host:6379"},
		{"NOPERM", "the user in REDIS_URL may not do this: allow it all commands on keys {s*"},
		{"READONLY", "this is a replica, which nothing can be written to: name its master, or the sentinels that know it"},
		{"OOM command", "the server's memory is full: raise its maxmemory"},
		{"MISCONF", "the server cannot write to its disk: make room there"},
		{"DB index is out of range", "the server has no database of this number"},
		{"unknown command 'sentinel'", "this is no sentinel: redis://host:6379"},
		{"LOADING", "the server is still reading its data: try again in a moment"},
		{"CLUSTERDOWN", "the cluster has masters missing"},
		{"cluster support disabled", "this is a single server: redis://host:6379"},
		{"MOVED", "this is a cluster: redis+cluster://host:6379"},
	} {
		if strings.Contains(err.Error(), known.sign) {
			return known.mend
		}
	}
	return "start Redis, or correct REDIS_URL; without it the data lies in a folder"
}

// warnings looks at the settings of one master.
func (w *redisWriter) warnings(ctx context.Context) []string {
	node, err := w.node(ctx, 0)
	if err != nil {
		return nil
	}
	var found []string
	for _, want := range []struct{ setting, value, danger string }{
		{"maxmemory-policy", "noeviction", "a full server throws customers away"},
		{"appendonly", "yes", "a crash of the server loses what was acknowledged"},
		{"appendfsync", "always", "a crash of the server loses the last second"},
	} {
		got, err := node.ConfigGet(ctx, want.setting).Result()
		if err != nil {
			return found // the server does not let us ask
		}
		if is, ok := got[want.setting]; ok && is != want.value {
			found = append(found, fmt.Sprintf("redis has %s %s: %s; hint: CONFIG SET %s %s", want.setting, is, want.danger, want.setting, want.value))
		}
	}
	if !w.replicated {
		return found
	}
	role := roleCommand(ctx)
	_ = node.Process(ctx, role) // replicas reads its error
	if n, err := replicas(role); err == nil && n == 0 {
		found = append(found, "redis has no replica: what is acknowledged is on the master alone; hint: start a replica of each master")
	}
	return found
}
