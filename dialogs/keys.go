// Russian that was typed with Latin letters: on the keyboard's other layout ("ghbdtn"), or as it sounds ("skolko stoit").
package dialogs

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
)

// layout has the keys of a Latin keyboard, each before the Russian letter on it.
var layout = strings.NewReplacer(strings.Split("qйwцeуrкtеyнuгiшoщpз[х]ъaфsыdвfаgпhрjоkлlд;ж'эzяxчcсvмbиnтmь,б.ю`ё", "")...)

// sounds has how Russian letters are written in Latin, longer ones first.
var sounds = strings.NewReplacer("shch", "щ", "sch", "щ", "zh", "ж", "kh", "х", "ch", "ч", "sh", "ш", "yu", "ю", "ju", "ю", "ya", "я", "ja", "я", "yo", "ё",
	"iy", "ий", "yy", "ый", "a", "а", "b", "б", "v", "в", "w", "в", "g", "г", "d", "д", "e", "е", "z", "з", "i", "и", "j", "й", "k", "к", "l", "л", "m", "м", "n", "н",
	"o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "u", "у", "f", "ф", "h", "х", "c", "ц", "y", "ы", "x", "кс", "'", "ь")

// respell reads the words of who speaks Russian as Russian, where in their Latin letters they say nothing, and in Russian
// ones something known.
func (t *turn) respell() {
	if t.staffed() || t.c.Language != "ru" && t.s.Tongue != "ru" || !slices.Contains(t.w.languages, "ru") || !latin(t.in.Text) || t.tells(t.in.Text) {
		return
	}
	typed := strings.ToLower(t.in.Text)
	for _, read := range []*strings.Replacer{layout, sounds} {
		if russian := read.Replace(typed); t.tells(russian) {
			t.in.Text = russian
			return
		}
	}
}

// tells says whether words have a meaning of their own, or surely an answer.
func (t *turn) tells(words string) bool {
	if t.w.phrases.Heard(words) != "" {
		return true
	}
	parts := t.w.ask(t.today(), words, "ru")
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p answers.Part) bool { return !p.Sure || t.w.vague(p.Match) })
}

// latin says whether a text's letters are Latin without exception, and there are some.
func latin(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && len(text) <= eventWords &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && r > unicode.MaxASCII })
}
