// Whether a sentence is what one sentence of an entry says: all words that state something, with the numbers. Words of
// several sentences put together say what none of them does: "in pregnancy, white tea".
package grounded

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

const (
	supported = 0.5     // of a text's words, or pairs of Chinese characters, at least, are an entry's
	least     = 1.0 / 3 // of a clause's words, that they may stand for it
	fewest    = 3       // words of a part of a sentence that may be told by another sentence than its neighbours
	topical   = 2       // phrasings of a question that have a word in common, at least, for which it is what they are about
)

// facts are what entries say in the customer's language, by sentence; in other languages they only tell names.
type facts struct {
	lang  string
	all   []fact
	names vocabulary // of all of them
}

// fact is a sentence of an entry, under its title.
type fact struct {
	words   vocabulary // with those of the title, and of what is asked
	own     vocabulary // its own
	figures []figure
	clauses []string
	negated vocabulary
	limited bool
}

func factsOf(cited []Source, lang string) *facts {
	f := &facts{lang: lang, names: vocabulary{}}
	for _, s := range cited {
		topic := vocabulary{}
		topic.add(s.Title)
		for _, word := range common(s.Asked, lang) {
			topic.add(word)
		}
		f.names.add(strings.Join(slices.Concat(s.Said, []string{s.Title, s.Text}), "\n"))
		for _, sentence := range full(s.Text) {
			f.all = append(f.all, newFact(sentence, s.Title, topic))
		}
	}
	return f
}

func newFact(sentence, title string, topic vocabulary) fact {
	one := fact{words: maps.Clone(topic), own: vocabulary{}, figures: append(figures(sentence), figures(title)...),
		clauses: clauses(sentence), negated: vocabulary{}, limited: limits(sentence)}
	one.own.add(sentence)
	maps.Copy(one.words, one.own)
	for _, word := range negated(sentence) {
		one.negated.add(word)
	}
	return one
}

// common are the words that some of the phrasings have in common.
func common(asked []string, lang string) (words []string) {
	times := map[string]int{}
	for _, phrasing := range asked {
		stems := map[string]bool{}
		for _, word := range append(stating(phrasing), shorts(phrasing)...) {
			stem := answers.Stem(bare(word), lang)
			if !stems[stem] {
				stems[stem] = true
				times[stem]++
			}
			if times[stem] >= topical {
				words = append(words, word)
			}
		}
	}
	return words
}

// shorts are words of two letters that are not of the grammar: té.
func shorts(text string) []string {
	return slices.DeleteFunc(strings.Fields(locales.Fold(text)), func(word string) bool {
		return utf8.RuneCountInString(word) != shortest-1 || answers.Common(word) || negations[word] || !strings.ContainsFunc(word, unicode.IsLetter)
	})
}

// say says whether one of the facts says a sentence, or some do its parts.
func (f *facts) say(sentence string) bool {
	if f.says(sentence) {
		return true
	}
	parts := f.parts(sentence)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !f.says(part) })
}

func (f *facts) says(part string) bool {
	words, told := stating(part), figures(part)
	if len(words) == 0 && len(told) == 0 {
		return true
	}
	return slices.ContainsFunc(f.all, func(one fact) bool { return one.says(part, words, told, f.lang) })
}

// joining are words that join clauses.
var joining = regexp.MustCompile(`(?i)\s((?:and|but|y|pero|и|а|но)\s)`)

// parts are the clauses of a sentence, each with what is too short to stand alone before it.
func (f *facts) parts(sentence string) (parts []string) {
	short := ""
	for _, clause := range clauses(joining.ReplaceAllString(sentence, ", $1")) {
		short += " " + clause
		if len(stating(short)) >= fewest {
			parts, short = append(parts, short), ""
		}
	}
	if n := len(parts); n > 0 && short != "" {
		parts[n-1] += short
	}
	return parts
}

// says says whether a part of a sentence has nothing that the fact has not, and is limited where the fact is.
func (one *fact) says(part string, words []string, told []figure, lang string) bool {
	have := one.words
	if asks(part) {
		have = one.own
	}
	for _, word := range words {
		if !have.has(word, lang) {
			return false
		}
	}
	if !one.kept(words, lang) || one.limited && !limits(part) {
		return false
	}
	if one.denies(part, words, lang) {
		return false
	}
	if pairs := telling(part); strings.ContainsFunc(part, han) && float64(one.words.count(pairs, lang)) < supported*float64(len(pairs)) {
		return false
	}
	return !slices.ContainsFunc(told, func(f figure) bool { return !f.among(one.figures) || !one.counts(f, words, lang) })
}

// kept says whether the words are as much of the fact's clauses that they are of as to say what those do: "boiling water"
// alone is not that it makes green tea bitter.
func (one *fact) kept(words []string, lang string) bool {
	said := vocabulary{}
	for _, word := range words {
		said.add(word)
	}
	all, ours := 0, 0
	for _, clause := range one.clauses {
		own := stating(clause)
		if n := said.count(own, lang); n > 0 {
			all, ours = all+len(own), ours+n
		}
	}
	return float64(ours) >= least*float64(all)
}

// denies says whether the fact says no to one of the words where the part says yes, or the other way round.
func (one *fact) denies(part string, words []string, lang string) bool {
	v := vocabulary{}
	for _, word := range negated(part) {
		v.add(word)
		if !one.negated.has(word, lang) {
			return true
		}
	}
	return slices.ContainsFunc(words, func(word string) bool { return one.negated.has(word, lang) && !v.has(word, lang) })
}

// counts says whether a number counts in the fact what some of the words say, where it counts anything.
func (one *fact) counts(f figure, words []string, lang string) bool {
	named := false
	for _, clause := range one.clauses {
		if !f.among(figures(clause)) {
			continue
		}
		v := vocabulary{}
		v.add(clause)
		if len(v) == 0 || slices.ContainsFunc(words, func(word string) bool { return v.has(word, lang) }) {
			return true
		}
		named = true
	}
	own := slices.ContainsFunc(words, func(word string) bool { return one.own.has(word, lang) })
	return !named || !own
}

// stranger returns a name in a sentence that the entries do not have: what customers ask by supports none.
func (f *facts) stranger(sentence string) string {
	words := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	for i, word := range words {
		if !strings.ContainsFunc(word, unicode.IsLetter) || !name(word, i == 0, f.lang) {
			continue
		}
		if folded := locales.Fold(word); (!neutral(folded) || short(word)) && !f.names.has(folded, f.lang) {
			return word
		}
	}
	return ""
}

// short says whether a word is one of capitals, as UK.
func short(word string) bool {
	return len([]rune(word)) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// name says whether a word looks like a name: it has a capital, but for a sentence's first, or is in Latin letters where the
// language is not.
func name(word string, first bool, lang string) bool {
	capitals := 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			capitals++
		}
		if r < unicode.MaxASCII && unicode.IsLetter(r) && (lang == "zh" || lang == "ru" || lang == "ar") && len(word) > 1 {
			return true
		}
	}
	return capitals > 1 || capitals == 1 && !first
}
