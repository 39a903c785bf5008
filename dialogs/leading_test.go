package dialogs

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// bakery is a shop whose knowledge has all that an entry may have.
func bakery(t *testing.T, knowledge string) (*World, error) {
	t.Helper()
	return Load(fstest.MapFS{
		"shop.yaml":      {Data: []byte("name: {en: Bakery}\nlanguages: [en, es]\ntime-zone: Europe/Madrid\n")},
		"knowledge/a.md": {Data: []byte(knowledge)},
	})
}

func customerAsks(w *World, words string, at time.Time) Result {
	return Turn(w, State{}, Input{Kind: Words, Text: words, Chat: 7, Name: "Mei", Language: "en", At: at})
}

const croissants = "## Do you have croissants?\nid: croissants\nphoto: https://a.example/c.jpg\nlink: https://a.example/menu The menu\nflow: /rate Rate us\nYes, warm.\n### ¿Hay cruasanes?\nSí, calentitos.\n"

// TestAround shows an answer's picture and buttons, and follows them.
func TestAround(t *testing.T) {
	w, err := bakery(t, croissants)
	if err != nil {
		t.Fatal(err)
	}
	r := customerAsks(w, "do you have croissants", monday)
	m := r.Messages[0]
	if m.Photo != "https://a.example/c.jpg" || !strings.HasPrefix(m.Text, "Yes, warm.") || len(m.Buttons) != 3 || m.Buttons[0][0].Data != "https://a.example/menu" {
		t.Fatalf("%+v", m)
	}
	press := func(data string) Result {
		return Turn(w, r.State, Input{Kind: Press, Data: data, Chat: 7, Name: "Mei", Message: 3, At: monday.Add(time.Minute)})
	}
	if rate := press(m.Buttons[1][0].Data); rate.State.Session.Step != "rate.stars" {
		t.Errorf("%+v", rate)
	}
	good := press(m.Buttons[2][0].Data)
	if rows := good.Messages[0].Buttons; len(rows) != 3 || rows[1][0].Label != "Rate us" {
		t.Errorf("after a thumb: %+v", rows)
	}
	for _, data := range []string{"go:", "go:/nowhere", "go:?nowhere", "go:words"} {
		if r := press(data); r.Toast == "" {
			t.Errorf("%s: %+v", data, r)
		}
	}
}

// TestAroundFaults names the flow that a button does not lead to.
func TestAroundFaults(t *testing.T) {
	_, err := bakery(t, strings.Replace(croissants, "/rate", "/rait", 1))
	if err == nil || !strings.Contains(err.Error(), `knowledge/a.md:1: entry croissants: no flow starts on "/rait"`) {
		t.Error(err)
	}
}

// TestDated answers on the shop's days, whenever the knowledge was read.
func TestDated(t *testing.T) {
	w, err := bakery(t, "## When are you open?\nid: hours\nAt eight.\n## When are you open?\nid: christmas\nfrom: 2026-12-24\nuntil: 2026-12-26\nNot at all.\n## Do you have stollen?\nuntil: 2026-12-26\nYes.\n")
	if err != nil {
		t.Fatal(err)
	}
	madrid, _ := time.LoadLocation("Europe/Madrid")
	for _, test := range []struct {
		words string
		at    time.Time
		want  string
	}{
		{"when are you open", time.Date(2026, 12, 23, 23, 59, 0, 0, madrid), "hours"},
		{"when are you open", time.Date(2026, 12, 24, 0, 0, 0, 0, madrid), "christmas"},
		{"when are you open", time.Date(2026, 12, 26, 23, 59, 0, 0, madrid), "christmas"},
		{"when are you open", time.Date(2026, 12, 27, 0, 0, 0, 0, madrid), "hours"},
		{"do you have stollen", time.Date(2026, 12, 26, 23, 59, 0, 0, madrid), "do-you-have-stollen"},
		{"do you have stollen", time.Date(2026, 12, 27, 0, 0, 0, 0, madrid), ""},
	} {
		if got := customerAsks(w, test.words, test.at).Events[0].Value; got != test.want {
			t.Errorf("%s at %v: %q, want %q", test.words, test.at, got, test.want)
		}
	}
}

// TestNotToday says so until the moment, in the customer's language, and offers a person.
func TestNotToday(t *testing.T) {
	w, err := bakery(t, croissants)
	if err != nil {
		t.Fatal(err)
	}
	w = w.Closing(map[string]int64{"croissants": monday.Add(time.Hour).Unix()})
	r := customerAsks(w, "hola, ¿hay cruasanes hoy?", monday)
	if m := r.Messages[0]; !strings.Contains(m.Text, "Hoy no, lo siento") || strings.Contains(m.Text, "calentitos") || len(m.Buttons) == 0 {
		t.Errorf("%+v", m)
	}
	if r.Events[0].Value != "croissants" {
		t.Errorf("%+v", r.Events)
	}
	if m := customerAsks(w, "do you have croissants", monday.Add(time.Hour)).Messages[0]; !strings.Contains(m.Text, "Yes, warm.") {
		t.Errorf("when it is over: %+v", m)
	}
}
