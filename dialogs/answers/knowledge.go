// Package answers knows what the shop knows: it reads the shop's knowledge and finds the entry that answers a question,
// or says that none does. It is pure.
package answers

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
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
	r.contrary()
	switch {
	case len(r.faults) > 0 && !known:
		return nil, r.warnings, errors.Join(r.faults...)
	case len(r.faults) > 0:
		return append(r.entries, r.named...), r.warnings, errors.Join(r.faults...)
	}
	return r.entries, r.warnings, nil
}
