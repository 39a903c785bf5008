package locales

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestShipped holds the shipped texts to every rule of check.go, and prints them all (-v) for a person to read.
func TestShipped(t *testing.T) {
	c := load(t)
	args := Args{"Name": "Лейла ليلى", "Shop": "Qinghe", "Title": "Returns & exchange", "Language": "English", "Since": "2026-03-01", "Words": "hi <3"}
	for _, key := range c.Keys() {
		for _, lang := range c.Languages() {
			for _, n := range []int{0, 1, 2, 3, 15} {
				if n != 1 && !strings.HasPrefix(key, "desk-card-rating") && key != "desk-waiting" {
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

func load(t testing.TB, files ...string) *Catalogue {
	t.Helper()
	shop := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		shop[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
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
