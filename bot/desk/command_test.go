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

// TestSlip tells what is nearly a command from what is one, and from what is meant for the customer.
func TestSlip(t *testing.T) {
	for text, want := range map[string]string{
		"/ note x": "note", "\\note z": "note", "／ Note x": "note", "＼close": "close", "/note：x": "note", "/　note 茶": "note", "/\u00a0sale 45": "sale",
		"/ today": "today", "/close.": "close", "/\nnote": "",
		"/note x": "", "/Note@ShopBot": "", "/close": "", "// note x": "", "/ 12 €": "", "/ noted": "", "/ 注意": "", "note x": "", " / note": "",
		"\\o/": "", "1/note": "", "/": "", "": "", "/xyz": "",
	} {
		if got := Slip(text); got != want {
			t.Errorf("%q is a slip of %q, want %q", text, got, want)
		}
	}
}
