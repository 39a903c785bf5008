// What is kept of a customer: in general, and of the one who asks.
package dialogs

import (
	"strings"
	"time"

	"guanxi/dialogs/hours"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	recentWords = 5   // questions, and other words, told to a customer who asks what is known of them
	toldWords   = 120 // bytes of each: some 60 letters of Russian or Arabic, 40 of Chinese
)

// privacy tells what is kept, why, how long and who sees it.
func (t *turn) privacy() string {
	parts := []string{t.text("privacy-what", t.facts("privacy-what"))}
	if t.w.consults {
		parts = append(parts, t.text("privacy-model", nil))
	}
	if t.w.hears {
		parts = append(parts, t.text("privacy-voice", nil))
	}
	if own := t.w.Shop.notice(t.lang()); own != "" {
		parts = append(parts, locales.Escape(own))
	}
	if reached := t.w.Shop.Reached(); reached != "" {
		parts = append(parts, t.text("privacy-contact", locales.Args{"Contact": reached}))
	}
	t.show(strings.Join(parts, "\n\n"), nil)
	return done
}

// mydata tells a customer what is known of them, and sends all of it as a file.
func (t *turn) mydata() string {
	if t.in.History == nil {
		t.Recall = true
		return done
	}
	parts := []string{t.about()}
	for _, part := range []string{t.complained(), t.happened(), t.text("mydata-not", nil)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	t.show(strings.Join(parts, "\n\n"), nil)
	t.Messages = append(t.Messages, Message{File: FileMydata, Text: t.text("mydata-file", nil)})
	return done
}

// about is who the customer is, a line for each fact.
func (t *turn) about() string {
	lines := []string{t.text("mydata-head", nil)}
	tell := func(key, name, value string) {
		if value != "" {
			lines = append(lines, t.text(key, locales.Args{name: value}))
		}
	}
	tell("mydata-name", "Name", t.c.Name)
	if t.c.Username != "" {
		tell("mydata-username", "Username", "@"+t.c.Username)
	}
	tell("mydata-phone", "Phone", t.c.Phone)
	tell("mydata-language", "Language", t.w.Texts.Name(t.c.Language))
	tell("mydata-since", "Date", t.date(t.c.Since))
	tell("mydata-source", "Source", t.c.Source)
	wants, known := t.c.Offers()
	switch {
	case !known:
		lines = append(lines, t.text("mydata-offers-unasked", nil))
	case wants:
		tell("mydata-offers-yes", "Date", t.date(t.c.Consents[len(t.c.Consents)-1].At))
	default:
		tell("mydata-offers-no", "Date", t.date(t.c.Consents[len(t.c.Consents)-1].At))
	}
	switch {
	case t.staffed() && t.s.Talk == t.w.starts[onStaff].name: // they have answered
		lines = append(lines, t.text("mydata-person", nil))
	case t.staffed() || t.s.Awaits:
		lines = append(lines, "• "+t.text("status-request", nil))
	}
	return strings.Join(lines, "\n")
}

// date is a day on the shop's clock.
func (t *turn) date(at int64) string {
	return hours.Date(t.w.Texts, t.lang(), t.w.Shop.Clock(time.Unix(at, 0)))
}

// complained is how far the customer's complaints are.
func (t *turn) complained() string {
	if len(t.c.Cases) == 0 {
		return ""
	}
	lines := []string{t.text("mydata-cases", nil)}
	for _, c := range t.c.Cases {
		lines = append(lines, t.text("status-case", locales.Args{"Number": c.Called(), "State": t.text(StateText(c.State), nil)}))
	}
	return strings.Join(lines, "\n")
}

// happened is what the customer rated, asked and wrote last.
func (t *turn) happened() string {
	var ratings, asked, wrote []string
	for i, e := range t.in.History.Last {
		words := t.text("mydata-quote", locales.Args{"Words": shortWords(e.Words, toldWords)})
		switch {
		case !e.Stands(t.in.History.Last[i+1:]): // answered anew later
		case e.Kind == Visit || e.Kind == Service:
			ratings = append(ratings, t.text("mydata-rating", locales.Args{"Stars": e.Value, "Date": t.date(e.At)}))
		case e.Kind == "question":
			asked = append(asked, words)
		case e.Words != "" && e.Kind != "offers":
			wrote = append(wrote, words)
		}
	}
	var parts []string
	for _, list := range []struct {
		key   string
		lines []string
	}{{"mydata-ratings", ratings}, {"mydata-questions", asked}, {"mydata-words", wrote}} {
		if n := len(list.lines); n > 0 {
			last := list.lines[max(n-recentWords, 0):]
			parts = append(parts, t.text(list.key, nil)+"\n"+strings.Join(last, "\n"))
		}
	}
	if n := counted(t.in.History); n > 0 {
		parts = append(parts, t.text("mydata-earlier", locales.Args{"Count": n}))
	}
	return strings.Join(parts, "\n\n")
}

// counted is how many events are known by number alone.
func counted(h *profile.History) (n int) {
	for _, m := range h.Months {
		for _, times := range m.Counts {
			n += times
		}
	}
	return n
}
