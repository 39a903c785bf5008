package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"

	"guanxi/bot"
	"guanxi/bot/console"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile/store"
)

// keptMessages is how many messages of each of the sandbox's chats outlive a restart.
const keptMessages = 500

// playground is the sandbox: a Bot API of the process's own, and a page on which to play its people.
type playground struct {
	box    *sandbox.Server
	page   *console.Console
	open   string // address of the page
	data   string // folder of what the sandbox and its bot keep
	told   bool   // where it is
	bot    atomic.Pointer[bot.Bot]
	resets chan chan error
	over   chan struct{} // closed when no bot lives any more
}

// startSandbox puts a sandbox in Telegram's place. Its token is drawn anew each time, so that nobody else on the
// machine can call its API.
func (c *runCommand) startSandbox(w *web, address net.Addr) (*playground, error) {
	c.token = "1:" + rand.Text()
	c.APIURL = "http://" + address.String()
	if c.KeyFile == "" {
		c.KeyFile = sandboxKey(c.Data)
	}
	c.Data, c.redisURL = filepath.Join(c.Data, "sandbox"), "" // nothing of it gets among a real bot's data
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, usageError{fmt.Errorf("make the sandbox's folder: %w\nhint: name a folder that can be written (GUANXI_DATA)", err)}
	}
	box, err := sandbox.New(sandbox.Options{
		Token: c.token, Limits: true, Keep: keptMessages, File: filepath.Join(c.Data, "telegram.json"), Log: w.log,
	})
	if err != nil {
		return nil, err
	}
	p := &playground{
		box: box, open: fmt.Sprintf("http://%s/sandbox", address), data: c.Data,
		resets: make(chan chan error), over: make(chan struct{}),
	}
	p.page = console.New(console.Options{Sandbox: box, Bot: p, Log: w.log, Listen: address.String()})
	w.server.RegisterOnShutdown(p.page.Stop)
	w.mux.Handle("/bot"+c.token+"/", box)
	w.mux.Handle("/file/bot"+c.token+"/", box)
	w.mux.Handle("/control/", box)
	w.mux.Handle("/", p.page)
	return p, nil
}

// sandboxKey is where the sandbox's key lies by default: beside the data folder, as a real bot's does, so that a copy of
// the folder does not carry it. One that an earlier version put into the folder is moved there, or used where it lies.
func sandboxKey(data string) string {
	key, old := filepath.Clean(data)+".sandbox.key", filepath.Join(data, "sandbox.key")
	if _, err := os.Lstat(key); err == nil {
		return key
	}
	if err := os.Rename(old, key); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return old
	}
	return key
}

// live has the bot live, after each reset anew, until it ends by itself.
func (p *playground) live(ctx context.Context, life func(context.Context) error) error {
	defer close(p.over)
	for {
		living, end := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- life(living) }()
		select {
		case err := <-ended:
			end()
			return err
		case reset := <-p.resets:
			end()
			err := <-ended
			if err == nil {
				err = p.wipe()
			}
			reset <- err
			if err != nil {
				return err
			}
		}
	}
}

// wipe forgets all, while no bot lives.
func (p *playground) wipe() error {
	p.page.Reset()
	return store.Remove(p.data)
}

// Reset has all begin anew: the chats and what the bot remembers. The page calls it.
func (p *playground) Reset(ctx context.Context) error {
	done := make(chan error, 1)
	select {
	case p.resets <- done:
		return <-done
	case <-p.over:
		return errors.New("the sandbox is ending")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Known is what the bot's memory has of the customer in a chat. The page calls it.
func (p *playground) Known(chat int64) (bot.Known, error) {
	b := p.bot.Load()
	if b == nil {
		return bot.Known{}, errNoBot
	}
	return b.Known(chat)
}

// Sent counts what the bot sent since it began. The page calls it.
func (p *playground) Sent() outbox.Stats {
	if b := p.bot.Load(); b != nil {
		return b.Sent()
	}
	return outbox.Stats{}
}

var errNoBot = errors.New("no bot yet")

// meet shows the page the bot of this life, until the returned function is called, and tells, the first time, where
// the sandbox is. For a real bot there is no page.
func (p *playground) meet(b *bot.Bot, out io.Writer, asks *modelSettings) (leave func()) {
	if p == nil {
		return func() {}
	}
	p.bot.Store(b)
	if !p.told {
		p.told = true
		leaves := "nothing leaves this machine"
		if asks.Model != "" {
			leaves = fmt.Sprintf("nothing leaves this machine but questions, without names and numbers, for %s at %s", asks.Model, asks.host())
		}
		fmt.Fprintf(out, "Sandbox: no token needed, %s.\n  Open   %s\n  Data   %s\n", leaves, p.open, p.data)
		fmt.Fprintln(out, "A bot of your own:  go run ./cmd/guanxi new ./myshop  makes its folder, and the page tells the rest.")
	}
	return func() { p.bot.Store(nil) }
}

// begin has the owner take the bot, where nobody did, and somebody greet it, so that the page is no empty room.
func (p *playground) begin(payload string, open bool) error {
	if open {
		if err := p.page.Appoint(payload); err != nil {
			return err
		}
	}
	return p.page.Begin()
}

// close ends the sandbox, after the server.
func (p *playground) close() {
	if p != nil {
		p.page.Close()
		p.box.Close()
	}
}
