// Which language the customer is spoken to in: the one that they write.
package dialogs

import (
	"slices"

	"guanxi/dialogs/phrases"
	"guanxi/dialogs/tongue"
)

// lang is the language that the customer is spoken to in: the one they wrote last, as far as it could be told, else the
// one they chose or their app has.
func (t *turn) lang() string {
	lang := t.c.Language
	if t.s.Tongue != "" {
		lang = t.s.Tongue
	}
	if !slices.Contains(t.w.languages, lang) { // the shop does not speak it any more
		return t.w.Texts.Match(lang)
	}
	return lang
}

// listen hears which language the customer writes.
func (t *turn) listen() {
	switch heard := tongue.Of(t.in.Text, t.w.languages); {
	case heard == "" || heard == t.lang(): // too short to tell, or none of ours: go on as before
	case t.w.shared(t.in.Text, heard):
	case heard == t.c.Language:
		t.s.Tongue = ""
	default:
		t.s.Tongue = heard
	}
}

// offerLanguage asks, once for each language, whether to keep to the one the customer writes.
func (t *turn) offerLanguage() {
	heard := t.s.Tongue
	if heard == "" || t.staffed() || len(t.State.Questions) > 0 || slices.Contains(t.c.Offered, heard) {
		return
	}
	t.c.Offered = append(slices.Clone(t.c.Offered), heard)
	t.s.Keeps = true
	t.say("language-keep", [][]Button{{{Label: t.w.Texts.Name(heard), Data: t.w.keep + heard}}})
}

// otherTongue stands among the languages that were offered for all that the shop does not speak.
const otherTongue = "other"

// speaksOther tells who writes a language that the shop does not speak, once, which ones it does, and says whether it did.
func (t *turn) speaksOther() bool {
	if slices.Contains(t.c.Offered, otherTongue) || mashed(t.in.Text) || !t.foreign(true) && !tongue.Foreign(t.in.Text, t.w.languages) || t.w.starts[onTongue] == nil {
		return false
	}
	t.c.Offered = append(slices.Clone(t.c.Offered), otherTongue)
	var rows [][]Button
	for pair := range slices.Chunk(t.w.languages, 2) {
		var row []Button
		for _, lang := range pair {
			row = append(row, Button{Label: t.w.Texts.Name(lang), Data: t.w.keep + lang})
		}
		rows = append(rows, row)
	}
	if t.w.call != "" && !t.staffed() {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	t.say("language-other", rows)
	return true
}

// keepsTongue takes a typed yes to that question for its button. What the open question means by a yes comes before.
func (t *turn) keepsTongue(at *step) bool {
	ask := t.w.starts[onTongue]
	c := ask.choice(t.s.Tongue)
	if !t.asked || c == nil || t.heard != phrases.Yes || at != nil && !at.Open {
		return false
	}
	t.choose(ask, c)
	return true
}

// tongues are the lists of phrases by which customers ask for a language.
var tongues = map[string]string{
	"engine-words-english": "en", "engine-words-chinese": "zh", "engine-words-russian": "ru", "engine-words-spanish": "es", "engine-words-arabic": "ar",
}

// choosesTongue takes a language that is asked for in words. A question that is open is asked again in it.
func (t *turn) choosesTongue(at *step) bool {
	ask := t.w.starts[onTongue]
	c := ask.choice(tongues[t.heard])
	switch {
	case c == nil:
		return false
	case at == nil || at.Open:
		t.s.leave()
		t.choose(ask, c)
		return true
	}
	t.Events = append(t.Events, t.dated(ask.Record, c.Value, 0))
	t.c.Language, t.c.Chosen, t.s.Tongue = c.Value, true, ""
	t.say("language-set", nil)
	if t.left != nil {
		t.s.Left = t.left.name
		at = t.w.starts[onLeft]
		t.stay(at)
	}
	t.ask(at)
	return true
}
