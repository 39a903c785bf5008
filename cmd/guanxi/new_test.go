package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/dialogs"
	"guanxi/dialogs/transcript"
	"guanxi/locales"
)

// TestNewShopIsSound holds that whatever is answered makes a folder without faults and warnings, in which the answers
// stand, and that its examples work when they are put to use.
func TestNewShopIsSound(t *testing.T) {
	for _, c := range []newCommand{
		{},
		{Name: `O'Neil & "Söhne" \ #1: 茶 🍵`, Languages: "zh en", Contact: `Rua "A" <2> & 3 # left`},
		{Name: "متجر", Languages: "ar,es,ru,zh,en", Hours: "fri-mon 20:00-02:00; wed 24 hours", Contact: "+34 912 345 678"},
		{Name: "no", Languages: "ru", Hours: "always", TimeZone: "Asia/Shanghai", Currency: "cny", Contact: "https://shop.example/a?b=c&d"},
	} {
		t.Run(c.Languages, func(t *testing.T) {
			c.Folder, c.Yes = filepath.Join(t.TempDir(), "shop"), true
			if err := c.Run(t.Context(), &terminal{io.Discard, io.Discard}); err != nil {
				t.Fatal(err)
			}
			world := sound(t, c.Folder)
			if lang := world.Shop.Languages[0]; c.Name != "" && world.Shop.Called(lang) != c.Name {
				t.Errorf("the shop is called %q, want %q", world.Shop.Called(lang), c.Name)
			}
			for kind, contact := range world.Shop.Contact {
				if contact != c.Contact {
					t.Errorf("its %s is %q, want %q", kind, contact, c.Contact)
				}
			}

			flow := filepath.Join(c.Folder, "flows", "rate.yaml")
			if err := os.Rename(flow+".example", flow); err != nil {
				t.Fatal(err)
			}
			for _, lang := range world.Shop.Languages {
				uncomment(t, filepath.Join(c.Folder, "texts", lang+".toml"))
			}
			again := sound(t, c.Folder)
			for _, lang := range world.Shop.Languages {
				if was, is := world.Texts.Text(lang, exampleText, nil), again.Texts.Text(lang, exampleText, nil); is != was+"!" {
					t.Errorf("the example text in %s became %q, want %q with a !", lang, is, was)
				}
			}
		})
	}
}

// TestNewShopTellsHours holds that a new shop tells the hours of the moment and of the days that are asked about next.
func TestNewShopTellsHours(t *testing.T) {
	for _, test := range []struct{ lang, asks, now, sunday, closed, saturday, open string }{
		{"en", "when are you open?", "We're open until 19:00.\n> Monday – Friday: 10:00–19:00\n> Saturday: 10:00–14:00", "and on Sunday?", "We're closed on Sunday", "and Saturday?", "10:00–14:00"},
		{"zh", "你们几点开门？", "19:00", "周日呢？", "休息", "那周六呢？", "10:00–14:00"},
		{"ru", "Когда вы открыты?", "19:00", "а в воскресенье?", "не работаем", "а в субботу?", "10:00–14:00"},
		{"es", "¿A qué hora abren?", "19:00", "¿y el domingo?", "No abrimos", "¿y el sábado?", "10:00–14:00"},
		{"ar", "متى تفتحون؟", "19:00", "ويوم الأحد؟", "مغلق", "والسبت؟", "من 10:00 إلى 14:00"},
	} {
		t.Run(test.lang, func(t *testing.T) {
			c := newCommand{Folder: filepath.Join(t.TempDir(), "shop"), Yes: true, Languages: test.lang, Hours: "mon-fri 10:00-19:00; sat 10:00-14:00", TimeZone: "Europe/Madrid"}
			if err := c.Run(t.Context(), &terminal{io.Discard, io.Discard}); err != nil {
				t.Fatal(err)
			}
			p := transcript.New(sound(t, c.Folder))
			if _, err := p.Line("lang " + test.lang + " · name Mei"); err != nil {
				t.Fatal(err)
			}
			for _, said := range [][2]string{{test.asks, test.now}, {test.sunday, test.closed}, {test.saturday, test.open}} {
				answer, err := p.Line("< " + said[0])
				if err != nil || !strings.Contains(answer, said[1]) {
					t.Errorf("%q, %v, wants %q", answer, err, said[1])
				}
			}
		})
	}
}

func sound(t *testing.T, folder string) *dialogs.World {
	t.Helper()
	world, err := dialogs.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	if len(world.Warnings) > 0 {
		t.Errorf("the new folder has warnings: %q", world.Warnings)
	}
	return world
}

// uncomment puts the example of a text to use, with a ! at its end.
func uncomment(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	used := strings.Replace(string(text), "#"+exampleText, exampleText, 1)
	if used == string(text) {
		t.Fatalf("%s has no example", file)
	}
	used = strings.TrimSuffix(strings.TrimSpace(used), `"`) + "!\"\n"
	if err := os.WriteFile(file, []byte(used), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestStarterInEveryLanguage holds that a language that is shipped can be asked for.
func TestStarterInEveryLanguage(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := languages(), texts.Languages(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("a shop can begin in %q, want %q", got, want)
	}
}

func TestContactKinds(t *testing.T) {
	for contact, want := range map[string]string{
		"hello@shop.example": "email", "+34 912 345 678": "phone", "8 (800) 555-35-35": "phone",
		"https://shop.example": "website", "www.shop.example": "website", "Main Street 5, 12345 Town": "address", "NONE": "",
	} {
		s := &starter{}
		if err := s.takeContact(contact); err != nil || s.ContactKind != want {
			t.Errorf("%q is a %q, %v; want %q", contact, s.ContactKind, err, want)
		}
	}
}

func TestBareHours(t *testing.T) {
	for typed, want := range map[string]string{
		"9-17": "9:00-17:00", "10-14, 16:00-20": "10:00-14:00, 16:00-20:00", "09:30-18:00": "09:30-18:00", "closed": "closed", "24 hours": "24 hours", "8-9,10-11": "8:00-9:00,10:00-11:00",
	} {
		if got := clock(typed); got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

func TestCalled(t *testing.T) {
	for program, want := range map[string]string{
		"/tmp/go-build123/b001/exe/guanxi": "go run ./cmd/guanxi", "/usr/local/bin/guanxi": "guanxi", "guanxi": "guanxi", "./guanxi": "guanxi",
	} {
		if got := called(program); got != want {
			t.Errorf("%s is called by %q, want %q", program, got, want)
		}
	}
}
