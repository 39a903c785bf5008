// Names in the other of two scripts: who is Анна in Telegram may sign as Anna.
package mask

import "strings"

// romans are Russian letters, folded, as passports write them (ICAO 9303, part 3); yotated is the other usual way, with y;
// cyrillic is the way back.
var (
	romans = strings.NewReplacer(
		"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i",
		"к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f",
		"х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ъ", "ie", "ы", "y", "ь", "", "э", "e", "ю", "iu", "я", "ia",
	)
	yotated  = strings.NewReplacer("iu", "yu", "ia", "ya", "ei", "ey", "ii", "iy", "ai", "ay")
	cyrillic = strings.NewReplacer(
		"shch", "щ", "zh", "ж", "kh", "х", "ts", "ц", "ch", "ч", "sh", "ш", "yu", "ю", "iu", "ю", "ya", "я", "ia", "я",
		"a", "а", "b", "б", "c", "к", "d", "д", "e", "е", "f", "ф", "g", "г", "h", "х", "i", "и", "j", "и", "k", "к", "l", "л", "m", "м",
		"n", "н", "o", "о", "p", "п", "q", "к", "r", "р", "s", "с", "t", "т", "u", "у", "v", "в", "w", "в", "x", "кс", "y", "и", "z", "з",
	)
)

// spellings are a folded word and how it is written in the other script; one of less than three letters, by which too
// much else is called, has none.
func spellings(word string) []string {
	if len([]rune(word)) < 3 {
		return []string{word}
	}
	there := romans.Replace(word)
	return []string{word, there, yotated.Replace(there), cyrillic.Replace(word)}
}
