package store

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"guanxi/profile/store/storetest"
)

func openRedis(t *testing.T, url string) *Redis {
	t.Helper()
	s, err := OpenRedis(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func TestRedisRefused(t *testing.T) {
	server := storetest.Start(t, "--requirepass", "right")
	for name, c := range map[string]struct{ url, word string }{
		"nobody there":   {"redis://:secret@127.0.0.1:1", "start Redis"},
		"no password":    {server.URL(), "wants a password"},
		"wrong password": {"redis://:secret@" + server.Addr(), "password in REDIS_URL is wrong"},
		"no cluster":     {"redis+cluster://:right@" + server.Addr(), "hint: "},
		"no sentinel":    {"redis+sentinel://" + server.Addr() + "/m", "hint: "},
	} {
		s, err := OpenRedis(t.Context(), c.url)
		if err == nil {
			closeStore(t, s)
		}
		refused(t, err, c.word)
		if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "right@")) {
			t.Errorf("%s: tells the password: %v", name, err)
		}
	}
	closeStore(t, openRedis(t, "redis://:right@"+server.Addr()))
}

func TestRedisWarnings(t *testing.T) {
	if found := openRedis(t, storetest.Redis(t)).Warnings(); len(found) != 0 {
		t.Errorf("a careful server: %q", found)
	}
	careless := storetest.Start(t, "--appendonly", "no", "--appendfsync", "everysec", "--maxmemory-policy", "allkeys-lru")
	if found := openRedis(t, careless.URL()).Warnings(); len(found) != 3 {
		t.Errorf("a careless server: %q", found)
	}
	silent := storetest.Start(t, "--rename-command", "CONFIG", "", "--appendonly", "no")
	if found := openRedis(t, silent.URL()).Warnings(); len(found) != 0 {
		t.Errorf("a silent server: %q", found)
	}
}

// A server that has lost the script gets it again, and no commit of the batch is lost or doubled.
func TestRedisScriptGone(t *testing.T) {
	s := openRedis(t, storetest.Redis(t))
	for round := range 3 {
		if err := s.writer.client.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		var batch []*waiting
		for shard := range uint8(20) {
			batch = append(batch, &waiting{commit: Commit{Shard: shard, Puts: []Put{{Key{shard, "a"}, nil}}}})
		}
		s.writer.apply(batch)
		for _, w := range batch {
			found, err := s.Get(t.Context(), Key{w.commit.Shard, "a"})
			if w.err != nil || err != nil || found[0].Version != uint64(round+1) {
				t.Errorf("shard %d: %v, %v, %v", w.commit.Shard, w.err, err, found)
			}
		}
	}
}

// A full server refuses a commit whole, even one that begins by taking away.
func TestRedisFull(t *testing.T) {
	server := storetest.Start(t)
	s := openRedis(t, server.URL())
	put := Commit{Puts: []Put{{Key{0, "a"}, nil}, {Key{0, "b"}, nil}}}
	if err := s.Commit(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	if err := s.writer.client.ConfigSet(t.Context(), "maxmemory", "1").Err(); err != nil {
		t.Fatal(err)
	}
	err := s.Commit(t.Context(), put)
	if err == nil || !strings.Contains(err.Error(), "OOM") {
		t.Errorf("commit to a full server: %v", err)
	}
	put.Delete = []Key{{0, "a"}}
	err = s.Commit(t.Context(), put)
	found, getErr := s.Get(t.Context(), Key{0, "a"}, Key{0, "b"})
	if getErr != nil {
		t.Fatal(getErr)
	}
	a, b := found[0].Version, found[1].Version
	if whole := a == 1 && b == 2; whole != (err == nil) {
		t.Errorf("commit %v, but a is at %d, b at %d", err, a, b)
	}
}

// A commit whose answer was lost is not repeated: it says that it does not know, and was applied once.
func TestRedisAnswerLost(t *testing.T) {
	server := storetest.Start(t)
	p := newProxy(t, server.Addr())
	s := openRedis(t, "redis://"+p.addr)
	put := Commit{Puts: []Put{{Key{0, "a"}, nil}}}
	if err := s.Commit(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	p.loseAnswers()
	if err := s.Commit(t.Context(), put); err == nil || errors.Is(err, ErrConflict) {
		t.Errorf("commit without an answer: %v", err)
	}
	found, err := openRedis(t, server.URL()).Get(t.Context(), Key{0, "a"})
	if err != nil || found[0].Version != 2 {
		t.Errorf("%v, %v: want version 2", found, err)
	}
}

// proxy passes bytes on, until it is told to cut each connection instead of answering.
type proxy struct {
	addr string
	mu   sync.Mutex
	lose bool
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{addr: l.Addr().String()}
	var group sync.WaitGroup
	t.Cleanup(group.Wait)
	t.Cleanup(func() { l.Close() })
	group.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			group.Go(func() { p.pass(client, to) })
		}
	})
	return p
}

func (p *proxy) pass(client net.Conn, to string) {
	defer client.Close()
	server, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer server.Close()
	var asking sync.WaitGroup
	defer asking.Wait()
	asking.Go(func() {
		_, _ = io.Copy(server, client)
		server.Close()
	})
	defer client.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		if err != nil || p.losing() {
			return
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) loseAnswers() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lose = true
}

func (p *proxy) losing() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lose
}

// A server that hangs holds neither readers, who leave when their context ends, nor the writer for good.
func TestRedisHangs(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // accepts in its queue and never answers
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err = OpenRedis(ctx, "redis://:secret@"+l.Addr().String())
	refused(t, err, "hint: ")
}
