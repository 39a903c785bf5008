// Commands, and what a customer writes after one: it is the first answer of the flow that the command starts.
package dialogs

import (
	"slices"
	"strconv"
	"strings"

	"guanxi/dialogs/phrases"
)

func (t *turn) onCommand(name string) {
	t.arrive(name)
	start, known := t.w.starts[name]
	if !known && t.in.Kind == Words && t.saidInstead() {
		return
	}
	if !known {
		start = t.w.slipOf(name)
	}
	if start != t.w.starts[onPerson] { // something else than what was asked before
		t.s.Last = ""
	}
	if name == "/start" && t.stays() {
		return
	}
	words := ""
	if t.in.Kind == Words && name != "/start" { // what a link brings is no answer
		words = afterCommand(t.in.Text)
	}
	if words == "" || start == t.w.starts[onLost] && t.w.phrases.Heard(unslashed(t.in.Text)) == phrases.Menu { // "/help me"
		t.begin(start)
		return
	}
	t.in.Text = words
	t.beginWith(start)
}

// beginWith begins a flow of which the turn's words are the first answer.
func (t *turn) beginWith(start *step) {
	switch {
	case start == t.w.starts[onPerson]:
		t.callAbout(start)
	case start.do == nil && start.waits(): // its question is answered: it is not asked
		was := *t.s
		t.s.leave()
		t.unfinished(was)
		t.stay(start)
		t.first(start)
	default:
		t.begin(start)
		switch at := t.w.steps[t.s.Step]; {
		case at != nil && at.waits() && at.asks():
			t.ownWords()
		case at != nil && at == t.w.categories && len(t.Messages) > 0 && !t.w.small(phrases.Words(phrases.Fold(t.in.Text))):
			t.Messages = t.Messages[:len(t.Messages)-1] // what it asks, they say
			t.lookFor(at)
		case at != nil && t.typed(at):
		case t.questions():
			t.known()
		}
	}
}

// first answers the first question of a flow. Where it takes no words, they wait for the first one that does.
func (t *turn) first(at *step) {
	t.heard = t.w.phrases.Heard(t.in.Text)
	switch c := t.valued(at); {
	case c != nil:
		t.choose(at, c)
	case t.both(at):
	case at == t.w.starts[onTongue]:
		if !t.typed(at) && !t.choosesTongue(at) {
			t.ask(at)
		}
	case at.Words != "":
		t.ownWords()
		t.regret(at)
	case !t.typed(at):
		t.setBy(t.in.Text)
		t.ask(at)
	}
}

// valued is the choice that a language's tag is, or a number at the head of the words: the rest of them is set by. It is
// nil for other words.
func (t *turn) valued(at *step) *choice {
	if at == t.w.starts[onTongue] {
		return at.choice(strings.ToLower(t.in.Text))
	}
	head, rest, more := strings.Cut(t.in.Text, " ")
	n, ok := t.w.numerals.Read(strings.Trim(head, breaks), max(at.high, 1))
	if at.high == 0 || !more || !ok || at.choice(strconv.Itoa(n)) == nil || !hasWords(rest) {
		return nil
	}
	t.setBy(rest)
	return at.choice(strconv.Itoa(n))
}

// lookFor shows what of the shop's the words name, or answers them like others.
func (t *turn) lookFor(at *step) {
	t.listen()
	if t.typed(at) {
		return
	}
	for _, ask := range t.w.asks[t.lang()] {
		if match, ok := t.today().Find(ask+" "+t.in.Text, t.lang()); ok && strings.Contains(match.ID, ":") && !t.w.vague(match) {
			t.s.leave()
			t.giveOne(match, t.in.Text)
			return
		}
	}
	t.ownWords()
}

// both takes words by which the choice is told, and more than it is called by, as its choice and as what is told: "/complain
// bad quality".
func (t *turn) both(at *step) bool {
	c := t.spelt(at, t.in.Text)
	if c == nil || at.ahead == nil || !at.ahead.Keep || phrases.Fold(t.w.label(t.lang(), *c)) == phrases.Fold(t.in.Text) {
		return false
	}
	t.listen()
	t.setBy(t.in.Text)
	t.choose(at, c)
	return true
}

// regret puts regret before the question that follows what a complaint began with: its first question, which has some, was
// not asked.
func (t *turn) regret(at *step) {
	if at != t.w.starts[toComplain] || at.words == nil || t.s.Step != at.words.name || t.harmed() { // which is met with regret already
		return
	}
	asked := t.Messages
	t.Messages = nil
	t.say(sorry, nil)
	t.Messages = append(t.Messages, asked...)
}

const (
	sorry = "talk-alone-sorry" // the text of mere regret
	care  = "talk-care"        // the text that has people who came to harm look after themselves
)

// setBy has words wait for the first step of the flow that takes some.
func (t *turn) setBy(words string) {
	t.s.Last, t.s.Ahead = short(words, lastWords), t.in.Message
}

// putBy keeps for staff what was set by, where other words came between.
func (t *turn) putBy() {
	if t.s.Ahead != 0 {
		t.s.unread(t.s.Ahead)
	}
	t.s.Ahead = 0
}

// answersAhead takes what was set by as the answer to a step of which staff read the words.
func (t *turn) answersAhead(at *step) bool {
	if t.s.Ahead == 0 || at.Words == "" || !at.teller().Keep {
		return false
	}
	now := t.in
	t.in.Kind, t.in.Text, t.in.Media, t.in.Album, t.in.Message = Words, t.s.Last, "", "", t.s.Ahead
	t.s.Ahead = 0
	t.stay(at)
	t.met = t.aggrieved() && t.s.Sore < t.in.At.Unix()
	if !at.Open && slices.Contains(regretted, at.Record) && !t.met {
		t.say(sorry, nil)
	}
	t.told(at)
	t.in, t.met = now, false
	return true
}

// regretted are the records of what is asked about what went wrong. The regret stands in questions that words ahead of them
// answer.
var regretted = []string{"complaint-words", "rating-reason", "rating-words"}

// callAbout calls a person, who reads the words: on the card or, where somebody has been called, as they come.
func (t *turn) callAbout(person *step) {
	t.listen()
	if t.staffed() {
		t.begin(person)
		t.relay()
		return
	}
	t.s.Last = short(t.in.Text, lastWords)
	if t.s.Kept != nil || t.s.Last != t.in.Text { // the card quotes the words alone, and only as many
		t.keep()
	}
	t.begin(person)
}

// command returns the command of a text, as /start for "/start payload" and "/Start@SomeBot".
func command(text string) (string, bool) {
	if !strings.HasPrefix(text, "/") || len(text) < 2 {
		return "", false
	}
	word, _, _ := strings.Cut(text, "\n")
	word, _, _ = strings.Cut(word, " ")
	word, _, _ = strings.Cut(word, "@")
	return strings.ToLower(word), true
}

// afterCommand is what a text says after its command.
func afterCommand(text string) string {
	if at := strings.IndexAny(text, " \n"); at >= 0 {
		return strings.TrimSpace(text[at:])
	}
	return ""
}
