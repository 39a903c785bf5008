// From files to a Catalogue: shipped texts first, a shop's over them, and every fault told at once.
package locales

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed *.toml
var shippedFiles embed.FS

// shipped are the languages that have every key.
var shipped = []string{"en", "zh", "ru", "es", "ar"}

// entry is one text as a file gives it: its plural forms, "other" for a text that has none.
type entry struct {
	file  string
	forms map[string]string
}

// texts are one language's entries by key.
type texts map[string]entry

// Load reads the shipped catalogues and lays the files texts/TAG.toml of each shop's folder over them. On faults it
// returns all of them joined, each with its file and key.
func Load(shops ...fs.FS) (*Catalogue, error) {
	languages := map[string]texts{}
	faults := readAll(shippedFiles, "*.toml", languages)
	for _, shop := range shops {
		faults = append(faults, readAll(shop, "texts/*.toml", languages)...)
	}
	if len(faults) == 0 {
		faults = check(languages)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return build(languages)
}

// readAll adds the catalogues of a folder that match a pattern to the languages.
func readAll(dir fs.FS, pattern string, languages map[string]texts) (faults []error) {
	names, err := fs.Glob(dir, pattern)
	if err != nil {
		return []error{err}
	}
	for _, name := range names {
		tag, err := language.Parse(strings.TrimSuffix(path.Base(name), ".toml"))
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: no language has this tag: hint: name the file like zh.toml", name))
			continue
		}
		lang := tag.String()
		if languages[lang] == nil {
			languages[lang] = texts{}
		}
		faults = append(faults, read(dir, name, languages[lang])...)
	}
	return faults
}

func read(dir fs.FS, name string, into texts) (faults []error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return []error{fmt.Errorf("read %s: %w", name, err)}
	}
	var raw map[string]any
	if err := toml.Unmarshal(data, &raw); err != nil {
		return []error{fmt.Errorf("%s: %w", name, err)}
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		forms, err := parseForms(key, raw[key])
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %s: %w", name, key, err))
			continue
		}
		into[key] = entry{name, forms}
	}
	return faults
}

// build makes the catalogue of checked texts.
func build(languages map[string]texts) (*Catalogue, error) {
	c := &Catalogue{languages: order(languages), tongues: map[string]*tongue{}}
	bundle := i18n.NewBundle(language.English)
	for _, lang := range c.languages {
		t, err := newTongue(bundle, lang, languages[lang])
		if err != nil {
			return nil, err
		}
		c.tongues[lang] = t
	}
	english := c.tongues[fallback]
	for _, t := range c.tongues {
		t.fillFrom(english)
	}
	c.keys = slices.Sorted(maps.Keys(languages[fallback]))
	c.matcher = newMatcher(c.languages)
	c.matched = c.matcher.matchCommon()
	return c, nil
}

// order puts the shipped languages first, the others by tag.
func order(languages map[string]texts) []string {
	ordered := slices.Clone(shipped)
	for _, lang := range slices.Sorted(maps.Keys(languages)) {
		if !slices.Contains(shipped, lang) {
			ordered = append(ordered, lang)
		}
	}
	return ordered
}

func newTongue(bundle *i18n.Bundle, lang string, own texts) (*tongue, error) {
	tag := language.Make(lang)
	t := &tongue{
		name: selfName(tag), rtl: rightToLeftScript(tag),
		texts: map[string]string{}, lists: map[string][]string{}, templates: map[string]template{},
	}
	var messages []*i18n.Message
	for key, e := range own {
		names := placeholders(e)
		switch {
		case len(names) == 0 && len(e.forms) == 1:
			t.texts[key] = e.forms["other"]
			if isList(key) {
				t.lists[key] = phrases(e.forms["other"])
			}
		default:
			messages = append(messages, message(key, e))
			t.templates[key] = template{nil, names}
		}
	}
	if err := bundle.AddMessages(tag, messages...); err != nil {
		return nil, fmt.Errorf("%s.toml: %w", lang, err)
	}
	localizer := i18n.NewLocalizer(bundle, lang)
	for key, template := range t.templates {
		template.localizer = localizer
		t.templates[key] = template
	}
	return t, nil
}

// fillFrom lends a language the texts it lacks.
func (t *tongue) fillFrom(english *tongue) {
	has := func(key string) bool {
		_, text := t.texts[key]
		_, template := t.templates[key]
		return text || template
	}
	for key, text := range english.texts {
		if !has(key) {
			t.texts[key] = text
			if phrases, ok := english.lists[key]; ok {
				t.lists[key] = phrases
			}
		}
	}
	for key, template := range english.templates {
		if !has(key) {
			t.templates[key] = template
		}
	}
}

func message(key string, e entry) *i18n.Message {
	f := e.forms
	return &i18n.Message{ID: key, Zero: f["zero"], One: f["one"], Two: f["two"], Few: f["few"], Many: f["many"], Other: f["other"]}
}

// selfName is the language's name as its speakers write it at the head of a line: Русский, not русский.
func selfName(tag language.Tag) string {
	name := []rune(display.Self.Name(tag))
	if len(name) == 0 {
		return tag.String()
	}
	return strings.ToUpper(string(name[:1])) + string(name[1:])
}

func rightToLeftScript(tag language.Tag) bool {
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo":
		return true
	}
	return false
}
