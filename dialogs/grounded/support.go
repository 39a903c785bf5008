// Whether a text is in the words of entries: by word, in whatever form, and in Chinese by pairs of characters.
package grounded

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// vocabulary has what entries say: words, their beginnings, and pairs of Chinese characters.
type vocabulary map[string]bool

// stem is how many letters two forms of a word have in common at least, where they are no shorter.
const stem = 4

func vocabularyOf(cited []Source) vocabulary {
	v := vocabulary{}
	for _, s := range cited {
		for _, text := range slices.Concat([]string{s.Title, s.Text}, s.Said, s.Asked) {
			for _, word := range telling(text) {
				v[word] = true
				if runes := []rune(word); len(runes) > stem {
					v[string(runes[:max(stem, len(runes)*2/3)])] = true
				}
			}
		}
	}
	return v
}

// count is how many of the words the vocabulary has.
func (v vocabulary) count(words []string) (n int) {
	for _, word := range words {
		runes := []rune(word)
		if v[word] || len(runes) > stem && v[string(runes[:max(stem, len(runes)*2/3)])] {
			n++
		}
	}
	return n
}

// telling are the words of a text that say something: no articles and the like, no numbers, which are looked at apart.
func telling(text string) (words []string) {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		switch {
		case strings.ContainsFunc(word, han):
			words = append(words, slices.DeleteFunc(pairs(word), func(pair string) bool { return courtesies[pair] })...)
		case courtesies[word] || answers.Common(word) || !strings.ContainsFunc(word, unicode.IsLetter) || len([]rune(word)) < 3:
		default:
			words = append(words, bare(word))
		}
	}
	return words
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// pairs of the Chinese characters of a run; one alone stands for itself.
func pairs(run string) (all []string) {
	runes := slices.DeleteFunc([]rune(run), func(r rune) bool { return !han(r) })
	for i := range runes[:max(0, len(runes)-1)] {
		all = append(all, string(runes[i:i+2]))
	}
	if len(runes) == 1 {
		all = append(all, string(runes))
	}
	return all
}

// bare is an Arabic word without what is written before it: and, with, the.
func bare(word string) string {
	for _, before := range []string{"وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ب", "ل"} {
		if rest, ok := strings.CutPrefix(word, before); ok && len([]rune(rest)) > 2 {
			return rest
		}
	}
	return word
}

// sentences of a text; a point within a number or a name ends none.
func sentences(text string) (all []string) {
	runes := []rune(text)
	from := 0
	for i, r := range runes {
		ends := strings.ContainsRune("!?！？。؟\n;；", r) || strings.ContainsRune(".…", r) && (i+1 == len(runes) || unicode.IsSpace(runes[i+1]))
		if !ends && i+1 < len(runes) {
			continue
		}
		if s := strings.TrimSpace(string(runes[from : i+1])); strings.ContainsFunc(s, unicode.IsLetter) {
			all = append(all, s)
		}
		from = i + 1
	}
	return all
}

// courtesies are what an answer may say besides: they state nothing.
var courtesies = set(`
	happy glad pleased pleasure welcome course sure certainly yes thank thanks hope help nice great lovely wonderful kindly know let
	also very too either well there here then
	конечно рады радостью удовольствием пожалуйста спасибо добро пожаловать также тоже очень можете сможете здесь тут
	claro encantados encantadas gusto bienvenido bienvenida bienvenidos bienvenidas gracias también puedes podéis supuesto muy aquí sí
	بالطبع طبعا يسعدنا اهلا مرحبا شكرا ايضا يمكنك يمكنكم نعم بكل سرور تفضلوا هنا
	当然 然可 可以 以的 欢迎 很高 高兴 兴为 为您 您服 服务 我们 们的 您好 还会 会附 附上 上一 都很 很欢 迎的 您可 以到 好的 还附`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[locales.Fold(word)] = true
	}
	return all
}

// negations turn what is said into its opposite, or narrow it.
var negations = set(`
	not no never without dont doesnt isnt arent cant cannot wont only except unless
	не нет ни без никогда кроме только нельзя
	no ni nunca sin solo sólo excepto salvo
	لا ليس ليست لم لن بدون غير فقط الا بلا ما`)

// negated says whether a sentence says no to something.
func negated(sentence string) bool {
	for word := range strings.FieldsSeq(locales.Fold(sentence)) {
		if negations[word] || strings.ContainsAny(word, "不没无未只仅除非勿") {
			return true
		}
	}
	return false
}

// clauses are the parts of a sentence between commas.
func clauses(sentence string) []string {
	return strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;:，、；：،؛–—", r) })
}

// turned says whether a part of a sentence says yes where the nearest of the entries' says no, or the other way round.
func turned(sentence string, cited []Source) bool {
	return slices.ContainsFunc(clauses(sentence), func(clause string) bool {
		words := telling(clause)
		best, no := 0, false
		for _, s := range cited {
			for _, own := range sentences(s.Text) {
				for _, part := range clauses(own) {
					if n := vocabularyOf([]Source{{Text: part}}).count(words); n > best {
						best, no = n, negated(part)
					}
				}
			}
		}
		return best > 0 && no != negated(clause)
	})
}
