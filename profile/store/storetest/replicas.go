package storetest

// Servers that stand in for each other: a master with a replica under Sentinel, and a cluster.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// Watched is a master and its replica, watched by one Sentinel that knows them as "guanxi".
type Watched struct {
	Master, Replica *Server
	sentinel        *Server
}

// Sentinel starts a master, its replica and a Sentinel that replaces a master gone for half a second.
func Sentinel(t testing.TB) *Watched {
	t.Helper()
	w := &Watched{Master: Start(t)}
	w.Replica = Start(t, "--replicaof", "127.0.0.1 "+w.Master.port)
	w.Replica.await("INFO replication", "master_link_status:up")
	w.sentinel = launch(t, "+monitor master", func(s *Server) []string {
		conf := filepath.Join(s.folder, "sentinel.conf") // it must be able to write it
		text := "port " + s.port + "\nbind 127.0.0.1\nsentinel monitor guanxi 127.0.0.1 " + w.Master.port + " 1\n" +
			"sentinel down-after-milliseconds guanxi 500\nsentinel failover-timeout guanxi 5000\n"
		if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{conf, "--sentinel"}
	})
	w.sentinel.await("INFO sentinel", "slaves=1")
	return w
}

// URL is the REDIS_URL of master and replica.
func (w *Watched) URL() string { return "redis+sentinel://" + w.sentinel.Addr() + "/guanxi" }

// Clustered is a cluster of two masters, each with half the slots and one replica.
type Clustered struct {
	Masters, Replicas []*Server
}

// Cluster starts a cluster. It has too few masters to replace a lost one by itself: see TakeOver.
func Cluster(t testing.TB) *Clustered {
	t.Helper()
	first, firstBus := clusterNode(t)
	c := &Clustered{Masters: []*Server{first}}
	for len(c.Replicas) < 2 {
		s, _ := clusterNode(t)
		if len(c.Masters) < 2 {
			c.Masters = append(c.Masters, s)
		} else {
			c.Replicas = append(c.Replicas, s)
		}
	}
	c.Masters[0].do("CLUSTER SET-CONFIG-EPOCH 1")
	c.Masters[1].do("CLUSTER SET-CONFIG-EPOCH 2")
	c.Masters[0].do("CLUSTER ADDSLOTSRANGE 0 8191")
	c.Masters[1].do("CLUSTER ADDSLOTSRANGE 8192 16383")
	all := append(c.Masters[:2:2], c.Replicas...)
	for _, s := range all[1:] {
		s.do("CLUSTER MEET 127.0.0.1 " + first.port + " " + firstBus)
	}
	for i, s := range c.Replicas {
		s.await("CLUSTER INFO", "cluster_known_nodes:4")
		s.await("CLUSTER NODES", "8192-16383") // it knows that masters are masters
		s.await("CLUSTER NODES", "0-8191")
		s.do("CLUSTER REPLICATE " + c.Masters[i].do("CLUSTER MYID"))
	}
	for i, s := range c.Replicas {
		s.await("INFO replication", "master_link_status:up")
		c.Masters[i].await("INFO replication", "state=online")
		for _, other := range all {
			other.await("CLUSTER NODES", "slave "+c.Masters[i].do("CLUSTER MYID"))
		}
	}
	for _, s := range all {
		s.await("CLUSTER INFO", "cluster_state:ok")
	}
	return c
}

// clusterNode starts a node that knows no other; its bus is the port on which nodes talk to it.
func clusterNode(t testing.TB) (s *Server, bus string) {
	t.Helper()
	bus = freePort(t)
	return Start(t, "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", bus), bus
}

// URL is the cluster's REDIS_URL; it names the masters and the replicas.
func (c *Clustered) URL() string {
	var addrs []string
	for _, s := range append(c.Masters[:2:2], c.Replicas...) {
		addrs = append(addrs, s.Addr())
	}
	return "redis+cluster://" + strings.Join(addrs, ",")
}

// TakeOver lets the replica i be the master, whether its master lives or not, and waits until the others know.
func (c *Clustered) TakeOver(i int, masterLives bool) {
	if masterLives {
		c.Replicas[i].do("CLUSTER FAILOVER")
	} else {
		c.Replicas[i].do("CLUSTER FAILOVER TAKEOVER")
	}
	c.Replicas[i].await("INFO replication", "role:master")
}

// do sends one command and returns the reply's text.
func (s *Server) do(command string) string {
	s.t.Helper()
	text, err := s.ask(command)
	if err != nil {
		s.t.Fatalf("%s: %v", command, err)
	}
	return text
}

// await asks again until the reply contains a word.
func (s *Server) await(command, word string) {
	s.t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	late := time.After(startPatience)
	for {
		text, err := s.ask(command)
		if err == nil && strings.Contains(text, word) {
			return
		}
		select {
		case <-again.C:
		case <-late:
			s.t.Fatalf("%s does not tell %q but %q, %v", command, word, text, err)
		}
	}
}

func (s *Server) ask(command string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	client := redis.NewClient(&redis.Options{Addr: s.Addr(), Protocol: 2, DisableIdentity: true})
	defer client.Close()
	var args []any
	for _, word := range strings.Fields(command) {
		args = append(args, word)
	}
	return client.Do(ctx, args...).Text()
}
