// Entries as spreadsheets and notes have them: a few columns, or a few words under a heading.
package answers

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"guanxi/dialogs/source"
	"guanxi/locales"
)

// columns are those that a table may have, and the lines that may stand under a heading but for the first two.
var columns = []string{"question", "answer", "lang", "id", "title", "tags", "from", "until", "owner", "photo", "link", "flow"}

// set fills in what a column says.
func (d *draft) set(column, value string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	switch column {
	case "question":
		for question := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == '\n' || r == '|' }) {
			d.Questions[""] = append(d.Questions[""], strings.TrimSpace(question))
		}
	case "answer":
		d.Answer[""] = asHTML.Replace(value)
	case "title":
		d.Title[""] = value
	case "lang":
		d.lang = strings.ToLower(value)
	case "id":
		d.ID = value
	case "tags":
		for tag := range strings.SplitSeq(value, ",") {
			d.Tags = append(d.Tags, strings.TrimSpace(tag))
		}
	case "from":
		d.From = value
	case "until":
		d.Until = value
	case "owner":
		d.Owner = value
	case "photo":
		d.Photo = value
	case "link", "flow":
		d.Buttons = append(d.Buttons, leading(column, value))
	}
}

// leading is a button that is written in a line: where it leads, and what it is called.
func leading(column, value string) Button {
	to, label, _ := strings.Cut(value, " ")
	b := Button{Label: Texts{"": strings.TrimSpace(label)}, Link: to}
	if column == "flow" {
		b.Link, b.Flow = "", to
	}
	if b.Label[""] == "" {
		b.Label[""] = strings.TrimPrefix(to, "/")
		if at, err := url.Parse(to); err == nil && at.Host != "" {
			b.Label[""] = at.Host
		}
	}
	return b
}

// asHTML has plain text be read as it stands.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func newDraft(place string) *draft {
	return &draft{
		Entry: Entry{Title: Texts{}, Questions: Wordings{}, Answer: Texts{}}, at: func(...string) string { return place },
	}
}

// csv reads a table whose first line names its columns. Rows of one id are one entry.
func (r *reader) csv(dir fs.FS, name string) {
	data, err := source.Text(dir, name)
	if err != nil {
		r.faults = append(r.faults, err)
		return
	}
	table := csv.NewReader(bytes.NewReader(data))
	table.Comma = separator(data)
	table.TrimLeadingSpace = table.Comma != '\t' // else an empty column's tab would go with the space
	header, err := table.Read()
	if err == io.EOF {
		return // it is empty
	}
	if err != nil {
		r.tableFault(name, err)
		return
	}
	if err := checkHeader(header); err != nil {
		r.fault(name+":1", err)
		return
	}
	for _, d := range r.rows(table, name, header) {
		r.take(*d)
	}
}

// rows are the entries of a table under its header.
func (r *reader) rows(table *csv.Reader, name string, header []string) (all []*draft) {
	byID := map[string]*draft{}
	for {
		row, err := table.Read()
		if row == nil && err != nil {
			r.tableFault(name, err)
			return all
		}
		line, _ := table.FieldPos(0)
		place := fmt.Sprintf("%s:%d", name, line)
		if err != nil {
			r.fault(place, uneven(len(row), len(header), table.Comma))
			continue
		}
		d := newDraft(place)
		for i, column := range header {
			d.set(strings.ToLower(strings.TrimSpace(column)), row[i])
		}
		switch first := byID[d.ID]; {
		case d.ID == "" && len(d.Questions)+len(d.Answer) == 0: // an empty row
		case d.ID == "" || first == nil:
			all = append(all, d)
			byID[d.ID] = d
		default:
			if err := first.join(d, r.languages); err != nil {
				r.fault(place, fmt.Errorf("entry %s: %w", d.ID, err))
			}
		}
	}
}

// uneven says that a row has too many columns, or too few.
func uneven(columns, want int, separator rune) error {
	hint := fmt.Sprintf("put a text with a %q in it into quotation marks", separator)
	if columns < want {
		hint = fmt.Sprintf("write the %q before an empty column too", separator)
	}
	return fmt.Errorf("has %d columns, the first line has %d: hint: %s", columns, want, hint)
}

// tableFault puts down where a table cannot be read on; its end is none.
func (r *reader) tableFault(name string, err error) {
	if fault, ok := errors.AsType[*csv.ParseError](err); ok {
		r.fault(fmt.Sprintf("%s:%d", name, fault.Line), fault.Err)
	}
}

// separator is what stands between the columns of a table: spreadsheets of half of Europe write semicolons.
func separator(data []byte) rune {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	for _, sign := range ";\t" {
		if bytes.ContainsRune(first, sign) && !bytes.ContainsRune(first, ',') {
			return sign
		}
	}
	return ','
}

func checkHeader(header []string) error {
	var odd []string
	has := map[string]bool{}
	for _, column := range header {
		column = strings.ToLower(strings.TrimSpace(column))
		if has[column] = true; !slices.Contains(columns, column) {
			odd = append(odd, fmt.Sprintf("%q%s", column, locales.Near(column, columns)))
		}
	}
	switch {
	case !has["question"] || !has["answer"]:
		return fmt.Errorf("the first line names no column question, or none answer: hint: begin with the line question,answer or with more of %s", strings.Join(columns, ", "))
	case odd != nil:
		return fmt.Errorf("nobody knows the column %s: hint: there are %s", strings.Join(odd, ", "), strings.Join(columns, ", "))
	}
	return nil
}

// join adds more wordings, and the answers in more languages, to an entry.
func (d *draft) join(more *draft, languages []string) error {
	d.settle(languages)
	more.settle(languages)
	for lang, question := range more.Questions.all {
		d.Questions[lang] = append(d.Questions[lang], question)
	}
	for lang, answer := range more.Answer {
		if old := d.Answer[lang]; old != "" && old != answer {
			return fmt.Errorf("has two answers in %s; the first is at %s", lang, d.at())
		}
		d.Answer[lang] = answer
	}
	for lang, title := range more.Title {
		if d.Title[lang] == "" {
			d.Title[lang] = title
		}
	}
	d.Tags, d.Buttons = append(d.Tags, more.Tags...), append(d.Buttons, more.Buttons...)
	for _, pair := range [][2]*string{{&d.From, &more.From}, {&d.Until, &more.Until}, {&d.Owner, &more.Owner}, {&d.Photo, &more.Photo}} {
		if *pair[0] == "" {
			*pair[0] = *pair[1]
		}
	}
	return nil
}
