package dialogs

import (
	"os"
	"strings"
	"testing"

	"guanxi/dialogs/grounded"
)

// TestAnswered holds answers that a model may give from one entry against it: 117 in its words or near them, and 123
// that add, drop or turn round something, or exchange a verb. Some of the first may be refused, at the cost of an answer without
// a model; of the others hardly any may be shown.
func TestAnswered(t *testing.T) {
	const mostRefused, mostShown = 17, 1 // reached; the one shown is "dogs at tastings too" in Arabic
	w := shopWorld(t)
	file, err := os.ReadFile("testdata/answered.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var refused, shown []string
	n := 0
	for line := range strings.Lines(string(file)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		lang, kind, entry, text := fields[0], fields[1], fields[2], fields[3]
		n++
		q := w.question(lang, monday, []string{entry})
		err := q.Check(&grounded.Reply{Outcome: grounded.Answer, Entries: []string{entry}, Text: text}, w.languages)
		switch said := kind == "said"; {
		case said && err != nil:
			refused = append(refused, lang+" "+entry+": "+text+" ("+err.Error()+")")
		case !said && err == nil:
			shown = append(shown, lang+" "+entry+": "+text)
		}
	}
	t.Logf("of %d: %d refused of what entries say, %d shown of what they do not", n, len(refused), len(shown))
	if n != 240 {
		t.Errorf("%d answers", n)
	}
	if len(refused) > mostRefused {
		t.Errorf("refused:\n%s", strings.Join(refused, "\n"))
	}
	if len(shown) > mostShown {
		t.Errorf("shown:\n%s", strings.Join(shown, "\n"))
	}
}
