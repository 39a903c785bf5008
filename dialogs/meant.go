// What kind of words they are: a question, praise, the number of a complaint, nothing at all.
package dialogs

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// asks says whether a step is about words of the customer's own, rather than a menu that takes questions too.
func (s *step) asks() bool { return s.Words != "" && (!s.Open || s.Questions != "") }

// expects says whether what is courtesy elsewhere is an answer here.
func (s *step) expects(list string) bool {
	return s != nil && s.Also != "" && (s.Also == list || s.Also == phrases.Thanks && list == phrases.Praise)
}

// caseNumber is the number of a complaint, folded, when it is the whole message; its letter may be Cyrillic.
var caseNumber = regexp.MustCompile(`^[cс] ?[0-9]{4,}$`)

// numbersOf finds the numbers of complaints in folded words.
var numbersOf = regexp.MustCompile(`[cс] ?[0-9]{4,}`)

// inquired tells a customer who asks for their complaints, where words of another are asked, how far they have come, and
// asks again.
func (t *turn) inquired(at *step) bool {
	if t.heard != phrases.Status || at == nil || at.Words == "" || at.Open || at.Relay || t.cases() != found {
		return false
	}
	t.remind(at)
	return true
}

// named starts the flow for which the customer's words ask, or takes the choice of the menu that they are. Where a step
// wants words of their own, these are some.
func (t *turn) named(at *step) bool {
	if at != nil && at.Words != "" && !at.Open {
		return t.scolds(at)
	}
	said, menu := phrases.Fold(t.in.Text), t.w.starts[onLost]
	for _, lang := range t.w.languages {
		if i, ok := menu.typed[lang][said]; ok && said != "" {
			t.s.leave()
			t.choose(menu, &menu.Choices[i])
			return true
		}
	}
	start := t.w.starts[t.heard]
	if caseNumber.MatchString(said) {
		start = t.w.starts["/status"]
	}
	if start == nil && t.opening() {
		return true
	}
	if t.rues(at) {
		return true
	}
	sore := t.heard == phrases.Angry || t.heard == phrases.Status && t.w.mentions(t.in.Text, chaseWords) // "nobody has called me yet"
	if (start == nil || sore) && (at == nil || (at.Open || at.Words == "") && at != t.w.starts[onSolved]) && t.vents(at) {
		return true
	}
	if start == nil {
		return false
	}
	t.begin(start)
	t.s.Last = short(t.in.Text, lastWords)
	return true
}

// aside says whether words or media are not for the open step that takes some for a while: its time is over, or they ask
// something.
func (t *turn) aside(at *step) bool {
	if at.Within == 0 {
		return false
	}
	switch {
	case !t.within(at) || t.in.Kind == Media && t.light() || at.Record == suggestion && t.void():
		return true
	case t.praises():
		return t.questions() && t.surely()
	}
	return t.questions() || t.topical() || t.elsewhere(plainly)
}

// praises says whether a kind word stands in the customer's words, and no sign of a question: "you have the best tea".
func (t *turn) praises() bool {
	return !strings.ContainsAny(t.in.Text, "?？؟") && t.w.mentions(t.in.Text, kindWords)
}

// maxTopic is of how many words, or signs of Chinese, a topic is that is named and no more. Of three some are praise.
const maxTopic = 2

// topical says whether the customer's words are but a question of the knowledge, or the name of what it surely answers:
// "delivery cost". Of a worry they may be a part.
func (t *turn) topical() bool {
	if t.in.Kind != Words || t.complains() || t.w.phrases.Mentions(t.in.Text, phrases.Praise, phrases.Thanks) {
		return false
	}
	said := phrases.Of(t.in.Text)
	if id, ok := t.w.topics[said.Key()]; ok {
		return !t.w.answers.Worry(id)
	}
	if said.Len() > maxTopic {
		return false
	}
	parts := t.today().Ask(t.in.Text, t.lang())
	return len(parts) == 1 && parts[0].Sure && !t.w.vague(parts[0].Match) && !t.w.answers.Worry(parts[0].Match.ID)
}

