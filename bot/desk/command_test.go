package desk

import (
	"strings"
	"testing"

	"guanxi/locales"
)

// TestHelp looks for each command in the help of each language.
func TestHelp(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range texts.Languages() {
		for _, c := range commands {
			if help := texts.Text(lang, "desk-help", nil); c.Name != "help" && !strings.Contains(help, "/"+c.Name) {
				t.Errorf("the help in %s says nothing of /%s", lang, c.Name)
			}
		}
	}
}
