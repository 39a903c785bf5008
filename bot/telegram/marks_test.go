package telegram

import "testing"

// TestMarked puts marks into a text: nested, behind signs of two units, past the end, and across one another.
func TestMarked(t *testing.T) {
	for want, test := range map[string]struct {
		text  string
		marks []wireEntity
	}{
		"":                                      {"a", []wireEntity{{Type: "url", Length: 1}, {Type: "bold"}, {Type: "text_link", Length: 1}}},
		"🍵 <b>a <i>b</i></b>":                   {"🍵 a b", []wireEntity{{Type: "italic", Offset: 5, Length: 1}, {Type: "bold", Offset: 3, Length: 3}}},
		"<b>a<i>b</i></b>c":                     {"abc", []wireEntity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 2}}},
		"a<u>&lt;</u>":                          {"a<", []wireEntity{{Type: "underline", Offset: 1, Length: 99}, {Type: "code", Offset: 7, Length: 1}, {Type: "bold", Offset: -1, Length: 3}}},
		"<blockquote expandable>a</blockquote>": {"a", []wireEntity{{Type: "expandable_blockquote", Length: 1}}},
	} {
		if got := marked(test.text, test.marks); got != want {
			t.Errorf("%q %+v: %q, want %q", test.text, test.marks, got, want)
		}
	}
}
