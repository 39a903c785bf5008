package locales

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// maxParagraph is about nine lines of a phone of 40 characters: what is longer is not read standing.
const maxParagraph = 350

// longer are the keys that may have longer paragraphs, and why. Each names the most it has.
var longer = map[string]int{
	"desk-help": 700, // a list of commands, one a line, that staff ask for
}

// TestParagraphs wants no paragraph that is longer than people read on a phone.
func TestParagraphs(t *testing.T) {
	for place, text := range wording(t) {
		limit := max(maxParagraph, longer[place.key])
		for paragraph := range strings.SplitSeq(text, "\n\n") {
			if n := Units(paragraph); n > limit {
				t.Errorf("%s %s: a paragraph of %d characters, at most %d: %s", place.lang, place.key, n, limit, paragraph)
			}
		}
	}
}

// buttons are the keys of texts that stand on buttons; flows name most of them, and the program a few.
var buttons = regexp.MustCompile(`^(menu-.*|category-all|rate-(star|why)-.*|service-why-.*|complain-wish-.*|desk-seen-.*|products-(browse|next|previous)|product-more|` +
	`answer-(human|again|good|bad|other)|engine-(human|menu|go-on)|group-open|human-back|rate-(skip|yes|no|change)|complain-(yes|no)|media-phone-remove|` +
	`privacy-(mydata|offers|forget)|forget-(yes|no|erase)|offers-(yes|no|stop|start)|desk-(back|work|answered|resolved|refused|send|take|drop))$`)

// TestButtons wants labels that fit, and that end as labels do.
func TestButtons(t *testing.T) {
	c := load(t)
	for _, key := range c.Keys() {
		if !buttons.MatchString(key) || isAgain(key) {
			continue
		}
		if err := c.CheckLabel(key); err != nil {
			t.Error(err)
		}
		for _, lang := range c.Languages() {
			if label := c.Text(lang, key, nil); strings.ContainsAny(label[len(label)-1:], ".!,;:") || strings.HasSuffix(label, "。") {
				t.Errorf("%s %s: a label ends without a mark: %s", lang, key, label)
			}
		}
	}
}

func isAgain(key string) bool { return strings.HasSuffix(key, "-again") && key != "answer-again" }

// latinCommand is a command with what stands beside it: in Arabic the isolate's two marks.
var latinCommand = regexp.MustCompile(`(^|.)/[a-z]+( [0-9]+)?($|.)`)

// TestMarks holds the marks of each language: Chinese, Spanish and Arabic ones, quotes, and that neither a command nor a
// line in Arabic is turned by its Latin letters.
func TestMarks(t *testing.T) {
	wrong := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`["«»]| [,.!?;:]|\.\.\.`),
		"zh": regexp.MustCompile(`\p{Han}[,.!?;:()]|[,!?;()]\p{Han}|["«»]|你([^们]|$)|\.\.\.`),
		"ru": regexp.MustCompile(`["“”]| [,.!?;:]|\.\.\.|(^|[^\p{L}])(ты|тебя|тебе|твой|твоя)([^\p{L}]|$)`),
		"es": regexp.MustCompile(`["“”]| [,.!?;:]|\.\.\.|(^|[^\p{L}])(usted|ustedes|vosotros|vosotras|os)([^\p{L}]|$)`),
		"ar": regexp.MustCompile(`[,;?]|["“”]| [،.!؟؛:]|\.\.\.`),
	}
	for _, lang := range Shipped() {
		if wrong[lang] == nil {
			t.Fatalf("%s: say here which marks the language does not use", lang)
		}
	}
	for place, text := range wording(t) {
		if found := wrong[place.lang].FindString(text); found != "" {
			t.Errorf("%s %s: %q: %s", place.lang, place.key, found, text)
		}
		switch place.lang {
		case "es":
			if strings.Count(text, "?") != strings.Count(text, "¿") || strings.Count(text, "!") != strings.Count(text, "¡") {
				t.Errorf("es %s: ¿ and ¡ open what ? and ! close: %s", place.key, text)
			}
		case "ar":
			for _, command := range latinCommand.FindAllString(text, -1) {
				if !strings.HasPrefix(command, "\u2066") || !strings.HasSuffix(command, "\u2069") {
					t.Errorf("ar %s: %q needs U+2066 before and U+2069 after, or its slash stands behind it", place.key, command)
				}
			}
			for line := range strings.Lines(text) {
				switch first := firstStrong(line); {
				case first == 0 && strings.Contains(line, firstStrongIsolate):
					t.Errorf("ar %s: a line of names alone stands left to right; begin it with \\u200F: %s", place.key, line)
				case first != 0 && !rightToLeft(first):
					t.Errorf("ar %s: a line takes its direction from %q: %s", place.key, first, line)
				}
			}
		}
	}
}

// firstStrong returns the letter that gives a line its direction, 0 where none does. What is isolated gives none.
func firstStrong(line string) rune {
	depth := 0
	for _, r := range line {
		switch {
		case r >= '\u2066' && r <= '\u2068':
			depth++
		case r == '\u2069':
			depth--
		case depth == 0 && (unicode.IsLetter(r) || r == '\u200f'):
			return r
		}
	}
	return 0
}

// place is where a text stands.
type place struct{ lang, key string }

// wording returns every text that people read, filled with a long example, without markup; of plural forms the longest.
func wording(t *testing.T) map[place]string {
	t.Helper()
	c, all := load(t), map[place]string{}
	for _, key := range c.Keys() {
		if isList(key) {
			continue
		}
		args := Args{}
		for _, name := range c.Placeholders(key) {
			args[name] = "\u20661234567890\u2069" // of no direction, and as long as a name
		}
		for _, lang := range c.Languages() {
			if slices.Contains(c.Placeholders(key), "Count") {
				all[place{lang, key}] = longestForm(t, c, lang, key, maps.Clone(args))
				continue
			}
			plain, err := Plain(c.Text(lang, key, args))
			if err != nil {
				t.Fatal(err)
			}
			all[place{lang, key}] = plain
		}
	}
	return all
}

func longestForm(t *testing.T, c *Catalogue, lang, key string, args Args) (longest string) {
	t.Helper()
	for _, n := range []int{0, 1, 2, 3, 11, 100} {
		args["Count"] = n
		plain, err := Plain(c.Text(lang, key, args))
		if err != nil {
			t.Fatal(err)
		}
		if len(plain) > len(longest) {
			longest = plain
		}
	}
	return longest
}
