package dialogs

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/days"
	"guanxi/dialogs/phrases"
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
	knowledge  []answers.Entry   // what answers has
	closed     map[string]int64  // entries that staff closed for a day, until when: Unix seconds
	topics     map[uint64]string // by the keys of their titles and phrasings, the ids of those
	shelf      shelf
	categories *step // asks for a category; nil: none does
	languages  []string
	loans      loanwords               // which languages have which words
	phrases    phrases.Book            // what short messages mean
	refusals   phrases.Book            // what wants no offers
	callers    phrases.Book            // what calls for a person, whatever follows
	lists      map[string]phrases.Book // what is heard within more words, by the name of its list
	choices    map[string]phrases.Book // by the list of phrases that is for choices
	days       days.Words              // what days are called
	clock      days.Clock              // what times of day are called
	asks       map[string][]string     // by language, what asks for a product before its name
	shows      map[string]string       // by language, the first of what asks for a category so
	weights    map[string]int          // grams of the units of weight, by their words
	portions   map[string]int          // grams of what is some of a unit by its name alone
	packs      map[string]int          // how many packs a word is, 0 where a number stands before it
	numerals   phrases.Numerals        // what numbers are called
	suggested  []string                // ids of the entries that are suggested
	trails     map[string]*step        // by record: the steps whose choices stay in sight
	keep       string                  // callback data, but for the language, that keeps to one
	steps      map[string]*step        // by flow.step
	starts     map[string]*step        // by /command or trigger
	hears      bool                    // voice messages may be heard
	consults   bool                    // a language model may be asked
	call       string                  // callback data that calls a person; empty: no step of the shop's has it
	folder     fs.FS                   // the shop's, where its pictures lie
	pictures   map[string]string       // by name, their files
}

// With is the world with more entries in its knowledge.
func (w *World) With(entries []answers.Entry) *World {
	if len(entries) == 0 {
		return w
	}
	more := *w
	more.loans = w.loans.with(w.languages, entries)
	more.know(append(slices.Clip(w.knowledge), entries...))
	return &more
}

// Closing is the world with some of its entries closed until a moment, Unix seconds.
func (w *World) Closing(closed map[string]int64) *World {
	less := *w
	less.closed = closed
	return &less
}

// know has the world answer from entries. Of two that are as near, the product is answered, and what counts on some days
// alone before what always does.
func (w *World) know(entries []answers.Entry) {
	w.knowledge = entries
	dated := func(e answers.Entry) int {
		switch {
		case strings.HasPrefix(e.ID, ofProduct+":"), strings.HasPrefix(e.ID, ofCategory+":"):
			return 0
		case e.From != "" || e.Until != "":
			return 1
		}
		return 2
	}
	ordered := slices.SortedStableFunc(slices.Values(entries), func(a, b answers.Entry) int { return cmp.Compare(dated(a), dated(b)) })
	w.answers = answers.New(ordered, w.Shop.Languages[0], w.listed(politeness...)...).Referring(w.listed(phrases.Price, phrases.Stock))
	for _, lang := range w.languages {
		w.answers = w.answers.Called(w.Texts.Text(lang, "answer-where", nil), w.Texts.List(lang, whereWords))
	}
}

// Learn has the world learn what tells its entries apart, so that nobody waits for it; else it is done for the first question.
func (w *World) Learn() { w.answers.Learn() }

// today is what the shop knows, as far as it counts at the moment of the turn.
func (t *turn) today() *answers.Index {
	return t.w.on(t.in.At)
}

func (w *World) on(at time.Time) *answers.Index {
	return w.answers.On(w.Shop.Clock(at).Format(time.DateOnly))
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

// Groups are the places of questions that ask for the same, in whatever words; see answers.Index.
func (w *World) Groups(questions []string) [][]int { return w.answers.Groups(questions) }

// Answers returns the entry that surely answers a question at a moment; empty: none does.
func (w *World) Answers(question, lang string, at time.Time) string {
	match, ok := w.on(at).Find(question, lang)
	if !ok || w.vague(match) {
		return ""
	}
	return match.ID
}

// Knowledge is all that the world answers from: products and their categories, the shop's entries, and what staff taught.
func (w *World) Knowledge() []answers.Entry { return w.knowledge }

// Begins says whether a text is a command that begins one of the flows.
func (w *World) Begins(text string) bool {
	name, is := command(text)
	return is && w.starts[name] != nil
}
