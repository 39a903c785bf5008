// A grievance that was not told as a complaint: in words that nothing answers, or in a photo of what a worry was about.
package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
)

// griefWords is the list of phrases that speak of a grievance, wherever they stand. It counts where nothing else answers.
const griefWords = "grief-words"

// wrongWords is the list of phrases that tell of a grievance whatever else is said: no answer is better than regret. In
// them 0 stands for any number.
const wrongWords = "wrong-words"

// faultWords is the list of phrases that find fault with what stands near them: of lauded-words, "the service was slow". They
// count as wrong-words do.
const faultWords = "fault-words"

// besideFault is how many units may stand between a fault and what has it.
const besideFault = 3

// harmWords is the list of phrases that tell of somebody who came to harm. They count as wrong-words do, and are met with
// regret within a complaint, too.
const harmWords = "harm-words"

// chaseWords is the list of phrases that urge on an open complaint.
const chaseWords = "chase-words"

// contrastWords is the list of words that begin what praise leaves out.
const contrastWords = "contrast-words"

// notWords is the list of words that deny what follows within some units.
const notWords = "not-words"

// denied is how many units after a denial are denied: "not at all rude".
const denied = 3

// anyNumber is what 0 stands for in a list.
var anyNumber = regexp.MustCompile(`\p{Nd}+`)

// suggestion is the kind of event that ideas and praise become.
const suggestion = "suggestion"

// toComplain starts a complaint from under the answer to a worry.
const toComplain = "/complain"

// pictures are what shows how something arrived.
var pictures = []string{"photo", "video", "video_note", "document"}

// grieves says whether a part of the customer's words speaks of a grievance and is no question: "is it mouldy?" is one,
// "it was stale, what now?" is both.
func (t *turn) grieves() bool {
	return t.states(func(part string) bool { return t.w.affirms(part, griefWords) })
}

// wronged says whether a part of the customer's words tells of what no answer puts right, and neither asks nor denies it.
func (t *turn) wronged() bool {
	return t.states(func(part string) bool {
		return t.w.affirms(part, wrongWords) || t.w.affirms(part, harmWords) || !answers.Asks(part) && t.w.faults(part)
	})
}

// harmed says whether a part of the customer's words tells that somebody came to harm.
func (t *turn) harmed() bool {
	return t.states(func(part string) bool { return t.w.affirms(part, harmWords) })
}

// states says whether something is so of a part of the customer's words that is no question.
func (t *turn) states(is func(part string) bool) bool {
	rest := t.in.Text
	for rest != "" {
		part, sign := rest, ""
		if i := strings.IndexAny(rest, breaks+"?？؟"); i >= 0 {
			part, sign, rest = rest[:i], rest[i:], strings.TrimLeft(rest[i:], breaks+"?？؟")
		} else {
			rest = ""
		}
		asks := strings.HasPrefix(sign, "?") || strings.HasPrefix(sign, "？") || strings.HasPrefix(sign, "؟")
		if !asks && is(part) && !t.w.mentions(part, questionWords) {
			return true
		}
	}
	return false
}

// worried is the message with the question about a worry, where that was answered last and lately; 0: none was.
func (t *turn) worried() int {
	if t.s.Worry == 0 || t.in.At.Sub(time.Unix(t.s.Worry, 0)) > sessionLife {
		return 0
	}
	return t.s.Heard
}

// aggrieves is where words lead that nothing answers and that speak of a grievance: the offer of a complaint, or one that
// begins with them and the worry before. It is nil for others.
func (t *turn) aggrieves() *step {
	if t.w.starts[onGrief] == nil || !t.grieves() && !t.wronged() {
		return nil
	}
	return t.mourned()
}

// mourned keeps a grievance, and is where it leads.
func (t *turn) mourned() *step {
	offer, asked := t.w.starts[onGrief], t.worried()
	t.keep()
	if asked == 0 || offer.ahead == nil {
		return offer
	}
	t.s.Kept = []int{asked, t.in.Message}
	t.s.Worry, t.s.Heard = 0, 0
	t.answered(offer.ahead, "", t.in.Text)
	return offer.words
}

