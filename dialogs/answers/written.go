// Entries as YAML has them.
package answers

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/source"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Texts are by language. A file may have a text alone, in whatever language it is.
type Texts map[string]string

// UnmarshalYAML reads texts by language, or one alone.
func (t *Texts) UnmarshalYAML(node ast.Node) error {
	if _, alone := node.(ast.MapNode); !alone {
		var text string
		if err := yaml.NodeToValue(node, &text); err != nil {
			return err
		}
		*t = Texts{"": text}
		return nil
	}
	var texts map[string]string
	err := yaml.NodeToValue(node, &texts)
	*t = texts
	return err
}

// Wordings are questions by language. A file may have a list alone, or one question, in whatever languages they are.
type Wordings map[string][]string

// UnmarshalYAML reads questions by language, a list of them, or one.
func (w *Wordings) UnmarshalYAML(node ast.Node) error {
	switch node.(type) {
	case ast.MapNode:
		var by map[string]list
		err := yaml.NodeToValue(node, &by)
		*w = Wordings{}
		for lang, questions := range by {
			(*w)[lang] = questions
		}
		return err
	default:
		var questions list
		err := yaml.NodeToValue(node, &questions)
		*w = Wordings{"": questions}
		return err
	}
}

// list is some texts, or one.
type list []string

// UnmarshalYAML reads a list, or one text.
func (l *list) UnmarshalYAML(node ast.Node) error {
	if _, many := node.(*ast.SequenceNode); many {
		var all []string
		err := yaml.NodeToValue(node, &all)
		*l = all
		return err
	}
	var text string
	err := yaml.NodeToValue(node, &text)
	*l = list{text}
	return err
}

// all goes through the questions, each with its language.
func (w Wordings) all(yield func(lang, question string) bool) {
	for _, lang := range slices.Sorted(maps.Keys(w)) {
		for _, question := range w[lang] {
			if !yield(lang, question) {
				return
			}
		}
	}
}

// written is an entry in a file: with two keys more than it needs, for those who write one question and one answer.
type written struct {
	Entry    `yaml:",inline"`
	Question Wordings `yaml:"question"`
	Lang     string   `yaml:"lang"`
}

// draft is what was written.
func (w *written) draft(at func(...string) string) draft {
	d := draft{Entry: w.Entry, lang: w.Lang, at: at}
	if d.Questions == nil {
		d.Questions = Wordings{}
	}
	for lang, questions := range w.Question {
		d.Questions[lang] = append(slices.Clip(questions), d.Questions[lang]...)
	}
	d.trim()
	return d
}

// trim takes away what stands around texts and is not seen, and has lines end as everywhere.
func (d *draft) trim() {
	for _, texts := range append(d.labels(), d.Title, d.Answer) {
		for lang, text := range texts {
			texts[lang] = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
		}
	}
	for _, questions := range d.Questions {
		for i := range questions {
			questions[i] = strings.TrimSpace(questions[i])
		}
	}
}

// yaml reads a list of entries.
func (r *reader) yaml(dir fs.FS, name string) {
	unread := source.Each(dir, name, func(node ast.Node) {
		var w written
		if err := source.Decode(name, node, &w); err != nil {
			r.faults = append(r.faults, err)
			r.onlyNamed(node, source.At(name, node))
			return
		}
		r.take(w.draft(func(keys ...string) string { return source.At(name, node, keys...) }))
	})
	r.faults = append(r.faults, unread...)
	if len(unread) > 0 {
		r.listed(dir, name, len(unread))
	}
}

// idLine is where an entry of a file that is no YAML seems to say its id.
var idLine = regexp.MustCompile(`(?m)(?:^[\s-]*|[{,] *)id: *["']?([a-z0-9-]+)`)

// listed notes the ids of the entries of a file that cannot be read, with so many faults, so that the rest of the shop can be
// checked all the same: where it seems to say them.
func (r *reader) listed(dir fs.FS, name string, faults int) {
	text, err := source.Text(dir, name)
	if ids := idLine.FindAllSubmatch(text, -1); err == nil && ids != nil {
		r.unfit += faults
		for _, id := range ids {
			r.named = append(r.named, Entry{ID: string(id[1]), Place: name})
		}
	}
}

// onlyNamed notes the id of an entry that cannot be read otherwise.
func (r *reader) onlyNamed(node ast.Node, place string) {
	var e struct {
		ID string `yaml:"id"`
	}
	if yaml.NodeToValue(node, &e) == nil && e.ID != "" {
		r.unfit++
		r.seen[e.ID] = place
		r.named = append(r.named, Entry{ID: e.ID, Place: place})
	}
}

// quoting puts quotes around texts in a node that the library would write without them, and could not read again.
type quoting struct{}

// Visit quotes a text.
func (q quoting) Visit(node ast.Node) ast.Visitor {
	hidden := func(r rune) bool { return r != '\n' && unicode.IsControl(r) }
	if n, ok := node.(*ast.StringNode); ok && !strings.HasPrefix(n.Value, `"`) && (strings.HasPrefix(n.Value, "?") || strings.ContainsFunc(n.Value, hidden)) {
		n.Token.Type = token.DoubleQuoteType
	}
	return q
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
