package locales

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
)

// TestShipped holds the shipped texts to every rule of check.go, and prints them all (-v) for a person to read.
func TestShipped(t *testing.T) {
	c := load(t)
	args := Args{"Name": "Лейла ليلى", "Shop": "Qinghe", "Title": "Returns & exchange", "Language": "English", "Since": "2026-03-01", "Words": "hi <3",
		"Number": "C-1042", "Product": "Longjing", "About": "Green tea.", "Price": "€14.50", "Unit": "50 g", "Origin": "Hangzhou", "Wishes": "Floral · Under €10"}
	for _, key := range c.Keys() {
		for _, lang := range c.Languages() {
			for _, n := range []int{0, 1, 2, 3, 15} {
				if n != 1 && !strings.HasPrefix(key, "desk-card-rating") && key != "desk-waiting" && key != "product-few" {
					continue
				}
				args["Count"] = n
				text := c.Text(lang, key, args)
				if plain, err := Plain(text); err != nil || plain == "" || strings.Contains(text, "no value") || strings.Contains(text, "{") {
					t.Errorf("%s %s: %q: %v", lang, key, text, err)
				}
				t.Logf("%-22s %s  %s", key, lang, text)
			}
		}
	}
}

// TestLabels tries what a button can and cannot show.
func TestLabels(t *testing.T) {
	c := load(t)
	for key, fits := range map[string]bool{
		"menu-ask": true, "desk-back": true, "human-called": false, "answer-source": false, "welcome-back": false,
	} {
		if err := c.CheckLabel(key); (err == nil) != fits {
			t.Errorf("%s: %v", key, err)
		}
	}
	for _, lang := range c.Languages() {
		if n := Units(c.Name(lang)); n == 0 || n > MaxLabel {
			t.Errorf("name %q of %s does not fit a button", c.Name(lang), lang)
		}
	}
}

// TestPhrases wants rich lists, and no phrase that asks for two things.
func TestPhrases(t *testing.T) {
	c := load(t)
	for _, lang := range c.Languages() {
		meaning := map[string]string{}
		for key, least := range map[string]int{"engine-words-human": 15, "engine-words-cancel": 10, "engine-words-menu": 7} {
			list := c.List(lang, key)
			if len(list) < least {
				t.Errorf("%s %s: only %d phrases", lang, key, len(list))
			}
			for _, phrase := range list {
				if meaning[phrase] != "" {
					t.Errorf("%s: %q means %s and %s", lang, phrase, meaning[phrase], key)
				}
				meaning[phrase] = key
			}
		}
	}
}

func TestPlural(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 1, "1 star "}, {"en", 2, "2 out of 5 stars"}, {"zh", 2, "2 星"}, {"ru", 1, "1 звезда "}, {"ru", 3, "3 звезды"}, {"ru", 5, "5 звёзд "},
		{"es", 1, "1 estrella "}, {"es", 1_000_000, "1000000 estrellas"}, {"ar", 1, "نجمة واحدة"}, {"ar", 2, "نجمتين"}, {"ar", 5, "5 نجوم"}, {"ar", 11, "11 نجمة"},
	} {
		if text := c.Text(test.lang, "desk-card-rating", Args{"Count": test.n}); !strings.Contains(text, test.want) {
			t.Errorf("%s %d: %q lacks %q", test.lang, test.n, text, test.want)
		}
	}
	if text := c.Text("ru", "desk-card-rating", Args{"Count": "many"}); !strings.Contains(text, "many") {
		t.Errorf("a count that is no number: %q", text)
	}
}

func TestArguments(t *testing.T) {
	c := load(t, "en.toml", `welcome-back = "[{{.Name}}]"`, "ar.toml", `welcome-back = "[{{.Name}}]"`)
	for _, test := range []struct{ lang, name, want string }{
		{"en", "Ann", "[Ann]"},
		{"en", "ليلى", "[\u2068ليلى\u2069]"},
		{"ar", "Ann", "[\u2068Ann\u2069]"},
		{"ar", "", "[]"},
		{"en", `<b>&"{{.Name}}`, "[&lt;b&gt;&amp;&quot;{{.Name}}]"},
		{"en", "a\u202eb\u2069\u2066c", "[abc]"},
	} {
		if got := c.Text(test.lang, "welcome-back", Args{"Name": test.name}); got != test.want {
			t.Errorf("%s %q: %q, want %q", test.lang, test.name, got, test.want)
		}
	}
	if got := c.Text("en", "welcome-back", nil); got != "[]" {
		t.Errorf("without arguments: %q", got)
	}
}

func TestMatch(t *testing.T) {
	c := load(t)
	for tag, want := range map[string]string{
		"zh": "zh", "zh-hans": "zh", "zh-Hant": "zh", "zh-TW": "zh", "zh-hk": "zh", "yue": "zh", "en-GB": "en", "ru": "ru", "be": "ru", "kk": "ru", "uk": "en",
		"es-419": "es", "es_MX": "es", "gl": "es", "ar-EG": "ar", "arz": "ar", "fa": "en", "fr": "en", "": "en", "klingon!": "en", strings.Repeat("zh-", 99): "en",
	} {
		if got := c.Match(tag); got != want {
			t.Errorf("%q: %s, want %s", tag, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for words, want := range map[string]string{
		"  Talk to a PERSON, please!! ": "talk to a person please", "ещЁ": "еще", "إِلْغَاء": "الغاء", "ＡＢＣ１": "abc1", "don’t": "dont", "…!?": "", "客服。": "客服", "謝謝，請轉人工！": "谢谢 请转人工", "後來麵條乾麼": "后来面条干么", "Straße": "strasse",
	} {
		if got := Fold(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestCaseless holds that a letter which is not looked up folds to its small form.
func TestCaseless(t *testing.T) {
	fold := cases.Fold()
	for r := range rune(unicode.MaxRune) {
		if folded := fold.String(string(r)); utf8.ValidRune(r) && caseless(string(r)) != folded {
			t.Errorf("%U folds to %q, want %q", r, caseless(string(r)), folded)
		}
	}
}

// ours are the texts without any of a shop's, read once.
var ours = sync.OnceValues(func() (*Catalogue, error) { return Load() })

func load(t testing.TB, files ...string) *Catalogue {
	t.Helper()
	if len(files) == 0 {
		c, err := ours()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	shop := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		shop["texts/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	c, err := Load(shop)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func BenchmarkText(b *testing.B) {
	c := load(b)
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Text("ar", "rate-ask", nil)
		}
	})
	b.Run("arguments", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Text("ru", "welcome-hello", Args{"Name": "Anna", "Shop": "Qinghe"})
		}
	})
	b.Run("match", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Match("zh-hans")
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
