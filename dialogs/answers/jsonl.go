// Entries as JSON has them, one a line.
package answers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"guanxi/dialogs/source"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

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
