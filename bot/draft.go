package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/mask"
	"guanxi/profile"
)

// draft shows a customer an answer while it is being written. It changes no state, and nothing depends on it: where
// Telegram has no drafts, or wants silence, there are none.
type draft struct {
	b       *Bot
	id      profile.CustomerID
	chat    int64
	asked   *dialogs.Consult
	q       *grounded.Question
	m       *mask.Mask
	spoken  []string    // the shop's languages
	waiting chan string // has room for one: what is newest
	wg      sync.WaitGroup
}

// draftTime is how long a draft may take: the answer waits behind it.
const draftTime = 2 * time.Second

// newDraft begins a draft; stop ends it.
func (b *Bot) newDraft(ctx context.Context, id profile.CustomerID, chat int64, c *dialogs.Consult, q *grounded.Question, m *mask.Mask) *draft {
	d := &draft{b: b, id: id, chat: chat, asked: c, q: q, m: m, spoken: b.world.Load().Texts.Languages(), waiting: make(chan string, 1)}
	d.wg.Go(func() {
		last := ""
		for text := range d.waiting {
			if text != last && d.wanted() {
				d.send(ctx, text)
				last = text
			}
		}
	})
	return d
}

// partial takes what the model said so far.
func (d *draft) partial(said string) {
	text, ok := d.q.Partial(said, d.m, d.spoken)
	if !ok {
		return
	}
	select {
	case <-d.waiting: // it is older
	default:
	}
	d.waiting <- text
}

// stop waits for the draft on its way: it must not come after the answer.
func (d *draft) stop() {
	close(d.waiting)
	d.wg.Wait()
}

// wanted says whether the customer still waits for this, and for the bot.
func (d *draft) wanted() bool {
	k, err := d.b.load(d.id)
	if err != nil || d.b.undrafted.Load() || k.record.State.Session.Staffed() {
		return false
	}
	return slices.ContainsFunc(k.record.State.Questions, func(q dialogs.Waiting) bool { return q.Call == d.asked.Call })
}

func (d *draft) send(ctx context.Context, text string) {
	if d.b.now().Before(d.b.outbox.Hushed()) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, draftTime)
	defer cancel()
	params := map[string]any{"chat_id": d.chat, "draft_id": max(1, d.asked.Message), "text": text} // the library has the number as a string
	err := d.b.heed(d.b.client.Call(ctx, "sendMessageDraft", params, nil))
	if telegram.Judge(err).Next == telegram.Refused {
		d.b.undrafted.Store(true)
	}
}
