package dialogs

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"guanxi/locales"
)

// limits of a flow's parts
const (
	maxData    = 64 // bytes of callback data (Telegram)
	maxButtons = 8  // in a row (Telegram shows no more)
)

// facts are the placeholders that every flow's text may have.
var facts = []string{"Name", "Shop", "Hours", "Number", "Question", "Title", "Phone"}

// compiler turns flows into the tables of a world and gathers every fault on the way.
type compiler struct {
	w      *World
	faults []error
	src    *flowSource     // the flow under way
	absent map[string]bool // flows that are left out
	used   map[string]bool // texts' keys
}

// compile fills the world's steps and starts.
func (w *World) compile(all []*flowSource) error {
	w.steps, w.starts, w.trails = map[string]*step{}, map[string]*step{}, map[string]*step{}
	c := &compiler{w: w, absent: map[string]bool{}, used: map[string]bool{}}
	all = c.leaveOut(all)
	for _, src := range all {
		for _, s := range src.Steps {
			w.steps[s.name] = s
		}
	}
	for _, src := range all {
		c.src = src
		for _, name := range slices.Sorted(maps.Keys(src.Steps)) {
			c.step(src.Steps[name], "$.steps."+name)
		}
		for _, on := range slices.Sorted(maps.Keys(src.Starts)) {
			c.start(on, src.Starts[on])
		}
		for _, name := range slices.Sorted(maps.Keys(src.Lists)) {
			c.command(name, src.Lists[name])
		}
	}
	for _, on := range triggers {
		if w.starts[on] == nil && (on != onShelf || w.sells()) {
			c.faults = append(c.faults, fmt.Errorf("flows: no flow starts on %q", on))
		}
	}
	c.idle()
	if c.faults == nil {
		c.reach(all)
		w.keep = w.starts[onTongue].name + ":"
		w.call = w.caller()
	}
	return errors.Join(c.faults...)
}

// leaveOut takes away the flows that need what the shop does not have.
func (c *compiler) leaveOut(all []*flowSource) []*flowSource {
	return slices.DeleteFunc(all, func(src *flowSource) bool {
		switch {
		case src.Needs == needsProducts && !c.w.sells():
			c.absent[src.name] = true
		case src.Needs != "" && src.Needs != needsProducts:
			c.src = src
			c.fault("$.needs", "a flow can need products, not %q", src.Needs)
		}
		return c.absent[src.name]
	})
}

// caller is the callback data of the button that calls a person wherever it stands.
func (w *World) caller() string {
	offer := w.starts[onStuck]
	for _, ch := range offer.Choices {
		if offer.Open && ch.next == w.starts[onPerson] {
			return offer.name + ":" + ch.Value
		}
	}
	return ""
}

func (c *compiler) fault(at, format string, args ...any) {
	c.faults = append(c.faults, c.src.fault(at, format, args...))
}

func (c *compiler) start(on, to string) {
	at := "$.starts." + on
	if !strings.HasPrefix(on, "/") && !slices.Contains(triggers, on) && !slices.Contains(optional, on) {
		c.fault("$.starts", "%q starts nothing: want a /command or one of %s", on, strings.Join(slices.Concat(triggers, optional), ", "))
	}
	if c.w.starts[on] != nil {
		c.fault(at, "%q starts another flow too, at %s", on, c.w.starts[on].name)
	}
	if target := c.target(at, to); target != nil {
		c.w.starts[on] = target
		if want, ok := demands[on]; ok && !want.is(target) {
			c.fault(at, "%s must be %s", target.name, want.what)
		}
		if on == onAnswered {
			c.thumbs(target, at)
		}
	} else if to == end {
		c.fault(at, "a start cannot be the end")
	}
}

