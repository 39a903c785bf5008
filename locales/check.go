// What makes a set of texts fit to ship: the same keys, the same placeholders, every plural form, within Telegram's limits.
package locales

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// MaxLabel is how many UTF-16 units of a button can be read on a phone when it has a row to itself.
const MaxLabel = 30

var (
	keySyntax   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)
	formNames   = []string{"zero", "one", "two", "few", "many", "other"}

	toasts = regexp.MustCompile(`^(engine-stale(-again)?|answer-thanks(-again)?|desk-gone)$`) // shown for a moment after a press
	lists  = regexp.MustCompile(`^(engine-words-[a-z]+|(product|question|person|grief|wrong|protest|propose|refuse|offer|around|join|one|least|most|fault|contrast|chase|news|harm|despair|not|laud|lauded|tell|being|pointing|dear|wish|kind|idea|pack|pair|catalogue|category(-[a-z0-9-]+)?)-words|(day|feast|weight|clock)-words-[a-z-]+|(consent|forget|return|stop)-words|choice-words-[a-z]+|(weekday|month|(half-)?hour)-words-[0-9]+|number-([0-9]+|of|beside|full|star))$`)
)

// introductions are what the bot says of itself before it is started, and Telegram's limits in characters.
var introductions = map[string]int{"about-short": 120, "about-long": 512}

// maxToast is Telegram's limit for the answer to a press.
const maxToast = 200

func isList(key string) bool { return lists.MatchString(key) }

// parseForms reads one value of a catalogue: a text, or a table of plural forms.
func parseForms(key string, value any) (map[string]string, error) {
	if !keySyntax.MatchString(key) {
		return nil, fmt.Errorf("a key is words of a-z and 0-9 joined by hyphens, its flow first")
	}
	table, ok := value.(map[string]any)
	if !ok {
		table = map[string]any{"other": value}
	}
	forms := map[string]string{}
	for name, v := range table {
		text, ok := v.(string)
		switch {
		case !ok:
			return nil, fmt.Errorf("%s is no text", name)
		case name == "description":
		case !slices.Contains(formNames, name):
			return nil, fmt.Errorf("%s is no plural form: hint: one of %s", name, strings.Join(formNames, " "))
		case strings.TrimSpace(text) == "":
			return nil, fmt.Errorf("%s is empty", name)
		default:
			forms[name] = strings.Clone(text) // not the file that it is a part of
		}
	}
	if forms["other"] == "" {
		return nil, fmt.Errorf("the form other is missing")
	}
	return forms, nil
}

