package source

// What the YAML library finds wrong, in words for people who write a shop's files and no programs.

import (
	"cmp"
	"errors"
	"reflect"
	"regexp"
	"strings"

	"guanxi/locales"

	"github.com/goccy/go-yaml"
)

// Forms of the library's errors.
var (
	unknownForm = regexp.MustCompile(`^unknown field "(.*)"$`)
	kindForm    = regexp.MustCompile(`^(?:cannot unmarshal (.+) into Go (?:value|struct field \S+) of type (\S+)|(\w+) was used where (\w+) is expected)`)
)

// kinds are the library's names, or Go's, for kinds of values.
var kinds = map[string]string{
	"string": "a text", "[]interface {}": "a list", "sequence": "a list", "map[string]interface {}": "a mapping", "mapping": "a mapping",
	"int": "a whole number", "integer": "a whole number", "uint64": "a whole number", "float64": "a number", "float": "a number",
	"bool": "true or false", "boolean": "true or false", "null": "nothing",
}

// wanted are the kinds with what they look like.
var wanted = map[string]string{
	"sequence": "a list: hint: write [one, another], or a line with - for each", "mapping": "a mapping: hint: write name: value, a line for each",
}

// told is a YAML error in one line, without the picture of the source and without what programmers call things. into is
// what the YAML was read into, or nil.
func told(err error, into any) error {
	var fault yaml.Error
	if !errors.As(err, &fault) {
		return err
	}
	message := fault.GetMessage()
	if found := unknownForm.FindStringSubmatch(message); found != nil && into != nil {
		return errors.New(message + locales.Near(found[1], names(reflect.TypeOf(into))))
	}
	if found := kindForm.FindStringSubmatch(message); found != nil {
		is, want := found[1]+found[3], found[2]+found[4]
		return errors.New("this is " + cmp.Or(kinds[is], is) + ", want " + cmp.Or(wanted[want], kinds[want], want))
	}
	return errors.New(message)
}

// names are the keys that the YAML of a type may have, at any depth.
func names(t reflect.Type) (all []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return names(t.Elem())
	case reflect.Struct:
		for field := range t.Fields() {
			if tag, _, _ := strings.Cut(field.Tag.Get("yaml"), ","); tag != "" && tag != "-" {
				all = append(append(all, tag), names(field.Type)...)
			}
		}
	}
	return all
}
