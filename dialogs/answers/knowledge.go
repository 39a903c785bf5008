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

	"guanxi/locales"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Entry is one thing that the shop knows. Maps are by language.
type Entry struct {
	ID        string   `yaml:"id"` // stable: events and buttons name it
	Title     Texts    `yaml:"title,omitempty"`
	Questions Wordings `yaml:"questions,omitempty"`
	Answer    Texts    `yaml:"answer,omitempty"`  // Telegram's HTML
	Photo     string   `yaml:"photo,omitempty"`   // of a picture that stands above the answer: its https address, or a file of the shop's folder
	Buttons   []Button `yaml:"buttons,omitempty"` // under the answer
	Tags      []string `yaml:"tags,omitempty"`    // by which staff find it
	From      string   `yaml:"from,omitempty"`    // the first day on which it counts, as 2026-12-01 by the shop's clock; empty: ever
	Until     string   `yaml:"until,omitempty"`   // the last one
	Owner     string   `yaml:"owner,omitempty"`   // who is to be asked about it
	Worry     bool     `yaml:"worry,omitempty"`   // who asks this has something on their mind: no moment to ask for anything

	Place string `yaml:"-"` // file:line
	lent  bool   // what it has in the first language was taken from another
	About string `yaml:"-"` // the entry that says more of the same, so that the two do not compete; empty: none
}

// Button leads on from an answer: one of Link, Flow and Entry is set.
type Button struct {
	Label Texts  `yaml:"label,omitempty"`
	Link  string `yaml:"link,omitempty"`  // an https address
	Flow  string `yaml:"flow,omitempty"`  // the command that starts it: /rate
	Entry string `yaml:"entry,omitempty"` // the id of another one
}

// Hours stands in an answer for the sentence that tells until when the shop is open, or when it opens.
const Hours = "{{.Hours}}"

const maxHours = 80 // UTF-16 units of that sentence, in the wordiest language

const sourceGap = 64 // UTF-16 units kept free under an answer for the line that names its source, besides the title

// idSyntax keeps an id short enough for a button's 64 bytes of data.
var idSyntax = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 32

// TaughtID begins the ids of what staff taught the bot: no file has such.
const TaughtID = "taught-"

// Endings are those of the files that are read.
var Endings = []string{".yaml", ".yml", ".md", ".csv", ".jsonl"}

// Parse reads the files of the folder knowledge/ of a shop's. An entry is answered in the first language that has it
// where it lacks the customer's, which is told in the warnings. The error joins all faults, each with file and line; with it
// come the entries that there are, unfit ones too, or none where that is not known.
func Parse(shop fs.FS, first string, others ...string) (entries []Entry, warnings []string, err error) {
	files, err := fs.Glob(shop, "knowledge/*")
	if err != nil {
		return nil, nil, fmt.Errorf("list knowledge: %w", err)
	}
	files = slices.DeleteFunc(files, func(file string) bool { return !isKnowledge(file) })
	entries, warnings, err = Read(shop, files, append([]string{first}, others...))
	if err == nil && len(entries) == 0 {
		warnings = append(warnings, "knowledge: holds no entries, so there is nothing to answer questions from: hint: guanxi import knowledge FILE")
	}
	return entries, warnings, err
}

// isKnowledge tells files to be read from what lies beside them.
func isKnowledge(file string) bool {
	name := path.Base(file)
	return slices.Contains(Endings, strings.ToLower(path.Ext(name))) && !strings.HasPrefix(name, ".") && !strings.HasPrefix(strings.ToUpper(name), "README")
}

