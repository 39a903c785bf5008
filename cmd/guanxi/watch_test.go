package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/deploy/shop"
)

// TestReload edits a shop's files under a running bot.
func TestReload(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(folder, shop.FS); err != nil {
		t.Fatal(err)
	}
	for _, own := range []string{"flows", "texts"} { // a folder that comes later counts too
		if err := os.RemoveAll(filepath.Join(folder, own)); err != nil {
			t.Fatal(err)
		}
	}
	b := beginReloading(t, folder)
	b.asks("When are you open?", "Monday to Friday 10:00")

	knowledge := filepath.Join(folder, "knowledge", "visit.yaml")
	rewrite(t, knowledge, "Monday to Friday 10:00", "Monday to Friday 08:30")
	b.logs("was read again")
	b.asks("When are you open?", "Monday to Friday 08:30")

	rewrite(t, knowledge, "id: hours", "id: [")
	b.logs("is refused")
	b.logs("visit.yaml:")
	b.asks("When are you open?", "Monday to Friday 08:30")

	rewrite(t, knowledge, "id: [", "id: hours")
	b.logs("was read again")

	goods, settings := filepath.Join(folder, "products.yaml"), filepath.Join(folder, "shop.yaml")
	rewrite(t, goods, `"14.50"`, `"15.25"`)
	b.logs("was read again")
	b.asks("how much is the Longjing?", "€15.25")
	rewrite(t, goods, `"15.25"`, `"€16"`)
	b.logs("is refused")
	b.logs("products.yaml:", "price")
	b.asks("price of the Longjing", "€15.25")
	rewrite(t, goods, `"€16"`, `"15.25"`)
	b.logs("was read again")
	rewrite(t, settings, "EUR", "EURO")
	b.logs("is refused")
	b.logs("shop.yaml:", "currency")
	rewrite(t, settings, "EURO", "USD")
	b.logs("was read again")
	b.asks("how much is the Longjing now?", "$15.25")

	if err := os.Mkdir(filepath.Join(folder, "texts"), 0o755); err != nil {
		t.Fatal(err)
	}
	b.logs("was read again") // so that the folder is there, and watched, before the file
	write(t, filepath.Join(folder, "texts", "en.toml"), "rate-ask = \"How did you like it with us?\"\n")
	b.logs("was read again")
	b.asks("/rate", "How did you like it with us?")
}

// TestWatchReplaced holds that a folder is followed that another one took the place of, itself or by a link.
func TestWatchReplaced(t *testing.T) {
	for _, how := range []string{"renamed", "linked"} {
		t.Run(how, func(t *testing.T) {
			above := t.TempDir()
			folder, next := filepath.Join(above, "shop"), filepath.Join(above, "next")
			if how == "linked" {
				write(t, filepath.Join(above, "first", "shop.yaml"), "")
				if err := os.Symlink("first", folder); err != nil {
					t.Fatal(err)
				}
			} else {
				write(t, filepath.Join(folder, "shop.yaml"), "")
			}
			reloaded := watching(t, folder)
			write(t, filepath.Join(next, "shop.yaml"), "")
			replace(t, next, folder, how)
			wait(t, reloaded)
			write(t, filepath.Join(folder, "shop.yaml"), "name: next")
			wait(t, reloaded)
		})
	}
}

// TestWatchPassesOver holds that neighbours and editors' own files read nothing again.
func TestWatchPassesOver(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "shop")
	write(t, filepath.Join(folder, "knowledge", "a.yaml"), "")
	reloaded := watching(t, folder)
	write(t, filepath.Join(folder, "..", "neighbour.yaml"), "x")
	write(t, filepath.Join(folder, "knowledge", ".a.yaml.swp"), "x")
	write(t, filepath.Join(folder, "knowledge", "4913"), "x")
	write(t, filepath.Join(folder, "knowledge", "a.yaml~"), "x")
	select {
	case <-reloaded:
		t.Error("the folder was read again")
	case <-time.After(2 * quiet): // the only sign of nothing is time
	}
	write(t, filepath.Join(folder, "knowledge", "a.yaml"), "x")
	wait(t, reloaded)
	write(t, filepath.Join(folder, "knowledge", "Tea.JPG"), "x")
	wait(t, reloaded)
}

