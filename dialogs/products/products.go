// Package products reads what a shop sells, and writes prices as each language does. It is pure.
package products

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"guanxi/dialogs/source"
	"guanxi/locales"
)

// Product is one thing that the shop sells. Maps are by language; their texts are plain, without HTML.
type Product struct {
	ID          string // stable: events and buttons name it
	Name        map[string]string
	Description map[string]string
	Unit        map[string]string // what the price buys: 50 g, a piece
	Origin      map[string]string // may be empty
	Price       Price
	Stock       int // units left, or Unlimited
	Tags        []string
	Knowledge   string // the id of the entry that says more, or ""
	Place       string // file:line, for faults that are found later
}

// Unlimited is the stock of what never runs out.
const Unlimited = -1

const (
	file   = "products.yaml"
	maxID  = 32 // short enough for a button's 64 bytes of data
	maxTag = 32

	// Telegram's limits for an invoice's title and description.
	maxName        = 32
	maxDescription = 255
)

var idSyntax = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// written is a product as the file has it.
type written struct {
	ID          string            `yaml:"id"`
	Name        map[string]string `yaml:"name"`
	Description map[string]string `yaml:"description"`
	Price       string            `yaml:"price"`
	Unit        map[string]string `yaml:"unit"`
	Stock       string            `yaml:"stock"`
	Origin      map[string]string `yaml:"origin"`
	Tags        []string          `yaml:"tags"`
	Knowledge   string            `yaml:"knowledge"`
}

// Parse reads products.yaml of a shop's folder; a shop without one sells nothing here. Each product must have its texts
// in the first language; what is missing in the others is told in the warnings. The error joins all faults, each with
// file and line; the products that could be read are listed all the same.
func Parse(shop fs.FS, first string, others ...string) (list []Product, warnings []string, err error) {
	if _, err := fs.Stat(shop, file); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	r := reader{languages: append([]string{first}, others...), seen: map[string]string{}}
	r.faults = append(r.faults, source.Each(shop, file, r.product)...)
	if len(r.faults) > 0 {
		return r.list, r.warnings, errors.Join(r.faults...)
	}
	return r.list, r.warnings, nil
}

// reader gathers what the file holds and what is wrong with it.
type reader struct {
	languages []string
	seen      map[string]string // id: where it was first
	list      []Product
	warnings  []string
	faults    []error
}

// product reads one product of the list.
func (r *reader) product(node ast.Node) {
	var w written
	if err := source.Decode(file, node, &w); err != nil {
		r.faults = append(r.faults, err)
		return
	}
	fault := func(key string, err error) {
		r.faults = append(r.faults, fmt.Errorf("%s: product %s: %w", source.At(file, node, key), w.ID, err))
	}
	p := Product{ID: w.ID, Name: w.Name, Description: w.Description, Unit: w.Unit, Origin: w.Origin, Tags: w.Tags, Knowledge: w.Knowledge, Place: source.At(file, node)}
	_, again := r.seen[p.ID]
	r.identify(p, fault)
	var err error
	if p.Price, err = ParsePrice(w.Price); err != nil {
		fault("price", err)
	}
	if p.Stock, err = parseStock(w.Stock); err != nil {
		fault("stock", err)
	}
	r.texts(p, fault)
	if !again { // what is told once would be told again of its buttons
		r.list = append(r.list, p)
	}
}

// identify checks what others name the product by, and what it names.
func (r *reader) identify(p Product, fault func(string, error)) {
	switch first, again := r.seen[p.ID]; {
	case p.ID == "":
		fault("id", errors.New("has no id"))
	case !idSyntax.MatchString(p.ID) || len(p.ID) > maxID:
		fault("id", fmt.Errorf("hint: an id is words of a-z and 0-9 joined by hyphens, at most %d", maxID))
	case again:
		fault("id", fmt.Errorf("is already at %s", first))
	}
	r.seen[p.ID] = p.Place
	for _, tag := range p.Tags {
		if !idSyntax.MatchString(tag) || len(tag) > maxTag {
			fault("tags", fmt.Errorf("tag %q: hint: a tag is words of a-z and 0-9 joined by hyphens, at most %d", tag, maxTag))
		}
	}
	if p.Knowledge != "" && !idSyntax.MatchString(p.Knowledge) {
		fault("knowledge", fmt.Errorf("%q is no entry's id", p.Knowledge))
	}
}

// texts checks what customers read, and warns of what they lack.
func (r *reader) texts(p Product, fault func(string, error)) {
	var lacks []string
	for _, field := range []struct {
		key   string
		texts map[string]string
		most  int
		must  bool
	}{
		{"name", p.Name, maxName, true}, {"description", p.Description, maxDescription, true},
		{"unit", p.Unit, maxName, true}, {"origin", p.Origin, maxDescription, len(p.Origin) > 0},
	} {
		for i, lang := range r.languages {
			switch missing := field.must && strings.TrimSpace(field.texts[lang]) == ""; {
			case missing && i == 0:
				fault(field.key, fmt.Errorf("has no %s in %s, the shop's first language", field.key, lang))
			case missing:
				lacks = append(lacks, field.key+" in "+lang)
			}
		}
		for _, lang := range slices.Sorted(maps.Keys(field.texts)) {
			if n := locales.Units(field.texts[lang]); n > field.most {
				fault(field.key, fmt.Errorf("%s in %s has %d characters, at most %d", field.key, lang, n, field.most))
			}
		}
	}
	if len(lacks) > 0 {
		r.warnings = append(r.warnings, fmt.Sprintf("%s: product %s: lacks %s", p.Place, p.ID, strings.Join(lacks, ", ")))
	}
}

func parseStock(text string) (int, error) {
	if text == "unlimited" {
		return Unlimited, nil
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("stock %q: hint: write how many are left, or unlimited", text)
	}
	return int(n), nil
}
