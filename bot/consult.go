package bot

import (
	"context"
	"sync"
	"time"

	"guanxi/bot/model"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/mask"
	"guanxi/profile"

	api "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// consults are the calls of the language model under way. What the model says comes back as an input of the customer's.
// None is made again after a crash: the customer's record knows who waits, and their timer has them answered without.
type consults struct {
	model *model.Client // nil: there is none

	ctx    context.Context
	cancel context.CancelFunc
	mu     sync.Mutex
	closed bool
	wg     sync.WaitGroup
}

// open lets calls begin.
func (c *consults) open(m *model.Client) {
	c.model = m
	c.ctx, c.cancel = context.WithCancel(context.Background())
}

// start makes a call, and returns false where the end has come or nobody is there to be asked.
func (c *consults) start(call func(context.Context)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.model == nil {
		return false
	}
	c.wg.Go(func() { call(c.ctx) })
	return true
}

// close ends the calls under way, waits for them and takes no more.
func (c *consults) close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.wg.Wait()
}

// askTime is how long the model may take for a question, its embedding included: the outcome is there before
// dialogs.ConsultTime is over.
const askTime = dialogs.ConsultTime - time.Second

// consult has the model asked for a customer.
func (b *Bot) consult(k *known, c *dialogs.Consult) {
	rec := k.record
	world, m := b.world.Load(), mask.New(b.names(k)...)
	ask := func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, askTime)
		defer cancel()
		defer b.typing(ctx, rec.State.Customer.Chat)()
		q := world.Question(c, b.now(), b.embeddings.Near(ctx, m.Hide(c.Words))...)
		d := b.newDraft(ctx, rec.State.Customer.ID, rec.State.Customer.Chat, c, q, m)
		r := b.consults.answer(ctx, q, m, d.partial)
		d.stop()
		b.consulted(rec.State.Customer.ID, c.Call, r)
	}
	if !b.consults.start(ask) {
		b.consulted(rec.State.Customer.ID, c.Call, nil)
	}
}

// answer is what the model says to a question; nil: nothing that can be used.
func (c *consults) answer(ctx context.Context, q *grounded.Question, m *mask.Mask, partial func(string)) *grounded.Reply {
	r, err := c.model.Answer(ctx, q, m, partial)
	if err != nil { // the client told whoever should know
		return nil
	}
	return r
}

// embed has the entries of a world be found by what they mean too, as soon as they are embedded.
func (b *Bot) embed(w *dialogs.World) {
	if b.embeddings == nil {
		return
	}
	names := b.names(&known{})
	ids, texts := w.Wordings()
	b.embeddings.Place(ids, texts, func(text string) string { return mask.New(names...).Hide(text) })
}

// names are those that the model must not read: the customer's, the owner's, and of staff those who talked with them.
func (b *Bot) names(k *known) []string {
	c := &k.record.State.Customer
	names := []string{c.Name, c.Username, c.Phone, k.record.Ticket.Name}
	for _, l := range k.talk.Lines {
		names = append(names, l.Name)
	}
	names = append(names, b.desk.Load().Name)
	for _, p := range b.desk.Load().Marketers {
		names = append(names, p.Name)
	}
	return names
}

// consulted brings what the model said into the customer's lane.
func (b *Bot) consulted(id profile.CustomerID, call uint64, r *grounded.Reply) {
	b.outcome(id, dialogs.Input{Kind: dialogs.Consulted, Call: call, Reply: r})
}

// outcome brings what came of an effect into the customer's lane.
func (b *Bot) outcome(id profile.CustomerID, in dialogs.Input) {
	in.At = b.now()
	b.lanes.add(delivery{customer: id, input: in, done: func(err error) {
		if err != nil {
			b.log.Error("answer a question; the customer's timer answers it without the language model", "customer", id, "err", err)
		}
	}})
}

// typingTime is how often Telegram wants to be told that an answer is being written: it shows it for 5 seconds.
const typingTime = 4 * time.Second

// typing shows a customer that an answer is being written, until the returned function is called. Nothing depends on it,
// and nobody waits for it.
func (b *Bot) typing(ctx context.Context, chat int64) (stop func()) {
	ctx, stop = context.WithCancel(ctx)
	b.answers.start(func() {
		for ctx.Err() == nil && b.now().After(b.outbox.Hushed()) {
			_ = b.heed(b.client.Call(ctx, "sendChatAction", &api.SendChatActionParams{ChatID: chat, Action: models.ChatActionTyping}, nil))
			select {
			case <-time.After(typingTime):
			case <-ctx.Done():
			}
		}
	})
	return stop
}