// questions says whether the customer's words ask something, as far as signs and words tell.
func (t *turn) questions() bool { return t.w.inquiring(t.in.Text) }

func (w *World) inquiring(words string) bool {
	return strings.ContainsAny(words, "?？؟") || w.mentions(words, questionWords)
}

// between answers a question that is typed where buttons are to be tapped and words are taken too, and asks again. The
// words may be both: where they are more than the question, they are told besides; else they are kept for staff.
func (t *turn) between(at *step) bool {
	if at.Words != "" && !at.Open && (at.ahead == nil || len(at.Choices) == 0) {
		return t.beside(at)
	}
	if at.ahead == nil || len(at.Choices) == 0 || !t.questions() || !t.known() {
		return false
	}
	if t.complains() {
		t.told(at)
		return true
	}
	t.kept(at.ahead)
	t.remind(at)
	return true
}

// verbatim is the least score of what asks for an entry as good as in its own phrasings.
const verbatim = 0.995

// beside answers what is plainly a question where words of the customer's own are asked, and asks again. Staff read it
// besides, unless it is as the knowledge has it. Where nothing but words is asked, "could you open earlier?" is an idea.
func (t *turn) beside(at *step) bool {
	_, phrasing := t.w.topics[t.said().Key()]
	phrasing = phrasing || t.elsewhere(verbatim)
	idea := len(at.Choices) == 0 && !phrasing && t.w.mentions(t.in.Text, proposeWords)
	if idea || !t.questions() && !answers.Asks(t.in.Text) || !t.elsewhere(plainly) || !t.known() {
		return false
	}
	if !phrasing {
		t.kept(at)
	}
	t.remind(at)
	return true
}

// proposeWords is the list of phrases that make an idea of a question, wherever they stand.
const proposeWords = "propose-words"

// complains says whether words speak of a grievance, or say something besides what they ask.
func (t *turn) complains() bool {
	said := 0
	for sentence := range strings.FieldsFuncSeq(t.in.Text, func(r rune) bool { return strings.ContainsRune(".!?…。！？؟\n", r) }) {
		if hasWords(sentence) && t.w.phrases.Heard(sentence) == "" { // a greeting is no more than that
			said++
		}
	}
	return said > 1 || t.w.phrases.Mentions(t.in.Text, phrases.Angry, phrases.Staff, phrases.Complain)
}

// tellsNothing says whether nothing is told where a matter is to be told that staff will read: signs alone, a laugh, or
// keys in a row.
func (t *turn) tellsNothing(at *step) bool {
	switch {
	case at == nil || at.Words == "" || !at.Keep && (at.ahead == nil || !at.ahead.Keep) || at.Open && (at.ahead == nil || !t.within(at)):
		return false
	case !hasWords(t.in.Text):
		return t.heard == "" || t.heard == phrases.Hello || t.heard == phrases.Angry
	}
	return t.heard == phrases.Laugh || mashed(t.in.Text)
}

// rows are the letters of keyboards in their order.
const rows = "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю ضصثقفغعهخحجد شسيبلاتنمكط"

// links finds an address of the web.
var links = regexp.MustCompile(`(?i)(https?://|www\.|\bt\.me/)`)

// manySigns is how many signs in a row, of two kinds at most, are no word.
const manySigns = 12

// void says whether words tell staff nothing where nobody asked for any: a long number, a link, keys in a row or over and over.
func (t *turn) void() bool {
	text, signs := t.in.Text, map[rune]bool{}
	for _, r := range phrases.Fold(text) {
		signs[r] = true
	}
	over := len(signs) < 3 && utf8.RuneCountInString(text) >= manySigns
	return t.in.Kind == Words && (links.MatchString(text) || mashed(text) || over || numbered(text) && !strings.ContainsFunc(text, unicode.IsLetter))
}

// mashed says whether each word of a text is three or more neighbouring keys in a row, as asdf.
func mashed(text string) bool {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		if utf8.RuneCountInString(word) < 3 || !strings.Contains(rows, word) {
			return false
		}
	}
	return true
}