// thumbs refuses buttons under answers that would need the session, which may be about something else.
func (c *compiler) thumbs(s *step, at string) {
	for _, ch := range s.Choices {
		if to := c.w.steps[c.full(ch.Next)]; to != nil && (to.Say == "" || !to.Open) {
			c.fault(at, "%s leads to %s, which must be open and say something", s.name, to.name)
		}
	}
	if !s.lasts() {
		c.fault(at, "%s must be open and have choices and next", s.name)
	}
}

// command adds a command to those that Telegram shows.
func (c *compiler) command(name, key string) {
	if c.src.Starts[name] == "" {
		c.fault("$.lists", "%q starts nothing here", name)
	}
	c.key("$.lists", key)
	c.w.Commands = append(c.w.Commands, Command{Name: strings.TrimPrefix(name, "/"), Text: key})
}

// end is where a flow is over.
const end = "end"

// target finds the step that a name means in the flow under way; nil for end and, with a fault, for a wrong name.
func (c *compiler) target(at, name string) *step {
	if name == end {
		return nil
	}
	s, ok := c.w.steps[c.full(name)]
	if !ok {
		c.fault(at, "there is no step %q%s", name, locales.Near(c.full(name), slices.Sorted(maps.Keys(c.w.steps))))
	}
	return s
}

// full is a step's name with its flow.
func (c *compiler) full(name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	return c.src.name + "." + name
}

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
	if key != "" && !slices.Contains(c.w.Texts.Lists(), key) {
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
	case s.After > 0 && !s.waits():
		c.fault(at+".after", "only a step that waits can wait for a time")
	case s.PerRow < 0 || s.PerRow > maxButtons:
		c.fault(at+".per-row", "want 1 to %d buttons a row", maxButtons)
	}
}

// expand puts the choices for each language or product in the place of the one that stands for them, and takes away
// those that lead to a flow that is left out.
func (c *compiler) expand(s *step) {
	var all []choice
	if s.Questions != "" {
		all = c.w.questions(s.Questions)
	}
	for i, ch := range s.Choices {
		ch.at = fmt.Sprintf("choices[%d]", i)
		flow, _, other := strings.Cut(ch.Next, ".")
		switch values, expands := c.w.each(ch.Each); {
		case other && c.absent[flow]:
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
		if err := c.w.Texts.CheckLabel(ch.Label); err != nil {
			c.fault(at+".label", "%v", err)
		}
	}
	c.list(at+".also", ch.Also)
	if ch.Next == "" {
		c.fault(at, "dead end: the choice needs next (perhaps next: end)")
		return
	}
	ch.next = c.target(at+".next", ch.Next)
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
	case s.lasts(), s.Open && s.Trail:
		return maxSubject
	}
	return 0
}

func (c *compiler) key(at, key string) {
	c.used[key] = true
	if !c.w.Texts.Has(key) {
		c.fault(at, "there is no text %q%s", key, locales.Near(key, c.w.Texts.Keys()))
	}
}

// idle tells of texts of the shop's that nothing says. One whose key is nearly that of another is mistyped, and refused.
func (c *compiler) idle() {
	own := c.w.Texts.Own()
	shipped := slices.DeleteFunc(c.w.Texts.Keys(), func(key string) bool { return own[key] != "" })
	for _, key := range slices.Sorted(maps.Keys(own)) {
		if c.used[key] || c.w.tagged(key) {
			continue
		}
		if near := locales.Near(key, shipped); near != "" {
			c.faults = append(c.faults, fmt.Errorf("%s: %s: nothing says this text%s", own[key], key, near))
		} else {
			c.w.Warnings = append(c.w.Warnings, fmt.Sprintf("%s: %s: nothing says this text", own[key], key))
		}
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
			if _, taken := typed[fold(label)]; taken && ch.Each != "question" {
				c.fault(at+"."+ch.at, "in %s the label %q reads like another one", lang, label)
			}
			typed[fold(label)] = i
			if comma := strings.IndexAny(label, ",，،"); comma > 0 && ch.Each == "" { // of "No, thanks" a plain no will do
				typed[fold(label[:comma])] = i
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
