package dialogs

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/days"
	"guanxi/dialogs/flows"
	"guanxi/dialogs/phrases"
	"guanxi/dialogs/source"
	"guanxi/locales"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Load builds a world from a shop's folder: shop.yaml, knowledge/, and where the shop has them flows/ and texts/ that
// take the place of shipped ones of the same name. The error joins all faults that were found, each with its file and
// line.
func Load(shop fs.FS) (*World, error) {
	l := loader{w: &World{}, shop: shop}
	l.settings()
	l.texts()
	if l.w.Texts != nil {
		l.w.listen()
		l.knowledge()
		l.flows()
	}
	if l.faults != nil {
		return nil, errors.Join(l.faults...)
	}
	return l.w, nil
}

// loader reads the parts of a shop's folder, each whatever was wrong with those before it.
type loader struct {
	w        *World
	shop     fs.FS
	faults   []error
	wordless bool            // nobody knows which texts there are
	entries  []answers.Entry // that can be answered from
}

func (l *loader) fault(faults ...error) {
	for _, fault := range faults {
		if fault != nil {
			l.faults = append(l.faults, fault)
		}
	}
}

func (l *loader) settings() {
	var err error
	l.w.Shop, err = loadShop(l.shop)
	l.fault(err)
	if len(l.w.Shop.Languages) == 0 {
		l.w.Shop.Languages = locales.Shipped() // so that the rest can be checked all the same
	}
	l.w.Warnings = strays(l.shop, l.w.Shop.Languages)
}

// texts reads the shop's own, or where they have faults the shipped ones alone.
func (l *loader) texts() {
	w := l.w
	var err error
	if w.Texts, err = locales.For(l.shop, w.Shop.Languages...); err != nil {
		l.fault(err)
		l.wordless = true
		if w.Texts, err = locales.Load(); err != nil {
			l.fault(err)
			return
		}
	}
	l.fault(w.Shop.unspoken(spoken(l.shop, w.Texts)))
	for _, long := range w.Texts.CheckIntroductions(w.Shop.Called) {
		l.fault(fmt.Errorf("%s: name: %w", cmp.Or(w.Shop.places["name"], shopFile+":1"), long))
	}
	w.languages = w.Texts.Languages()
}

// listen learns from the texts what customers' words mean.
func (w *World) listen() {
	var names []string
	for _, lang := range w.languages {
		names = append(names, w.Shop.Called(lang))
	}
	lexicon := phrases.NewLexicon(w.Texts, names...)
	w.phrases, w.callers, w.refusals = lexicon.Everywhere(), lexicon.Callers(), lexicon.Refusals()
	w.lists, w.choices = map[string]phrases.Book{}, map[string]phrases.Book{}
	for _, list := range w.Texts.Lists() {
		w.lists[list] = lexicon.Book(list)
		if strings.HasPrefix(list, choiceWords) {
			w.choices[list] = lexicon.Choices(list)
		}
	}
	w.numerals, w.days, w.packs = phrases.NewNumerals(w.Texts), days.NewWords(w.Texts), newPacks(w.Texts)
	w.clock = days.NewClock(w.Texts)
	w.asks, w.shows = map[string][]string{}, map[string]string{}
	for _, lang := range w.languages {
		w.asks[lang], w.shows[lang] = w.Texts.List(lang, productWords), w.Texts.List(lang, categoryWords)[0]
	}
	w.weights, w.portions = newWeights(w.Texts, unitWeights), newWeights(w.Texts, partWeights)
}

// knowledge reads the entries, what the shop sells and their pictures. Where nobody knows which entries there are, none is
// missing.
func (l *loader) knowledge() {
	w := l.w
	listed, warnings, unread := answers.Parse(l.shop, w.Shop.Languages[0], w.Shop.Languages[1:]...)
	l.fault(unread)
	w.Warnings = append(w.Warnings, warnings...)
	if unread == nil {
		l.entries = listed
	}
	unknown := unread != nil && listed == nil
	has := func(id string) bool {
		return unknown || slices.ContainsFunc(listed, func(e answers.Entry) bool { return e.ID == id })
	}
	l.fault(w.loadShelf(l.shop, has))
	l.fault(w.loadPictures(l.shop, l.entries)...)
	w.know(append(w.entries(), l.entries...))
	w.loans = newLoanwords(w).with(w.languages, w.knowledge)
	w.topics = topicsOf(w.knowledge)
	if !unknown {
		l.fault(w.suggestions(listed))
	}
}

