// What the shop's knowledge does not surely answer, a language model may: it is asked outside, and says which entries
// answer and how, or that none does. What surely has an answer is answered at once, without a call: in the shop's own
// words, for which nobody waits or pays.
//
//	question ─ sure? ─▶ answer
//	    └──▶ Consult ─▶ waiting ─┬─ Consulted ─▶ checked against the entries ─▶ answer, person, or "I do not know"
//	                             └─ failed, late, ungrounded ─▶ what is answered without a model
package dialogs

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	// ConsultTime is how long a customer waits for a model before they are answered without.
	ConsultTime = 9 * time.Second
	maxWaiting  = 3                // questions of a customer that wait at once
	topical     = 30 * time.Minute // how long what was asked before may be what is meant
)

// Consult has a language model asked about a question. The outcome is an Input of kind Consulted with the same Call.
type Consult struct {
	Call      uint64 // of those for this customer
	Message   int    // the question, in the customer's chat
	Words     string
	Language  string
	Topic     string // the entry that answered them last; empty: none lately
	Complaint bool   // one of theirs is open
}

// Waiting is a question for which a model is being asked.
type Waiting struct {
	Seq     uint64 `cbor:"1,keyasint,omitempty"` // of the turn that it came in
	Message int    `cbor:"2,keyasint,omitempty"`
	Due     int64  `cbor:"3,keyasint,omitempty"` // when it is answered without, Unix seconds
	Words   string `cbor:"4,keyasint,omitempty"`
	Voice   bool   `cbor:"5,keyasint,omitempty"` // a recording that is being heard
	Call    uint64 `cbor:"6,keyasint,omitempty"` // whose outcome it waits for
}

// later is the outcome of an action that leads nowhere: what it asked for comes as another input.
const later = ""

// Consulting is the world in which a language model may be asked.
func (w *World) Consulting() *World {
	more := *w
	more.consults = true
	return &more
}

// consult has the model asked about the customer's words, unless the knowledge surely answers all of them. A question that
// is asked anew takes the place of its former wording.
func (t *turn) consult() bool {
	t.forgo(t.in.Message)
	if !t.w.consults || t.offline || t.staffed() || len(t.State.Questions) >= maxWaiting || t.surely() {
		return false
	}
	if t.in.History == nil {
		t.Recall = true
		return true
	}
	words := short(t.in.Text, eventWords)
	t.s.Last, t.s.Heard, t.s.Kept = short(t.in.Text, lastWords), t.in.Message, nil
	q := t.await(Waiting{Words: words})
	t.effect(Effect{Consult: &Consult{
		Call: q.Call, Message: q.Message, Words: words, Language: t.lang(), Topic: t.topic(),
		Complaint: slices.ContainsFunc(t.c.Cases, func(c profile.Case) bool { return c.Open() }),
	}})
	return true
}

// await puts the turn's message among those that wait, under the number of a call of its own: a turn may make a call for a
// message that came turns ago.
func (t *turn) await(q Waiting) Waiting {
	t.State.Calls++
	q.Call, q.Seq, q.Message, q.Due = t.State.Calls, t.s.Seq, t.in.Message, t.in.At.Add(ConsultTime).Unix()
	t.State.Questions = append(slices.Clone(t.State.Questions), q)
	return q
}

// concluded waits no longer for one outcome.
func (t *turn) concluded(q Waiting) {
	t.State.Questions = slices.DeleteFunc(slices.Clone(t.State.Questions), func(o Waiting) bool { return o == q })
}

// forgo waits no longer for what was asked in a message.
func (t *turn) forgo(message int) {
	t.State.Questions = slices.DeleteFunc(slices.Clone(t.State.Questions), func(q Waiting) bool { return q.Message == message })
}

// surely says whether the knowledge answers each question of the customer's words for sure.
func (t *turn) surely() bool {
	if !strings.ContainsFunc(t.in.Text, unicode.IsLetter) { // a number is no question
		return true
	}
	if what, _ := t.bare(t.in.Text); what != "" {
		if t.in.History == nil {
			t.Recall = true
			return true
		}
		if t.things(what) != nil {
			return true
		}
	}
	parts := t.today().Ask(t.in.Text, t.lang())
	return !slices.ContainsFunc(parts, func(p answers.Part) bool { return !p.Sure || t.w.vague(p.Match) })
}

// onConsulted takes what the model said. An outcome that nobody waits for any more is dropped.
func (t *turn) onConsulted() {
	i := slices.IndexFunc(t.State.Questions, func(q Waiting) bool { return !q.Voice && q.Call == t.in.Call })
	if i >= 0 {
		t.conclude(t.State.Questions[i], t.in.Reply)
	}
}

// overdue answers without the model what it was asked too long ago.
func (t *turn) overdue() {
	for _, q := range t.State.Questions {
		switch {
		case q.Due > t.in.At.Unix():
		case q.Voice:
			t.heardAs(q, "")
		default:
			t.conclude(q, nil)
		}
	}
}

// conclude answers a question that waited, as an answer to its message where the customer has gone on. Where staff have the
// conversation by now, they answer it.
func (t *turn) conclude(q Waiting, r *grounded.Reply) {
	t.concluded(q)
	if t.staffed() || t.c.Blocked {
		return
	}
	moved, before := t.s.Seq != q.Seq, len(t.Messages)
	was := *t.s
	t.in.Kind, t.in.Text, t.in.Message, t.offline = Words, q.Words, q.Message, true
	t.resolve(r, moved)
	if moved && len(t.Messages) > before {
		t.Messages[before].Quote = q.Message
		t.s.Heard, t.s.Last = was.Heard, was.Last
	}
	if !moved {
		t.offerLanguage()
		t.askConsent()
	}
}

// resolve answers the question that is the turn's words now.
func (t *turn) resolve(r *grounded.Reply, moved bool) {
	find := t.w.starts[onWords]
	at := t.w.steps[t.s.Step]
	open := at == nil || at.Open
	switch {
	case r != nil && r.Outcome == grounded.Answer && t.ground(r):
	case !open && t.known(): // beside the question that the customer is at
	case !open:
		t.event("question", "", t.in.Text)
		t.ask(find.on[unknown])
	case r != nil && r.Outcome == grounded.Person && !moved:
		t.s.Last = short(t.in.Text, lastWords)
		t.event("question", "", t.in.Text)
		t.begin(t.w.starts[onPerson])
	default:
		t.unclear = r != nil && r.Outcome != grounded.Answer
		t.begin(find)
	}
}

// ground shows the model's answer, where it is what the entries say as they are now.
func (t *turn) ground(r *grounded.Reply) bool {
	q := t.w.question(t.lang(), t.in.At, r.Entries)
	if q.Check(r, t.w.languages) != nil {
		return false
	}
	var titles []string
	cited := q.Sources[0].ID
	for _, s := range q.Sources {
		titles = append(titles, s.Title)
		if strings.Contains(cited, ":") { // the thumbs name an entry of the knowledge
			cited = s.ID
		}
	}
	m := answers.Match{ID: cited, Title: strings.Join(titles, " · "), Text: locales.Escape(r.Text), Score: 1}
	if strings.Contains(cited, ":") {
		t.s.Last = short(t.in.Text, lastWords)
		t.event("question", cited, t.in.Text)
		t.show(m.Text, nil)
		return true
	}
	t.give(m, t.in.Text)
	return true
}