// watching follows a folder and tells each time that it would be read.
func watching(t *testing.T, folder string) <-chan struct{} {
	t.Helper()
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	reloaded := make(chan struct{}, 100)
	stop := w.follow(t.Context(), slog.New(slog.NewTextHandler(t.Output(), nil)), t.Output(), func() error {
		reloaded <- struct{}{}
		return nil
	})
	t.Cleanup(func() {
		stop()
		w.close()
	})
	return reloaded
}

func wait(t *testing.T, reloaded <-chan struct{}) {
	t.Helper()
	select {
	case <-reloaded:
	case <-time.After(patience):
		t.Fatal("the folder is not read again")
	}
}

func replace(t *testing.T, next, folder, how string) {
	t.Helper()
	err := os.Rename(folder, folder+".old")
	if err == nil && how == "linked" {
		err = os.Symlink("next", folder)
	} else if err == nil {
		err = os.Rename(next, folder)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// reloading is a bot in this process with one customer, whose log is read.
type reloading struct {
	t     *testing.T
	box   *sandbox.Server
	lines chan string
}

const asker = 7

func beginReloading(t *testing.T, folder string) *reloading {
	t.Helper()
	box, err := sandbox.New(sandbox.Options{Token: botToken})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(box)
	box.AddUser(sandbox.User{ID: asker, Name: "Mei Wang", Language: "en"})
	t.Setenv("TELEGRAM_BOT_TOKEN", botToken)
	t.Setenv("TELEGRAM_API_URL", web.URL)
	t.Setenv("GUANXI_SHOP", folder)
	t.Setenv("GUANXI_DATA", t.TempDir())
	t.Setenv("GUANXI_LISTEN", "127.0.0.1:0")
	b := &reloading{t: t, box: box, lines: make(chan string, 1000)}
	reader, writer := io.Pipe()
	go func() {
		defer close(b.lines)
		for scanner := bufio.NewScanner(reader); scanner.Scan(); {
			b.lines <- scanner.Text()
		}
	}()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() { ended <- execute(ctx, []string{"run"}, io.Discard, writer) }()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != exitDone {
			t.Errorf("guanxi run ended with %d", code)
		}
		writer.Close()
		for line := range b.lines {
			t.Log(line)
		}
		web.CloseClientConnections()
		web.Close()
		box.Close()
	})
	return b
}

// logs waits for a line of the log that holds all the words.
func (b *reloading) logs(words ...string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	defer cancel()
	for {
		select {
		case line := <-b.lines:
			b.t.Log(line)
			if holdsAll(line, words) {
				return
			}
		case <-ctx.Done():
			b.t.Fatalf("the log never says %q", words)
		}
	}
}

func holdsAll(line string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(line, word) {
			return false
		}
	}
	return true
}

// asks writes as the customer and wants an answer that holds some words.
func (b *reloading) asks(question, answer string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	defer cancel()
	id, err := b.box.Send(sandbox.Post{Chat: asker, Text: question})
	if err != nil {
		b.t.Fatal(err)
	}
	m, err := b.box.WaitFor(ctx, asker, func(m sandbox.Message) bool { return m.FromBot && m.ID > id })
	if err != nil || !strings.Contains(m.Plain, answer) {
		b.t.Fatalf("%q was answered with %q, %v; want %q", question, m.Plain, err, answer)
	}
}

// rewrite changes a file as many editors do: a new file takes the old one's place.
func rewrite(t *testing.T, file, old, new string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s: %v, or no %q in it", file, err, old)
	}
	write(t, file+".tmp", strings.ReplaceAll(string(text), old, new))
	if err := os.Rename(file+".tmp", file); err != nil {
		t.Fatal(err)
	}
}

// write writes a file, in a new folder if need be.
func write(t *testing.T, file, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
