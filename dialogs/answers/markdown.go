// Entries as notes have them: a heading asks, the words below answer.
package answers

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"guanxi/dialogs/source"
)

// markdown reads notes.
//
//	## Do you have parking?          an entry
//	## Where can I park?             another wording: there is nothing between
//	tags: visit, car                 what a table would have in further columns
//	Yes, behind the **house**.       the answer
//	### ¿Hay aparcamiento?           the entry in another language
//	Sí, detrás de la casa.
//
// What stands above the first heading of the second level, and headings of the first, are for who reads the file.
func (r *reader) markdown(dir fs.FS, name string) {
	data, err := source.Text(dir, name)
	if err != nil {
		r.faults = append(r.faults, err)
		return
	}
	m := notes{r: r, name: name}
	for line := range bytes.Lines(data) {
		m.n++
		m.line(strings.TrimRight(string(line), "\r\n "))
	}
	m.finish()
}

// notes are being read.
type notes struct {
	r      *reader
	name   string
	n      int
	entry  *draft // under way; nil: none yet
	part   *draft // of it, in the language under way
	parts  int
	answer []string
	fenced bool
}

func (m *notes) line(line string) {
	if strings.HasPrefix(line, "```") {
		m.fenced = !m.fenced
	}
	level := len(line) - len(strings.TrimLeft(line, "#"))
	heading := strings.TrimSpace(strings.TrimRight(line[level:], "# "))
	switch {
	case m.fenced || level == 0 || level > 3 || !strings.HasPrefix(line[level:], " "):
		m.text(line)
	case level == 1:
		m.finish()
	case m.part != nil && len(m.answer) == 0 && (level == 2 || m.parts > 0): // one wording after the other
		m.part.Questions[""] = append(m.part.Questions[""], heading)
	case level == 2:
		m.finish()
		m.entry = newDraft(fmt.Sprintf("%s:%d", m.name, m.n))
		m.part = m.entry
		m.part.Questions[""] = []string{heading}
	case m.entry == nil:
		m.r.fault(fmt.Sprintf("%s:%d", m.name, m.n), fmt.Errorf("%q is of no entry: hint: begin one with ##", heading))
	default:
		m.close()
		m.part = newDraft(fmt.Sprintf("%s:%d", m.name, m.n))
		m.part.Questions[""] = []string{heading}
		m.parts++
	}
}

// text is a line that is no heading: of the answer, or about the entry before it begins.
func (m *notes) text(line string) {
	if m.part == nil {
		return
	}
	key, value, ok := strings.Cut(line, ":")
	key = strings.ToLower(strings.TrimSpace(key))
	if ok && len(m.answer) == 0 && slices.Contains(columns[2:], key) {
		m.part.set(key, value)
		return
	}
	if photo := picture.FindStringSubmatch(line); photo != nil {
		m.part.Photo = photo[1]
		return
	}
	if line == "" && len(m.answer) == 0 {
		return
	}
	m.answer = append(m.answer, line)
}

// close ends the language under way.
func (m *notes) close() {
	if m.part == nil {
		return
	}
	m.part.Answer[""] = strings.TrimSpace(shown(m.answer))
	if m.part.Answer[""] == "" {
		delete(m.part.Answer, "")
	}
	m.answer, m.fenced = nil, false
	if m.part != m.entry {
		if err := m.entry.join(m.part, m.r.languages); err != nil {
			m.r.fault(m.part.at(), fmt.Errorf("the entry %w: hint: begin another with ##, or say the language: lang: es", err))
		}
	}
	m.part = nil
}

// finish ends the entry under way.
func (m *notes) finish() {
	m.close()
	if m.entry != nil {
		m.r.take(*m.entry)
	}
	m.entry, m.parts = nil, 0
}

var (
	picture = regexp.MustCompile(`^!\[[^\]]*\]\((\S+)\)$`)
	bullet  = regexp.MustCompile(`^(\s*)[-*+] `)
	marks   = []struct {
		of *regexp.Regexp
		as string
	}{
		{regexp.MustCompile("`([^`]+)`"), "<code>$1</code>"},
		{regexp.MustCompile(`\[([^\]]+)\]\((https?://[^\s")]+)\)`), `<a href="$2">$1</a>`},
		{regexp.MustCompile(`\*\*([^*]+)\*\*`), "<b>$1</b>"},
		{regexp.MustCompile(`\*([^*\s][^*]*)\*`), "<i>$1</i>"},
	}
)

// shown is Markdown in Telegram's HTML: emphasis, links, code and lists. The rest stands as it was written.
func shown(lines []string) string {
	var out []string
	fenced := false
	for _, line := range lines {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		line = asHTML.Replace(line)
		if !fenced {
			line = bullet.ReplaceAllString(line, "$1• ")
			for _, mark := range marks {
				line = mark.of.ReplaceAllString(line, mark.as)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
