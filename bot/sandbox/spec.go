// The Bot API's own description, where it is at hand: method and field names, types, and what is required.

package sandbox

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// spec is what the file says, made ready for checking.
type spec struct {
	methods map[string]shape
	types   map[string]shape
}

// shape is the fields of a method or object, or the objects that it can be.
type shape struct {
	fields   map[string]field
	required []string
	subtypes []string
}

type field struct {
	types  []string // Integer, String, Boolean, Float, Array of …, or an object's name
	always string   // the only value, where it tells the object from its siblings
}

// specFile is the JSON as it was made from Telegram's documentation.
type specFile struct {
	Methods map[string]specEntry `json:"methods"`
	Types   map[string]specEntry `json:"types"`
}

type specEntry struct {
	Subtypes []string `json:"subtypes"`
	Fields   []struct {
		Name        string   `json:"name"`
		Types       []string `json:"types"`
		Required    bool     `json:"required"`
		Description string   `json:"description"`
	} `json:"fields"`
}

func loadSpec(path string) (*spec, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("load Bot API description: %w", err)
	}
	var file specFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("load Bot API description %s: %w", path, err)
	}
	if len(file.Methods) == 0 {
		return nil, fmt.Errorf("load Bot API description %s: no methods in it", path)
	}
	return &spec{shapes(file.Methods), shapes(file.Types)}, nil
}

// onlyValue finds the discriminator in the description of a field: there it is said in words.
var onlyValue = regexp.MustCompile(`(?:must be|always) "?([a-z_]+)"?$`)

func shapes(entries map[string]specEntry) map[string]shape {
	all := map[string]shape{}
	for name, entry := range entries {
		sh := shape{fields: map[string]field{}, subtypes: entry.Subtypes}
		for _, f := range entry.Fields {
			one := field{types: f.Types}
			if m := onlyValue.FindStringSubmatch(f.Description); m != nil && f.Required && slices.Equal(f.Types, []string{"String"}) {
				one.always = m[1]
			}
			sh.fields[f.Name] = one
			if f.Required {
				sh.required = append(sh.required, f.Name)
			}
		}
		all[name] = sh
	}
	return all
}

// maxBroken bounds the list of violations.
const maxBroken = 1000

// checkSpec refuses a call that breaks the description, and remembers it.
func (s *Server) checkSpec(c *call) *failure {
	if s.spec == nil {
		return nil
	}
	err := s.spec.check(c)
	if err == nil {
		return nil
	}
	text := fmt.Sprintf("%s: %v", c.name, err)
	s.mu.Lock()
	if len(s.broken) < maxBroken {
		s.broken = append(s.broken, text)
	}
	s.mu.Unlock()
	return bad("against the Bot API: %s", text)
}

// Violations lists the calls that broke the Bot API's description, the first 1000.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.broken)
}

func (sp *spec) check(c *call) error {
	sh, known := sp.methods[c.name]
	if !known {
		return fmt.Errorf("no such method")
	}
	for name, v := range c.params {
		f, known := sh.fields[name]
		if !known {
			return fmt.Errorf("no field %q", name)
		}
		if err := sp.parameter(f, name, v); err != nil {
			return err
		}
	}
	for _, name := range sh.required {
		if _, given := c.params[name]; !given && c.files[name].name == "" {
			return fmt.Errorf("field %q is required", name)
		}
	}
	return sp.checkFiles(c, sh)
}

// checkFiles: an upload belongs to a field that takes one, or is attached by a field's value.
func (sp *spec) checkFiles(c *call, sh shape) error {
	for name := range c.files {
		if slices.Contains(sh.fields[name].types, "InputFile") {
			continue
		}
		attached := func(v value) bool { return strings.Contains(v.text, "attach://"+name) }
		if !slices.ContainsFunc(valuesOf(c.params), attached) {
			return fmt.Errorf("file %q belongs to no field", name)
		}
	}
	return nil
}

func valuesOf(params map[string]value) []value {
	all := make([]value, 0, len(params))
	for _, v := range params {
		all = append(all, v)
	}
	return all
}

