// Package locales speaks: every text that a customer or staff member reads, in every language, checked when it is loaded.
//
// A catalogue is one TOML file a language in go-i18n's format. The shipped ones lie beside this file and are embedded;
// a shop's own files override them key by key. README.md is the guide for translators.
package locales

import (
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Args are the values for a text's placeholders. Strings are the world's words: they are escaped and isolated here.
// The number that chooses a plural form is called Count.
type Args map[string]any

// Catalogue holds the texts of all languages. It never changes after Load, so any number of turns may read it at once.
type Catalogue struct {
	languages []string // that are spoken, the default first
	tongues   map[string]*tongue
	keys      []string             // sorted
	lists     []string             // those of them that hold phrases
	own       map[string]string    // keys that no shipped file has, with their file:line
	places    map[[2]string]string // by language and key, the file:line of what a shop says in its own words
	matched   map[string]string
	matcher   matcher
}

// tongue is one language, with what it lacks filled from English.
type tongue struct {
	name      string
	rtl       bool
	texts     map[string]string // without placeholders: ready to send; of lists their phrases, folded
	templates map[string]template
}

// template is a text with placeholders, and the language that speaks it.
type template struct {
	localizer    *i18n.Localizer
	placeholders []string
}

// fallback is the language that every key is sure to have.
const fallback = "en"

// Languages returns the tags of all languages that are spoken, the default first.
func (c *Catalogue) Languages() []string {
	return slices.Clone(c.languages)
}

// Name returns the language's own name for itself, or the tag where there is no such language.
func (c *Catalogue) Name(lang string) string {
	if t := c.tongues[lang]; t != nil {
		return t.name
	}
	return lang
}

// Keys returns every key, sorted.
func (c *Catalogue) Keys() []string {
	return slices.Clone(c.keys)
}

// Own returns the keys of texts that no shipped flow says, with their file:line.
func (c *Catalogue) Own() map[string]string {
	return maps.Clone(c.own)
}

// Has tells whether the key exists. Then every language has it, or English speaks for it.
func (c *Catalogue) Has(key string) bool {
	_, ok := slices.BinarySearch(c.keys, key)
	return ok
}

// Text returns the text of a key in a language, or in the default one where the language is not known. An unknown key returns
// itself: the flow checker keeps such keys out. A missing argument is shown as nothing.
func (c *Catalogue) Text(lang, key string, args Args) string {
	t := c.speaker(lang)
	if text, ok := t.texts[key]; ok {
		return text
	}
	template, ok := t.templates[key]
	if !ok {
		return key
	}
	return template.render(key, args, t.rtl)
}

// between parts the phrases of a list.
const between = "|"

// List returns the phrases of a key that holds phrases, folded by Fold for comparing. It makes a new list each time: who needs one
// in every turn keeps it.
func (c *Catalogue) List(lang, key string) []string {
	if _, ok := slices.BinarySearch(c.lists, key); !ok {
		return nil
	}
	return strings.Split(c.speaker(lang).texts[key], between)
}

// Lists returns the keys that hold phrases, sorted.
func (c *Catalogue) Lists() []string { return slices.Clone(c.lists) }

// Placeholders returns the names of the arguments that a key takes, sorted.
func (c *Catalogue) Placeholders(key string) []string {
	return slices.Clone(c.tongues[fallback].templates[key].placeholders)
}

func (c *Catalogue) speaker(lang string) *tongue {
	if t := c.tongues[lang]; t != nil {
		return t
	}
	return c.tongues[c.languages[0]]
}

// render fills the placeholders. Load has tried the template, so what remains to fail is a Count that is no number;
// then the text is spoken without a number's grammar.
func (t template) render(key string, args Args, rtl bool) string {
	data := make(map[string]any, len(t.placeholders))
	for _, name := range t.placeholders {
		data[name] = shown(args[name], rtl)
	}
	config := i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: args["Count"]}
	text, err := t.localizer.Localize(&config)
	if err != nil {
		config.PluralCount = nil
		text, _ = t.localizer.Localize(&config)
	}
	return text
}