func (l *loader) flows() {
	all, err := l.w.loadFlows(!l.wordless, flows.FS, sub(l.shop, "flows"))
	l.fault(err)
	if all {
		l.fault(l.w.checkButtons(l.entries)...)
	}
}

// sub is a folder of the shop's, empty where it has none.
func sub(shop fs.FS, name string) fs.FS {
	if info, err := fs.Stat(shop, name); err != nil || !info.IsDir() {
		return nothing{}
	}
	folder, err := fs.Sub(shop, name)
	if err != nil {
		return nothing{}
	}
	return folder
}

// nothing is an empty folder.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// loadFlows compiles the flows of the folders; of two files of one name the later folder's counts. Where it is not known
// which texts there are, none is missing. It tells whether it could read all of them.
func (w *World) loadFlows(texts bool, folders ...fs.FS) (bool, error) {
	sources := map[string]*flowSource{}
	c := &compiler{w: w, texts: texts}
	for _, folder := range folders {
		files, _ := fs.Glob(folder, "*.yaml")
		for _, file := range files {
			src, err := parseFlow(folder, file)
			if err != nil {
				c.faults = append(c.faults, err)
			}
			if src == nil {
				c.unread = append(c.unread, strings.TrimSuffix(file, ".yaml"))
				continue
			}
			sources[src.name] = src
		}
	}
	err := c.compile(slices.SortedFunc(maps.Values(sources), func(a, b *flowSource) int { return cmp.Compare(a.name, b.name) }))
	return c.unread == nil, err
}

// flowSource is a flow with the file it was read from.
type flowSource struct {
	flow
	name string // the file's name without .yaml
	file string
	tree *ast.File
}

func parseFlow(folder fs.FS, file string) (*flowSource, error) {
	text, err := source.Text(folder, file)
	if err != nil {
		return nil, fmt.Errorf("flows/%w", err)
	}
	return readFlow("flows/"+file, text)
}

// readFlow reads the text of a flow; file is where it stands. It finds mistakes of form alone; over a field that there is
// not, it returns the rest too.
func readFlow(file string, text []byte) (_ *flowSource, err error) {
	defer tame(file, &err)
	src := &flowSource{name: strings.TrimSuffix(path.Base(file), ".yaml"), file: file}
	var odd error
	if err := yaml.UnmarshalWithOptions(text, &src.flow, yaml.Strict()); err != nil {
		odd, src.flow = source.Fault(file, err, &src.flow), flow{}
		if yaml.Unmarshal(text, &src.flow) != nil {
			return nil, odd
		}
	}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, source.Fault(file, err, nil)
	}
	src.tree = tree
	for _, doc := range tree.Docs[min(1, len(tree.Docs)):] {
		if doc.Body != nil {
			return nil, fmt.Errorf("%s: after --- stands another flow: hint: one file a flow", source.At(file, doc.Body))
		}
	}
	for name, s := range src.Steps {
		if s == nil {
			return nil, src.fault("$.steps."+name, "the step is empty")
		}
		s.name = src.name + "." + name
	}
	return src, odd
}

// tame turns a panic of the YAML library over an odd file into an error for the file's writer.
func tame(file string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s:1: no YAML that can be read: %v", file, p)
	}
}

// fault is a mistake in a flow, with the line of the part it is in.
func (src *flowSource) fault(at, format string, args ...any) error {
	line := 1
	if p, err := yaml.PathString(at); err == nil {
		if node, err := p.FilterFile(src.tree); err == nil && node != nil {
			line = node.GetToken().Position.Line
		}
	}
	return fmt.Errorf("%s:%d: %s", src.file, line, fmt.Sprintf(format, args...))
}
