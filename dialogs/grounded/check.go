package grounded

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/mask"
	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

const (
	maxAnswer = 900 // UTF-16 units
	leaked    = 6   // words in a row of our own instructions that give them away
)

// ErrUngrounded says that an answer is not what the shop says.
var ErrUngrounded = errors.New("not what the entries say")

func ungrounded(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUngrounded, fmt.Sprintf(format, args...))
}

// Check says whether an answer may be shown: whether the entries that it names were offered and say what it says. What a
// customer writes supports nothing, or they would only have to say it first. Languages are those that the shop speaks.
func (q *Question) Check(r *Reply, languages []string) error {
	cited, err := q.cited(r.Entries)
	if err != nil {
		return err
	}
	text := r.Text
	switch n := locales.Units(text); {
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return ungrounded("no words")
	case n > maxAnswer:
		return ungrounded("%d characters", n)
	case mask.Sign.MatchString(text):
		return ungrounded("a sign that hides nothing")
	case strings.ContainsFunc(text, hides):
		return ungrounded("marks that are not seen")
	}
	if lang := tongue.Of(text, languages); lang != "" && lang != q.Language {
		return ungrounded("in %q instead of %q", lang, q.Language)
	}
	if err := named(text, cited); err != nil {
		return err
	}
	return supports(text, q.Language, cited)
}

// cited are the entries that an answer names.
func (q *Question) cited(ids []string) (cited []Source, err error) {
	for _, id := range ids {
		i := slices.IndexFunc(q.Sources, func(s Source) bool { return s.ID == id })
		if i < 0 {
			return nil, ungrounded("an entry that was not offered")
		}
		cited = append(cited, q.Sources[i])
	}
	if len(cited) == 0 {
		return nil, ungrounded("no entry")
	}
	return cited, nil
}

// hides says whether a sign is not seen, or turns others round. Joiners belong to scripts and emoji.
func hides(r rune) bool {
	return unicode.Is(unicode.Cc, r) && r != '\n' || unicode.Is(unicode.Co, r) ||
		unicode.Is(unicode.Cf, r) && r != '\u200d' && r != '\u200c' && r != '\u200e' && r != '\u200f'
}

// reach is what leads out of the chat: links, addresses, handles, commands.
var reach = regexp.MustCompile(`(?i)(?:https?://|www\.)[^\s<>"']+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|@\w+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,}(?:/\S*)?|(?:^|\s)/\w+`)

// named says whether whatever leads out of the chat, and every number, stands in the entries just so.
func named(text string, cited []Source) error {
	var known []figure
	var all strings.Builder
	for _, s := range cited {
		for _, own := range append([]string{s.Title, s.Text}, s.Said...) {
			known = append(known, figures(own)...)
		}
		all.WriteString(s.Text + "\n" + strings.Join(s.Said, "\n") + "\n")
	}
	for _, link := range reach.FindAllString(text, -1) {
		if !strings.Contains(strings.ToLower(all.String()), strings.ToLower(strings.TrimRight(strings.TrimSpace(link), ".,;:!?)"))) {
			return ungrounded("it leads elsewhere")
		}
	}
	for _, f := range figures(text) {
		if !f.among(known) {
			return ungrounded("a number that is not there")
		}
	}
	return nil
}

// supports says whether each sentence is what the entries say, and what it promises is promised there.
func supports(text, lang string, cited []Source) error {
	known := factsOf(cited, lang)
	stated := false
	for _, sentence := range sentences(text) {
		if err := promised(sentence, cited); err != nil {
			return err
		}
		if name := known.stranger(sentence); name != "" {
			return ungrounded("a name that is not there")
		}
		if !known.say(sentence) {
			return ungrounded("what no sentence of theirs says")
		}
		stated = stated || len(telling(sentence)) > 0
	}
	if !stated {
		return ungrounded("nothing")
	}
	if reveals(text) {
		return ungrounded("our own instructions")
	}
	return nil
}

// reveals says whether a text has some words in a row of what the model is told to do.
func reveals(text string) bool {
	own := " " + strings.Join(strings.Fields(locales.Fold(system)), " ") + " "
	words := strings.Fields(locales.Fold(text))
	for i := range max(0, len(words)-leaked+1) {
		if strings.Contains(own, " "+strings.Join(words[i:i+leaked], " ")+" ") {
			return true
		}
	}
	return false
}

// Offers says whether the entries are of those that the model was shown.
func (q *Question) Offers(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool {
		return !slices.ContainsFunc(q.Sources, func(s Source) bool { return s.ID == id })
	})
}
