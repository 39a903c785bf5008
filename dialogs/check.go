// What a step must be, and what it names: each fault is told at its line.
package dialogs

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"guanxi/locales"
)

func (c *compiler) step(s *step, at string) {
	c.shape(s, at)
	c.expand(s)
	if s.Say != "" {
		c.key(at+".say", s.Say)
		c.placeholders(at+".say", s.Say)
		c.placeholders(at+".say", s.Say+again)
	}
	c.list(at+".also", s.Also)
	for i := range s.Choices {
		c.choice(s, i, at+"."+s.Choices[i].at)
	}
	if s.Questions != "" {
		s.questions = c.target(at+".questions", s.Questions)
	}
	if s.Words != "" {
		s.words = c.target(at+".words", s.Words)
	}
	if s.Ahead != "" {
		s.ahead = c.target(at+".ahead", s.Ahead)
	}
	if s.Else != "" {
		s.otherwise = c.target(at+".else", s.Else)
	}
	if s.Person != "" {
		s.person = c.target(at+".person", s.Person)
	}
	if s.Left != "" {
		s.left = c.target(at+".left", s.Left)
	}
	if s.Next != "" {
		s.next = c.target(at+".next", s.Next)
	}
	if s.Then != "" {
		s.then = c.target(at+".then", s.Then)
	}
	if s.Do != "" {
		c.action(s, at)
	}
	c.keyboard(s, at)
}

func (c *compiler) placeholders(at, key string) {
	for _, name := range c.w.Texts.Placeholders(key) {
		if !slices.Contains(facts, name) {
			c.fault(at, "nothing fills {{.%s}} of %s: a flow's texts have %s", name, key, strings.Join(facts, ", "))
		}
	}
}

// list wants the key of a list of phrases, or none.
func (c *compiler) list(at, key string) {
	c.used[key] = true
	if key != "" && c.texts && !slices.Contains(c.w.Texts.Lists(), key) {
		c.fault(at, "there is no list of phrases %q: want one of %s", key, strings.Join(c.w.Texts.Lists(), ", "))
	}
}

// shape refuses steps that are neither a question nor an action nor a remark, and those with no way on.
func (c *compiler) shape(s *step, at string) {
	switch {
	case s.Do != "" && (s.Say != "" || s.waits() || s.Next != ""):
		c.fault(at, "a step with do has on and nothing else")
	case s.Do == "" && s.Say == "" && !s.Relay:
		c.fault(at, "the step says nothing and does nothing")
	case s.Trail && s.Record == "":
		c.fault(at+".trail", "trail goes with record")
	case len(s.Choices) > 0 && s.Next != "" && !s.Open:
		c.fault(at+".next", "a step with choices goes on by them; with next as well it must be open")
	case s.waits() && s.Next != "":
		c.fault(at+".next", "a step that waits goes on by its choices or words, not by next")
	case s.Do == "" && !s.waits() && s.Next == "":
		c.fault(at, "dead end: the step needs choices, words, or next (perhaps next: end)")
	case s.Do == "" && s.On != nil:
		c.fault(at+".on", "on goes with do")
	case s.Record != "" && len(s.Choices) == 0 && s.Words == "":
		c.fault(at+".record", "only a step with choices or words has something to record")
	case (s.After > 0) != (s.Then != ""):
		c.fault(at, "after and then go together")
	case s.InHours && s.After == 0:
		c.fault(at+".in-hours", "in-hours goes with after")
	case s.Also != "" && s.Words == "":
		c.fault(at+".also", "also goes with words: what counts as such")
	case s.Ahead != "" && s.Words == "":
		c.fault(at+".ahead", "ahead goes with words")
	case s.As != "" && (s.Ahead == "" || s.choice(s.As) == nil):
		c.fault(at+".as", "as names one of the step's choices and goes with ahead")
	case s.Else != "" && (s.Words == "" || s.Open || len(s.Choices) == 0):
		c.fault(at+".else", "else goes with choices and words, and not with open")
	case s.Within > 0 && (!s.Open || s.Words == ""):
		c.fault(at+".within", "within goes with open and words")
	case s.Left != "" && !s.waits():
		c.fault(at+".left", "only a step that waits can be left")
	case s.After > 0 && !s.waits():
		c.fault(at+".after", "only a step that waits can wait for a time")
	case s.PerRow < 0 || s.PerRow > maxButtons:
		c.fault(at+".per-row", "want 1 to %d buttons a row", maxButtons)
	}
}

