package dialogs

import (
	"cmp"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// World is all that turns decide by: the shop, its texts, answers and flows. It never changes; an edited one takes
// its place whole.
type World struct {
	Shop       Shop
	Texts      *locales.Catalogue
	Commands   []Command // as the flows list them, by flow and name
	Warnings   []string  // what works and could be better: a missing translation of an answer
	answers    *answers.Index
	knowledge  []answers.Entry // what answers has
	shelf      shelf
	categories *step // asks for a category; nil: none does
	languages  []string
	phrases    phrasebook       // what short messages mean
	wants      phrasebook       // what calls for a person, whatever follows
	asking     phrasebook       // what makes a message a question
	days       dayWords         // what days are called
	numerals   numerals         // what numbers are called
	suggested  []string         // ids of the entries that are suggested
	trails     map[string]*step // by record: the steps whose choices stay in sight
	keep       string           // callback data, but for the language, that keeps to one
	steps      map[string]*step // by flow.step
	starts     map[string]*step // by /command or trigger
	consults   bool             // a language model may be asked
	call       string           // callback data that calls a person; empty: no step of the shop's has it
}

// With is the world with more entries in its knowledge.
func (w *World) With(entries []answers.Entry) *World {
	more := *w
	more.answers = answers.New(append(slices.Clip(w.knowledge), entries...), w.Shop.Languages[0], w.polite()...)
	return &more
}

// Title is what an entry of the knowledge is called in a language; empty: there is none of this id.
func (w *World) Title(id, lang string) string {
	match, _ := w.answers.Entry(id, lang)
	return match.Title
}

// Command is one that Telegram lists for customers.
type Command struct {
	Name string // without the slash
	Text string // key of the text that says what it does
}

// Where returns the flow a customer is in and the step in it, both empty outside of flows.
func (s Session) Where() (flow, step string) {
	flow, step, _ = strings.Cut(cmp.Or(s.Step, s.Talk), ".")
	return flow, step
}