// shownGrief takes a photo that comes with a complaint open, after the answer to a worry, or with words of a grievance, or of a
// worry, as the matter of a complaint: of that which is open, else of another. What was asked before goes with it.
func (t *turn) shownGrief(at *step) bool {
	offer, asked := t.w.starts[onGrief], t.worried()
	if offer == nil || offer.Words == "" || !slices.Contains(pictures, t.in.Media) || at != nil && (!at.Open || at.Within > 0) || t.questions() {
		return false
	}
	if t.adds(at) {
		return t.added()
	}
	if asked == 0 && !t.grieves() && !t.wronged() && !t.w.phrases.Mentions(t.in.Text, phrases.Angry) && !t.worries(at) {
		return false
	}
	t.s.leave()
	if asked != 0 {
		t.s.Kept = []int{asked}
	}
	t.s.Worry, t.s.Heard = 0, 0
	t.told(offer)
	return true
}

// ails says whether who asks for an entry may have come to complain: something worries them, and it has no buttons of its own
// that lead on elsewhere.
func (w *World) ails(id string) bool {
	e, _ := w.answers.Of(id)
	return e.Worry && len(e.Buttons) == 0
}

// worries says whether the customer's words surely speak of a worry. Where a number is asked for, it may be one in words.
func (t *turn) worries(at *step) bool {
	if at != nil && at.high > 0 || !hasWords(t.in.Text) {
		return false
	}
	parts := t.today().Ask(t.in.Text, t.lang())
	return slices.ContainsFunc(parts, func(p answers.Part) bool { return p.Sure && t.w.ails(p.Match.ID) })
}

// complainOf begins a complaint from under the answer to a worry, with what was asked.
func (t *turn) complainOf() {
	asked := t.worried()
	t.onCommand(toComplain)
	if at := t.w.steps[t.s.Step]; asked != 0 && t.s.Kept == nil && at != nil && at == t.w.starts[toComplain] {
		t.s.Kept, t.s.Worry = []int{asked}, 0
	}
}

// gathered says whether the customer has told already what the flow is about.
func (t *turn) gathered() string {
	if t.s.Kept != nil {
		return withWords
	}
	return unknown
}

// affirms says whether a phrase of a list stands in a text, and nothing that denies it shortly before.
func (w *World) affirms(text, list string) bool {
	return w.affirmed(text, list, func(phrases.Said, int, int) bool { return true })
}

// faults says whether a text finds fault with something that is named near to it.
func (w *World) faults(text string) bool {
	return w.affirmed(text, faultWords, func(s phrases.Said, i, j int) bool {
		from, to := max(0, i-besideFault-1), min(s.Len(), j+besideFault+1)
		return w.mentions(s.Phrase(from, i), laudedWords) || w.mentions(s.Phrase(j, to), laudedWords)
	})
}

// affirmed says whether a phrase of a list of which something more is so stands in a text, from one unit to before another,
// and nothing that denies it shortly before.
func (w *World) affirmed(text, list string, so func(s phrases.Said, i, j int) bool) bool {
	said := phrases.Of(anyNumber.ReplaceAllString(text, "0"))
	for i, j := range w.lists[list].Places(said, list) {
		before := max(0, i-denied)
		if !w.mentions(said.Phrase(before, i), notWords) && so(said, i, j) {
			return true
		}
	}
	return false
}

// heed remembers that the customer is angry or has a grievance, whatever answers it.
func (t *turn) heed() {
	if t.angry() || t.grieves() || t.wronged() {
		t.s.Sore = t.in.At.Unix()
	}
}

// scorn are signs that turn thanks and praise into their opposite: "bravo 🙄".
const scorn = "🙄😒🤡"

