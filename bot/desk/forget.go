package desk

import (
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// forgotten tells that a customer is known no more, and what was open with them. Nobody can answer it.
func (v view) forgotten(f *dialogs.Forget) outbox.Item {
	lines := []string{v.text("desk-forgotten", nil)}
	if len(f.Cases) > 0 {
		lines = append(lines, v.text("desk-forgotten-cases", locales.Args{"Numbers": strings.Join(f.Cases, ", ")}))
	}
	if f.Talk {
		lines = append(lines, v.text("desk-forgotten-talk", nil))
	}
	return outbox.Item{Chat: outbox.Desk, Text: strings.Join(lines, "\n"), General: true}
}

// Gone is what staff are told who do something for a customer who was forgotten; at most 200 characters.
func (d Desk) Gone(texts *locales.Catalogue) string {
	return texts.Text(texts.Match(d.Language), "desk-gone", nil)
}
