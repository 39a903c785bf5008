package bot

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"guanxi/bot/telegram"

	api "github.com/go-telegram/bot"
)

const (
	pressTime  = time.Second      // after this a press is answered blank, so that its button stops spinning
	answerTime = 10 * time.Second // for the answer itself
)

// answers are the answers to presses under way.
type answers struct {
	mu     sync.Mutex
	closed bool
	wg     sync.WaitGroup
}

// start makes a call, unless the end has come.
func (a *answers) start(call func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.closed {
		a.wg.Go(call)
	}
}

// close waits for the calls under way and takes no more.
func (a *answers) close() {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.wg.Wait()
}

// press is a button pressed and not answered yet.
type press struct {
	b        *Bot
	id       string
	late     *time.Timer
	answered atomic.Bool
}

// pressed returns the press of an update, or nil. If nothing answers it within a second it answers itself, blank.
func (b *Bot) pressed(u *telegram.Update) *press {
	if u.Press == "" {
		return nil
	}
	p := &press{b: b, id: u.Press}
	p.late = time.AfterFunc(pressTime, func() { p.send("") })
	return p
}

// answer shows a text over the chat, or nothing but that the press arrived. It does not wait: nothing depends on it,
// and Telegram forgets the press by itself.
func (p *press) answer(text string) {
	if p != nil {
		p.late.Stop()
		p.send(text)
	}
}

// send makes the call, the first time. While Telegram wants silence it does not: that would lengthen it.
func (p *press) send(text string) {
	if p.answered.Swap(true) || p.b.now().Before(p.b.outbox.Hushed()) {
		return
	}
	p.b.answers.start(func() {
		ctx, cancel := context.WithTimeout(context.Background(), answerTime)
		defer cancel()
		params := api.AnswerCallbackQueryParams{CallbackQueryID: p.id, Text: text}
		_ = p.b.heed(p.b.client.Call(ctx, "answerCallbackQuery", &params, nil)) // the button stops spinning by itself
	})
}
