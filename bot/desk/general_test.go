package desk

import (
	"strings"
	"testing"

	"guanxi/locales"
	"guanxi/profile"
)

// TestFoundRunsWithItsName keeps a name of another direction to itself: what is beside it stays as it is written.
func TestFoundRunsWithItsName(t *testing.T) {
	f := Found{Entry: Entry{Name: "ليلى", Username: "leila", Thread: 7, Group: -1005}, Gist: "أين أنتم؟"}
	want := `<a href="https://t.me/c/5/7"><b>` + locales.Isolate("ليلى") + "</b></a> · @leila · " + locales.Isolate("أين أنتم؟")
	if got := f.line(-1005); got != want || locales.Isolate("ليلى") == "ليلى" {
		t.Errorf("found %q, want %q", got, want)
	}
}

// TestGeneralStart says nothing to what Telegram itself writes where a link brings the bot into the group.
func TestGeneralStart(t *testing.T) {
	v := topic(t, "en", Ticket{})
	for words, said := range map[string]int{"/start@sandbox_bot desk_SECRET": 0, "/start": 1, "/xyz desk_SECRET": 1} {
		if got := General(Desk{Group: -5}, v.texts, Act{Text: words}, nil); len(got) != said {
			t.Errorf("%q is answered %+v", words, got)
		}
	}
}

// TestFitsPhone finds a customer by whatever staff know: a part of the name, the username, a complaint, the phone as people write it.
func TestFitsPhone(t *testing.T) {
	e := Entry{Name: "Мэй Ван", Username: "mei_w", Numbers: []int{1042}, Phone: "+15550100123"}
	for _, words := range []string{
		"мэй", "MEI_W", "C-1042", "c1042", "1042", "+15550100123", "15550100123", "+1 (555) 010-0123", "0015550100123", "00123", "010 0123", "٠١٠٠١٢٣",
	} {
		if !e.Fits(words) {
			t.Errorf("%q does not fit", words)
		}
	}
	for _, words := range []string{"", "+", "0123", "1043", "C-1043", "5550100124", "tea 15550100123"} {
		if e.Fits(words) {
			t.Errorf("%q fits", words)
		}
	}
	if (Entry{}).Fits("00123") {
		t.Error("who has no phone fits one")
	}
}

// TestNamesakes tells customers of one name apart as their topics do, and finds each by that name.
func TestNamesakes(t *testing.T) {
	for want, c := range map[string]profile.Customer{
		"Tom": {Name: "Tom", Namesake: 1}, "Tom (2)": {Name: "Tom", Namesake: 2}, "Tom @tom_b": {Name: "Tom", Username: "tom_b", Namesake: 3},
	} {
		f := Found{Entry: EntryOf(&c, &Ticket{}, &profile.History{})}
		label := view{}.cards([]Found{f})[0][0].Label
		if got := f.line(0); got != "<b>"+want+"</b>" || label != want || Called(&c) != want || !f.Fits(want) || !f.Fits("tom") || f.Fits("Tom (4)") {
			t.Errorf("%q is found as %q, on a button %q", want, got, label)
		}
	}
}

// TestTells finds a customer by what they complained of and suggested, in any form of the words, and shows where it says so.
func TestTells(t *testing.T) {
	long := strings.Repeat("It was a good day and a fine tea. ", 3) + "But the LID came in two pieces."
	e := EntryOf(&profile.Customer{Name: "Mei"}, &Ticket{}, &profile.History{Last: []profile.Event{
		{Kind: "complaint", Value: "quality"}, {Kind: "complaint-words", Words: "Чашка\nпришла разбитой"}, {Kind: "question", Words: "Where is the lid?"},
		{Kind: "suggestion", Words: long}, {Kind: "complaint", Words: "الكوب مكسور"},
	}})
	for words, want := range map[string]string{
		"чашка пришла": "Чашка пришла разбитой", "the lid came": "…the LID came in two pieces.", "good day": long, "مكسورٌ": "الكوب مكسور",
		"": "", "!": "", "where is": "", "quality": "", "mei": "",
	} {
		if got := e.Tells(words); got != want {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
	var much profile.History
	for range maxGists + 3 {
		much.Last = append(much.Last, profile.Event{Kind: "suggestion", Words: strings.Repeat("汉", 999)})
	}
	if e = EntryOf(&profile.Customer{}, &Ticket{}, &much); len(e.Gists) != maxGists || len(e.Gists[0]) > 3*gistUnits {
		t.Errorf("%d gists, the first of %d bytes", len(e.Gists), len(e.Gists[0]))
	}
}
