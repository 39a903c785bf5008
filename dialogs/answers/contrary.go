// Entries that answer one question in two ways, though it is put in other words.
package answers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"guanxi/locales"
)

// wanted is what a question says in a language, without the words that say nothing, and what it wants to know of it.
type wanted struct{ lang, says, wants string }

// contrary tells of entries with questions that differ in nothing but words such as "the", one with a yes or a number in its
// answer where the other has a no or other numbers. Both may be right, so it is no fault.
func (r *reader) contrary() {
	type place struct {
		entry    int
		question string
	}
	first := map[wanted]place{}
	told := map[[2]int]bool{}
	for i := range r.entries {
		e := &r.entries[i]
		for lang, question := range e.Questions.all {
			folded := locales.Fold(question)
			w := wanted{lang, gist(wordsOf(folded, lang)), wondering(folded)}
			old, known := first[w]
			if !known {
				first[w] = place{i, question}
				continue
			}
			other := &r.entries[old.entry]
			pair := [2]int{old.entry, i}
			if w.says == "" || told[pair] || e.dated() || other.dated() || !disagree(in(e.Answer, lang, r.languages[0]), in(other.Answer, lang, r.languages[0])) {
				continue
			}
			told[pair] = true
			r.warnings = append(r.warnings, fmt.Sprintf("%s: entry %s: %q is answered otherwise than %q at %s, in entry %s: hint: have one entry for both questions, or let the two say the same",
				e.Place, e.ID, question, old.question, other.Place, other.ID))
		}
	}
}

// wonder are words by which questions of one thing differ: when, how much.
var wonder = foldedSet(`
	how much many when where what which who why long
	сколько когда где куда откуда как какой какая какие какое что кто почему
	cuánto cuánta cuántos cuántas cuándo dónde adónde qué cuál cuáles cómo quién quiénes
	كم بكم متى أين وين كيف ما ماذا لماذا من`)

// wondered are those of Chinese.
var wondered = []string{"多少", "多久", "几", "哪", "怎", "何", "什么", "为什", "谁"}

// wondering is what a folded question wants to know.
func wondering(folded string) string {
	var wants []string
	for word := range strings.FieldsSeq(folded) {
		if own := string(plain([]rune(word))); wonder[own] {
			wants = append(wants, own)
		}
	}
	for _, sign := range wondered {
		if strings.Contains(folded, sign) {
			wants = append(wants, sign)
		}
	}
	slices.Sort(wants)
	return strings.Join(slices.Compact(wants), " ")
}

// disagree says whether one answer says yes and the other no, or whether they have other numbers.
func disagree(a, b string) bool {
	if refuses(a) != refuses(b) {
		return true
	}
	one, other := numbersIn(a), numbersIn(b)
	return len(one) > 0 && len(other) > 0 && !slices.Equal(one, other)
}

var (
	figures  = regexp.MustCompile(`\p{Nd}+(?:[.,:]\p{Nd}+)*`)
	agreeing = regexp.MustCompile(`^(?:yes|yep|sure|of course|certainly|sí|si|claro|por supuesto|да|конечно|نعم|أكيد|طبعا)(?:\s|$)|^(?:有|是的|可以|能|当然)`)
	refusing = regexp.MustCompile(`(?:^|\s)(?:no|not|never|none|(?:do|does|is|are|ca|wo|have|has)nt|cannot|unfortunately|nunca|tampoco|lamentablemente|нет|не|нельзя|к сожалению|لا|ليس|ليست|لم|لن|للاسف)(?:\s|$)|没|(?:^|[^能要])不[^过错仅但同]|无法|抱歉`)
)

// refuses says whether an answer begins with a no: by itself, or in its first sentence.
func refuses(answer string) bool {
	first := answer
	if at := sentenceEnd.FindStringIndex(strings.TrimSpace(answer)); at != nil {
		first = strings.TrimSpace(answer)[:at[0]]
	}
	folded := locales.Fold(first)
	return !agreeing.MatchString(folded) && refusing.MatchString(folded)
}

// numbersIn are those of an answer, each once, sorted.
func numbersIn(answer string) []string {
	all := figures.FindAllString(answer, -1)
	slices.Sort(all)
	return slices.Compact(all)
}
