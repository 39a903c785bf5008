package console

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

func TestRich(t *testing.T) {
	type marks = []sandbox.Entity
	const out = ` target="_blank" rel="noopener noreferrer" href=`
	for name, c := range map[string]struct {
		text  string
		marks marks
		want  string
	}{
		"plain":        {`<a href="x">&`, nil, `&lt;a href=&#34;x&#34;&gt;&amp;`},
		"after emoji":  {"🍵 tea", marks{{Type: "bold", Offset: 3, Length: 3}}, "🍵 <b>tea</b>"},
		"nested":       {"abcdef", marks{{Type: "bold", Offset: 0, Length: 5}, {Type: "italic", Offset: 1, Length: 2}}, "<b>a<i>bc</i>de</b>f"},
		"same place":   {"ab", marks{{Type: "bold", Length: 2}, {Type: "italic", Length: 2}}, "<b><i>ab</i></b>"},
		"overlapping":  {"abcd", marks{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 3}}, "<b>a<i>b</i></b>cd"},
		"beyond":       {"ab", marks{{Type: "code", Offset: 1, Length: 9}, {Type: "bold", Offset: 5, Length: 1}}, "a<code>b</code>"},
		"negative":     {"ab", marks{{Type: "bold", Offset: -3, Length: 4}}, "<b>a</b>b"},
		"unknown":      {"ab", marks{{Type: "<script>", Length: 1}}, "ab"},
		"link":         {"list", marks{{Type: "text_link", Length: 4, URL: `https://x.example/?a="&b`}}, `<a` + out + `"https://x.example/?a=&#34;&amp;b">list</a>`},
		"telegram":     {"me", marks{{Type: "text_link", Length: 2, URL: "tg://user?id=7"}}, `<a` + out + `"tg://user?id=7">me</a>`},
		"topic":        {"Mei", marks{{Type: "text_link", Length: 3, URL: "https://t.me/c/0000100001/7"}}, `<a href="/sandbox/desk-7" data-chat="desk-7">Mei</a>`},
		"other group":  {"Mei", marks{{Type: "text_link", Length: 3, URL: "https://t.me/c/0000100002/7"}}, `<a` + out + `"https://t.me/c/0000100002/7">Mei</a>`},
		"no topic":     {"Mei", marks{{Type: "text_link", Length: 3, URL: `https://t.me/c/0000100001/7"x`}}, `<a` + out + `"https://t.me/c/0000100001/7%22x">Mei</a>`},
		"script link":  {"list", marks{{Type: "text_link", Length: 4, URL: "javascript:alert(1)"}}, "list"},
		"data link":    {"list", marks{{Type: "text_link", Length: 4, URL: " data:text/html,x"}}, "list"},
		"bare address": {"see https://x.example/a.", nil, `see <a` + out + `"https://x.example/a">https://x.example/a</a>.`},
		"in code":      {"https://x.example/a", marks{{Type: "code", Length: 19}}, "<code>https://x.example/a</code>"},
		"command":      {"/help", marks{{Type: "bot_command", Length: 5}}, `<button type="button" class="command" dir="ltr" data-say="/help">/help</button>`},
		"a name":       {"Card\n\u2068مي\u2069 asks\nthen", nil, "Card\n\u200e\u2068مي\u2069 asks\nthen"},
		"a name alone": {"\u2068مي\u2069\nCard", marks{{Type: "bold", Length: 4}}, "<b>\u200e\u2068مي\u2069</b>\nCard"},
		"their words":  {"Card\nأين", nil, "Card\nأين"},
		"arabic":       {"بطاقة\n\u2068Anna\u2069", nil, "بطاقة\n\u200f\u2068Anna\u2069"},
		"bare command": {"选茶：/tea, и/или €3/kg a/b", nil, `选茶：<button type="button" class="command" dir="ltr" data-say="/tea">/tea</button>, и/или €3/kg a/b`},
	} {
		if got := string(rich(c.text, c.marks)); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// Whatever the entities, only our own tags come out and no word is lost or told twice.
func FuzzRich(f *testing.F) {
	f.Add("a<b>🍵 https://x.example", "bold", 1, 3, "code", 2, 9)
	f.Fuzz(func(t *testing.T, text, one string, at, length int, two string, at2, length2 int) {
		text = strings.ToValidUTF8(text, "?")
		got := string(rich(text, []sandbox.Entity{
			{Type: one, Offset: at % 1000, Length: length % 1000, URL: text}, {Type: two, Offset: at2 % 1000, Length: length2 % 1000, URL: text},
		}))
		if strings.Contains(got, "<script") || strings.Count(got, "<") != strings.Count(got, ">") {
			t.Errorf("%q became %q", text, got)
		}
	})
}
