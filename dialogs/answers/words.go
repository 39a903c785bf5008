// What of a text is compared: its words, and the parts by which their forms and misspellings are alike.
package answers

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"guanxi/locales"
)

// feature is a word or a part of one, and how much of its weight it brings, squared.
type feature struct {
	hash  uint64
	share float64
}

// How much each kind of feature brings, squared: a whole word, a part of it, a word such as "the", a Chinese
// character, a pair of them.
const (
	wholeWord = 1.0
	wordPart  = 0.25
	stopWord  = 0.09
	character = 0.36
	pair      = 1.0
)

// maxRunes bounds the work that one question can ask for: 400 are about 1,200 features.
const maxRunes = 400

// wordsOf returns the words of a text as they are compared; letters that stand alone say nothing. A run of Chinese is one
// word here.
func wordsOf(folded string) (words [][]rune) {
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
		words = append(words, runes)
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

// featuresOf returns the features of words, each once, by hash.
func featuresOf(words [][]rune) []feature {
	var set []feature
	for _, word := range words {
		switch {
		case stopWords[string(word)]:
			set = append(set, feature{hash(word), stopWord})
		case slices.ContainsFunc(word, han):
			set = appendChinese(set, word)
		default:
			set = appendWord(set, word)
		}
	}
	slices.SortFunc(set, func(a, b feature) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.share, a.share)) })
	return slices.CompactFunc(set, func(a, b feature) bool { return a.hash == b.hash })
}

// appendWord adds a word and its parts of 2 to 4 letters, its beginning and end marked.
func appendWord(set []feature, word []rune) []feature {
	marked := mark(word)
	set = append(set, feature{hash(marked), wholeWord})
	for n := 2; n <= 4; n++ {
		for i := range len(marked) - n + 1 {
			set = append(set, feature{hash(marked[i : i+n]), wordPart})
		}
	}
	return set
}

// mark gives a word its beginning and end.
func mark(word []rune) []rune { return slices.Concat([]rune{'^'}, word, []rune{'$'}) }

// appendChinese adds the characters of a run, and their pairs, which stand for words.
func appendChinese(set []feature, run []rune) []feature {
	for i, r := range run {
		if !stopCharacter(r) {
			set = append(set, feature{hash(run[i : i+1]), character})
		}
		switch {
		case i == 0:
		case !stopCharacter(run[i-1]) && !stopCharacter(r):
			set = append(set, feature{hash(run[i-1 : i+1]), pair})
		case !stopCharacter(run[i-1]) || !stopCharacter(r):
			set = append(set, feature{hash(run[i-1 : i+1]), character})
		default:
			set = append(set, feature{hash(run[i-1 : i+1]), stopWord})
		}
	}
	return set
}

func stopCharacter(r rune) bool { return strings.ContainsRune(stopCharacters, r) }

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// hash is FNV-1a over runes, 64 bits: no two features of a shop clash.
func hash(runes []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range runes {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h
}

// stopCharacters say nothing of what is asked.
const stopCharacters = "的了吗呢啊吧是我你您们有在和就也都请可以能想要么这那"

// stopWords are part of any question, so they hardly count. Folded, each language on its lines.
var stopWords = foldedSet(`
	a an the i im we you u your it its is are am be do does did can could would will to of for in on at and or my me this that what
	whats how when which there any have has get got want like need make take us our not if so s today now please pls
	d ll m re ve t u r ur should just some something about looking
	и в во на у к с по за из о а не вы ваш ваша ваши вас вам я мы мне меня мой ли это есть можно как какой какая какие что где когда
	для пожалуйста хочу надо нужно могу может сколько чем так же бы то от до ну сегодня сейчас ищу уже ещё нибудь
	el la los las un una unos de del al y o en a por para con que qué cual cuál cómo como cuándo dónde cuanto cuánto es son está estáis
	hay me te se lo le nos os mi tu su si puedo podeis quiero hago hace tengo tenéis tiene hoy ahora porfa busco ya algo
	هل ما هو هي من في على الى عن مع كيف متى كم اين أو ان يمكن ممكن هذا هذه لديكم عندكم عندي انا أريد أود بكم لي لا فيه بعد قبل اليوم الآن يوجد توجد أبحث`)

func foldedSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[string(plain([]rune(locales.Fold(word))))] = true
	}
	return set
}
