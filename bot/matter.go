package bot

import (
	"slices"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/profile"
)

// matter is all that one delivery to a customer is decided by.
type matter struct {
	world  *dialogs.World
	desk   *desk.Desk
	known  *known
	input  dialogs.Input
	act    *desk.Act // what staff did; nil: the input is the customer's
	helped bool      // a language model is there to help staff
	by     string    // who of the staff did it, or sent the input
	now    time.Time

	happened []profile.Event  // in the batch before
	history  *profile.History // with that; nil: not wanted yet
	namesake int              // which of their name the customer is; 0: not looked up yet
	number   int              // of a complaint that may be filed; 0: not drawn yet
	queued   []outbox.Item    // by the batch before
	boards   []outbox.CardAt  // of the customer's complaints
	pairs    []outbox.Pair    // of the message that the delivery refers to
	found    []desk.Found     // whom staff look for
}

// taken is what a delivery comes to.
type taken struct {
	state   dialogs.State
	ticket  desk.Ticket
	talk    desk.Talk
	talked  bool
	events  []profile.Event
	undone  []profile.Event
	items   []outbox.Item
	gone    []outbox.Item // that wait, and in whose place others come
	audit   []desk.Audit
	taught  []desk.Taught
	unsaid  []int // messages of staff's that are not to be sent any more
	consult []*dialogs.Consult
	hear    []*dialogs.Hear
	help    *grounded.Help
	toast   string
	draw    bool // it is to be taken again with a number
	forgets bool // the customer is to be forgotten; items are the last
	recall  bool // it is to be taken again with what has happened
}

// matter gathers what a delivery is decided by; happened is what the batch has brought so far.
func (b *Bot) matter(k *known, happened []profile.Event, in *delivery) *matter {
	m := &matter{
		world: b.world.Load(), desk: b.desk.Load(), known: k, happened: happened, input: in.input, act: in.act, found: in.found, now: b.now(),
	}
	m.helped = b.consults.model != nil
	if in.from != nil {
		m.by = in.from.From.Name
	}
	return m
}

// fetch gets what a turn wants to be taken again with.
func (b *Bot) fetch(m *matter, t *taken) error {
	if t.recall {
		m.history = new(m.known.history.With(m.happened...))
	}
	if !t.draw {
		return nil
	}
	var err error
	m.number, err = b.numbers.next(b)
	return err
}

// take has staff's act or the customer's input decided. After a panic the customer stays where they were and is told that
// something went wrong.
func (m *matter) take() (t taken, err error) {
	if err = shield(func() error { t = m.decided(); return nil }); err == nil {
		return t, nil
	}
	t = m.untaken()
	if m.world != nil && m.input.Chat != 0 {
		t.items = []outbox.Item{{Chat: m.input.Chat, Text: m.world.Texts.Text(t.state.Customer.Language, "engine-error", nil)}}
	}
	return t, err
}

// untaken is what there is before anything is decided.
func (m *matter) untaken() taken {
	was := &m.known.record
	return taken{state: was.State, ticket: was.Ticket, talk: m.known.talk}
}

// decided is what comes of the matter.
func (m *matter) decided() taken {
	t := m.untaken()
	if m.namesake != 0 {
		t.state.Customer.Namesake = m.namesake
	}
	if m.act == nil {
		m.turn(&t, m.input)
		return t
	}
	if m.known.record.State.Customer.ID == generalOf(m.act.Group) {
		t.items = desk.General(*m.desk, m.world.Texts, *m.act, m.found)
		return t
	}
	out := desk.Step(m.topic(&t), *m.act)
	m.shown(&t, out)
	for _, in := range out.Inputs {
		m.turn(&t, in)
	}
	return t
}

// turn takes an input through its turn, and has the desk shown what it comes to.
func (m *matter) turn(t *taken, in dialogs.Input) {
	if m.number != 0 {
		in.Number = m.number
	}
	in.History, in.Sender = m.history, m.sender()
	r := dialogs.Turn(m.world, t.state, in)
	t.state, t.draw, t.recall = r.State, t.draw || r.Draw, t.recall || r.Recall
	if r.Toast != "" {
		t.toast = r.Toast
	}
	t.events = append(t.events, r.Events...)
	t.sends(r.State.Customer.Chat, r.Messages)
	if in.Kind == dialogs.Appointed && len(t.items) > 0 {
		t.items[len(t.items)-1].Buttons = [][]dialogs.Button{m.desk.Owner(m.world.Texts).Choose()}
	}
	if in.Sender != dialogs.Customer && slices.ContainsFunc(r.Events, func(e profile.Event) bool { return e.Kind == "language" }) {
		d := *m.desk
		d.Language = r.State.Customer.Language
		t.items = append(t.items, d.Owner(m.world.Texts).Help(d))
	}
	switch {
	case in.Kind == dialogs.Appointed:
		t.ticket = t.ticket.Owned()
	case m.desk.Group == 0:
		t.ticket = t.ticket.Answered(in, &t.state)
	}
	for _, e := range r.Effects {
		m.effect(t, e)
		m.remember(t, &in, &e, r.Events)
	}
	if (in.Kind == dialogs.Staff || in.Kind == dialogs.StaffEdit) && len(r.Messages) > 0 {
		line := desk.Line{At: in.At.Unix(), Words: in.Text, Media: in.Media, Album: in.Album, Staff: true, Name: m.by, Edited: in.Kind == dialogs.StaffEdit}
		if line.Message = in.Message; line.Edited && m.act != nil { // in.Message is the customer's
			line.Message = m.act.Message
		}
		t.says(line)
	}
}

