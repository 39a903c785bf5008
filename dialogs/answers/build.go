// How an index is made: texts are taken apart, and what they have is laid out by feature.
package answers

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"guanxi/locales"
)

const (
	surprise = 0.5 // of its full weight counts a feature never heard: customers add words of their own

	// What stands in an answer counts as what stands in a question does if the answer is as short as those of the example
	// shop are on average; in a longer one words stand by the way (BM25, with its usual slope).
	plainAnswer = 35 // words
	slope       = 1.2
)

// New indexes entries; fallback is the language in which every entry has its answer. Polite are phrases that customers put
// before and after their questions.
func New(entries []Entry, fallback string, polite ...string) *Index {
	x := &Index{entries: entries, fallback: fallback, polite: newCourtesies(polite), free: make(chan *scratch, scratches)}
	b := builder{x: x, words: map[string]bool{}, spanish: map[string]string{}}
	for i, e := range entries {
		for _, lang := range slices.Sorted(maps.Keys(e.Title)) {
			b.phrase(i, e.Title[lang], lang)
		}
		for lang, question := range e.Questions.all {
			b.phrase(i, question, lang)
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
	b.spell()
	b.layOut()
	b.weigh()
	b.trim()
	x.group()
	x.learned = sync.OnceValue(x.learn)
	return x
}

// builder adds texts to an index.
type builder struct {
	x       *Index
	words   map[string]bool   // that are spelt right
	spanish map[string]string // of these the first that sounds so
	sets    [][]term          // by phrase
	answers []remark          // by entry
	heard   []heard           // by feature
	set     []feature         // of the text that is being taken apart
}

// term is a feature of a phrase, and how much of its weight it brings.
type term struct {
	feature int32
	share   float32
}

// heard tells who has a feature.
type heard struct {
	entries int   // how many
	phrased int32 // the last one of which a phrase has it, or -1
	remark  int32 // where in answers the last one stands of which an answer alone has it, and 1
}

// remark is a feature of an answer.
type remark struct {
	feature int32
	saying
}

// read are the features of the words of a text, each as often as it occurs. They hold until the next.
func (b *builder) read(words []word, lang string) []feature {
	for _, w := range words {
		if w.kind == run {
			continue
		}
		letters := string(w.letters)
		b.words[letters] = true
		if lang == "es" {
			b.hear(letters)
		}
	}
	b.set = appendFeatures(b.set[:0], words)
	return b.set
}

// hear notes how a Spanish word sounds.
func (b *builder) hear(word string) {
	sound := sound(word)
	if _, taken := b.spanish[sound]; !taken {
		b.spanish[sound] = word
	}
}

// number is the number of a feature.
func (b *builder) number(f feature) int32 {
	n := b.x.features.add(f.hash)
	if int(n) == len(b.heard) {
		b.heard = append(b.heard, heard{phrased: -1})
	}
	return n
}

// phrase makes a text a phrase of entry i.
func (b *builder) phrase(i int, text, lang string) {
	folded := locales.Fold(text)
	words, own := wordsOf(folded, lang), b.x.polite.strip(folded)
	b.x.own.put(own, i)
	if own == folded {
		b.core(i, gist(words))
	} else {
		b.core(i, gist(wordsOf(own, lang)))
	}
	set := once(b.read(words, lang))
	terms := make([]term, len(set))
	for j, f := range set {
		terms[j] = term{b.number(f), f.share}
		if h := &b.heard[terms[j].feature]; h.phrased != int32(i) {
			h.entries, h.phrased = h.entries+1, int32(i)
		}
	}
	b.x.phrases = append(b.x.phrases, phrase{entry: int32(i)})
	b.sets = append(b.sets, terms)
}

// core keeps what a phrase of entry i says; what several entries say tells nothing.
func (b *builder) core(i int, says string) {
	if says == "" || i == len(b.x.entries) {
		return
	}
	entry := b.x.core.put(says, i)
	if old := int(*entry); old != i && old >= 0 && !b.x.kin(old, i) {
		*entry = -1
	}
}

// answer makes a text an answer of entry i.
func (b *builder) answer(i int, text, lang string) {
	set, words := b.read(wordsOf(locales.Fold(text), lang), lang), 0
	for _, f := range set {
		if kindOf(f.hash) == ofWords {
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
		b.say(b.number(set[from]), int32(i), min(1, (slope+1)*times/(times+length)))
		from = to
	}
}

// say notes that an answer of an entry has a feature, unless a phrase of the entry has it. Of several answers of an entry the
// one counts that says it most.
func (b *builder) say(feature, entry int32, much float32) {
	h := &b.heard[feature]
	switch {
	case h.phrased == entry:
	case h.remark > 0 && b.answers[h.remark-1].entry == entry:
		b.answers[h.remark-1].much = max(b.answers[h.remark-1].much, much)
	default:
		b.answers = append(b.answers, remark{feature, saying{entry, much}})
		h.entries, h.remark = h.entries+1, int32(len(b.answers))
	}
}

// spell keeps the words.
func (b *builder) spell() {
	b.x.spelling = newVocabulary(b.words)
	for sound, word := range b.spanish {
		b.x.sounds.put(sound, b.x.spelling.place(word))
	}
}

// layOut gathers by feature what has it.
func (b *builder) layOut() {
	x, n := b.x, len(b.x.features.hashes)
	x.having = newLists(n, func(put func(feature, phrase int32)) {
		for phrase, set := range b.sets {
			for _, t := range set {
				put(t.feature, int32(phrase))
			}
		}
	})
	x.answering = newLists(n, func(put func(int32, saying)) {
		for _, r := range b.answers {
			put(r.feature, r.saying)
		}
	})
}

// weigh gives a feature the more weight the fewer entries have it: what only one entry says is what tells it from others.
func (b *builder) weigh() {
	x, n := b.x, float64(len(b.x.entries)+1)
	x.unheard = surprise * math.Log(1+n)
	x.weights = make([]float32, len(x.features.hashes))
	for f := range x.weights {
		x.weights[f] = float32(math.Log(1 + n/float64(b.heard[f].entries)))
	}
	for i, set := range b.sets {
		var square [2]float64
		for _, t := range set {
			weight := float64(t.share * x.weights[t.feature])
			square[kindOf(x.features.hashes[t.feature])] += weight * weight
		}
		x.phrases[i].length = [2]float32{float32(math.Sqrt(square[0])), float32(math.Sqrt(square[1]))}
	}
}

// trim frees the room that was for more.
func (b *builder) trim() {
	x := b.x
	x.phrases = slices.Clone(x.phrases)
	x.features.trim()
	x.polite.trim()
	for _, p := range []*places{&x.own, &x.core, &x.sounds} {
		p.trim()
	}
}
