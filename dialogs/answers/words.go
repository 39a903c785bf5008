// The words of a text, and which of them say nothing.
package answers

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/locales"
)

// word is a word as it is compared.
type word struct {
	letters []rune
	kind    kind
	stem    uint64 // the feature of its stem, where it has one
}

type kind int

const (
	telling kind = iota
	dull         // such as "the": part of any text
	run          // of Chinese, which sets no words apart
)

func newWord(letters []rune, lang string) word {
	switch {
	case slices.ContainsFunc(letters, han):
		return word{letters, run, 0}
	case stopWords[string(letters)]:
		return word{letters, dull, stemHash(letters, "")}
	}
	return word{letters, telling, stemHash(letters, lang)}
}

// wordsOf returns the words of a text in a language; letters that stand alone say nothing.
func wordsOf(folded, lang string) (words []word) {
	left := maxRunes
	for word := range strings.FieldsSeq(folded) {
		runes := plain([]rune(word))
		if len(runes) == 1 && !han(runes[0]) && !unicode.IsDigit(runes[0]) {
			continue
		}
		if runes = runes[:min(len(runes), left)]; len(runes) == 0 {
			break
		}
		left -= len(runes)
		words = append(words, newWord(runes, lang))
	}
	return words
}

// plain is a folded word without what many leave out or put before it: Spanish accents, the hamza, the Arabic article.
func plain(word []rune) []rune {
	out := make([]rune, 0, len(word))
	for _, r := range word {
		switch r {
		case 'ؤ':
			r = 'و'
		case 'ئ':
			r = 'ي'
		case 'ء':
			continue
		default:
			if i := slices.Index(accented, r); i >= 0 {
				r = unaccented[i]
			}
		}
		out = append(out, r)
	}
	for _, article := range articles {
		if len(out) >= len(article)+3 && slices.Equal(out[:len(article)], article) {
			return out[len(article):]
		}
	}
	return out
}

var (
	accented   = []rune("áéíóúüñ")
	unaccented = []rune("aeiouun")

	// The article with what is written before it in one word, longest first.
	articles = [][]rune{[]rune("وبال"), []rune("وال"), []rune("بال"), []rune("فال"), []rune("كال"), []rune("ولل"), []rune("لل"), []rune("ال")}
)

// stopCharacters say nothing of what is asked.
const stopCharacters = "的了吗呢啊吧是我你您们有在和就也都请可以能想要么这那"

// stopWords are part of any question, so they hardly count. Folded, each language on its lines.
var stopWords = foldedSet(`
	a an the i im we you u your it its is are am be do does did can could would will to of for in on at and or my me this that what
	whats how when which there any have has get got want like need make take us our not if so s today now please pls
	d ll m re ve t u r ur should just some something about looking
	и в во на у к с по за из о а не вы ваш ваша ваши вас вам я мы мне меня мой ли это есть можно как какой какая какие что где когда
	для пожалуйста хочу надо нужно могу может можете сможете могли сколько чем так же бы то от до ну сегодня сейчас ищу уже ещё нибудь чо че чё што ща мож
	el la los las un una unos de del al y o en a por para con que qué cual cuál cómo como cuándo dónde cuanto cuánto es son está estáis
	hay me te se lo le nos os mi tu su si puedo podeis quiero hago hace tengo tenéis tiene hoy ahora porfa busco ya algo pa pq xq
	هل ما هو هي من في على الى عن مع كيف متى كم اين أو ان يمكن ممكن هذا هذه لديكم عندكم عندي انا أريد أود بكم لي لا فيه بعد قبل اليوم الآن يوجد توجد أبحث`)

func foldedSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[string(plain([]rune(locales.Fold(word))))] = true
	}
	return set
}
