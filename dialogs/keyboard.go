// The buttons of steps, in every language, and what may be typed instead.
package dialogs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// expand puts the choices for each language or product in the place of the one that stands for them, and takes away
// those that lead to a flow that is left out, or to a question for the only language.
func (c *compiler) expand(s *step) {
	var all []choice
	if s.Questions != "" {
		all = c.w.questions(s.Questions)
	}
	for i, ch := range s.Choices {
		ch.at = fmt.Sprintf("choices[%d]", i)
		flow, _, other := strings.Cut(ch.Next, ".")
		switch values, expands := c.w.each(ch.Each); {
		case other && c.absent[flow], c.needless(c.w.steps[c.full(ch.Next)]):
		case ch.Each == "near":
			s.near, s.Questions = true, ch.Next
		case !expands: // another word is refused below
			all = append(all, ch)
		default:
			if ch.Each == "category" {
				c.w.categories = s
			}
			for _, value := range values {
				all = append(all, choice{Value: value, Next: ch.Next, Each: ch.Each, at: ch.at})
			}
		}
	}
	s.Choices = all
	if s.Trail {
		c.w.trails[s.Record] = s
	}
}

// needless says whether a step only asks for the language, where the shop speaks a single one.
func (c *compiler) needless(at *step) bool {
	return len(c.w.Texts.Languages()) < 2 && at != nil && slices.ContainsFunc(at.Choices, func(ch choice) bool { return ch.Each == "language" })
}

// each returns the values that a choice with each stands for.
func (w *World) each(what string) (values []string, ok bool) {
	switch what {
	case "language":
		return w.Texts.Languages(), true
	case "category":
		return w.shelf.categories, true
	case "page":
		return w.shelf.pages(), true
	case "product", "more":
		for _, p := range w.shelf.products {
			values = append(values, strings.TrimPrefix(what+".", "product.")+p.ID)
		}
		return values, true
	}
	return nil, false
}

// keyboard prepares the buttons of a step, and what may be typed instead, in every language.
func (c *compiler) keyboard(s *step, at string) {
	if len(s.Choices) == 0 {
		return
	}
	s.buttons, s.typed = map[string][][]Button{}, map[string]map[string]int{}
	s.low, s.high = bounds(s.Choices)
	for _, lang := range c.w.Texts.Languages() {
		typed := map[string]int{}
		var rows [][]Button
		for i, ch := range s.Choices {
			label := c.w.label(lang, ch)
			if label == "" { // only buttons elsewhere lead here
				continue
			}
			if _, taken := typed[phrases.Fold(label)]; taken && ch.Each != "question" {
				c.fault(at+"."+ch.at, "in %s the label %q reads like another one", lang, label)
			}
			typed[phrases.Fold(label)] = i
			if comma := strings.IndexAny(label, ",，،"); comma > 0 && ch.Each == "" { // of "No, thanks" a plain no will do
				typed[phrases.Fold(label[:comma])] = i
			}
			if _, err := strconv.Atoi(ch.Value); err == nil { // other values are not for customers' eyes
				typed[ch.Value] = i
			}
			last := len(rows) - 1
			if last < 0 || len(rows[last]) == max(s.PerRow, 1) || ch.Each == "question" || s.Choices[i-1].Each == "question" {
				rows = append(rows, nil)
				last++
			}
			rows[last] = append(rows[last], Button{Label: label, Data: s.name + ":" + ch.Value})
		}
		s.buttons[lang], s.typed[lang] = rows, typed
	}
}

// bounds are the least and the greatest of the values that are numbers, 0 where less than two are.
func bounds(choices []choice) (low, high int) {
	numbers := 0
	for _, ch := range choices {
		n, err := strconv.Atoi(ch.Value)
		if err != nil {
			continue
		}
		if numbers == 0 {
			low, high = n, n
		}
		numbers++
		low, high = min(low, n), max(high, n)
	}
	if numbers < 2 {
		return 0, 0
	}
	return low, high
}

func (w *World) label(lang string, ch choice) string {
	switch ch.Each {
	case "question":
		return w.answers.Label(strings.TrimPrefix(ch.Value, suggestedValue), lang, locales.MaxLabel)
	case "language":
		return w.Texts.Name(ch.Value)
	case "category":
		return w.Texts.Text(lang, categoryText(ch.Value), nil)
	case "product":
		p, _ := w.shelf.find(ch.Value)
		return w.spoken(lang, p.Name)
	case "page", "more":
		return ""
	}
	return w.Texts.Text(lang, ch.Label, nil)
}