func (c *compiler) choice(s *step, i int, at string) {
	ch := &s.Choices[i]
	switch {
	case ch.Each != "" && !c.stands(ch.Each) && !strings.HasPrefix(ch.Value, suggestedValue):
		c.fault(at+".each", "each stands for language, category, product, page or more, nothing else")
	case ch.Value == "":
		c.fault(at, "a choice needs a value")
	case strings.Contains(ch.Value, "@"):
		c.fault(at, "a value has no @")
	case len(s.name)+1+len(ch.Value)+c.beside(s) > maxData:
		c.fault(at, "%s:%s is over the %d bytes that Telegram allows", s.name, ch.Value, maxData-c.beside(s))
	case s.choice(ch.Value) != ch:
		c.fault(at, "the value %q stands twice", ch.Value)
	case ch.Each == "" && ch.Label == "":
		c.fault(at, "a choice needs a label")
	case ch.Label != "":
		c.key(at+".label", ch.Label)
		c.label(ch.Label, at+".label")
	}
	for _, key := range ch.Also {
		c.list(at+".also", key)
	}
	c.list(at+".tells", ch.Tells)
	if ch.Next == "" {
		c.fault(at, "dead end: the choice needs next (perhaps next: end)")
		return
	}
	ch.next = c.target(at+".next", ch.Next)
}

// label refuses a text that is no button's: where it is written if that is in the shop's own texts, once; else where it is
// used.
func (c *compiler) label(key, at string) {
	var bad *locales.LabelFault
	switch err := c.w.Texts.CheckLabel(key); {
	case err == nil:
	case errors.As(err, &bad) && bad.Place != "":
		told := fmt.Errorf("%s: %w", bad.Place, err)
		if !slices.ContainsFunc(c.faults, func(f error) bool { return f.Error() == told.Error() }) {
			c.faults = append(c.faults, told)
		}
	default:
		c.fault(at, "%v", err)
	}
}

func (c *compiler) stands(each string) bool {
	_, ok := c.w.each(each)
	return ok
}

// beside is how many bytes of data the step's buttons need for what they are about.
func (c *compiler) beside(s *step) int {
	switch {
	case s.name == c.src.name+"."+c.src.Starts[onAnswered]:
		return maxSubject + maxEntry
	case s.lasts(), s.Within > 0, s.Open && s.Trail:
		return maxSubject
	}
	return 0
}

func (c *compiler) key(at, key string) {
	c.used[key] = true
	if c.texts && !c.w.Texts.Has(key) {
		c.fault(at, "there is no text %q%s", key, locales.Near(key, c.w.Texts.Keys()))
	}
}

func (c *compiler) action(s *step, at string) {
	a, ok := actions[s.Do]
	if !ok {
		c.fault(at+".do", "there is no action %q: want one of %s", s.Do, strings.Join(slices.Sorted(maps.Keys(actions)), ", "))
		return
	}
	if slices.Contains(ofShelf, s.Do) && c.src.Needs != needsProducts {
		c.fault(at+".do", "%s is nothing where the shop sells nothing: say needs: products", s.Do)
	}
	s.do, s.on = a.do, map[string]*step{}
	for _, outcome := range a.outcomes {
		to, ok := s.On[outcome]
		if !ok {
			c.fault(at, "%s can end in %q: say in on where that leads", s.Do, outcome)
			continue
		}
		s.on[outcome] = c.target(at+".on."+outcome, to)
	}
	for _, outcome := range slices.Sorted(maps.Keys(s.On)) {
		if !slices.Contains(a.outcomes, outcome) {
			c.fault(at+".on", "%s never ends in %q", s.Do, outcome)
		}
	}
}