// placeholders returns the names that the forms of a text use, sorted.
func placeholders(e entry) []string {
	names := map[string]bool{}
	for _, text := range e.forms {
		for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// check compares all languages, English being the measure, and of a shop's own texts its first language. The needed
// languages must have every key.
func check(languages map[string]texts, needed []string) (faults []error) {
	for _, lang := range order(languages) {
		own := languages[lang]
		for _, key := range slices.Sorted(maps.Keys(own)) {
			measure, ok := measureOf(languages, key)
			if !ok {
				measure = languages[needed[0]][key]
			}
			for _, fault := range checkEntry(lang, key, own[key], measure) {
				faults = append(faults, fmt.Errorf("%s: %s: %w", own[key].place, key, fault))
			}
		}
		if !slices.Contains(shipped, lang) {
			continue
		}
		for _, key := range missing(own, languages) {
			faults = append(faults, fmt.Errorf("%s.toml: %s: is missing: hint: every shipped language needs every key", lang, key))
		}
	}
	return append(faults, lacking(languages, needed)...)
}

// measureOf is what a text has to be like: the shipped English, or another shipped one where a shop has its own English.
func measureOf(languages map[string]texts, key string) (entry, bool) {
	for _, lang := range append([]string{fallback}, shipped...) {
		if e, ok := languages[lang][key]; ok && !strings.HasPrefix(e.place, "texts/") {
			return e, true
		}
	}
	e, ok := languages[fallback][key]
	return e, ok
}

// lacking tells of a shop's own texts that a language it speaks does not have.
func lacking(languages map[string]texts, needed []string) (faults []error) {
	told := map[string]bool{}
	for _, lang := range order(languages) {
		for _, key := range slices.Sorted(maps.Keys(languages[lang])) {
			if told[key] || isShipped(languages, key) {
				continue
			}
			told[key] = true
			without := slices.DeleteFunc(slices.Clone(needed), func(l string) bool { _, ok := languages[l][key]; return ok })
			if len(without) == 0 {
				continue
			}
			fault := "is missing in " + strings.Join(without, ", ")
			near := Near(key, slices.DeleteFunc(slices.Sorted(maps.Keys(languages[fallback])), func(k string) bool { return !isShipped(languages, k) }))
			if near == "" {
				near = fmt.Sprintf("; hint: a text of your own needs to be written in each of your languages: add it to texts/%s.toml", without[0])
			}
			faults = append(faults, fmt.Errorf("%s: %s: %s%s", languages[lang][key].place, key, fault, near))
		}
	}
	return faults
}

// isShipped tells whether a key is one that a shipped file has.
func isShipped(languages map[string]texts, key string) bool {
	english, ok := languages[fallback][key]
	return ok && !english.own
}

// missing returns the keys that some shipped language has and this one lacks, sorted.
func missing(own texts, languages map[string]texts) []string {
	lacks := map[string]bool{}
	for _, lang := range shipped {
		for key, e := range languages[lang] {
			if _, ok := own[key]; !ok && !e.own {
				lacks[key] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(lacks))
}

func checkEntry(lang, key string, e, measure entry) (faults []error) {
	if measure.forms == nil {
		return nil // told as lacking
	}
	want, got := placeholders(measure), placeholders(e)
	if !slices.Equal(want, got) {
		faults = append(faults, fmt.Errorf("its placeholders are %v, at %s they are %v", got, measure.place, want))
	}
	faults = append(faults, checkPlural(lang, e, slices.Contains(want, "Count"))...)
	for _, form := range slices.Sorted(maps.Keys(e.forms)) {
		if err := checkText(key, e.forms[form]); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}

// checkPlural wants every form of the language where the text counts, and "other" alone where it does not. A form may
// say its number in words ("one star") but must not drop another placeholder.
func checkPlural(lang string, e entry, counts bool) (faults []error) {
	if !counts {
		if len(e.forms) > 1 {
			return []error{fmt.Errorf("has plural forms but no {{.Count}}")}
		}
		return nil
	}
	all := placeholders(e)
	for _, form := range formsOf(lang) {
		text, ok := e.forms[form]
		if !ok {
			faults = append(faults, fmt.Errorf("the plural form %q is missing", form))
			continue
		}
		for _, name := range all {
			if name != "Count" && !strings.Contains(text, "{{."+name+"}}") {
				faults = append(faults, fmt.Errorf("the plural form %q lacks {{.%s}}", form, name))
			}
		}
	}
	return faults
}

// formsOf returns the plural forms that whole numbers take in a language, and other, which fractions may take.
func formsOf(lang string) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	found := map[string]bool{}
	tag := language.Make(lang)
	for n := range 201 {
		if name, ok := names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]; ok {
			found[name] = true
		}
	}
	forms := slices.DeleteFunc(slices.Clone(formNames), func(name string) bool { return !found[name] && name != "other" })
	return forms
}

// LabelFault is why a text cannot be the label of a button.
type LabelFault struct {
	Place string // file:line of the shop's own text; empty: it is shipped
	Why   string
}

func (f *LabelFault) Error() string { return f.Why }

// CheckLabel returns why a key cannot be the label of a button: it is too long for a phone in some language, or holds
// HTML or placeholders.
func (c *Catalogue) CheckLabel(key string) error {
	for _, lang := range c.languages {
		label := c.Text(lang, key, nil)
		fault := func(format string, args ...any) error {
			return &LabelFault{c.places[[2]string{lang, key}], fmt.Sprintf(format, args...)}
		}
		switch plain, err := Plain(label); {
		case len(c.Placeholders(key)) > 0:
			return fault("%s has placeholders, a button none", key)
		case err != nil || plain != label:
			return fault("%s has HTML in %s, a button none", key, lang)
		case Units(label) > MaxLabel:
			return fault("%s has %d characters in %s, a button at most %d", key, Units(label), lang, MaxLabel)
		}
	}
	return nil
}

// CheckIntroductions returns what of the bot's words about itself is too long for Telegram, with the shop's name in each
// language.
func (c *Catalogue) CheckIntroductions(called func(lang string) string) (faults []error) {
	for _, lang := range c.languages {
		for _, key := range slices.Sorted(maps.Keys(introductions)) {
			said := c.Text(lang, key, Args{"Shop": called(lang)})
			if n := utf8.RuneCountInString(said); n > introductions[key] {
				faults = append(faults, fmt.Errorf("%s has %d characters in %s with the shop's name, at most %d; hint: shorten the name, or %s in texts/%s.toml", key, n, lang, introductions[key], key, lang))
			}
		}
	}
	return faults
}

// checkText holds one text against Telegram's limits and HTML.
func checkText(key, text string) error {
	bare := placeholder.ReplaceAllString(text, "x")
	if strings.Contains(bare, "{{") || strings.Contains(bare, "}}") {
		return fmt.Errorf("a placeholder is written {{.Name}}, nothing else")
	}
	limit, kind := MaxText, "message"
	if toasts.MatchString(key) {
		limit, kind = maxToast, "toast"
	}
	if most := introductions[key]; most > 0 {
		limit, kind = most, "introduction"
	}
	plain, err := Plain(bare)
	switch {
	case err != nil:
		return err
	case Units(plain) > limit:
		return fmt.Errorf("has %d characters, a %s at most %d", Units(plain), kind, limit)
	case limit != MaxText && plain != bare:
		return fmt.Errorf("a %s has no HTML", kind)
	case isList(key) && !slices.ContainsFunc(strings.Split(text, between), func(phrase string) bool { return Fold(phrase) != "" }):
		return fmt.Errorf("names no phrase: hint: phrases are separated by |")
	}
	return nil
}

// phrases splits a list and folds its phrases, each once.
func phrases(text string) []string {
	var all []string
	for phrase := range strings.SplitSeq(text, between) {
		if phrase = Fold(phrase); phrase != "" && !slices.Contains(all, phrase) {
			all = append(all, phrase)
		}
	}
	return all
}
