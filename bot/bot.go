// Package bot touches the world: it takes updates, has dialogs decide, commits what they decided in one write,
// confirms the update, and carries out what is to be done.
//
//	update ─ decode ─▶ Input ─▶ load(customer) ─▶ dialogs.Turn ─▶ one guarded commit ─▶ confirm ─▶ outbox
package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/embeddings"
	"guanxi/bot/model"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// storeTime is how long the store may take for one call.
const storeTime = 10 * time.Second

// Options are what a bot is made of.
type Options struct {
	Store  store.Store
	Client *telegram.Client
	World  *dialogs.World
	Now    func() time.Time // nil: the time of day
	Log    *slog.Logger
	Pace   outbox.Pace // zero: Telegram's
	// Username is the bot's own, by which groups are led to it; empty: they are not.
	Username string
	// ID is the bot's own, by which its data and its rights in a group are known; 0: they are not looked at.
	ID int64
	// Model is the language model; nil: there is none.
	Model *model.Client
	// Free tells how many bytes are left where the store lies; nil: nobody knows.
	Free func() (uint64, error)
}

// Bot is the bot of one shop.
type Bot struct {
	store  store.Store
	client *telegram.Client
	now    func() time.Time
	log    *slog.Logger

	username string
	id       int64
	free     func() (uint64, error)
	world    atomic.Pointer[dialogs.World]
	desk     atomic.Pointer[desk.Desk]
	office   atomic.Pointer[office] // as the last amendment left it
	amending sync.Mutex             // held by who amends
	rounds   rounds
	cache    *cache
	lanes    *lanes
	alarms   *alarms
	outbox   *outbox.Outbox

	staff       *lanes // by which staff's updates reach the lanes of their customers
	failures    *failures
	misdirected *failures // of the staff lanes
	doubts      doubts
	waits       waits
	numbers     numbers
	answers     answers
	consults    consults
	embeddings  *embeddings.Index // nil: there is no model of embeddings
	undrafted   atomic.Bool       // Telegram refused a draft: it will refuse the next too
	lessons     lessons
	guests      guests
	introduced  map[string]string // what Telegram was told of the bot, by language and place; of Introduce alone
	secret      []byte            // what the names of forgotten customers are hashed with
	unread      sync.Once         // told that a question without an answer cannot be read
	unwritten   sync.Once         // told that the store's server will not rewrite its files
}

// New makes a bot and reads who its desk is.
func New(ctx context.Context, o Options) (*Bot, error) {
	b := &Bot{store: o.Store, client: o.Client, now: o.Now, log: o.Log, username: o.Username, id: o.ID, free: o.Free, rounds: newRounds(), cache: newCache(), alarms: newAlarms(), introduced: map[string]string{}}
	if b.now == nil {
		b.now = time.Now
	}
	b.lessons.world = o.World
	b.consults.open(o.Model)
	if o.Model != nil && o.Model.Embeds() {
		b.embeddings = embeddings.New(o.Model, o.Store, o.Log)
	}
	b.lanes, b.staff = newLanes(b.work), newLanes(b.direct)
	b.guests.lanes = newLanes(b.receive)
	b.failures, b.misdirected = newFailures(), newFailures()
	b.outbox = outbox.New(outbox.Options{
		Store: o.Store, Client: o.Client, Log: o.Log, Now: b.now, Pace: o.Pace, File: b.file, Unreachable: b.unreachable, Dead: b.refused,
		Topic: b.topicOf, Opened: b.opened, Held: b.held, Moved: b.moved,
	})
	if err := b.identify(ctx); err != nil {
		return nil, err
	}
	if err := b.loadSecret(ctx); err != nil {
		return nil, err
	}
	if err := b.loadDesk(ctx); err != nil {
		return nil, err
	}
	if err := b.recall(ctx); err != nil {
		return nil, err
	}
	return b, nil
}

// SetWorld has the turns that begin from now on decide by another world: the shop's folder was edited.
func (b *Bot) SetWorld(w *dialogs.World) { b.study(func(l *lessons) { l.world = w }) }

// Run sends and wakes until ctx is done. Then it lets the turns and sends under way finish and returns. Whoever
// gives the bot updates stops before.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.outbox.Load(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("load the outbox: %w", err)
	}
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { b.outbox.Run(sending) })
	wg.Go(func() { b.sweep(ctx) })
	wg.Go(func() { b.keepHouse(ctx) })
	wg.Go(func() { b.watch(ctx) })
	b.ring(ctx)
	b.guests.lanes.wait()
	b.staff.wait()
	b.lanes.wait()
	b.consults.close()
	b.embeddings.Close()
	b.lanes.wait() // whom the model did not answer are answered without
	stop()
	wg.Wait()
	b.lanes.wait() // sends in flight may have found customers out of reach
	b.answers.close()
	if err := b.numbers.giveBack(b); err != nil {
		b.log.Warn("the next complaint's number leaves a gap", "err", err)
	}
	return nil
}

// Batch takes updates as getUpdates brings them and returns when all are committed.
func (b *Bot) Batch(_ context.Context, batch []json.RawMessage) error {
	errs := make(chan error, len(batch))
	for _, raw := range batch {
		b.accept(raw, func(err error) { errs <- err })
	}
	var first error
	for range batch {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Update takes one update as the webhook brings it and returns when it is committed.
func (b *Bot) Update(_ context.Context, raw json.RawMessage) error {
	result := make(chan error, 1)
	b.accept(raw, func(err error) { result <- err })
	return <-result
}

// deadline bounds a call of the store. It hangs on no request: a commit that began is waited for.
func (b *Bot) deadline() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), storeTime)
}

// refused has staff told of an answer that Telegram will not show to the customer, and both of what it will not show to
// staff. What else it refuses is our own mistake, and lies in the list dead.
func (b *Bot) refused(it outbox.Item, cause error) {
	if it.Copy == nil || it.Past || it.Lead { // what is shown again was seen before
		return
	}
	kind := dialogs.Refused
	if it.Chat == outbox.Desk {
		kind = dialogs.Unshown
	}
	b.lanes.add(delivery{
		customer: it.Customer, input: dialogs.Input{Kind: kind, At: b.now(), Message: it.Copy.Message},
		done: func(err error) {
			if err != nil {
				b.log.Error("tell that a message was refused", "cause", cause, "err", err)
			}
		},
	})
}

// unreachable has a customer's turn note that nothing can be sent to them. The desk's own chat is no customer's: the
// outbox holds what is for it until staff are back.
func (b *Bot) unreachable(id profile.CustomerID, chat int64) {
	if !id.Valid() || chat < 0 { // no group is a customer's
		return
	}
	b.lanes.add(delivery{
		customer: id, input: dialogs.Input{Kind: dialogs.Blocked, At: b.now()},
		done: func(err error) {
			if err != nil {
				b.log.Error("note that a customer is out of reach", "err", err)
			}
		},
	})
}
