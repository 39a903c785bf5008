// Which entry answers a question: the simple ranking, by words and parts of words, all languages at once. What nobody
// has said before is left to a person.
package answers

import (
	"slices"
	"strings"

	"guanxi/locales"
)

// Match is the entry that answers.
type Match struct {
	ID    string
	Title string
	Text  string  // Telegram's HTML
	Score float64 // 0 to 1
}

// Index ranks entries. It never changes after New, so any number of turns may ask it at once.
type Index struct {
	entries   []Entry
	fallback  string // the language of what is missing in the customer's
	phrases   []phrase
	features  numbering
	weights   []float32       // by feature
	having    lists[int32]    // by feature: the phrases that have it, ascending
	answering lists[saying]   // by feature: the entries whose answers alone have it, ascending
	unheard   float64         // the weight of a feature that no entry has
	about     []int32         // by entry: the number of what it is about
	subjects  int             // how many of these there are
	learned   func() *learned // made for who first asks; others wait for it
	own       places          // the folded phrasings, each with its entry; of several the first
	core      places          // what their phrasings say, each with its entry, or -1 where several say it
	spelling  vocabulary
	sounds    places // of the Spanish words, each with the first word that sounds so
	polite    courtesies
	referring map[string]bool   // folded phrases that ask of what was named before
	called    map[string]string // folded phrases, each with the folded question that it asks in other words
	day       string            // on which it is asked, as 2026-12-01; empty: on any
	free      chan *scratch
}

// phrase is one phrasing of an entry: a question or a title. Those of an entry follow one another.
type phrase struct {
	entry  int32      // len(entries) for small talk
	length [2]float32 // Euclidean, of its features' weights, by words and by parts
}

// saying is an entry whose answer has a feature, and how much that is to be believed, up to 1, as a phrase is.
type saying struct {
	entry int32
	much  float32
}

const scratches = 4 // that are kept for the next questions

// Learn has the index learn what tells its entries apart, which takes a moment and is else done when it is first asked.
func (x *Index) Learn() { x.learned() }

// Referring is the index that takes some phrases for questions about what was named before: "how much is it".
func (x *Index) Referring(phrases []string) *Index {
	more := *x
	more.referring = map[string]bool{}
	for _, phrase := range phrases {
		more.referring[locales.Fold(phrase)] = true
	}
	return &more
}

// On is the index as it is asked on a day of the shop's, as 2026-12-01: what does not count then is not there.
func (x *Index) On(day string) *Index {
	if !slices.ContainsFunc(x.entries, func(e Entry) bool { return e.dated() }) {
		return x
	}
	today := *x
	today.day = day
	return &today
}

// off says whether the entry at a place does not count on the day of the index.
func (x *Index) off(i int) bool {
	return x.day != "" && i < len(x.entries) && !x.entries[i].on(x.day)
}

func (x *Index) match(i int, score float64, lang string) Match {
	e := x.entries[i]
	return Match{e.ID, in(e.Title, lang, x.fallback), in(e.Answer, lang, x.fallback), score}
}

// Entry returns the entry with an id, in a language where it has it.
func (x *Index) Entry(id, lang string) (Match, bool) {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 || x.off(i) {
		return Match{}, false
	}
	return x.match(i, 1, lang), true
}

// Worry says whether who asks for an entry has something on their mind.
func (x *Index) Worry(id string) bool {
	return slices.ContainsFunc(x.entries, func(e Entry) bool { return e.ID == id && e.Worry })
}

// Label is what stands for an entry on a button of at most units characters: its first question, else its title, else
// the next question that fits; the title cut where none does.
func (x *Index) Label(id, lang string, units int) string {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return id
	}
	e := x.entries[i]
	for _, l := range []string{lang, x.fallback} {
		wordings := slices.Clone(e.Questions[l])
		for _, wording := range slices.Insert(wordings, min(len(wordings), 1), e.Title[l]) {
			if n := locales.Units(wording); n > 0 && n <= units {
				return wording
			}
		}
	}
	title := []rune(in(e.Title, lang, x.fallback))
	return strings.TrimSpace(string(title[:min(len(title), units/2)])) + "…"
}

func in(texts map[string]string, lang, fallback string) string {
	if text := texts[lang]; text != "" {
		return text
	}
	return texts[fallback]
}
