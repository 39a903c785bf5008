// Package storetest starts real Redis servers for tests.
package storetest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"guanxi/deploy/needs"
)

// startPatience is how long a server may take to load its data and listen.
const startPatience = 20 * time.Second

// Redis starts an empty server that keeps what it acknowledged and returns its URL. It ends with the test. Where
// redis-server is not installed the test is skipped, loudly.
func Redis(t testing.TB) string {
	return Start(t).URL()
}

// Server is a redis-server on a port and a folder of its own; it keeps both when it is started again.
type Server struct {
	t      testing.TB
	port   string
	folder string
	args   func(*Server) []string // its command line
	ready  string                 // what its log says when it is
	cmd    *exec.Cmd
	ended  chan struct{} // closed when the process is gone and its output read
}

// Start starts an empty server; args are added to its command line and may override ours.
func Start(t testing.TB, args ...string) *Server {
	t.Helper()
	return launch(t, "Ready to accept connections", func(s *Server) []string {
		return append([]string{
			"--port", s.port, "--bind", "127.0.0.1", "--dir", s.folder, "--save", "",
			"--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction",
		}, args...)
	})
}

func launch(t testing.TB, ready string, args func(*Server) []string) *Server {
	t.Helper()
	needs.Program(t, "redis-server", "the Redis engine was not tested")
	s := &Server{t: t, folder: t.TempDir(), args: args, ready: ready}
	t.Cleanup(s.Kill)
	var err error
	for range 3 { // somebody else may take the free port before the server does
		s.port = freePort(t)
		if err = s.start(); err == nil {
			return s
		}
	}
	t.Fatalf("start redis-server: %v", err)
	return nil
}

// URL is the server's REDIS_URL.
func (s *Server) URL() string { return "redis://" + s.Addr() }

// Addr is the server's host and port.
func (s *Server) Addr() string { return "127.0.0.1:" + s.port }

// Kill ends the server at once, as kill -9 does, and waits until it is gone.
func (s *Server) Kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill()
	<-s.ended
	s.cmd = nil
}

// Hang stops the server where it is, as a machine out of memory does: connections stay open and nobody answers. It ends
// with Kill.
func (s *Server) Hang() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		s.t.Fatal(err)
	}
}

// Restart starts the server again after Kill, with the data that it had on disk.
func (s *Server) Restart() {
	s.t.Helper()
	s.Kill()
	if err := s.start(); err != nil {
		s.t.Fatalf("restart redis-server: %v", err)
	}
}

func (s *Server) start() error {
	cmd := exec.Command("redis-server", s.args(s)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return err
	}
	ready := make(chan error, 1)
	s.cmd, s.ended = cmd, make(chan struct{})
	go func() {
		defer close(s.ended)
		ready <- awaitLine(out, s.ready)
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	}()
	timer := time.AfterFunc(startPatience, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	if err := <-ready; err != nil {
		s.Kill()
		return err
	}
	return nil
}

// awaitLine reads the server's log until a line says that it is ready. A server that ends instead ends its log.
func awaitLine(log io.Reader, ready string) error {
	var seen strings.Builder
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if strings.Contains(lines.Text(), ready) {
			return nil
		}
		seen.WriteString(lines.Text() + "\n")
	}
	return fmt.Errorf("it did not get ready:\n%s", seen.String())
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("find a free port: %v", err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}
