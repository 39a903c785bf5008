package bot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs/tongue"
	"guanxi/locales"
	"guanxi/profile/store"
)

// awaited is a message of the bot's to which staff reply with an answer: to a question that had none, or a better one.
type awaited struct {
	Chat      int64    `cbor:"1,keyasint,omitempty"`
	Message   int      `cbor:"2,keyasint,omitempty"`
	Lesson    string   `cbor:"3,keyasint,omitempty"` // the id of what was taught, and is to be changed; empty: something new
	Questions []string `cbor:"4,keyasint,omitempty"`
	Language  string   `cbor:"5,keyasint,omitempty"`
}

// maxAwaited is how many such messages are remembered, the newest.
const maxAwaited = 20

// await remembers one.
func (a *amendment) await(w awaited) {
	a.unawait(w.Chat, w.Message)
	a.office.Awaits = append(a.office.Awaits[max(0, len(a.office.Awaits)+1-maxAwaited):], w)
}

// unawait forgets one.
func (a *amendment) unawait(chat int64, message int) {
	a.office.Awaits = slices.DeleteFunc(slices.Clone(a.office.Awaits), func(o awaited) bool { return o.Chat == chat && o.Message == message })
}

// curate does what staff ask of what the bot knows, in the group or in the owner's chat. It is false for all else.
func (b *Bot) curate(d *delivery) (bool, error) {
	u := d.from
	if act, of, ok := desk.Curates(u.Data); ok {
		return true, b.leaf(d, act, of)
	}
	if u.Queue != telegram.Messages || u.Edited || u.Media != "" || u.Text == "" {
		return false, nil
	}
	for _, w := range b.office.Load().Awaits {
		if w.Chat == u.Chat && w.Message == u.ReplyTo && !strings.HasPrefix(u.Text, "/") && !desk.Inside(u.Text) {
			return true, b.answer(d, w)
		}
	}
	name, rest := desk.BookCommand(u.Text)
	switch name {
	case "gaps":
		return true, b.showGaps(d)
	case "taught":
		return true, b.showTaught(d)
	case "soldout":
		return true, b.showOpen(d, rest, 1)
	case "teach":
		if u.Thread != 0 && u.Chat == b.desk.Load().Group { // of a customer's topic
			return false, nil
		}
		if b.desk.Load().Group == 0 && u.ReplyTo != 0 { // it may be about a customer
			if id, err := b.answered(u.Chat, u.ReplyTo); id != "" || err != nil {
				return false, err
			}
		}
		return true, b.dictate(d, rest)
	}
	return false, nil
}

// books are what the bot knows, as a delivery's chat sees it.
func (b *Bot) books(to *desk.Desk, d *delivery) desk.Books {
	w := b.world.Load()
	return to.Books(w.Texts, d.from.Chat, d.from.Thread, w.Shop.Clock(b.now()))
}

// leaf does what a button says.
func (b *Bot) leaf(d *delivery, act, of string) error {
	switch act {
	case desk.ActGaps:
		return b.showGaps(d)
	case desk.ActGap, desk.ActLeave:
		return b.showGap(d, of, act == desk.ActLeave)
	case desk.ActBook:
		return b.showTaught(d)
	case desk.ActPage:
		return b.showLesson(d, of)
	case desk.ActTear:
		return b.takeBack(d, of)
	case desk.ActShut:
		return b.shut(d, of, true)
	case desk.ActOpen:
		return b.shut(d, of, false)
	case desk.ActTurn:
		page, _ := strconv.Atoi(of) // else the first
		return b.showOpen(d, "", page)
	}
	return nil
}

// show has a text take the place of the message whose button was pressed, or answer the command.
func (b *Bot) show(d *delivery, item func(desk.Books) outbox.Item) error {
	return b.amend(d, func(a *amendment) error {
		b.turnTo(a, d, item(b.books(&a.desk, d)))
		return nil
	})
}

// turnTo has an item take that place. A message that shows something else now awaits no answer any more.
func (b *Bot) turnTo(a *amendment, d *delivery, it outbox.Item) {
	if it.Edit = d.reply(); it.Edit == 0 {
		it.Reply = d.from.Message
	}
	a.unawait(d.from.Chat, it.Edit)
	a.tell(it)
}

func (b *Bot) showGaps(d *delivery) error {
	ctx, cancel := b.deadline()
	defer cancel()
	all, err := b.gaps(ctx)
	if err != nil {
		return err
	}
	return b.show(d, func(k desk.Books) outbox.Item { return k.Gaps(all) })
}

// showGap shows some gaps that ask for the same, to be answered, or leaves them out.
func (b *Bot) showGap(d *delivery, id string, leave bool) error {
	ctx, cancel := b.deadline()
	defer cancel()
	all, err := b.gaps(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(g desk.Gaps) bool {
		return slices.ContainsFunc(g.Words, func(words string) bool { return desk.GapID(words) == id })
	})
	if i < 0 { // answered meanwhile
		return b.show(d, func(k desk.Books) outbox.Item { return k.Gaps(all) })
	}
	g := all[i]
	if leave {
		if err := b.leaveOut(g); err != nil {
			return err
		}
		return b.show(d, func(k desk.Books) outbox.Item { return k.Gaps(slices.Delete(all, i, i+1)) })
	}
	title, owner := "", ""
	for _, e := range b.world.Load().Knowledge() {
		if e.ID == g.Entry {
			lang := b.desk.Load().Language
			title, owner = cmp.Or(e.Title[lang], e.Title[b.world.Load().Shop.Languages[0]], e.ID), e.Owner
		}
	}
	return b.amend(d, func(a *amendment) error {
		b.turnTo(a, d, b.books(&a.desk, d).Gap(g, title, owner))
		a.await(awaited{Chat: d.from.Chat, Message: d.from.Message, Questions: g.Words[:min(len(g.Words), 6)], Language: g.Language})
		return nil
	})
}

