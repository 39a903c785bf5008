// Entries as YAML and JSON have them.
package answers

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
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
	r.faults = append(r.faults, source.Each(dir, name, func(node ast.Node) {
		var w written
		if err := source.Decode(name, node, &w); err != nil {
			r.faults = append(r.faults, err)
			r.onlyNamed(node, source.At(name, node))
			return
		}
		r.take(w.draft(func(keys ...string) string { return source.At(name, node, keys...) }))
	})...)
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

// lines reads an entry a line, as JSON.
func (r *reader) lines(dir fs.FS, name string) {
	data, err := source.Text(dir, name)
	if err != nil {
		r.faults = append(r.faults, err)
		return
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		place := fmt.Sprintf("%s:%d", name, n)
		w, err := fromJSON(line)
		if err != nil {
			r.fault(place, err)
			continue
		}
		r.take(w.draft(func(...string) string { return place }))
	}
}

// fromJSON reads a line by the rules for YAML, of which JSON is a part.
func fromJSON(line []byte) (w written, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("no entry that can be read: %v", p)
		}
	}()
	var said map[string]any
	if err := json.Unmarshal(line, &said); err != nil {
		return w, fmt.Errorf(`no JSON object: %w; hint: a line is {"question": "…", "answer": "…"}`, err)
	}
	node, err := yaml.ValueToNode(said)
	if err != nil {
		return w, err
	}
	ast.Walk(unquoting{}, node)
	if err := source.Decode("", node, &w); err != nil {
		_, message, _ := strings.Cut(err.Error(), ": ")
		return w, fmt.Errorf("%s", message)
	}
	return w, nil
}

// unquoting makes texts of a node of what the library would write in a file: what could be read there as something else, such
// as yes and 10: 20, has quotes around it by then, as Go has them. All that begins with a quote was quoted.
type unquoting struct{}

// Visit unquotes a text.
func (u unquoting) Visit(node ast.Node) ast.Visitor {
	if n, ok := node.(*ast.StringNode); ok {
		if text, err := strconv.Unquote(n.Value); err == nil {
			n.Value = text
		}
	}
	return u
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

var idEncoding = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// hashOf is a short name for a text that has no letters for one: 50 bits of SHA-256.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return idEncoding.EncodeToString(sum[:])[:10]
}
