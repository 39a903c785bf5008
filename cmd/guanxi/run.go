package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/bot/model"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile/store"

	"github.com/go-telegram/bot/models"
)

// runCommand serves customers.
type runCommand struct {
	settings `embed:""`

	NewOwner bool `help:"Print a link that makes whoever opens it the owner, in the present owner's place."`
}

// secrets are what the environment alone may hold.
const secrets = `Secrets come from the environment alone, for a flag would show them to everybody on the machine:

  TELEGRAM_BOT_TOKEN     the bot, as @BotFather gave it; without it the sandbox serves
  REDIS_URL              memory in Redis (redis://, rediss://, redis+sentinel://, redis+cluster://); without it the embedded store
  GUANXI_WEBHOOK_SECRET  what Telegram says with each update that it posts; needed with --webhook-url
  OPENAI_API_KEY         the key to the language model of --model
`

// Help is shown under guanxi run --help.
func (*runCommand) Help() string { return secrets }

// Run serves until the process is told to stop. All that can fail by wrong settings is done before anything is
// written: the shop's folder is read, the token tried, and only then the store opened.
func (c *runCommand) Run(ctx context.Context, t *terminal) error {
	log := slog.New(slog.NewTextHandler(t.err, nil))
	for _, odd := range oddSettings(os.Environ()) {
		log.Warn(odd)
	}
	if err := c.read(); err != nil {
		return err
	}
	edits := watchShop(c.Shop, log)
	defer edits.close()
	world, err := dialogs.Load(c.shopFolder())
	if err != nil {
		return usageError{fmt.Errorf("the shop's folder has faults:\n%w", err)}
	}
	if n := len(world.Warnings); n > 0 {
		log.Warn("something in the shop's folder could be better; guanxi check tells what", "things", n)
	}
	listener, err := c.listen(t)
	if err != nil {
		return err
	}
	pages := newWeb(log)
	var play *playground
	if c.token == "" {
		if play, err = c.startSandbox(pages, listener.Addr()); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	pages.serve(listener) // a browser that was reloaded meanwhile waits for its page
	defer func() {
		pages.stop()
		play.close()
	}()
	l := &life{runCommand: c, world: world, edits: edits, pages: pages, play: play, log: log, terminal: t, edited: make(chan struct{}, 1)}
	if play != nil {
		return play.live(ctx, l.run)
	}
	return l.run(ctx)
}

// life is one life of the bot. The process has one; in the sandbox each reset begins another.
type life struct {
	*runCommand
	world *dialogs.World
	edits *watcher
	pages *web
	play  *playground // nil: a real bot
	log   *slog.Logger
	*terminal

	edited chan struct{} // of one: the world is another
}

func (l *life) run(ctx context.Context) (err error) {
	client, err := telegram.New(l.APIURL, l.token)
	if err != nil {
		return usageError{err}
	}
	defer client.Close()
	me, err := telegram.Me(ctx, client, l.log)
	if err != nil {
		return stopped(ctx, usageError{err})
	}
	memory, notes, err := store.Open(ctx, store.Options{Folder: l.Data, RedisURL: l.redisURL, KeyFile: l.KeyFile})
	if err != nil {
		return stopped(ctx, usageError{err})
	}
	for _, warning := range notes.Warnings {
		l.log.Warn(warning)
	}
	defer memory.Close()
	ctx, done, err := l.hold(ctx, memory)
	if err != nil {
		return stopped(ctx, err)
	}
	defer func() { err = errors.Join(err, done()) }()
	clock := l.world.Shop.Clock
	asks := l.open(memory, func() string { return clock(time.Now()).Format(time.DateOnly) }, l.log)
	b, err := bot.New(ctx, bot.Options{Store: memory, Client: client, World: l.world, Log: l.log, Username: me.Username, ID: me.ID, Model: asks, Free: l.free()})
	if errors.Is(err, bot.ErrAnotherBot) {
		return usageError{err}
	}
	if err != nil {
		return stopped(ctx, err)
	}
	if l.redisURL == "" {
		defer tellAudit(l.Data, memory, l.log)()
	}
	defer l.play.meet(b, l.out, &l.modelSettings)()
	if notes.NewKey != "" {
		fmt.Fprintf(l.out, "What the bot remembers is sealed; this key, just made, opens it:\n  Key    %s\nKeep a copy apart from the data: without the key nobody can read them ever again.\n", notes.NewKey)
	}
	if err := l.offer(b, me); err != nil {
		return err
	}
	defer l.edits.follow(ctx, l.log, l.err, func() error { return l.reload(b) })()
	defer l.try(ctx, asks)()
	return l.serve(ctx, b, client)
}

// try tells the owner, once, if the language model cannot be asked: customers do not wait for it. The returned function
// waits until that is done.
func (l *life) try(ctx context.Context, m *model.Client) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, fault := range tryModel(ctx, m) {
			if ctx.Err() == nil {
				l.log.Error("a language model cannot be asked; the bot answers without it", "err", fault)
			}
		}
	}()
	return func() { <-done }
}

