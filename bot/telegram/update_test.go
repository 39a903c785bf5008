package telegram

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// samples returns the raw updates of testdata/updates.txt with their titles.
func samples(t testing.TB) (titles, raws []string) {
	data, err := os.ReadFile("testdata/updates.txt")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(strings.TrimPrefix(string(data), "# "), "\n# ") {
		title, raw, _ := strings.Cut(block, "\n")
		titles, raws = append(titles, title), append(raws, raw)
	}
	return titles, raws
}

func TestUpdates(t *testing.T) {
	now := time.Unix(1_800_000_000, 0).UTC()
	var got strings.Builder
	titles, raws := samples(t)
	for i, raw := range raws {
		fmt.Fprintf(&got, "# %s\n", titles[i])
		u, err := Decode(json.RawMessage(raw))
		if err != nil {
			fmt.Fprintf(&got, "error: %v\n", err)
			continue
		}
		in, ok := u.Input(now)
		fmt.Fprintf(&got, "update%s\n", show(u))
		if ok {
			fmt.Fprintf(&got, "input%s\n", show(in))
		}
	}
	const golden = "testdata/updates.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("see the difference with go test -update and git diff; got\n%s", got.String())
	}
}

// show writes the fields of a struct that are set.
func show(of any) string {
	var shown strings.Builder
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		switch field := v.Field(i).Interface().(type) {
		case time.Time:
			if !field.IsZero() {
				fmt.Fprintf(&shown, " %s:%d", v.Type().Field(i).Name, field.Unix())
			}
		case User:
			shown.WriteString(show(field))
		default:
			if !v.Field(i).IsZero() {
				fmt.Fprintf(&shown, " %s:%#v", v.Type().Field(i).Name, field)
			}
		}
	}
	return shown.String()
}

// TestSlashed knows a command however it is copied and typed, and leaves alone what is none.
func TestSlashed(t *testing.T) {
	for typed, want := range map[string]string{
		"/forget": "/forget", "\u200e/forget\u200e": "/forget", "\u2067／note\u2069 it's\u200d": "/note it's\u200d", "\ufeff /start a": "/start a",
		"\u200f// ours": "// ours", "／／ ours": "／／ ours", "\u200e": "\u200e", "\u200fأهلا /forget": "\u200fأهلا /forget", "1/2": "1/2", "": "",
	} {
		if got := slashed(typed); got != want {
			t.Errorf("%+q is %+q, want %+q", typed, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	long := strings.Repeat("😀", 3000) // 6000 units
	if got := cutUnits(long, maxText); len(utf16.Encode([]rune(got))) != maxText || !utf8.ValidString(got) {
		t.Errorf("cut to %d units", len(utf16.Encode([]rune(got))))
	}
	if got := cutUnits("x"+long, maxText); len(utf16.Encode([]rune(got))) != maxText-1 {
		t.Errorf("a pair at the border: cut to %d units", len(utf16.Encode([]rune(got))))
	}
	if got := cut("aйй", 2); got != "a" {
		t.Errorf("cut to %q", got)
	}
	if got := cut("йй", 1); got != "" {
		t.Errorf("cut to %q", got)
	}
}

func FuzzDecode(f *testing.F) {
	_, raws := samples(f)
	for _, raw := range raws {
		f.Add([]byte(raw))
	}
	f.Add([]byte(`{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"text":"` + strings.Repeat("😀", 5000) + `"}}`))
	f.Add([]byte(`{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"reply_to_message":` + strings.Repeat(`{"reply_to_message":`, 500) + `{}` + strings.Repeat(`}`, 500) + `}}`))
	f.Add([]byte("{\"update_id\":1,\"message\":{\"chat\":{\"id\":1,\"type\":\"private\"},\"from\":{\"first_name\":\"\xff\xfe\"},\"text\":\"\xc3\x28\"}}"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := Decode(raw)
		if err != nil {
			if u.Text != "" || u.Chat != 0 {
				t.Errorf("half an update beside an error: %+v", u)
			}
			return
		}
		in, ok := u.Input(time.Unix(0, 0))
		if !ok {
			return
		}
		if in.Chat == 0 || in.Text != u.Text {
			t.Errorf("input %+v of %+v", in, u)
		}
		for _, s := range []struct {
			text  string
			limit int
		}{{in.Text, 3 * maxText}, {in.Name, maxName}, {in.Username, maxUsername}, {in.Language, maxLanguage}, {in.Data, maxData}, {u.Press, maxQuery}} {
			if len(s.text) > s.limit || !utf8.ValidString(s.text) {
				t.Errorf("%d bytes, at most %d: %q", len(s.text), s.limit, s.text)
			}
		}
		if len(utf16.Encode([]rune(in.Text))) > maxText {
			t.Errorf("text of more than %d units", maxText)
		}
	})
}

const typical = `{"update_id":873123456,"message":{"message_id":4711,"from":{"id":512345678,"is_bot":false,"first_name":"Анна","last_name":"Иванова","username":"anna_iv","language_code":"ru","is_premium":true},"chat":{"id":512345678,"first_name":"Анна","last_name":"Иванова","username":"anna_iv","type":"private"},"date":1790000000,"text":"Здравствуйте! Есть ли у вас пуэр 2015 года?","entities":[{"offset":0,"length":12,"type":"bold"}]}}`

func BenchmarkDecode(b *testing.B) {
	raw := json.RawMessage(typical)
	b.ReportAllocs()
	for b.Loop() {
		if u, err := Decode(raw); err != nil || u.Message != 4711 {
			b.Fatal(u, err)
		}
	}
}
