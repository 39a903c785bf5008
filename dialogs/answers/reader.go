// How the files of the knowledge are gathered: each entry gets its id, its place and what is wrong with it.
package answers

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// reader gathers what the files hold and what is wrong with them.
type reader struct {
	languages []string
	seen      map[string]string // id: where it was first
	asked     map[string]int    // folded question: the entry that has it
	entries   []Entry
	warnings  []string
	faults    []error
	unfit     int     // of them, those of entries whose ids are known
	named     []Entry // entries of which nothing but the id could be read
}

func (r *reader) fault(place string, err error) {
	r.faults = append(r.faults, fmt.Errorf("%s: %w", place, err))
}

// file reads one by its ending.
func (r *reader) file(dir fs.FS, file string) {
	switch strings.ToLower(path.Ext(file)) {
	case ".csv":
		r.csv(dir, file)
	case ".jsonl":
		r.lines(dir, file)
	case ".md":
		r.markdown(dir, file)
	case ".yaml", ".yml":
		r.yaml(dir, file)
	default:
		r.faults = append(r.faults, fmt.Errorf("%s: is no file of knowledge: hint: those end in %s", file, strings.Join(Endings, ", ")))
	}
}

// draft is an entry as it was written. Texts whose language is not known yet lie under "".
type draft struct {
	Entry
	lang string                      // of those; empty: to be told from them
	at   func(keys ...string) string // where a part of it stands
}

// take makes an entry of a draft, and keeps it where it is fit.
func (r *reader) take(d draft) {
	e, place := &d.Entry, d.at()
	before := len(r.faults)
	defer func() { r.unfit += len(r.faults) - before }()
	d.settle(r.languages)
	derived := e.ID == ""
	if derived {
		e.ID = r.name(e)
	}
	switch first, again := r.seen[e.ID]; {
	case e.ID == "" && len(e.Questions) == 0: // told below
	case !idSyntax.MatchString(e.ID) || len(e.ID) > maxID:
		r.fault(place, fmt.Errorf("entry %q: hint: an id is words of a-z and 0-9 joined by hyphens, at most %d", e.ID, maxID))
	case strings.HasPrefix(e.ID, TaughtID):
		r.fault(place, fmt.Errorf("entry %s: ids that begin with %s are of what staff teach the bot: hint: another id", e.ID, TaughtID))
	case again:
		r.fault(place, fmt.Errorf("entry %s is already at %s", e.ID, first))
	}
	r.seen[e.ID], e.Place = place, place
	for _, f := range e.faults(r.languages) {
		r.fault(d.at(f.path...), fmt.Errorf("entry %s: %w", e.ID, f.err))
	}
	for _, warning := range e.warnings(r.languages) {
		r.warnings = append(r.warnings, fmt.Sprintf("%s: entry %s: %s", place, e.ID, warning))
	}
	e.fill(r.languages)
	r.entries = append(r.entries, *e)
	r.compare(len(r.entries)-1, d.at)
}

// linked checks which entries buttons lead to.
func (r *reader) linked() {
	for i := range r.entries {
		e := &r.entries[i]
		for _, b := range e.Buttons {
			if b.Entry != "" && r.seen[b.Entry] == "" {
				r.fault(e.Place, fmt.Errorf("entry %s: a button leads to the entry %q, which is not there", e.ID, b.Entry))
			}
		}
	}
}