func (b *Bot) showTaught(d *delivery) error {
	b.lessons.mu.Lock()
	all, hidden := b.lessons.taught, b.lessons.hidden
	b.lessons.mu.Unlock()
	return b.show(d, func(k desk.Books) outbox.Item { return k.Taught(all, hidden) })
}

// showLesson shows something that was taught, to be changed.
func (b *Bot) showLesson(d *delivery, id string) error {
	t, ok := b.lesson(id)
	if !ok {
		return b.showTaught(d)
	}
	return b.amend(d, func(a *amendment) error {
		b.turnTo(a, d, b.books(&a.desk, d).Page(t))
		a.await(awaited{Chat: d.from.Chat, Message: d.from.Message, Lesson: id})
		return nil
	})
}

// takeBack has the bot forget something that was taught.
func (b *Bot) takeBack(d *delivery, id string) error {
	t, ok := b.lesson(id)
	if !ok {
		return b.showTaught(d)
	}
	link, err := t.Link()
	if err != nil {
		return err
	}
	err = b.amend(d, func(a *amendment) error {
		a.remove = []store.Link{link}
		a.note(d.from.From.ID, d.from.From.Name, "untaught", "")
		b.turnTo(a, d, b.books(&a.desk, d).Say("desk-book-dropped", locales.Args{"Question": t.Question}))
		return nil
	})
	if err == nil {
		b.study(func(l *lessons) { l.unlearn(id) })
	}
	return err
}

// answer takes the reply to an awaited message.
func (b *Bot) answer(d *delivery, w awaited) error {
	t, ok := b.lesson(w.Lesson)
	said := "desk-book-changed"
	switch {
	case ok:
		t.Answer = locales.Escape(d.from.Text)
	case w.Lesson != "": // it was taken back
		return b.show(d, func(k desk.Books) outbox.Item { return k.Say("desk-book-gone", nil) })
	default:
		t, said = desk.Lesson(w.Chat, w.Message, w.Language, w.Questions, d.from.Text), "desk-taught"
	}
	return b.teach(d, t, said)
}

// dictate teaches what follows the command: a line that asks, and the answer below it or in the message replied to.
func (b *Bot) dictate(d *delivery, text string) error {
	question, answer, _ := strings.Cut(text, "\n")
	question, answer = strings.TrimSpace(question), strings.TrimSpace(answer)
	if answer == "" && d.from.ReplyTo != 0 && !d.from.Replied.Bot {
		answer = d.from.RepliedText
	}
	if locales.Fold(question) == "" || answer == "" {
		return b.show(d, func(k desk.Books) outbox.Item { return k.Say("desk-teach-here", nil) })
	}
	w := b.world.Load()
	lang := cmp.Or(tongue.Of(question, w.Texts.Languages()), w.Texts.Match(b.desk.Load().Language))
	return b.teach(d, desk.Lesson(d.from.Chat, d.from.Message, lang, []string{question}, answer), "desk-taught")
}

// teach keeps an answer and says so. What the shop's own knowledge answers word by word is to be changed there.
func (b *Bot) teach(d *delivery, t desk.Taught, said string) error {
	t.By, t.At = d.from.From.ID, b.now().Unix()
	if room, over := t.Over(); over {
		return b.show(d, func(k desk.Books) outbox.Item { return k.Say("desk-teach-long", locales.Args{"Number": room}) })
	}
	if title := b.ownTitle(t.Question); title != "" {
		return b.show(d, func(k desk.Books) outbox.Item {
			return k.Say("desk-taught-known", locales.Args{"Question": t.Question, "Title": title})
		})
	}
	link, err := t.Link()
	if err != nil {
		return err
	}
	err = b.amend(d, func(a *amendment) error {
		a.add = []store.Link{link}
		a.note(t.By, d.from.From.Name, "taught", "")
		b.turnTo(a, d, b.books(&a.desk, d).Learnt(said, t))
		return nil
	})
	if err == nil {
		b.study(func(l *lessons) { l.learn(t) })
	}
	return err
}

// ownTitle is the title of the shop's own entry that has a question word by word; empty: none has.
func (b *Bot) ownTitle(question string) string {
	b.lessons.mu.Lock()
	w := b.lessons.world
	b.lessons.mu.Unlock()
	key := locales.Fold(question)
	for _, e := range w.Knowledge() {
		for _, questions := range e.Questions {
			if slices.ContainsFunc(questions, func(own string) bool { return locales.Fold(own) == key }) {
				return cmp.Or(e.Title[b.desk.Load().Language], e.Title[w.Shop.Languages[0]], e.ID)
			}
		}
	}
	return ""
}
