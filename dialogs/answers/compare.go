// Entries that ask for the same: what is asked twice has one answer.
package answers

import (
	"errors"
	"fmt"
	"slices"

	"guanxi/locales"
)

// compare holds an entry's questions against those of the entries before. An entry for some days takes the place of one
// for all days.
func (r *reader) compare(i int, at func(...string) string) {
	e := &r.entries[i]
	told := map[string]bool{e.ID: true} // of which entries
	for lang, question := range e.Questions.all {
		key := locales.Fold(question)
		first, taken := r.asked[key]
		if !taken {
			r.asked[key] = i
			continue
		}
		other := &r.entries[first]
		switch {
		case first == i:
		case !e.dated() && other.dated():
			other.About = e.ID
			r.asked[key] = i
		case e.dated() && !other.dated():
			e.About = other.ID
		case !e.meets(other), told[other.ID]:
		default:
			means := "the same answer"
			if e.Answer[lang] != other.Answer[lang] {
				means = "another answer"
			}
			told[other.ID] = true
			r.fault(at("questions", lang), fmt.Errorf("entry %s: the question %q has %s at %s, in entry %s: hint: leave it in one of the two", e.ID, question, means, other.Place, other.ID))
		}
	}
}

// Known tells which of the entries found are new: the others have the questions and answers of one that is known. An
// entry that answers a known question otherwise is a fault.
func Known(known, found []Entry) (fresh []Entry, err error) {
	asked := map[string]*Entry{}
	for i := range known {
		for _, question := range known[i].Questions.all {
			asked[locales.Fold(question)] = &known[i]
		}
	}
	var faults []error
	for _, e := range found {
		isNew := false
		for lang, question := range e.Questions.all {
			old := asked[locales.Fold(question)]
			switch {
			case old == nil || !old.meets(&e) || old.dated() != e.dated():
				isNew = true
			case old.Answer[lang] != e.Answer[lang]:
				faults = append(faults, fmt.Errorf("%s: the question %q has another answer at %s, in entry %s: hint: mend it there, or take it out there first", e.Place, question, old.Place, old.ID))
			}
		}
		if isNew {
			if i := slices.IndexFunc(known, func(old Entry) bool { return old.ID == e.ID }); i >= 0 {
				asks := ""
				for _, question := range e.Questions.all {
					asks += "\n" + locales.Fold(question)
				}
				e.ID = "q-" + hashOf(asks)
			}
			fresh = append(fresh, e)
		}
	}
	return fresh, errors.Join(faults...)
}
