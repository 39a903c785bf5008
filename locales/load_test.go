package locales

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestFaults lays one wrong file each over the shipped texts; the error names the file, the key and what is wrong.
func TestFaults(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"syntax", "zh.toml", "rate-yes = \"a\"\nrate-no = [", "zh.toml:2: "},
		{"tag", "klingon language.toml", "", "klingon language.toml: no language has this tag"},
		{"key syntax", "en.toml", `Rate = "a"`, "en.toml:1: Rate: a key is words"},
		{"no text", "en.toml", `rate-yes = 5`, "en.toml:1: rate-yes: other is no text"},
		{"empty", "en.toml", `rate-yes = " "`, "en.toml:1: rate-yes: other is empty"},
		{"form", "en.toml", `rate-yes.several = "a"`, "en.toml:1: rate-yes: several is no plural form"},
		{"no other", "en.toml", `rate-yes.one = "a"`, "en.toml:1: rate-yes: the form other is missing"},
		{"unknown key", "zh.toml", `rate-yess = "好"`, "zh.toml:1: rate-yess: is missing in en, ru, es, ar; did you mean \"rate-yes\"?"},
		{"missing", "en.toml", `shop-new = "a"`, "texts/en.toml:1: shop-new: is missing in zh, ru, es, ar; hint: "},
		{"placeholder", "ru.toml", `welcome-back = "Привет, {{.Nam}}"`, "ru.toml:1: welcome-back: its placeholders are [Nam], at en.toml:"},
		{"own English", "en.toml", `welcome-back = "Hi, {{.Nam}}"`, "texts/en.toml:1: welcome-back: its placeholders are [Nam], at zh.toml:"},
		{"placeholder syntax", "ru.toml", `rate-yes = "{{ .Name }}"`, "ru.toml:1: rate-yes: a placeholder is written {{.Name}}"},
		{"function", "ru.toml", `rate-yes = "{{printf 1}}"`, "a placeholder is written {{.Name}}"},
		{"plural missing", "ru.toml", `desk-card-rating = "{{.Name}} {{.Count}} {{.Language}} {{.Since}}"`, "ru.toml:1: desk-card-rating: the plural form \"few\" is missing"},
		{"plural lacks", "en.toml", "desk-card-rating.one = \"{{.Count}} {{.Language}} {{.Since}}\"\ndesk-card-rating.other = \"{{.Name}} {{.Count}} {{.Language}} {{.Since}}\"", `the plural form "one" lacks {{.Name}}`},
		{"plural without count", "en.toml", "rate-yes.one = \"a\"\nrate-yes.other = \"b\"", "has plural forms but no {{.Count}}"},
		{"long toast", "es.toml", `engine-stale = "` + strings.Repeat("a", 201) + `"`, "a toast at most 200"},
		{"long text", "es.toml", `rate-ask = "` + strings.Repeat("😊", 2049) + `"`, "has 4098 characters, a message at most 4096"},
		{"html", "es.toml", `rate-ask = "<b>a"`, "es.toml:1: rate-ask: <b> is not closed"},
		{"empty list", "es.toml", `engine-words-menu = "|!|"`, "names no phrase"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Load(fstest.MapFS{"texts/" + test.file: {Data: []byte(test.text)}})
			if err == nil || c != nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want ...%s...", err, test.want)
			}
		})
	}
}

func TestFaultsAllAtOnce(t *testing.T) {
	_, err := Load(fstest.MapFS{"texts/zh.toml": {Data: []byte("rate-yes = \"<x>\"\nrate-no = \"<y>\"")}, "texts/es.toml": {Data: []byte(`rate-no = "<b>"`)}})
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three faults, got: %v", err)
	}
}

