// Ratings: what was chosen stays in sight, can be changed for a day, and reaches staff where it is low.
package dialogs

import (
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

// lowStars is the most that staff hear of.
const lowStars = 2

// change takes up the rating again whose thank-you was pressed, unless its day is over.
func (t *turn) change() string {
	round := t.pressed.at
	if age := t.in.At.Unix() - round; age < 0 || age >= int64(changeable.Seconds()) {
		return over
	}
	t.s.Round = round
	return done
}

// report shows staff a low rating, first the stars and again when there is more to tell.
func (t *turn) report() string {
	kind := Visit
	if t.s.picked(Service) != "" {
		kind = Service
	}
	if stars, err := strconv.Atoi(t.s.picked(kind)); err == nil && stars <= lowStars {
		t.effect(Effect{Rated: &Rated{Kind: kind, Stars: stars, Reason: t.s.picked(kind + reasonOf), Messages: t.s.Kept}})
	}
	return done
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
