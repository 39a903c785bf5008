// Ratings: what was chosen stays in sight, can be changed for a day, and reaches staff where it is low.
package dialogs

import (
	"cmp"
	"strconv"
	"strings"

	"guanxi/locales"
)

// Kinds of ratings, as their flows record them. The reason of one is recorded under its kind and reasonOf.
const (
	Visit    = "rating"
	Service  = "service"
	reasonOf = "-reason"
)

const (
	LowStars = 2 // the most that staff hear of by themselves
	allStars = 5 // the least of which words are praise, and need nobody's care
)

// wordsAbout ends the kind of event that what a customer writes about a rating becomes.
const wordsAbout = "-words"

// corrected takes a number that is typed after a rating for another rating, and names it; to one outside of the range, it names
// that.
func (t *turn) corrected(at *step) bool {
	stars := t.rated(at)
	if t.staffed() || stars == nil {
		return false
	}
	n, ok := t.w.numerals.Read(t.in.Text, stars.high)
	c := stars.choice(strconv.Itoa(n))
	switch {
	case ok && c == nil && n >= 0 && n <= maxSmall:
		t.show(t.text(t.reword("engine-range"), locales.Args{"From": stars.low, "To": stars.high}), nil)
		if !at.Open {
			t.ask(at)
		}
		return true
	case !ok || c == nil:
		return false
	}
	t.s.Picks = nil
	t.show(t.text(t.reword("rate-changed"), locales.Args{"Stars": t.w.label(t.lang(), *c)}), nil)
	t.choose(stars, c)
	return true
}

// rated is the question for stars that a step follows: its thanks, for a while, or what it asks about few stars. It is nil
// where there is none.
func (t *turn) rated(at *step) *step {
	if at.Within > 0 {
		if stars := t.w.trails[strings.TrimSuffix(at.Record, wordsAbout)]; stars != nil && stars.high > 0 && t.within(at) {
			return stars
		}
		return nil
	}
	flow, _, _ := strings.Cut(at.name, ".")
	for _, p := range t.s.Picks {
		if stars := t.w.trails[p.Name]; stars != nil && stars.high > 0 && stars != at && strings.HasPrefix(stars.name, flow+".") {
			return stars
		}
	}
	return nil
}

// change takes up the rating again whose thank-you was pressed, unless its day is over.
func (t *turn) change() string {
	round := cmp.Or(t.pressed.at, t.s.Round)
	if age := t.in.At.Unix() - round; age < 0 || age >= int64(changeable.Seconds()) {
		return over
	}
	t.s.Round, t.s.Picks = round, nil
	return done
}

// ratesAnew says whether stars for a visit are the second within the day of those before: then they change them.
func (t *turn) ratesAnew(at *step) bool {
	if at.Record != Visit || t.s.Round != 0 || t.s.Rated == 0 || t.in.At.Unix()-t.s.Rated >= int64(changeable.Seconds()) {
		return false
	}
	t.s.Round = t.s.Rated
	return true
}

// report shows staff a low rating: first the stars, then what the customer says of it, as soon as they do. Words about a
// better one are shown too, unless it could not be better.
func (t *turn) report() string {
	kind := Visit
	if t.s.picked(Service) != "" {
		kind = Service
	}
	reason, words := t.s.picked(kind+reasonOf), t.s.Kept
	stars, err := strconv.Atoi(t.s.picked(kind))
	low := stars <= LowStars
	shown := low && (reason != "" || words != nil)
	if low && t.s.Ahead == 0 { // what was set by comes with the reason, and so does the rest
		words = t.brought()
		t.s.Kept = words
	}
	if err == nil && (low || words != nil && stars < allStars) {
		t.effect(Effect{Rated: &Rated{Kind: kind, Stars: stars, Reason: reason, Messages: words, More: shown}})
	}
	t.given()
	t.s.Passed = words != nil && t.in.Album != "" // what else belongs to it follows
	t.s.Kept = nil
	return done
}

// rates says whether a step asks for stars, which the flow under way needs.
func (s *step) rates() bool { return s != nil && !s.Open && s.high > 0 && s.Record != "" }

// rues meets a grievance with regret where stars are asked for, and offers a person. It is the reason of the stars that follow.
func (t *turn) rues(at *step) bool {
	if !at.rates() || !t.angry() && !t.grieves() && !t.wronged() {
		return false
	}
	t.putBy()
	if hasWords(t.in.Text) {
		t.setBy(t.in.Text)
	}
	t.say(sorry, nil)
	t.cares()
	t.ask(at)
	t.offerPerson()
	return true
}

// trail leaves what was chosen so far in sight, where a press takes its question away.
func (t *turn) trail() {
	if len(t.Messages) != 1 || t.Messages[0].Edit == 0 {
		return
	}
	var labels []string
	for _, p := range t.s.Picks {
		if s := t.w.trails[p.Name]; s != nil {
			if c := s.choice(p.Value); c != nil {
				labels = append(labels, t.w.label(t.lang(), *c))
			}
		}
	}
	if labels != nil {
		t.show("<b>"+locales.Escape(strings.Join(labels, " · "))+"</b>", nil)
	}
}