// sender is who has the customer's chat.
func (m *matter) sender() dialogs.Sender {
	switch {
	case m.desk.Chat == 0 || m.known.record.State.Customer.ID != profile.TelegramCustomer(m.desk.Chat):
		return dialogs.Customer
	case m.desk.Group != 0:
		return dialogs.Owner
	}
	return dialogs.OwnerAlone
}

// sends adds what the customer is told.
func (t *taken) sends(chat int64, messages []dialogs.Message) {
	for _, msg := range messages {
		if dialogs.IsPicture(msg.Photo) { // a message of its own: words below it may be longer than a caption, and may change
			t.items = append(t.items, outbox.Item{Chat: chat, File: msg.Photo})
			msg.Photo = ""
		}
		t.items = append(t.items, outbox.Item{
			Chat: chat, Text: msg.Text, Buttons: msg.Buttons, Edit: msg.Edit, Copy: msg.Copy, File: msg.File,
			Caption: msg.Caption, Album: msg.Album, Source: msg.Copy, By: msg.By, Reply: msg.Quote, Photo: msg.Photo,
		})
	}
}

// effect adds what a model is asked for, and has the desk shown all else.
func (m *matter) effect(t *taken, e dialogs.Effect) {
	t.forgets = t.forgets || e.Forget != nil
	switch {
	case e.Hear != nil:
		t.hear = append(t.hear, e.Hear)
		return
	case e.Consult != nil:
		t.consult = append(t.consult, e.Consult)
		return
	}
	said := t.talk
	if u := e.Undelivered; u != nil && u.Why != "edit" && u.Why != "unshown" {
		t.unsays(u.Message)
	}
	about := m.topic(t).Failing(e.Undelivered, said)
	if m.desk.Group == 0 {
		m.alone(t, about, e)
	} else {
		m.shown(t, about.Show(e))
	}
}

// remember notes what the customer told staff in an effect, but for what the events of its turn remember.
func (m *matter) remember(t *taken, in *dialogs.Input, e *dialogs.Effect, events []profile.Event) {
	if t.ticket.Banned {
		return
	}
	if said := e.HandOff; said != nil && said.Asked != "" && !slices.ContainsFunc(events, func(e profile.Event) bool { return e.Words == said.Asked }) {
		t.says(desk.Line{At: in.At.Unix(), Words: said.Asked, Message: said.Message})
	}
	if said := e.Relay; said != nil {
		t.says(desk.Line{At: in.At.Unix(), Words: said.Words, Media: said.Media, Album: said.Album, Message: said.Message, Edited: said.Edited})
	}
}

// alone shows an effect to an owner who answers alone: nothing of a customer who is banned, and without a sound one who is
// muted.
func (m *matter) alone(t *taken, about desk.Topic, e dialogs.Effect) {
	if t.ticket.Banned && e.Forget == nil {
		return
	}
	t.ticket = t.ticket.After(e, m.now)
	items := about.Privately(e)
	if e.Progress != nil {
		for _, board := range m.topic(t).Follow(e.Progress) {
			board.Within = m.desk.Chat
			items = append(items, board)
		}
	}
	for i := range items {
		items[i].Silent = items[i].Silent || t.ticket.Muted
	}
	t.items = append(t.items, items...)
}

// unsays forgets what of staff's the customer has not.
func (t *taken) unsays(messages ...int) {
	if talk := t.talk.Without(messages...); len(talk.Lines) < len(t.talk.Lines) {
		t.talk, t.talked = talk, true
	}
}

// says notes what the customer and staff said to each other.
func (t *taken) says(l desk.Line) { t.talk, t.talked = t.talk.With(l), true }

// topic is the customer's topic as it is by now.
func (m *matter) topic(t *taken) desk.Topic {
	v := m.desk.Topic(m.world.Texts, &t.state, t.ticket)
	v.History, v.Boards, v.Pairs, v.Now = m.known.history.With(m.happened...), m.boards, m.pairs, m.now
	v.Helped, v.Clock = m.helped, m.world.Shop.Clock
	v.Talk, v.Title, v.Inquires, v.Currency = t.talk, m.world.Title, m.world.Inquires, m.world.Shop.Currency
	return v
}

// shown adds what the desk decided.
func (m *matter) shown(t *taken, out desk.Outcome) {
	t.ticket = out.Ticket
	t.events, t.undone = append(t.events, out.Events...), append(t.undone, out.Undone...)
	t.items, t.gone = append(t.items, out.Items...), append(t.gone, out.Gone...)
	t.audit = append(t.audit, out.Audit...)
	t.taught = append(t.taught, out.Taught...)
	t.unsays(out.Unsaid...)
	t.unsaid = append(t.unsaid, out.Unsaid...)
	if out.Help != nil {
		t.help = out.Help
	}
	if out.Toast != "" {
		t.toast = out.Toast
	}
}