// angry says whether the customer scolds, or shows an angry face or a thumb down.
func (t *turn) angry() bool {
	if strings.ContainsAny(t.in.Text, scorn) && (t.w.phrases.Mentions(t.in.Text, phrases.Praise, phrases.Thanks) || t.w.mentions(t.in.Text, kindWords)) {
		return true
	}
	return !hasWords(t.in.Text) && (phrases.Sign(t.in.Text) == phrases.Angry || strings.ContainsRune(t.in.Text, '👎')) || t.w.phrases.Mentions(t.in.Text, phrases.Angry)
}

// vents meets anger and grievances with regret, whatever else the message asks: with an open complaint they are added to
// it, else one is offered. Where words are taken about the matter already, a grievance is some. After a refusal only what
// disputes it goes on with the complaint.
func (t *turn) vents(at *step) bool {
	angry, wrong, sad := t.angry(), t.wronged(), t.grieves() || t.contrasts(at)
	urged, refused := angry || t.w.mentions(t.in.Text, chaseWords), slices.ContainsFunc(t.c.Cases, t.refused)
	taken := at != nil && at.Within > 0 && t.within(at) && at.teller().Keep && at.Record != suggestion && at != t.w.starts[onRefused]
	switch {
	case t.left != nil:
		return false
	case at != t.w.starts[onSolved] && t.w.starts[onUrged] != nil && (t.disputes() || t.pending() && (urged || !taken && (wrong || sad))):
		t.s.leave()
		t.keep()
		t.event("complaint-words", "", t.in.Text)
		t.cares()
		t.enter(t.w.starts[onUrged])
	case (wrong || sad && (refused || t.praised(at) || t.graced() && !t.questions() && !t.worries(at))) && !taken && t.w.starts[onGrief] != nil:
		t.s.leave()
		t.event("question", "", t.in.Text)
		t.cares()
		t.enter(t.mourned())
	case (angry || urged && refused) && !(wrong && taken) && t.w.starts[phrases.Angry] != nil:
		t.begin(t.w.starts[phrases.Angry])
	default:
		return false
	}
	t.s.Last = short(t.in.Text, lastWords)
	return true
}

// cares has who came to harm look after themselves first.
func (t *turn) cares() {
	if t.harmed() {
		t.say(care, nil)
	}
}

// praised says whether a step follows praise, or an idea: a grievance is no more of that.
func (t *turn) praised(at *step) bool {
	return at != nil && at.Open && at.Record == suggestion && t.within(at)
}

// graced says whether thanks or a kind word stand in the customer's words.
func (t *turn) graced() bool {
	return t.w.mentions(t.in.Text, kindWords) || t.w.phrases.Mentions(t.in.Text, phrases.Thanks, phrases.Praise)
}

// spared says whether the customer tells with thanks or praise that what may go wrong did not: "perfect, nothing is broken".
func (t *turn) spared() bool {
	return t.graced() && t.w.mentions(t.in.Text, griefWords) && !t.questions() && !t.angry() && !t.grieves() && !t.wronged() &&
		!t.w.mentions(t.in.Text, contrastWords)
}

// contrasts says whether words that follow praise begin with a but, and neither praise nor propose: "but the cup was cracked".
func (t *turn) contrasts(at *step) bool {
	return t.praised(at) && t.w.lists[contrastWords].Opening(t.said(), contrastWords) > 0 && !t.questions() &&
		!t.w.affirms(t.in.Text, kindWords) && !t.w.mentions(t.in.Text, proposeWords)
}

// thumbsDown says whether a message is a thumb down, or another sign of a no, and no words.
func (t *turn) thumbsDown() bool { return t.heard == phrases.No && !hasWords(t.in.Text) }

// scolds meets mere scolding with regret and a person where a choice is wanted, and asks again.
func (t *turn) scolds(at *step) bool {
	if t.heard != phrases.Angry && !t.thumbsDown() || at.ahead == nil || len(at.Choices) == 0 {
		return false
	}
	if hasWords(t.in.Text) {
		t.answered(at.teller(), "", t.in.Text)
	}
	t.kept(at.teller())
	t.say("talk-alone-sorry", nil)
	t.ask(at)
	t.offerPerson()
	return true
}
