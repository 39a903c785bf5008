// What a short message means when a phrase of the catalogues is all that it says, with politeness around it or not.
package dialogs

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/locales"

	"golang.org/x/text/unicode/norm"
)

// The lists of phrases that mean something everywhere. A choice may name one of them, or another, by also.
const (
	saysPerson = "engine-words-human"
	saysCancel = "engine-words-cancel"
	saysMenu   = "engine-words-menu"
	saysHello  = "engine-words-hello"
	saysThanks = "engine-words-thanks"
	saysPraise = "engine-words-praise"
	saysBye    = "engine-words-bye"
	saysYes    = "engine-words-yes"
	saysNo     = "engine-words-no"
	saysStaff  = "engine-words-staff"  // speaks of those who work in the shop, without asking for one
	saysAngry  = "engine-words-angry"  // scolds: anywhere in a message
	filler     = "engine-words-filler" // what means nothing by itself: please, the bot's names

	still = "engine-words-still" // what may stand anywhere in words that ask for a person, and means nothing: still, really

	saysComplain = "engine-words-complain"
	saysSuggest  = "engine-words-suggest"
	saysPrice    = "engine-words-price" // asks what costs how much, without saying what
	saysStock    = "engine-words-stock" // asks whether it is there, without saying what
	saysStop     = "engine-words-stop"  // wants no offers
	saysLaugh    = "engine-words-laugh"
	saysStatus   = "engine-words-status"
	saysWaiting  = "engine-words-waiting" // nobody has come back to them: with a complaint open, asks how far it is
)

// wordsOf begins the keys of all of them. Other lists are for the choice that names them alone.
const wordsOf = "engine-words-"

// questionWords is the list of phrases of which one, wherever it stands, makes a message a question.
const questionWords = "question-words"

// stopWords is the list of those words for a way out that are sent to stop offers, too.
const stopWords = "stop-words"

// A phrase of refuseWords before one of offerWords wants no offers: "no more" "ads".
const (
	refuseWords = "refuse-words"
	offerWords  = "offer-words"
)

// kindWords is the list of words that praise, wherever they stand: what has one is no question for its other words.
const kindWords = "kind-words"

const (
	maxUnits  = 16 // of a message that a phrase can be all of: more say something of their own
	maxPhrase = 12 // units of the longest phrase
)

// emoji are what customers send instead of words; signs alike in all languages.
var emoji = map[string]string{
	"👍👌✅🆗💯☑✔+": saysYes,
	"👎❌🙅✖":     saysNo,
	"😡🤬😠👿😤🤮🖕💢😢😭💔😞😔☹🙁": saysAngry, // or sad: both have come to grief
	"👋":    saysHello,
	"🙏🤝💐🌹": saysThanks,
	"❤♥💕💖💙💚💛💜🧡🤎🖤🤍😊🥰😍😘🎉👏😀😃😄😁🙂😉🤗🫶🌸🌷☺😇✨🔥": saysPraise,
}

// phrasebook has each phrase of all languages, in units joined by spaces, with its list.
type phrasebook map[string]string

// listOf has the phrases of one list in all languages.
func listOf(texts *locales.Catalogue, list string) phrasebook {
	book := phrasebook{}
	for _, lang := range texts.Languages() {
		for _, phrase := range texts.List(lang, list) {
			book.add(list, phrase)
		}
	}
	return book
}

// wantsOf adds the phrases that call for a person, whatever follows them, to those of the phrasebook that may lead to them.
func wantsOf(book phrasebook, texts *locales.Catalogue) phrasebook {
	wants := phrasebook{}
	for phrase, list := range book {
		if slices.Contains(leading, list) {
			wants[phrase] = list
		}
	}
	for _, lang := range texts.Languages() {
		for _, phrase := range texts.List(lang, personWords) {
			wants[newSaid(phrase).text] = personWords
		}
	}
	return wants
}

func newPhrasebook(texts *locales.Catalogue, shop Shop) phrasebook {
	book := phrasebook{}
	for _, lang := range texts.Languages() {
		book.add(filler, locales.Fold(shop.Called(lang)))
		for _, key := range texts.Lists() {
			if !strings.HasPrefix(key, wordsOf) {
				continue
			}
			for _, phrase := range texts.List(lang, key) {
				book.add(key, phrase)
			}
		}
		for _, refuses := range texts.List(lang, refuseWords) {
			for _, offer := range texts.List(lang, offerWords) {
				book.add(saysStop, refuses+" "+offer)
			}
		}
	}
	return book
}

// plainly says whether a message is one phrase of a list that is for one question alone.
func (w *World) plainly(list, text string) bool {
	if strings.HasPrefix(list, wordsOf) {
		return false
	}
	said := newSaid(locales.Fold(text)).text
	return said != "" && slices.ContainsFunc(w.Texts.Languages(), func(lang string) bool {
		return slices.ContainsFunc(w.Texts.List(lang, list), func(phrase string) bool { return newSaid(phrase).text == said })
	})
}

// add keeps a phrase. Of two languages that mean different things by one, the first counts.
func (b phrasebook) add(list, phrase string) {
	phrase = newSaid(phrase).text
	if _, taken := b[phrase]; !taken && phrase != "" {
		b[phrase] = list
	}
}

// heard returns the list of the phrase that is all a message says, "" where it says more, less, or two things.
func (b phrasebook) heard(text string) string {
	folded := locales.Fold(text)
	if folded == "" {
		return sign(text)
	}
	if len(folded) > 200 { // bytes: no need to look
		return ""
	}
	lists := b.cover(newSaid(folded))
	if lists == nil {
		lists = b.cover(newSaid(undrawn(folded)))
	}
	if means := meaning(lists); means != "" {
		return means
	}
	if rest := b.unstill(newSaid(folded)); len(rest.spans) > 0 && meaning(b.cover(rest)) == saysPerson {
		return saysPerson
	}
	return ""
}

