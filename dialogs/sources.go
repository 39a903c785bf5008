// What a language model is shown of the shop's knowledge: the entries that may answer a question, as a customer reads them.
package dialogs

import (
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	shortlist  = 6    // entries that the model is shown
	maxWording = 4000 // bytes of an entry that are embedded
)

// Question is what a model is asked for a Consult; near are entries that seem nearest by other means, best first.
func (w *World) Question(c *Consult, at time.Time, near ...string) *grounded.Question {
	ids := w.on(at).Shortlist(c.Words, shortlist)
	ids = slices.Concat(ids[:min(len(ids), max(shortlist/2, shortlist-len(near)))], near, ids)
	if c.Topic != "" {
		ids = slices.Insert(ids, min(len(ids), shortlist-1), c.Topic)
	}
	q := w.question(c.Language, at, ids)
	q.Sources = q.Sources[:min(len(q.Sources), shortlist)]
	q.Words = c.Words
	q.Facts.Complaint = c.Complaint
	if m, ok := w.answers.Entry(c.Topic, c.Language); ok {
		q.Facts.Topic = m.Title
	}
	return q
}

// question has the entries with some ids, each once, as the customer would read them now.
func (w *World) question(lang string, at time.Time, ids []string) *grounded.Question {
	t := &turn{w: w, c: &profile.Customer{Language: lang}, s: &Session{}, in: Input{At: at}}
	q := &grounded.Question{Language: lang, Facts: grounded.Facts{Hours: w.Shop.open.Tell(at).In(w.Texts, lang)}}
	for i, id := range ids {
		if !slices.Contains(ids[:i], id) {
			if s, ok := t.sourceOf(id); ok {
				q.Sources = append(q.Sources, s)
			}
		}
	}
	return q
}

// sourceOf is an entry as a customer reads it, without its markup.
func (t *turn) sourceOf(id string) (grounded.Source, bool) {
	match, ok := t.today().Entry(id, t.lang())
	if !ok {
		return grounded.Source{}, false
	}
	html := t.filled(match.Text, "")
	if t.gone(id) && !strings.HasPrefix(id, ofProduct+":") { // a product says so itself
		not, err := locales.Plain(t.text("answer-not-today", locales.Args{"Title": match.Title}))
		return grounded.Source{ID: id, Title: match.Title, Text: not}, err == nil
	}
	switch kind, of, _ := strings.Cut(id, ":"); kind {
	case ofProduct:
		p, _ := t.w.shelf.find(of)
		html = t.described(p, "")
	case ofCategory:
		var lines []string
		for _, p := range t.w.shelf.in(of) {
			args := t.factsOf(p)
			lines = append(lines, locales.Escape(args["Product"].(string)+" "+args["Price"].(string)))
		}
		html = strings.Join(lines, "\n")
	}
	text, err := locales.Plain(html)
	if err != nil || text == "" {
		return grounded.Source{}, false
	}
	s := grounded.Source{ID: id, Title: match.Title, Text: text}
	e, _ := t.w.answers.Of(id)
	for _, lang := range t.w.languages {
		if other, err := locales.Plain(t.filled(e.Answer[lang], "")); err == nil && other != "" && other != text {
			s.Said = append(s.Said, other)
		}
		s.Asked = append(append(s.Asked, e.Title[lang]), e.Questions[lang]...)
	}
	return s, true
}

// Wordings are the ids of the entries, and what each says in all languages: as one text, for embedding.
func (w *World) Wordings() (ids, texts []string) {
	for _, e := range w.answers.Entries() {
		var parts []string
		for _, lang := range w.languages {
			parts = append(parts, e.Title[lang], strings.Join(e.Questions[lang], "\n"))
			if plain, err := locales.Plain(e.Answer[lang]); err == nil {
				parts = append(parts, plain)
			}
		}
		parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
		ids, texts = append(ids, e.ID), append(texts, short(strings.Join(parts, "\n"), maxWording))
	}
	return ids, texts
}
