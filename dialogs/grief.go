// A grievance that was not told as a complaint: in words that nothing answers, or in a photo of what a worry was about.
package dialogs

import (
	"slices"
	"strings"
	"time"
)

// griefWords is the list of phrases that speak of a grievance, wherever they stand. It counts where nothing else answers.
const griefWords = "grief-words"

// toComplain starts a complaint from under the answer to a worry.
const toComplain = "/complain"

// pictures are what shows how something arrived.
var pictures = []string{"photo", "video", "video_note", "document"}

// grieves says whether a part of the customer's words speaks of a grievance and is no question: "is it mouldy?" is one,
// "it was stale, what now?" is both.
func (t *turn) grieves() bool {
	rest := t.in.Text
	for rest != "" {
		part, sign := rest, ""
		if i := strings.IndexAny(rest, breaks+"?？؟"); i >= 0 {
			part, sign, rest = rest[:i], rest[i:], strings.TrimLeft(rest[i:], breaks+"?？؟")
		} else {
			rest = ""
		}
		asks := strings.HasPrefix(sign, "?") || strings.HasPrefix(sign, "？") || strings.HasPrefix(sign, "؟")
		if !asks && t.w.grief.mentions(part, griefWords) && !t.w.asking.mentions(part, questionWords) {
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
	offer, asked := t.w.starts[onGrief], t.worried()
	if offer == nil || !t.grieves() {
		return nil
	}
	t.keep()
	if asked == 0 || offer.ahead == nil {
		return offer
	}
	t.s.Kept = []int{asked, t.in.Message}
	t.s.Worry, t.s.Heard = 0, 0
	t.answered(offer.ahead, "", t.in.Text)
	return offer.words
}

// shownGrief takes a photo that comes after the answer to a worry, or with words of a grievance, as the matter of a
// complaint. What was asked before goes with it.
func (t *turn) shownGrief(at *step) bool {
	offer, asked := t.w.starts[onGrief], t.worried()
	if offer == nil || offer.Words == "" || !slices.Contains(pictures, t.in.Media) || at != nil && (!at.Open || at.Within > 0) || t.questions() {
		return false
	}
	if asked == 0 && !t.grieves() && !t.w.phrases.mentions(t.in.Text, saysAngry) {
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
