// From the files of flows to the tables that turns go by.
package dialogs

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// limits of a flow's parts
const (
	maxData    = 64 // bytes of callback data (Telegram)
	maxButtons = 8  // in a row (Telegram shows no more)
)

// facts are the placeholders that every flow's text may have.
var facts = []string{"Name", "Shop", "Hours", "Number", "State", "Question", "Title", "Phone"}

// compiler turns flows into the tables of a world and gathers every fault on the way.
type compiler struct {
	w      *World
	faults []error
	texts  bool            // it is known which there are
	unread []string        // flows in whose place there may be any
	src    *flowSource     // the flow under way
	absent map[string]bool // flows that are left out
	used   map[string]bool // texts' keys
}

// compile fills the world's steps and starts.
func (c *compiler) compile(all []*flowSource) error {
	w := c.w
	w.steps, w.starts, w.trails = map[string]*step{}, map[string]*step{}, map[string]*step{}
	c.absent, c.used = map[string]bool{}, map[string]bool{}
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
		if w.starts[on] == nil && c.unread == nil && (on != onShelf || w.sells()) {
			c.faults = append(c.faults, fmt.Errorf("flows: no flow starts on %q", on))
		}
	}
	if c.texts && c.unread == nil && !w.shelf.unread {
		c.idle()
	}
	if c.faults == nil && c.texts {
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
	phrases := strings.HasPrefix(on, phrases.Everywhere) && (!c.texts || slices.Contains(c.w.Texts.Lists(), on))
	if !strings.HasPrefix(on, "/") && !phrases && !slices.Contains(triggers, on) && !slices.Contains(optional, on) {
		c.fault("$.starts", "%q starts nothing: want a /command, a list of phrases such as engine-words-complain, or one of %s", on, strings.Join(slices.Concat(triggers, optional), ", "))
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
	if !commandForm.MatchString(name) { // or it would refuse the whole menu
		c.fault("$.lists", "%q is no command that Telegram takes: want / and 1-32 of a-z, 0-9 and _", name)
	}
	c.key("$.lists", key)
	if c.needless(c.w.steps[c.full(c.src.Starts[name])]) {
		return
	}
	c.w.Commands = append(c.w.Commands, Command{Name: strings.TrimPrefix(name, "/"), Text: key})
}

// commandForm is what a command looks like that stands in the menu (Bot API, BotCommand).
var commandForm = regexp.MustCompile(`^/[a-z0-9_]{1,32}$`)

// end is where a flow is over.
const end = "end"

// target finds the step that a name means in the flow under way; nil for end and, with a fault, for a wrong name.
func (c *compiler) target(at, name string) *step {
	if name == end {
		return nil
	}
	s, ok := c.w.steps[c.full(name)]
	flow, _, _ := strings.Cut(c.full(name), ".")
	if !ok && !slices.Contains(c.unread, flow) {
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