// unstill is a message without what may stand anywhere in words that ask for a person: "I still need a person".
func (b phrasebook) unstill(said said) said {
	n := len(said.spans)
	var rest []string
	for i := 0; i < n; {
		j := min(n, i+maxPhrase)
		for ; j > i && b[said.phrase(i, j)] != still; j-- {
		}
		if j == i {
			j++
			rest = append(rest, said.phrase(i, j))
		}
		i = j
	}
	return newSaid(strings.Join(rest, " "))
}

// undrawn shortens letters that are drawn out, as in thaaanks: three in a row to one.
func undrawn(folded string) string {
	letters := []rune(folded)
	var b strings.Builder
	for i := 0; i < len(letters); {
		n := i + 1
		for n < len(letters) && letters[n] == letters[i] {
			n++
		}
		if n-i >= 3 && unicode.IsLetter(letters[i]) && !unicode.Is(unicode.Han, letters[i]) {
			i = n - 1
		}
		b.WriteString(string(letters[i:n]))
		i = n
	}
	return b.String()
}

// meaning is what several phrases in a row come to.
func meaning(lists []string) string {
	lists = slices.Compact(slices.DeleteFunc(lists, func(list string) bool { return list == filler }))
	if len(lists) > 1 && lists[0] == saysHello {
		lists = lists[1:]
	}
	if n := len(lists); n > 1 && lists[0] == saysThanks && lists[n-1] == saysPraise {
		lists = lists[n-1:]
	}
	if n := len(lists); n > 1 && lists[n-1] == saysThanks {
		lists = lists[:n-1]
	}
	if len(lists) > 1 && lists[0] == saysYes {
		lists = lists[1:]
	}
	if n := len(lists); n > 1 && lists[n-1] == saysBye && (lists[0] == saysThanks || lists[0] == saysPraise) {
		lists = lists[n-1:]
	}
	if len(lists) != 1 { // "no operator", "thanks, operator"
		return ""
	}
	return lists[0]
}

// cover returns the lists of the fewest phrases that make up all of a message, nil where none do.
func (b phrasebook) cover(said said) []string {
	n := len(said.spans)
	if n > maxUnits {
		return nil
	}
	type way struct {
		phrases, from int // 0 phrases: there is no way here
		list          string
	}
	var best [maxUnits + 1]way
	for i := range n {
		if i > 0 && best[i].phrases == 0 {
			continue
		}
		for j := min(n, i+maxPhrase); j > i; j-- {
			list, ok := b[said.phrase(i, j)]
			if count := best[i].phrases + 1; ok && list != still && (best[j].phrases == 0 || count < best[j].phrases) {
				best[j] = way{count, i, list}
			}
		}
	}
	if best[n].phrases == 0 {
		return nil
	}
	var lists []string
	for at := n; at > 0; at = best[at].from {
		lists = append(lists, best[at].list)
	}
	slices.Reverse(lists)
	return lists
}

// mentions says whether a phrase of a list stands anywhere in a text.
func (w *World) mentions(text, list string) bool { return w.lists[list].mentions(text, list) }

// mentions says whether a phrase of one of the lists stands anywhere in a message.
func (b phrasebook) mentions(text string, lists ...string) bool {
	said := newSaid(locales.Fold(short(text, eventWords)))
	n := len(said.spans)
	for i := range n {
		for j := i + 1; j <= min(n, i+maxPhrase); j++ {
			if slices.Contains(lists, b[said.phrase(i, j)]) {
				return true
			}
		}
	}
	return false
}

// said is a folded text in units: its words, and each sign of Chinese, which has no spaces. They are joined by spaces, so
// that a phrase of several is a part of the text.
type said struct {
	text  string
	spans [][2]int // of each unit: where it begins and ends
}

func newSaid(folded string) said {
	var b strings.Builder
	b.Grow(2 * len(folded))
	s := said{}
	for _, r := range folded {
		apart := unicode.Is(unicode.Han, r)
		n := len(s.spans)
		open := n > 0 && s.spans[n-1][1] == 0
		if open && (apart || r == ' ') {
			s.spans[n-1][1] = b.Len()
			open = false
		}
		if r == ' ' {
			continue
		}
		if !open {
			if n > 0 {
				b.WriteByte(' ')
			}
			s.spans = append(s.spans, [2]int{b.Len(), 0})
		}
		b.WriteRune(bare(r))
		if apart {
			s.spans[len(s.spans)-1][1] = b.Len()
		}
	}
	if n := len(s.spans); n > 0 && s.spans[n-1][1] == 0 {
		s.spans[n-1][1] = b.Len()
	}
	s.text = b.String()
	return s
}

// bare is a Latin letter without its accent, which few type on a phone: "que sabes de mi".
func bare(r rune) rune {
	if r < 0x80 || !unicode.Is(unicode.Latin, r) {
		return r
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return letter
}

// phrase is the units from i to before j; empty where there are none.
func (s said) phrase(i, j int) string {
	if i >= j {
		return ""
	}
	return s.text[s.spans[i][0]:s.spans[j-1][1]]
}

// sign is the meaning of a message without letters and digits: of its first emoji, or of a lone question mark.
func sign(text string) string {
	for _, r := range text {
		for all, list := range emoji {
			if strings.ContainsRune(all, r) {
				return list
			}
		}
	}
	if strings.Trim(text, "?？؟!.…¿ ") == "" {
		return saysHello // are you there?
	}
	return ""
}
