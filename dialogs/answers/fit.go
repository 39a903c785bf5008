// What an entry must have, what it had better have, and what takes the place of what it lacks.
package answers

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

const (
	maxTitle   = 80 // UTF-16 units of a title that is the first question: it stands small under the answer
	maxButtons = 8  // under an answer: more than a phone shows beside it
)

// settle brings the texts whose language nobody said under the one that they are in.
func (d *draft) settle(languages []string) {
	e := &d.Entry
	lang := d.lang
	if lang == "" {
		plain, _ := locales.Plain(e.Answer[""]) // a fault is told later
		lang = tongue.Of(plain, languages)
	}
	for _, question := range e.Questions[""] {
		if lang == "" {
			lang = tongue.Of(question, languages)
		}
	}
	if lang == "" {
		lang = languages[0]
	}
	for _, texts := range append(e.labels(), e.Title, e.Answer) {
		if text, ok := texts[""]; ok {
			delete(texts, "")
			if texts[lang] == "" {
				texts[lang] = text
			}
		}
	}
	for _, question := range e.Questions[""] {
		own := lang
		if told := tongue.Of(question, languages); told != "" && d.lang == "" {
			own = told
		}
		e.Questions[own] = append(e.Questions[own], question)
	}
	delete(e.Questions, "")
	e.entitle()
}

func (e *Entry) labels() (all []Texts) {
	for _, b := range e.Buttons {
		all = append(all, b.Label)
	}
	return all
}

// entitle makes the first question the title where there is none.
func (e *Entry) entitle() {
	for lang, questions := range e.Questions {
		if e.Title[lang] != "" || len(questions) == 0 {
			continue
		}
		if e.Title == nil {
			e.Title = Texts{}
		}
		e.Title[lang] = clip(questions[0], maxTitle)
	}
}

