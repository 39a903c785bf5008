// Reading shop.yaml: every fault at its line.
package dialogs

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"guanxi/dialogs/hours"
	"guanxi/dialogs/source"
	"guanxi/locales"

	"github.com/goccy/go-yaml/ast"
)

// loadShop reads shop.yaml. With faults, joined, comes what could be read all the same.
func loadShop(folder fs.FS) (Shop, error) {
	if _, err := fs.Stat(folder, shopFile); errors.Is(err, fs.ErrNotExist) {
		return Shop{unread: true}, errors.New("shop.yaml: there is none in the shop's folder\nhint: name the folder with GUANXI_SHOP")
	}
	r := shopReader{shop: Shop{places: map[string]string{}}, nodes: map[string]ast.Node{}, wrong: map[string]bool{}}
	unread := source.Fields(folder, shopFile, r.field)
	r.faults, r.shop.unread = append(unread, r.faults...), unread != nil || r.wrong["currency"]
	if unread != nil && len(r.nodes)+len(r.wrong) == 0 { // there is nothing in it to check
		return r.shop, errors.Join(r.faults...)
	}
	r.check()
	return r.shop, errors.Join(r.faults...)
}

const shopFile = "shop.yaml"

// shopReader gathers what shop.yaml says and what is wrong with it.
type shopReader struct {
	shop   Shop
	nodes  map[string]ast.Node // by key
	wrong  map[string]bool     // keys whose value is not of their kind
	faults []error
}

// field reads one setting into the field that has its name; nil is none that could be read.
func (r *shopReader) field(key string, value ast.Node) {
	var known []string
	for field, v := range reflect.ValueOf(&r.shop).Elem().Fields() {
		name := field.Tag.Get("yaml")
		if name != "" {
			known = append(known, name)
		}
		if name != key {
			continue
		}
		if value == nil {
			r.wrong[key] = true
			return
		}
		r.nodes[key], r.shop.places[key] = value, source.At(shopFile, value)
		if err := source.Decode(shopFile, value, v.Addr().Interface()); err != nil {
			r.wrong[key], r.faults = true, append(r.faults, fmt.Errorf("%w (%s)", err, key))
		}
		return
	}
	r.faults = append(r.faults, fmt.Errorf("%s: there is no setting %q%s", source.At(shopFile, value), key, locales.Near(key, known)))
}

// fault tells what is wrong at a key, and below it where more of them are given.
func (r *shopReader) fault(err error, keys ...string) {
	if r.wrong[keys[0]] {
		return // told already
	}
	place := shopFile + ":1"
	if node := r.nodes[keys[0]]; node != nil {
		place = source.At(shopFile, node, keys[1:]...)
	}
	r.faults = append(r.faults, fmt.Errorf("%s: %w", place, err))
}

// check refuses settings that cannot work.
func (r *shopReader) check() {
	s := &r.shop
	listed := s.Languages
	s.Languages = nil
	for _, lang := range listed {
		if slices.Contains(s.Languages, lang) {
			r.fault(fmt.Errorf("languages: %s stands twice", lang), "languages")
			continue
		}
		s.Languages = append(s.Languages, lang)
	}
	switch {
	case len(s.Languages) == 0:
		r.fault(errors.New("languages is empty; hint: name at least one, the default first"), "languages")
	case s.Called(s.Languages[0]) == "":
		r.fault(fmt.Errorf("name has nothing in %s, the shop's own language", s.Languages[0]), "name")
	}
	if s.Currency != "" && !s.currencyKnown() {
		r.fault(fmt.Errorf("currency: there is no %q; hint: three letters of ISO 4217 such as EUR, CNY, RUB, USD", s.Currency), "currency")
	}
	for _, lang := range slices.Sorted(maps.Keys(s.Privacy)) {
		if utf8.RuneCountInString(s.Privacy[lang]) > maxNotice {
			r.fault(fmt.Errorf("privacy in %s has more than %d characters; hint: give a link to the whole", lang, maxNotice), "privacy", lang)
		}
	}
	if s.Within == 0 {
		s.Within = lateAfter
	}
	if s.Within < 0 {
		r.fault(errors.New("answer-within is negative; hint: say after how many minutes of being open you want to hear of a customer who waits"), "answer-within")
	}
	if s.Backups == 0 {
		s.Backups = backupDays
	}
	if s.Backups < 0 {
		r.fault(errors.New("backup-days is negative; hint: say for how many days you keep copies of the data"), "backup-days")
	}
	var err error
	if s.open, err = hours.Parse(hours.Settings{Zone: s.TimeZone, Week: s.Hours, Holidays: s.Holidays}); err != nil {
		for _, each := range unjoined(err) {
			key, rest, _ := strings.Cut(each.Error(), ": ")
			day, _, _ := strings.Cut(rest, ": ")
			r.fault(each, key, day)
		}
	}
}

// unjoined are the errors that were joined into one.
func unjoined(err error) (all []error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	for _, each := range joined.Unwrap() {
		all = append(all, unjoined(each)...)
	}
	return all
}

// unspoken tells of the languages that the bot cannot speak for want of texts.
func (s Shop) unspoken(spoken []string) error {
	var faults []error
	for _, lang := range s.Languages {
		if slices.Contains(spoken, lang) {
			continue
		}
		faults = append(faults, fmt.Errorf("%s: languages: there are no texts in %q; hint: write texts/%s.toml, or choose of %s", s.places["languages"], lang, lang, strings.Join(locales.Shipped(), ", ")))
	}
	return errors.Join(faults...)
}

// spoken are the languages that there are texts in, or would be if the shop's files had no faults.
func spoken(folder fs.FS, texts *locales.Catalogue) []string {
	all := texts.Languages()
	files, _ := fs.Glob(folder, "texts/*.toml") // the pattern is none that fails
	for _, file := range files {
		all = append(all, strings.TrimSuffix(path.Base(file), ".toml"))
	}
	return all
}
