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
	"unique"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed *.toml
var shippedFiles embed.FS

// shipped are the languages that have every key.
var shipped = []string{"en", "zh", "ru", "es", "ar"}

// Shipped returns the languages that have every key, the default first.
func Shipped() []string { return slices.Clone(shipped) }

// entry is one text as a file gives it: its plural forms, "other" for a text that has none.
type entry struct {
	place string // file:line
	own   bool   // it is a shop's, and takes no shipped one's place
	shop  bool   // it is a shop's
	forms map[string]string
}

// texts are one language's entries by key.
type texts map[string]entry

// Load reads the shipped catalogues and lays the files texts/TAG.toml of each shop's folder over them. On faults it
// returns all of them joined, each with its file, line and key.
func Load(shops ...fs.FS) (*Catalogue, error) {
	return read(nil, shops...)
}

// For is Load for a shop that speaks some languages alone, the default first: no other is offered or answered in, and
// texts that are the shop's own need to be written in these. A language without any text is passed over.
func For(shop fs.FS, spoken ...string) (*Catalogue, error) {
	return read(spoken, shop)
}

func read(spoken []string, shops ...fs.FS) (*Catalogue, error) {
	languages := map[string]texts{}
	faults := readAll(shippedFiles, "*.toml", languages, false)
	for _, shop := range shops {
		faults = append(faults, readAll(shop, "texts/*.toml", languages, true)...)
	}
	spoken = slices.DeleteFunc(slices.Clone(spoken), func(lang string) bool { return languages[lang] == nil })
	needed := spoken
	if len(spoken) == 0 {
		spoken, needed = order(languages), shipped
	}
	if len(faults) == 0 {
		faults = check(languages, needed)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return build(languages, spoken)
}

// readAll adds the catalogues of a folder that match a pattern to the languages.
func readAll(dir fs.FS, pattern string, languages map[string]texts, own bool) (faults []error) {
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
		faults = append(faults, readFile(dir, name, languages[lang], own)...)
	}
	return faults
}

func readFile(dir fs.FS, name string, into texts, own bool) (faults []error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return []error{fmt.Errorf("read %s: %w", name, err)}
	}
	var raw map[string]any
	if err := toml.Unmarshal(data, &raw); err != nil {
		return []error{badTOML(name, err)}
	}
	at := lines(string(data))
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		place := fmt.Sprintf("%s:%d", name, max(at[key], 1))
		forms, err := parseForms(key, raw[key])
		key = unique.Make(key).Value() // every language has it
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %s: %w", place, key, err))
			continue
		}
		before, replaces := into[key]
		into[key] = entry{place, own && !(replaces && !before.own), own, forms}
	}
	return faults
}

// badTOML says where a file is no TOML.
func badTOML(name string, err error) error {
	var bad toml.ParseError
	if errors.As(err, &bad) {
		return fmt.Errorf("%s:%d: %s", name, bad.Position.Line, bad.Message)
	}
	return fmt.Errorf("%s:1: %w", name, err)
}

// build makes the catalogue of checked texts.
func build(languages map[string]texts, spoken []string) (*Catalogue, error) {
	c := &Catalogue{languages: spoken, tongues: map[string]*tongue{}, own: map[string]string{}, places: map[[2]string]string{}}
	bundle := i18n.NewBundle(language.English)
	for lang := range languages {
		t, err := newTongue(bundle, lang, languages[lang])
		if err != nil {
			return nil, err
		}
		c.tongues[lang] = t
		for key, e := range languages[lang] {
			if e.shop {
				c.places[[2]string{lang, key}] = e.place
			}
		}
	}
	for _, t := range c.tongues {
		t.fillFrom(c.tongues[fallback])
	}
	for _, t := range c.tongues { // a shop's own texts may not be there in English
		t.fillFrom(c.tongues[spoken[0]])
	}
	keys := maps.Clone(languages[fallback])
	maps.Copy(keys, languages[spoken[0]])
	c.keys = slices.Sorted(maps.Keys(keys))
	c.lists = slices.DeleteFunc(slices.Clone(c.keys), func(key string) bool { return !isList(key) })
	for key, e := range keys {
		if e.own && !isShipped(languages, key) {
			c.own[key] = e.place
		}
	}
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
		texts: map[string]string{}, templates: map[string]template{},
	}
	var messages []*i18n.Message
	for key, e := range own {
		names := placeholders(e)
		switch {
		case isList(key):
			t.texts[key] = strings.Join(phrases(e.forms["other"]), between)
		case len(names) == 0 && len(e.forms) == 1:
			t.texts[key] = e.forms["other"]
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
