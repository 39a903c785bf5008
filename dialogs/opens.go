// Words that ask for something and go on to say what about: "I want to complain: the tea came crushed".
package dialogs

import (
	"strings"
	"unicode"

	"guanxi/dialogs/phrases"
)

// ideaWords is the list of phrases that open an idea for the shop, with the idea in the same message.
const ideaWords = "idea-words"

// breaks are the signs that part what is asked for from what it is about.
const breaks = ".,;:!…\n。，；：！،؛"

// opening starts the complaint, or calls the person, that the customer's words begin or end with; the rest is what about.
func (t *turn) opening() bool {
	switch person := t.w.starts[onPerson]; {
	case !t.staffed() && t.opensWith(t.w.callers, phrases.Calling):
		t.s.Last = short(t.in.Text, lastWords)
		if t.in.Media != "" || t.s.Last != strings.TrimSpace(t.in.Text) { // a number may stand at the end
			t.keep()
		}
		t.enter(person)
		return true
	case t.opensWith(t.w.phrases, phrases.Complain):
		t.complain(t.w.starts[phrases.Complain])
		return true
	case t.suggests():
		t.complain(t.w.starts[phrases.Suggest])
		return true
	}
	return false
}

// suggests says whether the words begin with an idea for the shop: "suggestion: more seats", "I suggest you open earlier".
func (t *turn) suggests() bool {
	if t.w.starts[phrases.Suggest] == nil || t.asksIn(t.in.Text) {
		return false
	}
	head, rest, apart := strings.Cut(strings.Map(func(r rune) rune {
		if strings.ContainsRune(breaks+"-–—", r) {
			return ':'
		}
		return r
	}, t.in.Text), ":")
	if apart && hasWords(rest) && t.w.phrases.Heard(head) == phrases.Suggest {
		return true
	}
	said := t.said()
	return t.w.lists[ideaWords].Opening(said, ideaWords) > 0
}

// complain takes the customer's words as the matter of a complaint, or an idea, that begins with them.
func (t *turn) complain(at *step) {
	if at == nil || at.Words == "" {
		t.begin(at)
		return
	}
	was := *t.s
	t.s.leave()
	t.unfinished(was)
	t.told(at)
}

// opensWith says whether the message begins with a phrase of a list, with nothing but courtesies before it, or ends with
// one that stands apart, and what else it says is no question.
func (t *turn) opensWith(book phrases.Book, list string) bool {
	said := phrases.Of(t.in.Text)
	if list == phrases.Calling {
		said = t.w.phrases.Unstill(said)
	}
	if end := book.Opening(said, list); end > 0 {
		rest := said.After(end)
		return !caseNumber.MatchString(rest) && (numbered(rest) || !t.asksIn(rest) || list == phrases.Calling && t.callsApart(book))
	}
	cut := strings.LastIndexAny(strings.TrimRight(t.in.Text, breaks+" "), breaks)
	if cut < 0 {
		return false
	}
	last := phrases.Of(t.in.Text[cut:])
	return last.Len() > 0 && book.Opening(last, list) == last.Len() && !t.asksIn(t.in.Text[:cut])
}

// longCall is how long a call for a person with all its courtesies is at most, in bytes.
const longCall = 200

// callsApart says whether the message begins with the call for a person as a sentence of its own: "I want a person: can you
// change my order?"
func (t *turn) callsApart(book phrases.Book) bool {
	for i, r := range t.in.Text {
		if i > longCall {
			break
		}
		if !strings.ContainsRune(breaks+"?？؟", r) {
			continue
		}
		head := t.w.phrases.Unstill(phrases.Of(t.in.Text[:i]))
		if head.Len() > 0 && book.Opening(head, phrases.Calling) == head.Len() {
			return true
		}
	}
	return false
}

// numbered says whether a number stands in a text that may be a telephone's.
func numbered(text string) bool {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits >= 5
}

// asksIn says whether some of the message asks something. The sign of a question counts where there are words to ask.
func (t *turn) asksIn(part string) bool {
	if !strings.ContainsFunc(part, unicode.IsLetter) {
		return false
	}
	return strings.ContainsAny(t.in.Text, "?？؟") || t.w.mentions(part, questionWords)
}
