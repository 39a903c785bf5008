package sandbox

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHTML(t *testing.T) {
	for _, test := range []struct {
		in, plain string
		entities  []Entity
	}{
		{"plain & simple > all", "plain & simple > all", nil},
		{"&lt;b&gt; &amp;amp; &quot;q&quot; &#8364;&#x20AC; &nbsp;", `<b> &amp; "q" €€ &nbsp;`, nil},
		{"&lt3 &ltd; &ampere; &#0008364 &#00008364; &#x0020AC; &#x00020AC;", "<3 &ltd; &ampere; € &#00008364; € &#x00020AC;", nil},
		{"\u202ba\r\n<i>b\t</i>c", "a\nb c", []Entity{{Type: "italic", Offset: 2, Length: 2}}},
		{"<b>a</b><STRONG>b</strong>", "ab", []Entity{{Type: "bold", Length: 1}, {Type: "bold", Offset: 1, Length: 1}}},
		{"😀<i>x</i>", "😀x", []Entity{{Type: "italic", Offset: 2, Length: 1}}},
		{"<b>a<i>b</i></b>", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{`<a href="https://t.me/x?a=1&amp;b=2">l</a>`, "l", []Entity{{Type: "text_link", Length: 1, URL: "https://t.me/x?a=1&b=2"}}},
		{`<pre><code class="language-go">x</code></pre>`, "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{`<code class="language-go">x</code>`, "x", []Entity{{Type: "code", Length: 1}}},
		{`<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>`, "xy", []Entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}}},
		{`<tg-emoji emoji-id="5">x</tg-emoji>`, "x", []Entity{{Type: "custom_emoji", Length: 1, EmojiID: "5"}}},
		{`<blockquote expandable>x</blockquote>`, "x", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{"<u>a</u><ins>b</ins><s>c</s><del>d</del>", "abcd", []Entity{{Type: "underline", Length: 1}, {Type: "underline", Offset: 1, Length: 1},
			{Type: "strikethrough", Offset: 2, Length: 1}, {Type: "strikethrough", Offset: 3, Length: 1}}},
		{"<b></b>x", "x", nil},
		{"<b>x</>", "x", []Entity{{Type: "bold", Length: 1}}},
	} {
		plain, entities, err := parseHTML(test.in)
		if err != nil || plain != test.plain {
			t.Errorf("%s: %q, %v", test.in, plain, err)
		}
		if diff := cmp.Diff(test.entities, entities); diff != "" {
			t.Errorf("%s: %s", test.in, diff)
		}
	}
}

func TestHTMLRefusals(t *testing.T) {
	for in, want := range map[string]string{
		"a < b":                  `Unsupported start tag "" at byte offset 2`,
		"<div>x</div>":           `Unsupported start tag "div" at byte offset 0`,
		"<b>x":                   `Can't find end tag corresponding to start tag "b"`,
		"<b>x</i>":               `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
		"x</b>":                  "Unexpected end tag at byte offset 1",
		"x<b":                    "Unclosed start tag at byte offset 1",
		"<b>x</b":                "Unclosed end tag at byte offset 4",
		"<span>x</span>":         `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<a href>x</a>":          `Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0`,
		`<a href="x`:             "Unclosed start tag at byte offset 0",
		`<a ="x">y</a>`:          `Empty attribute name in the tag "a" at byte offset 0`,
		`<a href=x:y>z</a>`:      "Unexpected end of name token at byte offset 8",
		"é<b>":                   `Can't find end tag corresponding to start tag "b"`,
		"é<x>":                   `Unsupported start tag "x" at byte offset 2`,
		"<tg-emoji>x</tg-emoji>": "Invalid custom emoji identifier specified",
		"<blockquote cite>x<":    `Expected equal sign in declaration of an attribute of the tag "blockquote" at byte offset 0`,
	} {
		if _, _, err := parseHTML(in); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
}

// FuzzHTML: no panic, and entities always lie within the text.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"", "a<b>c</b>", "&#x1F600;<a href='x'>😀</a>", "<pre><code class=language-go>x</code></pre>", "&", "<", "</", "&#",
		"<blockquote expandable>x</blockquote>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			t.Skip("refused before it is parsed")
		}
		plain, entities, err := parseHTML(in)
		if err != nil {
			return
		}
		if !utf8.ValidString(plain) {
			t.Errorf("%q gives invalid UTF-8 %q", in, plain)
		}
		m := Message{Plain: plain, Entities: entities}
		trim(&m)
		for _, e := range append(entities, m.Entities...) {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > length(plain) {
				t.Errorf("%q: entity %+v outside %q", in, e, plain)
			}
		}
		for _, e := range m.Entities {
			if e.Offset+e.Length > length(m.Plain) {
				t.Errorf("%q: entity %+v outside trimmed %q", in, e, m.Plain)
			}
		}
	})
}

func TestCommandsAreMarked(t *testing.T) {
	for in, want := range map[string][]Entity{
		"/start":          {{Type: "bot_command", Length: 6}},
		"/start@Bot now":  {{Type: "bot_command", Length: 10}},
		"😀 /help":         {{Type: "bot_command", Offset: 3, Length: 5}},
		"no/command":      nil,
		"/привет":         nil,
		"/ nothing":       nil,
		"//start":         nil,
		"/a /b":           {{Type: "bot_command", Length: 2}, {Type: "bot_command", Offset: 3, Length: 2}},
		"http://t.me/bot": nil,
	} {
		if diff := cmp.Diff(want, commands(in)); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}
