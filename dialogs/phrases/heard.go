package phrases

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/locales"
)

// The lists of phrases that mean something everywhere. A choice may name one of them, or another, by also.
const (
	Person = "engine-words-human"
	Cancel = "engine-words-cancel"
	Menu   = "engine-words-menu"
	Hello  = "engine-words-hello"
	Thanks = "engine-words-thanks"
	Praise = "engine-words-praise"
	Bye    = "engine-words-bye"
	Yes    = "engine-words-yes"
	No     = "engine-words-no"
	Staff  = "engine-words-staff"  // speaks of those who work in the shop, without asking for one
	Angry  = "engine-words-angry"  // scolds: anywhere in a message
	Filler = "engine-words-filler" // what means nothing by itself: please, the bot's names

	still = "engine-words-still" // what may stand anywhere in words that ask for a person, and means nothing: still, really

	Asking   = "engine-words-asking" // announces a question, without it: "I have a question"
	Complain = "engine-words-complain"
	Suggest  = "engine-words-suggest"
	Price    = "engine-words-price" // asks what costs how much, without saying what
	Stock    = "engine-words-stock" // asks whether it is there, without saying what
	Stop     = "engine-words-stop"  // wants no offers
	Laugh    = "engine-words-laugh"
	Status   = "engine-words-status"
	Waiting  = "engine-words-waiting" // nobody has come back to them: with a complaint open, asks how far it is
)

// Everywhere begins the keys of all of them. Other lists are for one question alone.
const Everywhere = "engine-words-"

// A phrase of refuseWords beside one of offerWords wants no offers, whatever of aroundWords stands with them: "no more" "of
// your" "ads".
const (
	refuseWords = "refuse-words"
	offerWords  = "offer-words"
	aroundWords = "around-words"
)

// Calling is the list of phrases that call for a person with what it is about in the same message. It is not the list of a
// person's names: of "the operator was rude" nobody comes.
const Calling = "person-words"

// emoji are what customers send instead of words; signs alike in all languages.
var emoji = map[string]string{
	"👍👌✅🆗💯☑✔+": Yes,
	"👎❌🙅✖":     No,
	"😡🤬😠👿😤🤮🖕💢😢😭💔😞😔☹🙁": Angry, // or sad: both have come to grief
	"👋":    Hello,
	"🙏🤝💐🌹": Thanks,
	"❤♥💕💖💙💚💛💜🧡🤎🖤🤍😊🥰😍😘🎉👏😀😃😄😁🙂😉🤗🫶🌸🌷☺😇✨🔥": Praise,
}

// around are the lists of what may stand around a phrase that is for a choice alone: "ok, a refund please".
var around = []string{Filler, Hello, Thanks, Yes}

// Everywhere is the book of what short messages mean everywhere.
func (l *Lexicon) Everywhere() Book {
	return l.Book(slices.DeleteFunc(slices.Clone(l.lists), func(list string) bool { return !strings.HasPrefix(list, Everywhere) })...)
}

// Refusals is the book of what offers are refused with, and of the courtesies around that.
func (l *Lexicon) Refusals() Book {
	return l.Book(refuseWords, offerWords, aroundWords, Filler, Hello, Thanks)
}

// Callers is the book of the phrases that call for a person, whatever follows them, and of those that may lead to them.
func (l *Lexicon) Callers() Book { return l.Book(append([]string{Calling}, leading...)...) }

// Choices is the book of a list that is for choices alone, with what may stand around its phrases.
func (l *Lexicon) Choices(list string) Book { return l.Book(append([]string{list}, around...)...) }

// Refuses says whether a message refuses offers, and says nothing else.
func (b Book) Refuses(text string) bool {
	lists := b.Cover(Of(text))
	return slices.Contains(lists, refuseWords) && slices.Contains(lists, offerWords)
}

// Heard returns the list of the phrase that is all a message says, "" where it says more, less, or two things.
func (b Book) Heard(text string) string {
	folded := locales.Fold(text)
	if folded == "" {
		return Sign(text)
	}
	if len(folded) > 200 { // bytes: no need to look
		return ""
	}
	lists := b.Cover(split(folded))
	if lists == nil {
		lists = b.Cover(split(undrawn(folded)))
	}
	if means := meaning(lists); means != "" {
		return means
	}
	if rest := b.Unstill(split(folded)); len(rest.spans) > 0 && meaning(b.Cover(rest)) == Person {
		return Person
	}
	return ""
}

// Unstill is a message without what may stand anywhere in words that ask for a person: "I still need a person".
func (b Book) Unstill(s Said) Said {
	n := len(s.spans)
	var rest []string
	for i := 0; i < n; {
		j := min(n, i+maxPhrase)
		for ; j > i && b.Means(s.Phrase(i, j)) != still; j-- {
		}
		if j == i {
			j++
			rest = append(rest, s.Phrase(i, j))
		}
		i = j
	}
	return split(strings.Join(rest, " "))
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
	lists = slices.Compact(slices.DeleteFunc(lists, func(list string) bool { return list == Filler }))
	if len(lists) > 1 && lists[0] == Hello {
		lists = lists[1:]
	}
	if len(lists) > 1 && lists[0] == Asking {
		lists = lists[1:]
	}
	if n := len(lists); n > 1 && lists[0] == Thanks && (lists[n-1] == Praise || lists[n-1] == No) {
		lists = lists[n-1:]
	}
	if n := len(lists); n > 1 && lists[n-1] == Thanks {
		lists = lists[:n-1]
	}
	if n := len(lists); n == 2 && lists[0] == No && lists[1] == Cancel { // "nothing, never mind"
		lists = lists[1:]
	}
	if len(lists) > 1 && lists[0] == Yes {
		lists = lists[1:]
	}
	if n := len(lists); n > 1 && lists[n-1] == Bye && (lists[0] == Thanks || lists[0] == Praise) {
		lists = lists[n-1:]
	}
	if len(lists) != 1 { // "no operator", "thanks, operator"
		return ""
	}
	return lists[0]
}

// Sign is the meaning of a message without letters and digits: of its first emoji, or of a lone question mark.
func Sign(text string) string {
	for _, r := range text {
		for all, list := range emoji {
			if strings.ContainsRune(all, r) {
				return list
			}
		}
	}
	if strings.Trim(text, "?？؟!.…¿ ") == "" {
		return Hello // are you there?
	}
	return ""
}
