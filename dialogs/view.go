package dialogs

import (
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// Outline is a flow as people look at it: drawn or listed, in one language.
type Outline struct {
	Flow   string
	Starts []Way   // what brings a customer here; Label is the command or trigger
	Places []Place // in the order in which a customer can come to them
}

// Place is a step of an outline.
type Place struct {
	Name  string // flow.step
	Text  string // what is said, Telegram's HTML with placeholders as {Name}; may be empty
	Does  string // the action; empty: none
	Staff bool   // staff talk here
	Ways  []Way
}

// WayKind says what leads along a way.
type WayKind string

// The ways on from a step.
const (
	ByStart   WayKind = "start"
	ByChoice  WayKind = "choice"
	ByWords   WayKind = "words"
	ByOutcome WayKind = "outcome"
	ByTime    WayKind = "time"
	ByItself  WayKind = "next"
)

// Way leads from a step, or into a flow.
type Way struct {
	Kind  WayKind
	Label string        // a choice's label, an action's outcome, a start's trigger
	After time.Duration // ByTime
	To    string        // flow.step; empty: the flow is over
}

// Outlines returns all flows, by name, with their texts in a language.
func (w *World) Outlines(lang string) []Outline {
	byFlow := map[string]*Outline{}
	for name, s := range w.steps {
		flow, _, _ := strings.Cut(name, ".")
		o := byFlow[flow]
		if o == nil {
			o = &Outline{Flow: flow}
			byFlow[flow] = o
		}
		o.Places = append(o.Places, w.place(lang, s))
	}
	for _, on := range slices.Sorted(maps.Keys(w.starts)) {
		to := w.starts[on].name
		flow, _, _ := strings.Cut(to, ".")
		byFlow[flow].Starts = append(byFlow[flow].Starts, Way{Kind: ByStart, Label: w.trigger(lang, on), To: to})
	}
	var all []Outline
	for _, flow := range slices.Sorted(maps.Keys(byFlow)) {
		byFlow[flow].sort()
		all = append(all, *byFlow[flow])
	}
	return all
}

// trigger is what starts a flow as people read it: of a list of phrases, the first.
func (w *World) trigger(lang, on string) string {
	if strings.HasPrefix(on, phrases.Everywhere) {
		return "“" + w.Texts.List(lang, on)[0] + "”"
	}
	return on
}

// sort brings the places into the order of a walk from the starts.
func (o *Outline) sort() {
	byName := map[string]Place{}
	for _, p := range o.Places {
		byName[p.Name] = p
	}
	names := slices.Sorted(maps.Keys(byName))
	o.Places = nil
	var visit func(string)
	visit = func(name string) {
		p, ok := byName[name]
		if !ok {
			return
		}
		delete(byName, name)
		o.Places = append(o.Places, p)
		for _, way := range p.Ways {
			visit(way.To)
		}
	}
	for _, start := range o.Starts {
		visit(start.To)
	}
	for _, name := range names { // what only other flows lead to
		visit(name)
	}
}

func (w *World) place(lang string, s *step) Place {
	p := Place{Name: s.name, Does: s.Do, Staff: s.Relay}
	if s.Say != "" {
		args := locales.Args{}
		for _, name := range w.Texts.Placeholders(s.Say) {
			args[name] = "{" + name + "}"
		}
		p.Text = w.Texts.Text(lang, s.Say, args)
	}
	for i, ch := range s.Choices {
		if ch.Each != "" && ch.Each != "language" { // one way for all of them
			if i == 0 || s.Choices[i-1].Each != ch.Each {
				p.Ways = append(p.Ways, Way{Kind: ByChoice, Label: "{" + ch.Each + "}", To: nameOf(ch.next)})
			}
			continue
		}
		p.Ways = append(p.Ways, Way{Kind: ByChoice, Label: w.label(lang, ch), To: nameOf(ch.next)})
	}
	if s.Words != "" {
		p.Ways = append(p.Ways, Way{Kind: ByWords, To: nameOf(s.words)})
	}
	if s.Do != "" {
		for _, outcome := range actions[s.Do].outcomes {
			p.Ways = append(p.Ways, Way{Kind: ByOutcome, Label: outcome, To: nameOf(s.on[outcome])})
		}
	}
	if s.person != nil {
		p.Ways = append(p.Ways, Way{Kind: ByWords, Label: w.trigger(lang, phrases.Person), To: s.person.name})
	}
	if s.Next != "" {
		p.Ways = append(p.Ways, Way{Kind: ByItself, To: nameOf(s.next)})
	}
	if s.Then != "" {
		p.Ways = append(p.Ways, Way{Kind: ByTime, After: s.After, To: nameOf(s.then)})
	}
	return p
}

func nameOf(s *step) string {
	if s == nil {
		return ""
	}
	return s.name
}