// Read reads files of knowledge, each as its ending says, for a shop that speaks these languages, the default first.
func Read(dir fs.FS, files, languages []string) (entries []Entry, warnings []string, err error) {
	r := reader{languages: languages, seen: map[string]string{}, asked: map[string]int{}}
	for _, file := range files {
		before := len(r.entries) + len(r.faults)
		r.file(dir, file)
		if len(r.entries)+len(r.faults) == before {
			r.warnings = append(r.warnings, file+": holds no entries")
		}
	}
	known := len(r.faults) == r.unfit
	r.linked()
	switch {
	case len(r.faults) > 0 && !known:
		return nil, r.warnings, errors.Join(r.faults...)
	case len(r.faults) > 0:
		return append(r.entries, r.named...), r.warnings, errors.Join(r.faults...)
	}
	return r.entries, r.warnings, nil
}

// reader gathers what the files hold and what is wrong with them.
type reader struct {
	languages []string
	seen      map[string]string // id: where it was first
	asked     map[string]int    // folded question: the entry that has it
	entries   []Entry
	warnings  []string
	faults    []error
	unfit     int     // of them, those of entries whose ids are known
	named     []Entry // entries of which nothing but the id could be read
}

func (r *reader) fault(place string, err error) {
	r.faults = append(r.faults, fmt.Errorf("%s: %w", place, err))
}

// file reads one by its ending.
func (r *reader) file(dir fs.FS, file string) {
	switch strings.ToLower(path.Ext(file)) {
	case ".csv":
		r.csv(dir, file)
	case ".jsonl":
		r.lines(dir, file)
	case ".md":
		r.markdown(dir, file)
	case ".yaml", ".yml":
		r.yaml(dir, file)
	default:
		r.faults = append(r.faults, fmt.Errorf("%s: is no file of knowledge: hint: those end in %s", file, strings.Join(Endings, ", ")))
	}
}

// draft is an entry as it was written. Texts whose language is not known yet lie under "".
type draft struct {
	Entry
	lang string                      // of those; empty: to be told from them
	at   func(keys ...string) string // where a part of it stands
}

// take makes an entry of a draft, and keeps it where it is fit.
func (r *reader) take(d draft) {
	e, place := &d.Entry, d.at()
	before := len(r.faults)
	defer func() { r.unfit += len(r.faults) - before }()
	d.settle(r.languages)
	derived := e.ID == ""
	if derived {
		e.ID = r.name(e)
	}
	switch first, again := r.seen[e.ID]; {
	case e.ID == "" && len(e.Questions) == 0: // told below
	case !idSyntax.MatchString(e.ID) || len(e.ID) > maxID:
		r.fault(place, fmt.Errorf("entry %q: hint: an id is words of a-z and 0-9 joined by hyphens, at most %d", e.ID, maxID))
	case strings.HasPrefix(e.ID, TaughtID):
		r.fault(place, fmt.Errorf("entry %s: ids that begin with %s are of what staff teach the bot: hint: another id", e.ID, TaughtID))
	case again:
		r.fault(place, fmt.Errorf("entry %s is already at %s", e.ID, first))
	}
	r.seen[e.ID], e.Place = place, place
	for _, f := range e.faults(r.languages) {
		r.fault(d.at(f.path...), fmt.Errorf("entry %s: %w", e.ID, f.err))
	}
	for _, warning := range e.warnings(r.languages) {
		r.warnings = append(r.warnings, fmt.Sprintf("%s: entry %s: %s", place, e.ID, warning))
	}
	e.fill(r.languages)
	r.entries = append(r.entries, *e)
	r.compare(len(r.entries)-1, d.at)
}

// compare holds an entry's questions against those of the entries before. An entry for some days takes the place of one
// for all days.
func (r *reader) compare(i int, at func(...string) string) {
	e := &r.entries[i]
	told := map[string]bool{e.ID: true} // of which entries
	for lang, question := range e.Questions.all {
		key := locales.Fold(question)
		first, taken := r.asked[key]
		if !taken {
			r.asked[key] = i
			continue
		}
		other := &r.entries[first]
		switch {
		case first == i:
		case !e.dated() && other.dated():
			other.About = e.ID
			r.asked[key] = i
		case e.dated() && !other.dated():
			e.About = other.ID
		case !e.meets(other), told[other.ID]:
		default:
			means := "the same answer"
			if e.Answer[lang] != other.Answer[lang] {
				means = "another answer"
			}
			told[other.ID] = true
			r.fault(at("questions", lang), fmt.Errorf("entry %s: the question %q has %s at %s, in entry %s: hint: leave it in one of the two", e.ID, question, means, other.Place, other.ID))
		}
	}
}