// parameter checks one value: in a form, by what the text could be; in JSON, by what it is.
func (sp *spec) parameter(f field, name string, v value) error {
	if v.typed == nil {
		return sp.formValue(f, name, v.text)
	}
	if slices.ContainsFunc(f.types, func(t string) bool { return plainly(v.typed, t) }) {
		return nil
	}
	return sp.parsed(f, name, v.typed)
}

// plainly is the quick way for the simple types, without decoding.
func plainly(raw []byte, t string) bool {
	switch t {
	case "String":
		return raw[0] == '"'
	case "Integer":
		_, ok := integer(string(raw))
		return ok
	case "Boolean":
		return raw[0] == 't' || raw[0] == 'f'
	}
	return false
}

func (sp *spec) formValue(f field, name, text string) error {
	for _, t := range f.types {
		var err error
		switch t {
		case "String", "InputFile":
			return nil
		case "Integer":
			_, err = strconv.ParseInt(text, 10, 64)
		case "Float":
			_, err = strconv.ParseFloat(text, 64)
		case "Boolean":
			_, err = strconv.ParseBool(text)
		default:
			return sp.parsed(f, name, []byte(text))
		}
		if err == nil {
			return nil
		}
	}
	return fmt.Errorf("field %q must be %s", name, strings.Join(f.types, " or "))
}

func (sp *spec) parsed(f field, name string, raw []byte) error {
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return fmt.Errorf("field %q is not JSON", name)
	}
	return sp.fits(v, f.types, name)
}

// fits holds a value against the types it may have; the fault told is that of the type that comes closest.
func (sp *spec) fits(v any, types []string, at string) error {
	var closest error
	best := -1
	for _, t := range types {
		err := sp.is(v, t, at)
		if err == nil {
			return nil
		}
		if near := sp.nearness(v, t); near > best {
			best, closest = near, err
		}
	}
	return closest
}

// nearness counts the members of v that are fields of t, and the discriminator many times.
func (sp *spec) nearness(v any, t string) int {
	object, ok := v.(map[string]any)
	if !ok {
		return 0
	}
	n := 0
	for name, member := range object {
		if f, known := sp.types[t].fields[name]; known {
			n++
			if f.always != "" && f.always == member {
				n += 100
			}
		}
	}
	return n
}

func (sp *spec) is(v any, t, at string) error {
	if of, ok := strings.CutPrefix(t, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return wrong(at, t)
		}
		return sp.each(list, of, at)
	}
	ok := true
	switch t {
	case "String", "InputFile":
		_, ok = v.(string)
	case "Boolean":
		_, ok = v.(bool)
	case "Float":
		_, ok = v.(json.Number)
	case "Integer":
		n, isNumber := v.(json.Number)
		_, whole := integer(n.String())
		ok = isNumber && whole
	default:
		return sp.isObject(v, t, at)
	}
	if !ok {
		return wrong(at, t)
	}
	return nil
}

func wrong(at, t string) error { return fmt.Errorf("field %q must be %s", at, t) }

func (sp *spec) each(list []any, of, at string) error {
	for i, v := range list {
		if err := sp.fits(v, []string{of}, fmt.Sprintf("%s[%d]", at, i)); err != nil {
			return err
		}
	}
	return nil
}

func (sp *spec) isObject(v any, t, at string) error {
	sh := sp.types[t]
	if len(sh.subtypes) != 0 {
		return sp.fits(v, sh.subtypes, at)
	}
	object, ok := v.(map[string]any)
	if !ok {
		return wrong(at, t)
	}
	for _, name := range sh.required {
		if _, given := object[name]; !given {
			return fmt.Errorf("field %q: %s requires %q", at, t, name)
		}
	}
	for name, member := range object {
		f, known := sh.fields[name]
		switch {
		case !known:
			return fmt.Errorf("field %q: %s has no field %q", at, t, name)
		case f.always != "" && f.always != member:
			return fmt.Errorf("field %q must be %q", at+"."+name, f.always)
		}
		if err := sp.fits(member, f.types, at+"."+name); err != nil {
			return err
		}
	}
	return nil
}