// TestShop lets a shop change one text, and speak a language of its own that is not complete.
func TestShop(t *testing.T) {
	c := load(t, "zh.toml", `rate-yes = "要"`, "de.toml", "rate-yes = \"Ja, bitte\"\nwelcome-back = \"Willkommen zurück, {{.Name}}!\"")
	for _, test := range []struct{ lang, key, want string }{
		{"zh", "rate-yes", "要"},
		{"zh", "rate-no", "不用了，谢谢"},
		{"de", "rate-yes", "Ja, bitte"},
		{"de", "welcome-back", "Willkommen zurück, Ann!"},
		{"de", "rate-no", "No, thanks"},
		{"de", "welcome-menu", "What can I do for you?"},
		{"fr", "rate-yes", "Yes, please"},
		{"de", "no-such-key", "no-such-key"},
	} {
		if got := c.Text(test.lang, test.key, Args{"Name": "Ann"}); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.lang, test.key, got, test.want)
		}
	}
	if got := strings.Join(c.Languages(), " "); got != "en zh ru es ar de" {
		t.Errorf("languages: %s", got)
	}
	if c.Name("de") != "Deutsch" || c.Name("ru") != "Русский" || c.Match("de-AT") != "de" {
		t.Errorf("%s, %s, %s", c.Name("de"), c.Name("ru"), c.Match("de-AT"))
	}
	if got := c.Text("de", "desk-card-rating", Args{"Name": "Ann", "Count": 1}); !strings.Contains(got, "gave 1 star out of 5") {
		t.Errorf("English plural for German: %q", got)
	}
	if len(c.List("de", "engine-words-human")) == 0 {
		t.Error("German has no English phrases to fall back to")
	}
}

// TestFor holds a shop to the languages that it speaks: no other is matched, and its own texts are needed in these alone.
func TestFor(t *testing.T) {
	shop := fstest.MapFS{"texts/ru.toml": {Data: []byte("# ours\ntea-ask = \"Какой чай, {{.Name}}?\"\n")}, "texts/es.toml": {Data: []byte("rate-yes = \"Claro\"\n")}}
	_, err := For(shop, "ru", "es")
	if want := "texts/ru.toml:2: tea-ask: is missing in es; hint: "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Fatalf("got %v, want %s...", err, want)
	}
	c, err := For(shop, "ru", "klingon")
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		strings.Join(c.Languages(), " "): "ru",
		c.Match("en"):                    "ru",
		c.Match("yue"):                   "ru",
		c.Own()["tea-ask"]:               "texts/ru.toml:2",
		c.Text("fr", "tea-ask", Args{"Name": "Анна"}): "Какой чай, Анна?",
		c.Text("es", "rate-yes", nil):                 "Claro",
		strings.Join(c.Placeholders("tea-ask"), " "):  "Name",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if len(c.Own()) != 1 || !c.Has("tea-ask") {
		t.Error(c.Own())
	}
}

func TestNear(t *testing.T) {
	known := []string{"hours", "holidays", "languages", "name"}
	for mistyped, want := range map[string]string{"hour": "hours", "langauges": "languages", "nmae": "name", "holiday": "holidays", "colour": "", "xx": ""} {
		if got := Near(mistyped, known); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: %q, want %q", mistyped, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	got := lines("# a\na-b = \"x\"\nc-d = \"\"\"\na-e = no key\n\"\"\"\n[f-g]\none = \"1\"\n\"h-i\".other = 'z'\n")
	for key, line := range map[string]int{"a-b": 2, "c-d": 3, "a-e": 0, "f-g": 6, "h-i": 8} {
		if got[key] != line {
			t.Errorf("%s: %d, want %d", key, got[key], line)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"a <b>bold <i>and</i></b> &lt;3 &#38; <a href=\"https://a.b/?c&amp;d\">link</a>":                                 "a bold and <3 & link",
		"<pre><code class=\"language-go\">x</code></pre><blockquote expandable>q</blockquote><tg-spoiler>s</tg-spoiler>": "xqs",
		"<b>a": "", "a</b>": "", "<b><i>a</b></i>": "", "a & b": "", "a < b": "", "<p>a</p>": "", "<a>a</a>": "", "<b class=\"x\">a</b>": "", "&nbsp;": "", "a > b": "",
	} {
		got, err := Plain(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a <b>b</b> &lt; <a href=\"x\">c</a>")
	f.Fuzz(func(t *testing.T, text string) {
		if plain, err := Plain(Escape(text)); err != nil || plain != text {
			t.Errorf("escaped and read back: %q, %v", plain, err)
		}
		_, _ = Plain(text)
		if once := Fold(text); Fold(once) != once {
			t.Errorf("folding twice: %q, %q", once, Fold(once))
		}
	})
}