// linked checks which entries buttons lead to.
func (r *reader) linked() {
	for i := range r.entries {
		e := &r.entries[i]
		for _, b := range e.Buttons {
			if b.Entry != "" && r.seen[b.Entry] == "" {
				r.fault(e.Place, fmt.Errorf("entry %s: a button leads to the entry %q, which is not there", e.ID, b.Entry))
			}
		}
	}
}

// name derives an id from what an entry asks first: its words where they are of a-z, else a hash of them.
func (r *reader) name(e *Entry) string {
	asked := e.first(r.languages)
	if asked == "" {
		return ""
	}
	hashed := hashOf(locales.Fold(asked))
	id := slug(asked)
	switch _, taken := r.seen[id]; {
	case id == "":
		return "q-" + hashed
	case taken || strings.HasPrefix(id, TaughtID):
		return "q-" + hashed
	}
	return id
}

// slug is the words of a text that an id can have; empty: it has letters that an id cannot.
func slug(text string) string {
	folded := locales.Fold(text)
	if strings.ContainsFunc(folded, func(r rune) bool { return r >= 0x80 }) {
		return ""
	}
	id := ""
	for word := range strings.FieldsSeq(notOfID.ReplaceAllString(folded, " ")) {
		if len(id)+1+len(word) > maxID {
			break
		}
		id = strings.TrimPrefix(id+"-"+word, "-")
	}
	return id
}

var notOfID = regexp.MustCompile(`[^a-z0-9]+`)

// Known tells which of the entries found are new: the others have the questions and answers of one that is known. An
// entry that answers a known question otherwise is a fault.
func Known(known, found []Entry) (fresh []Entry, err error) {
	asked := map[string]*Entry{}
	for i := range known {
		for _, question := range known[i].Questions.all {
			asked[locales.Fold(question)] = &known[i]
		}
	}
	var faults []error
	for _, e := range found {
		isNew := false
		for lang, question := range e.Questions.all {
			old := asked[locales.Fold(question)]
			switch {
			case old == nil || !old.meets(&e) || old.dated() != e.dated():
				isNew = true
			case old.Answer[lang] != e.Answer[lang]:
				faults = append(faults, fmt.Errorf("%s: the question %q has another answer at %s, in entry %s: hint: mend it there, or take it out there first", e.Place, question, old.Place, old.ID))
			}
		}
		if isNew {
			if i := slices.IndexFunc(known, func(old Entry) bool { return old.ID == e.ID }); i >= 0 {
				asks := ""
				for _, question := range e.Questions.all {
					asks += "\n" + locales.Fold(question)
				}
				e.ID = "q-" + hashOf(asks)
			}
			fresh = append(fresh, e)
		}
	}
	return fresh, errors.Join(faults...)
}

// outdented is how far the list itself is indented, which people do not do.
var outdented = regexp.MustCompile(`(?m)^  `)

// Written are entries as YAML, for a file of the shop's; first is its first language.
func Written(entries []Entry, first string) ([]byte, error) {
	entries = slices.Clone(entries)
	for i := range entries {
		if e := &entries[i]; e.lent {
			e.Title, e.Answer = maps.Clone(e.Title), maps.Clone(e.Answer)
			delete(e.Answer, first)
			if len(e.Questions[first]) == 0 {
				delete(e.Title, first)
			}
		}
	}
	node, err := yaml.ValueToNode(entries, yaml.UseLiteralStyleIfMultiline(true), yaml.IndentSequence(true))
	if err != nil {
		return nil, err
	}
	ast.Walk(quoting{}, node)
	return outdented.ReplaceAll([]byte(node.String()+"\n"), nil), nil
}
