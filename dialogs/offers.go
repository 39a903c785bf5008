// Whether a customer wants offers: asked once, kept with its proof, changed in one tap. It governs offers alone.
package dialogs

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/phrases"
	"guanxi/profile"
)

// enough is how many answers a customer has before the bot counts as useful without their saying so.
const enough = 2

// calm is how long after a complaint nobody is asked about offers.
const calm = 24 * time.Hour

// served counts an answer of these entries. One to a worry is no favour: the count begins anew.
func (t *turn) served(entries ...string) {
	t.helped, t.s.Served, t.s.Worry = true, min(t.s.Served+1, enough), 0
	if slices.ContainsFunc(entries, t.w.answers.Worry) {
		t.helped, t.s.Served = false, 0
	}
	if slices.ContainsFunc(entries, t.w.ails) {
		t.s.Worry = t.in.At.Unix()
	}
}

// askConsent asks once whether offers are welcome: when the bot was of use, and nothing else is going on.
func (t *turn) askConsent() {
	_, known := t.c.Offers()
	if t.s.Served < enough || t.aggrieved() || t.s.Awaits || !t.helped || known || t.c.Asked.At != 0 || t.staffed() || t.s.Step != "" || t.asks() {
		return
	}
	ask := t.w.starts[onConsent]
	t.worded(ask.Say)
	t.begin(ask)
}

// aggrieved says whether the customer has, or lately had, something to complain of, or says so.
func (t *turn) aggrieved() bool {
	for _, c := range t.c.Cases {
		if c.Open() || t.in.At.Sub(time.Unix(c.Moved, 0)) < calm {
			return true
		}
	}
	if t.s.Sore != 0 && t.in.At.Sub(time.Unix(t.s.Sore, 0)) < calm {
		return true
	}
	return t.in.Kind == Words && t.w.phrases.Mentions(t.in.Text, phrases.Complain, phrases.Stop, phrases.Angry)
}

// asks says whether the turn already asks the customer something.
func (t *turn) asks() bool {
	for _, m := range t.Messages {
		if m.Buttons != nil && !t.w.thumbs(m.Buttons) {
			return true
		}
	}
	return false
}

// worded keeps which words a question about offers was asked in.
func (t *turn) worded(key string) {
	t.c.Asked = t.wording(key)
	t.c.Asked.At = t.in.At.Unix()
}

// wording is a question about offers as it reads now.
func (t *turn) wording(key string) profile.Wording {
	sum := sha256.Sum256([]byte(t.text(key, t.facts(key))))
	return profile.Wording{Text: key + " " + hex.EncodeToString(sum[:8]), Language: t.lang()}
}

// answers is the question about offers that the customer answers. Of one that another was shown after, it is not known
// any more when it was asked.
func (t *turn) answers() profile.Wording {
	key, _, _ := strings.Cut(t.c.Asked.Text, " ")
	if t.asker == nil || t.asker.Say == key || t.asker.Say == "" {
		return t.c.Asked
	}
	return t.wording(t.asker.Say)
}

// offers tells whether the customer wants offers. The words of what follows are kept for the proof.
func (t *turn) offers() string {
	if wants, _ := t.c.Offers(); wants {
		t.worded("offers-on")
		return wanted
	}
	t.worded("offers-off")
	return unwanted
}

// consent takes the customer's yes to offers.
func (t *turn) consent() string { return t.decide(true) }

// withdraw takes their no.
func (t *turn) withdraw() string { return t.decide(false) }

func (t *turn) decide(given bool) string {
	answer := profile.Consent{Given: given, At: t.in.At.Unix(), How: "button", Message: t.in.Message, Asked: t.answers()}
	if name, isCommand := command(t.in.Text); isCommand {
		answer.How, answer.Asked = name, profile.Wording{}
	} else if t.in.Kind == Words {
		answer.How = "words"
	}
	*t.c = t.c.Decide(answer)
	value := "no"
	if given {
		value = "yes"
	}
	t.event("offers", value, strings.TrimSpace(answer.Asked.Text+" "+answer.Asked.Language))
	return done
}
