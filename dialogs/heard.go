// What is heard within a message, whatever else it says.
package dialogs

import (
	"strconv"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// questionWords is the list of phrases of which one, wherever it stands, makes a message a question.
const questionWords = "question-words"

// stopWords is the list of those words for a way out that are sent to stop offers, too.
const stopWords = "stop-words"

// kindWords is the list of words that praise, wherever they stand: what has one is no question for its other words.
const kindWords = "kind-words"

// said is the customer's words in units.
func (t *turn) said() phrases.Said { return phrases.Of(t.in.Text) }

// mentions says whether a phrase of a list stands anywhere in a text.
func (w *World) mentions(text, list string) bool { return w.lists[list].Mentions(text, list) }

// plainly says whether a message is one phrase of a list that is for one question alone.
func (w *World) plainly(list, text string) bool {
	said := phrases.Of(text).String()
	return !strings.HasPrefix(list, phrases.Everywhere) && w.lists[list].Means(said) != ""
}

// maxSmall is the largest number that is taken for a try at a small one; 1042 may be an order's.
const maxSmall = 100

// counted takes a number typed in any form at a step whose choices are numbers. One outside of their range is answered
// with the range. Words beside it wait for the question for some.
func (t *turn) counted(at *step) bool {
	if at.high == 0 {
		return false
	}
	n, ok := t.w.numerals.Read(t.in.Text, at.high)
	if words := ""; !ok && !t.staffed() {
		if n, words, ok = t.w.numerals.Beside(t.in.Text, at.high); ok && at.choice(strconv.Itoa(n)) != nil {
			t.putBy()
			t.setBy(words)
		}
	}
	if !ok || n > maxSmall {
		return false
	}
	if c := at.choice(strconv.Itoa(n)); c != nil {
		t.choose(at, c)
		return true
	}
	if !t.staffed() { // with them are words; a number is still a try at the question
		t.s.Tries++
	}
	t.s.Tries = min(t.s.Tries, maxTries-1) // who gives a number has understood what is asked
	t.show(t.text(t.reword("engine-range"), locales.Args{"From": at.low, "To": at.high}), nil)
	t.ask(at)
	return true
}
