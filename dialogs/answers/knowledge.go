// Package answers knows what the shop knows: it reads the shop's knowledge and finds the entry that answers a question,
// or says that none does. It is pure.
package answers

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"guanxi/dialogs/source"
	"guanxi/locales"
)

// Entry is one thing that the shop knows. Maps are by language.
type Entry struct {
	ID        string              `yaml:"id"` // stable: events and buttons name it
	Title     map[string]string   `yaml:"title"`
	Questions map[string][]string `yaml:"questions"`
	Answer    map[string]string   `yaml:"answer"` // Telegram's HTML
	Worry     bool                `yaml:"worry"`  // who asks this has something on their mind: no moment to ask for anything
	About     string              `yaml:"-"`      // the entry that says more of the same, so that the two do not compete; empty: none
}

// Hours stands in an answer for the sentence that tells until when the shop is open, or when it opens.
const Hours = "{{.Hours}}"

const maxHours = 80 // UTF-16 units of that sentence, in the wordiest language

const sourceGap = 64 // UTF-16 units kept free under an answer for the line that names its source, besides the title

// idSyntax keeps an id short enough for a button's 64 bytes of data.
var idSyntax = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 32

// Parse reads the files knowledge/*.yaml of a shop's folder. Each entry must have its title and answer in the first
// language; what is missing in the others is answered in the first, and told in the warnings. The error joins all
// faults, each with file and line.
func Parse(shop fs.FS, first string, others ...string) (entries []Entry, warnings []string, err error) {
	names, err := fs.Glob(shop, "knowledge/*.y*ml")
	if err != nil {
		return nil, nil, fmt.Errorf("list knowledge: %w", err)
	}
	r := reader{languages: append([]string{first}, others...), seen: map[string]string{}}
	for _, name := range names {
		if ext := path.Ext(name); ext == ".yaml" || ext == ".yml" {
			r.faults = append(r.faults, source.Each(shop, name, func(node ast.Node) { r.entry(name, node) })...)
		}
	}
	if len(r.faults) > 0 {
		return nil, r.warnings, errors.Join(r.faults...)
	}
	return r.entries, r.warnings, nil
}

// reader gathers what the files hold and what is wrong with them.
type reader struct {
	languages []string
	seen      map[string]string // id: where it was first
	entries   []Entry
	warnings  []string
	faults    []error
}

func (r *reader) fault(place string, err error) {
	r.faults = append(r.faults, fmt.Errorf("%s: %w", place, err))
}

// entry reads one entry of a list.
func (r *reader) entry(name string, node ast.Node) {
	var e Entry
	if err := source.Decode(name, node, &e); err != nil {
		r.faults = append(r.faults, err)
		return
	}
	place := source.At(name, node)
	switch first, again := r.seen[e.ID]; {
	case e.ID == "":
		r.fault(place, errors.New("an entry without id"))
	case !idSyntax.MatchString(e.ID) || len(e.ID) > maxID:
		r.fault(place, fmt.Errorf("entry %q: hint: an id is words of a-z and 0-9 joined by hyphens, at most %d", e.ID, maxID))
	case again:
		r.fault(place, fmt.Errorf("entry %s is already at %s", e.ID, first))
	}
	r.seen[e.ID] = place
	for _, f := range e.faults(r.languages[0]) {
		r.fault(source.At(name, node, f.path...), fmt.Errorf("entry %s: %w", e.ID, f.err))
	}
	for _, warning := range e.warnings(r.languages) {
		r.warnings = append(r.warnings, fmt.Sprintf("%s: entry %s: %s", place, e.ID, warning))
	}
	r.entries = append(r.entries, e)
}

// flaw is a fault and the keys under which it stands.
type flaw struct {
	path []string
	err  error
}

// faults returns what makes the entry unfit.
func (e Entry) faults(first string) (flaws []flaw) {
	add := func(err error, path ...string) { flaws = append(flaws, flaw{path, err}) }
	for field, texts := range map[string]map[string]string{"title": e.Title, "answer": e.Answer} {
		if strings.TrimSpace(texts[first]) == "" {
			add(fmt.Errorf("no %s in %s, the shop's first language", field, first), field)
		}
	}
	if len(e.Questions) == 0 {
		add(errors.New("no questions: hint: write a few as customers type them"))
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
		if i := slices.IndexFunc(e.Questions[lang], func(q string) bool { return locales.Fold(q) == "" }); i >= 0 || len(e.Questions[lang]) == 0 {
			add(fmt.Errorf("an empty question in %s", lang), "questions", lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
		plain, err := locales.Plain(e.Answer[lang])
		room := locales.MaxText - sourceGap - locales.Units(e.Title[lang])
		room -= maxHours * strings.Count(plain, Hours)
		if strings.Contains(strings.ReplaceAll(plain, Hours, ""), "{{") {
			err = fmt.Errorf("has a placeholder that nothing fills; hint: an answer may have %s", Hours)
		}
		if n := locales.Units(plain); err == nil && n > room {
			err = fmt.Errorf("has %d characters, at most %d", n, room)
		}
		if err != nil {
			add(fmt.Errorf("answer in %s: %w", lang, err), "answer", lang)
		}
	}
	slices.SortStableFunc(flaws, func(a, b flaw) int { return strings.Compare(strings.Join(a.path, "."), strings.Join(b.path, ".")) })
	return flaws
}

// warnings tells what the entry lacks in the shop's languages, and what it has in others.
func (e Entry) warnings(languages []string) (warnings []string) {
	var lacks []string
	for _, lang := range languages {
		if e.Title[lang] == "" {
			lacks = append(lacks, "title in "+lang)
		}
		if len(e.Questions[lang]) == 0 {
			lacks = append(lacks, "questions in "+lang)
		}
		if e.Answer[lang] == "" {
			lacks = append(lacks, "answer in "+lang)
		}
	}
	if len(lacks) > 0 {
		warnings = append(warnings, "lacks "+strings.Join(lacks, ", "))
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
		if !slices.Contains(languages, lang) {
			warnings = append(warnings, "has "+lang+", which the shop does not speak")
		}
	}
	return warnings
}