// clip shortens a text to so many UTF-16 units.
func clip(text string, units int) string {
	if locales.Units(text) <= units {
		return text
	}
	letters := []rune(text)
	for locales.Units(string(letters)) >= units {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimSpace(string(letters)) + "…"
}

// first is the question that stands first, in the first language that has one.
func (e *Entry) first(languages []string) string {
	for _, lang := range append(slices.Clip(languages), slices.Sorted(maps.Keys(e.Questions))...) {
		if len(e.Questions[lang]) > 0 {
			return e.Questions[lang][0]
		}
	}
	return ""
}

// standIn is the language in which an entry is answered to those in whose language it has no answer; empty: none.
func (e *Entry) standIn(languages []string) string {
	for _, lang := range append(slices.Clip(languages), slices.Sorted(maps.Keys(e.Answer))...) {
		if strings.TrimSpace(e.Answer[lang]) != "" {
			return lang
		}
	}
	return ""
}

// fill has the first language answered: in another one, where it must be.
func (e *Entry) fill(languages []string) {
	lang, first := e.standIn(languages), languages[0]
	if lang == "" {
		return
	}
	if e.Answer[first] == "" {
		e.Answer[first], e.lent = e.Answer[lang], true
	}
	if e.Title[first] == "" {
		if e.Title == nil {
			e.Title = Texts{}
		}
		e.Title[first] = e.Title[lang]
	}
	if e.Title[first] == "" {
		e.Title[first] = clip(e.first(languages), maxTitle)
	}
}

// dated says whether the entry counts on some days alone.
func (e *Entry) dated() bool { return e.From != "" || e.Until != "" }

// meets says whether there is a day on which both entries count.
func (e *Entry) meets(other *Entry) bool {
	return (e.Until == "" || other.From <= e.Until) && (other.Until == "" || e.From <= other.Until)
}

// on says whether the entry counts on a day, as 2026-12-01.
func (e *Entry) on(day string) bool { return e.From <= day && (e.Until == "" || day <= e.Until) }

// flaw is a fault and the keys under which it stands.
type flaw struct {
	path []string
	err  error
}

// faults returns what makes the entry unfit.
func (e *Entry) faults(languages []string) (flaws []flaw) {
	add := func(err error, path ...string) { flaws = append(flaws, flaw{path, err}) }
	if e.standIn(languages) == "" {
		add(errors.New("no answer"), "answer")
	}
	if len(e.Questions) == 0 {
		add(errors.New("no questions: hint: write a few as customers type them"))
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
		if i := slices.IndexFunc(e.Questions[lang], func(q string) bool { return locales.Fold(q) == "" }); i >= 0 || len(e.Questions[lang]) == 0 {
			add(fmt.Errorf("an empty question in %s", lang), "questions", lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
		if err := checkAnswer(e.Answer[lang], e.Title[lang]); err != nil {
			add(fmt.Errorf("answer in %s: %w", lang, err), "answer", lang)
		}
	}
	for key, day := range map[string]string{"from": e.From, "until": e.Until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			add(fmt.Errorf("%s: %q is no day: hint: write it as 2026-12-31", key, day), key)
		}
	}
	if e.Until != "" && e.Until < e.From {
		add(fmt.Errorf("ends on %s before it begins on %s", e.Until, e.From), "until")
	}
	if strings.Contains(e.Photo, "://") && !strings.HasPrefix(e.Photo, "https://") {
		add(fmt.Errorf("photo: %q is no https:// address of a picture, and no file of the shop's folder", e.Photo), "photo")
	}
	if n := len(e.Buttons); n > maxButtons {
		add(fmt.Errorf("has %d buttons, at most %d", n, maxButtons), "buttons")
	}
	for _, b := range e.Buttons {
		if err := b.check(); err != nil {
			add(err, "buttons")
		}
	}
	slices.SortStableFunc(flaws, func(a, b flaw) int { return strings.Compare(strings.Join(a.path, "."), strings.Join(b.path, ".")) })
	return flaws
}

// checkAnswer says what keeps an answer from being shown under its title.
func checkAnswer(answer, title string) error {
	plain, err := locales.Plain(answer)
	room := Room(plain, title)
	if strings.Contains(strings.ReplaceAll(plain, Hours, ""), "{{") {
		err = fmt.Errorf("has a placeholder that nothing fills; hint: an answer may have %s", Hours)
	}
	if n := locales.Units(plain); err == nil && n > room {
		err = fmt.Errorf("has %d characters, at most %d", n, room)
	}
	return err
}

// Room is how many UTF-16 units an answer may have, as it is seen, to be shown under its title.
func Room(plain, title string) int {
	return locales.MaxText - sourceGap - locales.Units(title) - maxHours*strings.Count(plain, Hours)
}

// check says what keeps a button from being pressed.
func (b *Button) check() error {
	ways := 0
	for _, way := range []string{b.Link, b.Flow, b.Entry} {
		if way != "" {
			ways++
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(b.Label)) {
		if n := locales.Units(b.Label[lang]); n > locales.MaxLabel {
			return fmt.Errorf("a button's label in %s has %d characters, at most %d", lang, n, locales.MaxLabel)
		}
	}
	switch {
	case ways != 1:
		return errors.New("a button needs one of link, flow and entry")
	case len(b.Label) == 0:
		return fmt.Errorf("the button to %s has no label", b.Link+b.Flow+b.Entry)
	case b.Link != "" && !strings.HasPrefix(b.Link, "https://"):
		return fmt.Errorf("a button's link %q is no https:// address", b.Link)
	case b.Flow != "" && !strings.HasPrefix(b.Flow, "/"):
		return fmt.Errorf("a button's flow %q is no command: hint: the command that starts it, as /rate", b.Flow)
	}
	return nil
}

// warnings tells what the entry lacks in the shop's languages, and what it has in others.
func (e *Entry) warnings(languages []string) (warnings []string) {
	var lacks []string
	instead := e.standIn(languages)
	for _, lang := range languages {
		if e.Title[lang] == "" {
			lacks = append(lacks, "title in "+lang)
		}
		if len(e.Questions[lang]) == 0 {
			lacks = append(lacks, "questions in "+lang)
		}
		if e.Answer[lang] == "" {
			lacks = append(lacks, "answer in "+lang)
		}
	}
	if len(lacks) > 0 {
		warnings = append(warnings, "lacks "+strings.Join(lacks, ", ")+"; there it is answered in "+instead)
	}
	for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
		if !slices.Contains(languages, lang) {
			warnings = append(warnings, "has "+lang+", which the shop does not speak")
		}
	}
	return warnings
}
