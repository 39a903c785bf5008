// Which entry answers a question: the simple ranking, by words and parts of words, all languages at once. What nobody
// has said before is left to a person.
package answers

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

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
	features  map[uint64]known
	unheard   float64         // the weight of a feature that no entry has
	about     []int32         // by entry: the number of what it is about
	subjects  int             // how many of these there are
	learned   func() *learned // made for who first asks; others wait for it
	own       map[string]int  // the folded phrasings, each with its entry; of several the first
	core      map[string]int  // what their phrasings say, each with its entry, where only one says it
	spelling  vocabulary
	sounds    sounds
	polite    courtesies
	referring map[string]bool // folded phrases that ask of what was named before
	day       string          // on which it is asked, as 2026-12-01; empty: on any
	free      chan *scratch
}

// phrase is one phrasing of an entry: a question or a title.
type phrase struct {
	entry  int32      // len(entries) for small talk
	length [2]float32 // Euclidean, of its features' weights, by words and by parts
}

// known is a feature that some entry has.
type known struct {
	id      int32 // from 0, one after the other
	weight  float32
	phrases []int32 // ascending
	said    []saying
}

// saying is an entry that has a feature, and how much it is to be believed, up to 1.
type saying struct {
	entry int32
	much  float32
}

const (
	surprise  = 0.5 // of its full weight counts a feature never heard: customers add words of their own
	scratches = 4   // that are kept for the next questions

	// What stands in an answer counts as what stands in a question does if the answer is as short as those of the example
	// shop are on average; in a longer one words stand by the way (BM25, with its usual slope).
	plainAnswer = 35 // words
	slope       = 1.2
)

// Learn has the index learn what tells its entries apart, which takes a moment and is else done when it is first asked.
func (x *Index) Learn() { x.learned() }

// New indexes entries; fallback is the language in which every entry has its answer. Polite are phrases that customers put
// before and after their questions.
func New(entries []Entry, fallback string, polite ...string) *Index {
	x := &Index{entries: entries, fallback: fallback, features: map[uint64]known{}, own: map[string]int{}, core: map[string]int{}, polite: newCourtesies(polite), sounds: sounds{}, free: make(chan *scratch, scratches)}
	b := builder{x: x, words: map[string]bool{}}
	for i, e := range entries {
		for _, lang := range slices.Sorted(maps.Keys(e.Title)) {
			b.phrase(i, e.Title[lang], lang)
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
			for _, question := range e.Questions[lang] {
				b.phrase(i, question, lang)
			}
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
			b.answer(i, strings.ReplaceAll(e.Answer[lang], Hours, ""), lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(talkPhrases)) {
		for _, text := range smallTalk(lang) {
			b.phrase(len(entries), text, lang)
		}
	}
	x.spelling = newVocabulary(b.words)
	b.weigh()
	x.group()
	x.learned = sync.OnceValue(b.learn)
	return x
}

// Referring is the index that takes some phrases for questions about what was named before: "how much is it".
func (x *Index) Referring(phrases []string) *Index {
	more := *x
	more.referring = map[string]bool{}
	for _, phrase := range phrases {
		more.referring[locales.Fold(phrase)] = true
	}
	return &more
}

// builder adds texts to an index.
type builder struct {
	x     *Index
	words map[string]bool // that are spelt right
	sets  [][]feature     // by phrase
}

func (b *builder) featuresOf(text, lang string) []feature {
	words := wordsOf(locales.Fold(text), lang)
	for _, w := range words {
		if w.kind != run {
			b.words[string(w.letters)] = true
		}
		if lang == "es" && w.kind != run {
			b.x.sounds.add(string(w.letters))
		}
	}
	return appendFeatures(nil, words)
}

// phrase makes a text a phrase of entry i.
func (b *builder) phrase(i int, text, lang string) {
	own := b.x.polite.strip(locales.Fold(text))
	if _, taken := b.x.own[own]; !taken {
		b.x.own[own] = i
	}
	b.core(i, gist(wordsOf(own, lang)))
	set := once(b.featuresOf(text, lang))
	for _, f := range set {
		k := b.known(f.hash)
		k.phrases = append(k.phrases, int32(len(b.x.phrases)))
		b.x.features[f.hash] = k.say(int32(i), 1)
	}
	b.x.phrases = append(b.x.phrases, phrase{entry: int32(i)})
	b.sets = append(b.sets, set)
}

// core keeps what a phrase of entry i says; what several entries say tells nothing.
func (b *builder) core(i int, says string) {
	entry, taken := b.x.core[says]
	switch {
	case says == "" || i == len(b.x.entries):
	case !taken:
		b.x.core[says] = i
	case entry != i && entry >= 0 && !b.x.kin(entry, i):
		b.x.core[says] = -1
	}
}

// answer makes a text an answer of entry i.
func (b *builder) answer(i int, text, lang string) {
	set, words := b.featuresOf(text, lang), 0
	for _, f := range set {
		if !f.part {
			words++
		}
	}
	length := slope * float32(words) / plainAnswer
	for from := 0; from < len(set); {
		to := from + 1
		for to < len(set) && set[to].hash == set[from].hash {
			to++
		}
		times := float32(to - from)
		b.x.features[set[from].hash] = b.known(set[from].hash).say(int32(i), min(1, (slope+1)*times/(times+length)))
		from = to
	}
}

// known is what is known of a feature so far.
func (b *builder) known(hash uint64) known {
	k, ok := b.x.features[hash]
	if !ok {
		k.id = int32(len(b.x.features))
	}
	return k
}

// say notes that an entry has the feature.
func (k known) say(entry int32, much float32) known {
	if n := len(k.said); n > 0 && k.said[n-1].entry == entry {
		k.said[n-1].much = max(k.said[n-1].much, much)
	} else {
		k.said = append(k.said, saying{entry, much})
	}
	return k
}

// weigh gives a feature the more weight the fewer entries have it: what only one entry says is what tells it from others.
func (b *builder) weigh() {
	x, n := b.x, float64(len(b.x.entries)+1)
	x.unheard = surprise * math.Log(1+n)
	for hash, k := range x.features {
		k.weight = float32(math.Log(1 + n/float64(len(k.said))))
		x.features[hash] = k
	}
	for i, set := range b.sets {
		var square [2]float64
		for _, f := range set {
			kind := 0
			if f.part {
				kind = 1
			}
			weight := float64(f.share * x.features[f.hash].weight)
			square[kind] += weight * weight
		}
		x.phrases[i].length = [2]float32{float32(math.Sqrt(square[0])), float32(math.Sqrt(square[1]))}
	}
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
