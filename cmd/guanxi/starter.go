package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"guanxi/dialogs/flows"
	"guanxi/locales"
)

// The files that a new shop begins with.
var (
	//go:embed starter/shop.yaml.tmpl
	starterShop string
	//go:embed starter/products.yaml.tmpl
	starterProducts string
	//go:embed starter/questions.yaml
	starterQuestions string
	//go:embed starter/flows.md
	starterFlows string
	//go:embed starter/knowledge.md
	starterKnowledge string
)

// starter is what a new shop is made of.
type starter struct {
	Name        string // quoted for YAML
	Languages   []string
	Currency    string
	Zone        string
	Week        []dayHours // from Monday; a day that is closed is left out; none: always open
	Contact     string     // quoted for YAML; empty: none
	ContactKind string     // email, phone, website or address
}

// dayHours are one day's spans.
type dayHours struct{ Day, Spans string }

// write makes the files of the shop.
func (s *starter) write(folder string) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(folder, filepath.FromSlash(file.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(file.text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

type file struct{ path, text string }

func (s *starter) files() ([]file, error) {
	shop, err := s.fillIn(starterShop)
	if err != nil {
		return nil, fmt.Errorf("write shop.yaml: %w", err)
	}
	products, err := s.fillIn(starterProducts)
	if err != nil {
		return nil, fmt.Errorf("write products.yaml: %w", err)
	}
	rate, err := fs.ReadFile(flows.FS, "rate.yaml")
	if err != nil {
		return nil, err
	}
	all := []file{
		{"shop.yaml", shop},
		{"products.yaml", products},
		{"knowledge/questions.yaml", s.questions()},
		{"knowledge/README.md", starterKnowledge},
		{"flows/README.md", starterFlows},
		{"flows/rate.yaml.example", string(rate)},
	}
	texts, err := locales.Load()
	if err != nil {
		return nil, err
	}
	for _, lang := range s.Languages {
		all = append(all, file{"texts/" + lang + ".toml", s.texts(texts, lang)})
	}
	return all, nil
}

// fillIn makes a file of its template.
func (s *starter) fillIn(text string) (string, error) {
	tmpl, err := template.New("").Funcs(template.FuncMap{
		"join":    func(words []string) string { return strings.Join(words, ", ") },
		"mapping": mapping,
	}).Parse(text)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = tmpl.Execute(&out, s)
	return out.String(), err
}

// mapping writes a text for each language, as YAML has it on a line.
func mapping(languages []string, text string) string {
	var pairs []string
	for _, lang := range languages {
		pairs = append(pairs, lang+": "+strconv.Quote(text))
	}
	return "{" + strings.Join(pairs, ", ") + "}"
}

// exampleText is the text that the examples change.
const exampleText = "rate-ask"

func (s *starter) texts(texts *locales.Catalogue, lang string) string {
	return fmt.Sprintf(`# Texts of the bot in %s that you would rather have in your own words. Take away the # and change the text; what you do
# not name here stays as it is. Words like {{.Name}} are filled in by the bot: keep them as they are.

#%s = %s
`, texts.Name(lang), exampleText, strconv.Quote(texts.Text(lang, exampleText, nil)))
}

// languageKey is a line of the example entries that begins what they hold in a language.
var languageKey = regexp.MustCompile(`^( +)([a-z]{2}):`)

// questions are the example entries in the shop's languages alone.
func (s *starter) questions() string {
	var out strings.Builder
	lang, under := "", -1 // the language under way, and how far its key is indented
	for line := range strings.Lines(starterQuestions) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if indent <= under {
			lang, under = "", -1
		}
		if key := languageKey.FindStringSubmatch(line); key != nil && under < 0 {
			lang, under = key[2], indent
		}
		if lang == "" || slices.Contains(s.Languages, lang) {
			out.WriteString(s.fill(line, lang))
		}
	}
	return out.String()
}

// fill puts what was asked in the place of {hours} and {contact}, which stand on lines of their own.
func (s *starter) fill(line, lang string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	switch strings.TrimSpace(line) {
	case "{hours}":
		var out strings.Builder
		for _, told := range s.hours(lang) {
			out.WriteString(indent + told + "\n")
		}
		return out.String()
	case "{contact}":
		if s.Contact == "" {
			return ""
		}
		contact, err := strconv.Unquote(s.Contact)
		if err != nil {
			return ""
		}
		return indent + locales.Escape(contact) + "\n"
	}
	return line
}

// dayNames are Monday to Sunday.
var dayNames = map[string][7]string{
	"en": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	"zh": {"周一", "周二", "周三", "周四", "周五", "周六", "周日"},
	"ru": {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"},
	"es": {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
	"ar": {"الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"},
}

// hours tells the week in a language, days that are alike in one line. Of a shop that never closes there is nothing to tell
// but that.
func (s *starter) hours(lang string) []string {
	names := dayNames[lang]
	var told []string
	for i := 0; i < len(s.Week); {
		j := i
		for j+1 < len(s.Week) && s.Week[j+1].Spans == s.Week[i].Spans && place(s.Week[j+1]) == place(s.Week[j])+1 {
			j++
		}
		days := names[place(s.Week[i])]
		if j > i {
			days += " – " + names[place(s.Week[j])]
		}
		told = append(told, days+": "+strings.ReplaceAll(s.Week[i].Spans, "-", "–"))
		i = j + 1
	}
	return told
}

// weekdays are the days as shop.yaml names them.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func place(d dayHours) int { return slices.Index(weekdays, d.Day) }