// free tells how much room is left where the store lies; nil: it is not on this machine.
func (l *life) free() func() (uint64, error) {
	if l.redisURL != "" {
		return nil
	}
	return func() (uint64, error) { return store.Free(l.Data) }
}

// reload has the bot decide by the shop's folder as it is now, where that is without faults.
func (l *life) reload(b *bot.Bot) error {
	world, err := dialogs.Load(l.shopFolder())
	if err == nil {
		l.world = world
		b.SetWorld(world)
		select {
		case l.edited <- struct{}{}:
		default: // it is waiting to be told already
		}
	}
	return err
}

// stopped passes over an error that came of being told to stop.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// serve takes updates until ctx is done, then lets what is under way finish: first the updates in hand, then the
// turns and the sends that came of them.
func (l *life) serve(ctx context.Context, b *bot.Bot, client *telegram.Client) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	receiving, cancel := context.WithCancel(ctx)
	defer cancel()
	worked := make(chan error, 1)
	go func() {
		worked <- b.Run(working)
		cancel() // without a bot there is nobody to receive for
	}()
	introduced := make(chan struct{})
	go func() { // customers do not wait for it
		defer close(introduced)
		l.introduce(receiving, b)
	}()
	err := l.receive(receiving, b, client, l.pages, l.log)
	cancel()
	<-introduced
	stop()
	return errors.Join(err, <-worked)
}

// introduce tells Telegram of the bot, and again when the shop's folder was edited, until ctx is done.
func (l *life) introduce(ctx context.Context, b *bot.Bot) {
	for {
		if err := telegram.Insist(ctx, l.log, b.Introduce); err != nil && ctx.Err() == nil {
			l.log.Warn("set commands and descriptions", "err", err)
		}
		select {
		case <-l.edited:
		case <-ctx.Done():
			return
		}
	}
}

// receive brings updates to the bot until ctx is done.
func (c *runCommand) receive(ctx context.Context, b *bot.Bot, client *telegram.Client, pages *web, log *slog.Logger) error {
	if c.WebhookURL == "" {
		poller := telegram.Poller{Client: client, Handle: b.Batch, Hush: b.Hush, Log: log}
		return poller.Run(ctx)
	}
	u, err := url.Parse(c.WebhookURL)
	if err != nil {
		return usageError{err}
	}
	defer pages.stop() // updates under way are answered before the bot stops
	pages.mux.Handle("POST /"+strings.TrimPrefix(u.Path, "/"), &telegram.Webhook{Secret: c.webhookSecret, Handle: b.Update, Log: log})
	if err := telegram.SetWebhook(ctx, client, log, c.WebhookURL, c.webhookSecret); err != nil {
		return stopped(ctx, usageError{err})
	}
	<-ctx.Done()
	return nil
}

// offer prints the link that takes the bot, while nobody has. In the sandbox its owner takes it by themselves.
func (l *life) offer(b *bot.Bot, me *models.User) error {
	secret := rand.Text()
	open, err := b.Offer(secret, l.NewOwner)
	if err != nil {
		return err
	}
	if l.play != nil {
		return l.play.begin(desk.Payload(secret), open)
	}
	if open {
		link := fmt.Sprintf("https://t.me/%s?start=%s", me.Username, desk.Payload(secret))
		_, err = fmt.Fprintf(l.out, "Open this link to make the bot yours; it works once:\n  %s\n%s", link, drawn(l.out, link))
	}
	return err
}

// listen takes the address of the settings; where it is busy, one of the next ports, unless Telegram posts to it.
func (c *runCommand) listen(t *terminal) (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Listen)
	if err == nil || c.WebhookURL != "" {
		return listener, usage(err, "listen on %s", c.Listen)
	}
	host, port, _ := net.SplitHostPort(c.Listen)
	first, convErr := net.LookupPort("tcp", port)
	for next := first + 1; convErr == nil && next <= first+20; next++ {
		if listener, nextErr := net.Listen("tcp", net.JoinHostPort(host, fmt.Sprint(next))); nextErr == nil {
			fmt.Fprintf(t.out, "%s is in use, so this is %s.\n", c.Listen, listener.Addr())
			return listener, nil
		}
	}
	return nil, usage(err, "listen on %s", c.Listen)
}

func usage(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return usageError{fmt.Errorf(format+": %w\nhint: choose another with GUANXI_LISTEN", append(args, err)...)}
}
