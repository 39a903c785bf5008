package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"guanxi/dialogs/hours"
	"guanxi/locales"

	"golang.org/x/text/currency"
)

// maxName is the longest name of a shop, in letters: it stands inside sentences.
const maxName = 60

func (s *starter) takeName(name string) error {
	if n := len([]rune(name)); n > maxName {
		return fmt.Errorf("the name has %d letters; hint: at most %d", n, maxName)
	}
	if strings.ContainsFunc(name, unicode.IsControl) || strings.TrimSpace(name) == "" {
		return errors.New("the name cannot be shown; hint: letters, digits and spaces")
	}
	s.Name = strconv.Quote(strings.TrimSpace(name))
	return nil
}

// languages are those that the bot's own texts and the example entries are written in.
func languages() []string {
	texts, err := locales.Load()
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(texts.Languages(), func(lang string) bool { return dayNames[lang][0] == "" })
}

func (s *starter) takeLanguages(list string) error {
	var taken []string
	for _, lang := range strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.Contains(languages(), lang) {
			return fmt.Errorf("%q is not among the languages; hint: %s; another can be added later by a file in texts/", lang, strings.Join(languages(), ", "))
		}
		if !slices.Contains(taken, lang) {
			taken = append(taken, lang)
		}
	}
	if taken == nil {
		return errors.New("no language; hint: en, or several like en, zh")
	}
	s.Languages = taken
	return nil
}

func (s *starter) takeHours(text string) error {
	s.Week = nil
	if strings.EqualFold(text, "always") {
		return nil
	}
	spans := map[string]string{}
	for part := range strings.SplitSeq(text, ";") {
		days, at, _ := strings.Cut(strings.TrimSpace(part), " ")
		from, to, ranged := strings.Cut(strings.ToLower(days), "-")
		first, last := weekday(from), weekday(to)
		if days == "daily" {
			first, last, ranged = 0, 6, true
		}
		if !ranged {
			last = first
		}
		if first < 0 || last < 0 || strings.TrimSpace(at) == "" {
			return fmt.Errorf("%q is not understood; hint: mon-fri 10:00-14:00, 16:00-20:00; sat 10:00-14:00, or always", strings.TrimSpace(part))
		}
		for i := first; ; i = (i + 1) % 7 { // fri-mon goes over Sunday
			spans[weekdays[i]] = clock(at)
			if i == last {
				break
			}
		}
	}
	if _, err := hours.Parse(hours.Settings{Zone: "UTC", Week: spans}); err != nil {
		return errors.New(list(err)[0]) // the same for each day of a range
	}
	for _, day := range weekdays {
		if spans[day] != "" {
			s.Week = append(s.Week, dayHours{day, spans[day]})
		}
	}
	return nil
}

// bare is a time without minutes, as people type it: 9-17.
var bare = regexp.MustCompile(`(^|[^:0-9])([0-9]{1,2})($|[^:0-9])`)

// clock writes minutes behind bare hours.
func clock(spans string) string {
	if strings.ContainsFunc(spans, unicode.IsLetter) { // 24 hours, closed
		return strings.TrimSpace(spans)
	}
	for range 2 { // neighbours share the sign between them
		spans = bare.ReplaceAllString(spans, "$1$2:00$3")
	}
	return strings.TrimSpace(spans)
}

// weekday is the place in the week of a day that is written out or cut short; -1: none.
func weekday(name string) int {
	if len(name) < 2 {
		return -1
	}
	return slices.IndexFunc(weekdays, func(day string) bool { return strings.HasPrefix(day, name) })
}

func (s *starter) takeZone(name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return fmt.Errorf("there is no time zone %q; hint: a name such as Europe/Madrid or Asia/Shanghai", name)
	}
	s.Zone = name
	return nil
}

func (s *starter) takeCurrency(code string) error {
	unit, err := currency.ParseISO(strings.ToUpper(code))
	if err != nil {
		return fmt.Errorf("there is no currency %q; hint: three letters such as EUR, CNY, RUB, USD", code)
	}
	s.Currency = unit.String()
	return nil
}

func (s *starter) takeContact(contact string) error {
	if strings.EqualFold(contact, "none") {
		s.Contact, s.ContactKind = "", ""
		return nil
	}
	if strings.ContainsFunc(contact, unicode.IsControl) || len(contact) > 300 {
		return errors.New("the contact cannot be shown; hint: one line, such as hello@shop.example")
	}
	s.Contact, s.ContactKind = strconv.Quote(contact), "address"
	switch digits := strings.Count(strings.Map(digit, contact), "0"); {
	case strings.Contains(contact, "://") || strings.HasPrefix(contact, "www."):
		s.ContactKind = "website"
	case strings.Contains(contact, "@") && !strings.ContainsAny(contact, " /"):
		s.ContactKind = "email"
	case digits >= 5 && strings.Trim(contact, "+0123456789 ()-./") == "":
		s.ContactKind = "phone"
	}
	return nil
}

// digit makes all digits one.
func digit(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return r
}
