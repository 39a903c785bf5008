// Package source reads the YAML lists of a shop's folder and knows where in them everything stands, so that those who
// write them are told each fault with its file and line. It is pure.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Each calls item with every element of the list in a file, and returns what keeps the file from being such a list.
// Should the YAML library panic on an odd file, here or in item, its writer reads an error instead.
func Each(shop fs.FS, name string, item func(ast.Node)) (faults []error) {
	defer func() {
		if p := recover(); p != nil {
			faults = append(faults, fmt.Errorf("%s: no YAML that can be read: %v", name, p))
		}
	}()
	data, err := Text(shop, name)
	if err != nil {
		return []error{err}
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return []error{fmt.Errorf("%s: %w", position(name, err), told(err, nil))}
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
		case *ast.SequenceNode:
			for _, node := range body.Values {
				item(node)
			}
		default:
			faults = append(faults, fmt.Errorf("%s: no list of entries: hint: begin each entry with \"- id: …\"", At(name, body)))
		}
	}
	return faults
}

// Fields calls field with every key of the mapping that a file is, and its value, and returns what keeps the file from
// being one. Where it is no YAML, each of its settings is read by itself, and the value of one that cannot be is nil.
func Fields(shop fs.FS, name string, field func(key string, value ast.Node)) (faults []error) {
	defer func() {
		if p := recover(); p != nil {
			faults = append(faults, fmt.Errorf("%s: no YAML that can be read: %v", name, p))
		}
	}()
	data, err := Text(shop, name)
	if err != nil {
		return []error{err}
	}
	file, err := parser.ParseBytes(data, 0)
	if err == nil {
		return fields(name, file, field)
	}
	whole := []error{fmt.Errorf("%s: %w", position(name, err), told(err, nil))}
	for key, text := range settings(string(data)) {
		file, err := parser.ParseBytes([]byte(text), 0)
		if err != nil {
			field(key, nil)
			faults = append(faults, fmt.Errorf("%s: %w", position(name, err), told(err, nil)))
			continue
		}
		faults = append(faults, fields(name, file, field)...)
	}
	if faults == nil { // it shows only together
		return whole
	}
	return faults
}

// settingForm is how a setting of a file begins.
var settingForm = regexp.MustCompile(`^([A-Za-z][\w-]*)\s*:`)

// settings are the parts of a file that begin a setting each, every line at its place; what stands before the first is the
// first's.
func settings(data string) iter.Seq2[string, string] {
	return func(yield func(key, text string) bool) {
		lines := strings.SplitAfter(data, "\n")
		key, from := "", 0
		for i, line := range append(lines, "end:") {
			begins := settingForm.FindStringSubmatch(line)
			if begins == nil {
				continue
			}
			if key != "" && !yield(key, strings.Repeat("\n", from)+strings.Join(lines[from:i], "")) {
				return
			}
			if key != "" {
				from = i
			}
			key = begins[1]
		}
	}
}

func fields(name string, file *ast.File, field func(key string, value ast.Node)) (faults []error) {
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
		case ast.MapNode:
			for pairs := body.MapRange(); pairs.Next(); {
				field(pairs.Key().String(), pairs.Value())
			}
		default:
			faults = append(faults, fmt.Errorf("%s: no settings: hint: write each as a name, a colon and a value", At(name, body)))
		}
	}
	return faults
}

// Decode reads a node into a struct that has all its keys. Its error begins with the place.
func Decode(name string, node ast.Node, into any) error {
	err := yaml.NodeToValue(node, into, yaml.Strict())
	if err == nil {
		return nil
	}
	place := position(name, err)
	if place == name {
		place = At(name, node)
	}
	return fmt.Errorf("%s: %w", place, told(err, into))
}

// At is file:line of a node, or of what lies under its keys, as far down as they exist.
func At(name string, node ast.Node, keys ...string) string {
	node = find(node, keys)
	if node == nil || node.GetToken() == nil {
		return name
	}
	return name + ":" + strconv.Itoa(node.GetToken().Position.Line)
}

// Fault is an error of the YAML library over a file that was read into a struct, in words for the file's writer.
func Fault(name string, err error, into any) error {
	place := position(name, err)
	if place == name {
		place += ":1"
	}
	return fmt.Errorf("%s: %w", place, told(err, into))
}

// position is file:line of a YAML error, the file alone where the error does not know.
func position(name string, err error) string {
	var fault yaml.Error
	if errors.As(err, &fault) && fault.GetToken() != nil {
		return name + ":" + strconv.Itoa(fault.GetToken().Position.Line)
	}
	return name
}

func find(node ast.Node, keys []string) ast.Node {
	for _, key := range keys {
		mapping, ok := node.(ast.MapNode)
		if !ok {
			return node
		}
		found := false
		for pairs := mapping.MapRange(); pairs.Next(); {
			if pairs.Key().String() == key {
				node, found = pairs.Value(), true
			}
		}
		if !found {
			return node
		}
	}
	return node
}
