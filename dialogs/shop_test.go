package dialogs

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const goodShop = `name: {en: Small}
languages: [en]
currency: EUR
time-zone: UTC
hours:
  monday: 10:00-14:00
`

// loadWith loads a shop of little more than its name with some files.
func loadWith(files ...string) (*World, error) {
	folder := fstest.MapFS{"shop.yaml": {Data: []byte(goodShop)}}
	for i := 0; i < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return Load(folder)
}

// TestShopFaults wants each fault with its file and line, and what was probably meant.
func TestShopFaults(t *testing.T) {
	change := func(old, with string) string { return strings.Replace(goodShop, old, with, 1) }
	for _, test := range []struct{ name, file, text, want string }{
		{"syntax", "shop.yaml", "name: [\n", "shop.yaml:1: "},
		{"no mapping", "shop.yaml", "- a\n", "shop.yaml:1: no settings"},
		{"unknown setting", "shop.yaml", goodShop + "curency: EUR\n", `shop.yaml:7: there is no setting "curency"; did you mean "currency"?`},
		{"wrong type", "shop.yaml", change("[en]", "{a: b}"), "shop.yaml:2: "},
		{"no languages", "shop.yaml", change("[en]", "[]"), "shop.yaml:2: languages is empty"},
		{"twice", "shop.yaml", change("[en]", "[en, en]"), "shop.yaml:2: languages: en stands twice"},
		{"no texts", "shop.yaml", change("[en]", "[en, de]"), `shop.yaml:2: languages: there are no texts in "de"; hint: write texts/de.toml`},
		{"nameless", "shop.yaml", change("{en: Small}", "{ru: Малая}"), "shop.yaml:1: name has nothing in en"},
		{"currency", "shop.yaml", change("EUR", "EURO"), `shop.yaml:3: currency: there is no "EURO"`},
		{"zone", "shop.yaml", change("UTC", "Mars/Olympus"), `shop.yaml:4: time-zone: there is no "Mars/Olympus"`},
		{"hours", "shop.yaml", change("10:00-14:00", "10-14"), "shop.yaml:6: hours: monday: "},
		{"holiday", "shop.yaml", goodShop + "holidays:\n  - 13-13\n", "shop.yaml:8: holidays: "},
		{"mistyped text", "texts/en.toml", "rate-aks = \"How?\"\n", `texts/en.toml:1: rate-aks: nothing says this text; did you mean "rate-ask"?`},
		{"text's form", "texts/en.toml", "rate-ask = \"\"\"\na\"\"\"\nrate-yes = 5\n", "texts/en.toml:3: rate-yes: other is no text"},
		{"mistyped key in a flow", "flows/tea.yaml", "starts: {/tea: a}\nsteps:\n  a: {say: rate-aks, next: end}\n", `flows/tea.yaml:3: there is no text "rate-aks"; did you mean "rate-ask"?`},
		{"needs", "flows/tea.yaml", "needs: luck\nstarts: {/tea: a}\nsteps:\n  a: {say: rate-ask, next: end}\n", `flows/tea.yaml:1: a flow can need products, not "luck"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, err := loadWith(test.file, test.text)
			if err == nil || w != nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s...", err, test.want)
			}
		})
	}
}

// TestBrokenShop has settings that are no YAML keep none of the others' faults from being told, nor make new ones.
func TestBrokenShop(t *testing.T) {
	_, err := loadWith("shop.yaml", "name: {en: Small}\n# what we speak\nlanguages: [en, xx]\ncurrency: \"EURO\ntime-zone: Mars/Olympus\nhours:\n  monday: [\n  friday: 10:00\nbackup-days: -1\ncontakt: x\n")
	if err == nil {
		t.Fatal("no fault")
	}
	for _, want := range []string{"shop.yaml:3: languages: there are no texts in \"xx\"", "shop.yaml:4: ", "shop.yaml:5: time-zone: there is no", "shop.yaml:7: ", "shop.yaml:9: backup-days is negative", "shop.yaml:10: there is no setting \"contakt\""} {
		if !strings.Contains("\n"+err.Error(), "\n"+want) {
			t.Errorf("not told: %s", want)
		}
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 6 {
		t.Errorf("told: %s", err)
	}
}

// TestStrays tells what lies in the folder and is not read.
func TestStrays(t *testing.T) {
	w, err := loadWith("text/en.toml", "", "knowlege/tea.yaml", "", "flows/rate.yml", "", "texts/ru.toml", "", "texts/en.toml", "# ours\ntea-ask = \"Which?\"\n", "menu.yaml", "", "photos/a.jpg", "", "knowledge/tea.jpg", "", ".git/x", "", "shop.yaml~", "", "flows/rate.yaml.example", "")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(w.Warnings, "\n")
	for _, want := range []string{
		`text: is not read; did you mean "texts"?`, `knowlege: is not read; did you mean "knowledge"?`, "flows/rate.yml: is not read: hint: files here end in .yaml",
		"texts/ru.toml: the shop does not speak ru", "texts/en.toml:2: tea-ask: nothing says this text", "menu.yaml: is not read",
		"knowledge: holds no entries",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s", want)
		}
	}
	if len(w.Warnings) != 7 {
		t.Errorf("told: %s", got)
	}
}

// TestFileForFolder tells where a file has the name of a folder.
func TestFileForFolder(t *testing.T) {
	w, err := loadWith("flows", "starts: {}", "texts", "")
	if err != nil || !slices.Contains(w.Warnings, "flows: is not read: hint: a folder of this name is") || !slices.Contains(w.Warnings, "texts: is not read: hint: a folder of this name is") {
		t.Errorf("%v, %v", w, err)
	}
}

// TestSpeaksItsLanguagesAlone answers and offers in no other, also where a customer once had another.
func TestSpeaksItsLanguagesAlone(t *testing.T) {
	_, err := loadWith("shop.yaml", strings.Replace(goodShop, "[en]", "[ru, en]", 1)+"\n", "texts/ru.toml", "")
	if err == nil || !strings.Contains(err.Error(), "name has nothing in ru") {
		t.Fatal(err)
	}
	w, err := loadWith("shop.yaml", strings.NewReplacer("[en]", "[ru, en]", "en: Small", "ru: Малая").Replace(goodShop))
	if err != nil {
		t.Fatal(err)
	}
	s := State{}
	s.Customer.Language, s.Customer.Chosen, s.Customer.Since = "ar", true, 1
	r := Turn(w, s, Input{Kind: Words, Text: "/language", Chat: 7, Language: "ar", At: monday})
	m := r.Messages[0]
	if m.Text != w.Texts.Text("ru", "language-ask", nil) || len(m.Buttons) != 1 || len(m.Buttons[0]) != 2 {
		t.Errorf("%+v", m)
	}
	r = Turn(w, State{}, Input{Kind: Words, Text: "¿Dónde está la tienda, por favor, y a qué hora abren?", Chat: 7, Language: "es", At: monday})
	if r.State.Customer.Language != "ru" || r.State.Session.Tongue != "" {
		t.Errorf("%+v", r.State)
	}
}
