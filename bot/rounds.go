package bot

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot/models"
)

const (
	queueTime = 10 * time.Second // between two looks at how far what staff see is behind
	roundTime = time.Minute      // between two looks at what the owner should know
	groupTime = 10 * time.Minute // between two at the group: of topics that are switched off Telegram tells nobody
)

// rounds are what whoever looks after the desk is told meanwhile.
type rounds struct {
	due  chan struct{} // of one: something has changed
	lost *atomic.Bool  // the outbox met a group in which the bot cannot work
}

func newRounds() rounds { return rounds{make(chan struct{}, 1), new(atomic.Bool)} }

// lose has the group be looked at.
func (r *rounds) lose() {
	r.lost.Store(true)
	r.nudge()
}

func (r *rounds) nudge() {
	select {
	case r.due <- struct{}{}:
	default:
	}
}

// nudge has the rounds be made now: the desk has changed.
func (b *Bot) nudge() { b.rounds.nudge() }

// watch looks after the desk until ctx is done.
func (b *Bot) watch(ctx context.Context) {
	w := watcher{Bot: b, looked: b.now().Add(-roundTime)} // what is met from now on is looked at at once
	if b.id != 0 && b.inspectDesk(nil) != nil {           // much may have happened while no bot ran
		b.rounds.lost.Store(true)
	}
	ticker, soon := time.NewTicker(roundTime), time.NewTicker(queueTime)
	defer ticker.Stop()
	defer soon.Stop()
	all := []func(context.Context) error{w.look, w.icons, w.move, w.list, w.warnAll, w.queue}
	for now := all; ; {
		for _, do := range now {
			if err := do(ctx); err != nil && ctx.Err() == nil {
				b.log.Warn("look after the desk; trying again", "err", err)
			}
		}
		now = all
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-b.rounds.due:
		case <-soon.C:
			now = []func(context.Context) error{w.queue}
		}
	}
}

// watcher is who makes the rounds.
type watcher struct {
	*Bot
	looked   time.Time        // at the group, and found all well
	faulty   bool             // nothing could be shown in the group when its queue was looked at last
	mended   time.Time        // when that was over; zero: never
	counted  time.Time        // when dead letters were counted
	iconed   bool             // Telegram was asked for the icons of topics
	caughtUp int64            // the group whose queue's card says that nobody waits, or that has none
	behind   int64            // the group whose queue's card says that somebody waits
	told     map[int64]string // which commands Telegram was told of, by chat
}

// look looks at the group now and then, and soon where something was met there; what it finds well at most once a minute.
func (w *watcher) look(context.Context) error {
	since := w.now().Sub(w.looked)
	if w.id == 0 || since < roundTime || !w.rounds.lost.Swap(false) && since < groupTime {
		return nil
	}
	if err := w.inspectDesk(nil); err != nil {
		w.rounds.lost.Store(true)
		return err
	}
	if len(w.office.Load().Faults) == 0 {
		w.looked = w.now()
	}
	return nil
}

// move shows the open tickets to whoever answers now.
func (w *watcher) move(context.Context) error {
	if !w.office.Load().Moves {
		return nil
	}
	w.caughtUp, w.behind = 0, 0 // what the card was to say may have gone with the move
	return w.shift()
}

// commandList is what setMyCommands and deleteMyCommands take. The library's scope of a chat lacks its type.
type commandList struct {
	Commands []models.BotCommand `json:"commands,omitempty"`
	Scope    inChat              `json:"scope"`
}

type inChat struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id"`
}

// list has Telegram list the owner's commands to the owner, and staff's in the group.
func (w *watcher) list(ctx context.Context) error {
	if w.now().Before(w.outbox.Hushed()) {
		return nil
	}
	d, world := w.desk.Load(), w.world.Load()
	if w.told == nil {
		w.told = map[int64]string{}
	}
	var now []int64
	for _, chat := range []int64{d.Chat, d.Group} {
		if chat == 0 {
			continue
		}
		now = append(now, chat)
		var said []models.BotCommand
		for _, c := range d.Commands(chat, world.Commands, w.consults.model != nil) {
			said = append(said, models.BotCommand{Command: c.Name, Description: world.Texts.Text(world.Texts.Match(d.Language), c.Text, nil)})
		}
		if as := fmt.Sprint(said); w.told[chat] != as {
			err := w.heed(w.client.Call(ctx, "setMyCommands", commandList{Commands: said, Scope: inChat{"chat", chat}}, nil))
			if err := passable(err); err != nil {
				return fmt.Errorf("list the commands of chat %d: %w", chat, err)
			}
			w.told[chat] = as
		}
	}
	listed := w.office.Load().Listed
	if slices.Equal(listed, now) {
		return nil
	}
	for _, chat := range listed {
		if slices.Contains(now, chat) {
			continue
		}
		err := w.heed(w.client.Call(ctx, "deleteMyCommands", commandList{Scope: inChat{"chat", chat}}, nil))
		if err := passable(err); err != nil {
			return fmt.Errorf("list no commands in chat %d any more: %w", chat, err)
		}
		delete(w.told, chat)
	}
	return w.amend(nil, func(a *amendment) error {
		a.office.Listed = now
		return nil
	})
}

// passable passes over a no of Telegram's: whoever blocked the bot, or threw it out, sees no commands either.
func passable(err error) error {
	switch telegram.Judge(err).Next {
	case telegram.Done, telegram.Refused, telegram.Unreachable, telegram.Denied:
		return nil
	}
	return err
}
