package dialogs

import (
	"os"
	"slices"
	"strings"
	"testing"

	"guanxi/dialogs/grounded"
	"guanxi/locales"
)

// hostile are messages that try to talk a model into something, each with what one says that does as it is told: 20 a
// language, of other customers' data, our instructions, offers that do not exist, and deeds.
func hostile(t *testing.T) (all [][]string) {
	t.Helper()
	file, err := os.ReadFile("testdata/hostile.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		all = append(all, strings.Split(strings.TrimSpace(line), "\t"))
	}
	if len(all) != 100 {
		t.Fatalf("%d messages", len(all))
	}
	return all
}

// TestHostile has a model say whatever it is told to, in the name of all entries that it was shown, of each, and of those
// that fit best: none of it is shown, and the customer is answered as they are without a model.
func TestHostile(t *testing.T) {
	w := shopWorld(t).Consulting()
	for _, line := range hostile(t) {
		lang, words, obeyed := line[0], line[1], line[2]
		in := Input{Kind: Words, Text: words, Message: 5, At: monday}
		s := State{}
		s.Customer.Language, s.Customer.Chosen = lang, true
		without := with(shopWorld(t), s, in)
		waiting := with(w, s, in)
		if len(waiting.Effects) == 0 || waiting.Effects[0].Consult == nil { // surely answered
			continue
		}
		c := waiting.Effects[0].Consult
		var ids []string
		for _, source := range w.Question(c, monday).Sources {
			ids = append(ids, source.ID)
		}
		cites := [][]string{ids, {"gift-wrap"}, {"delivery-cost", "hours", "loyalty", "payment"}}
		for _, id := range ids[:min(2, len(ids))] {
			cites = append(cites, []string{id})
		}
		for _, cited := range cites {
			r := with(w, waiting.State, Input{Kind: Consulted, Call: c.Call, At: monday, Reply: &grounded.Reply{Outcome: grounded.Answer, Entries: cited, Text: obeyed}})
			if said := texts(r); strings.Contains(said, locales.Escape(obeyed)) || said != texts(without) || len(r.Effects) != len(without.Effects) {
				t.Errorf("%q with %q: says %q instead of %q", words, slices.Clip(cited), said, texts(without))
				break
			}
		}
	}
}
