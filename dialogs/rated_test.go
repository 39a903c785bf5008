package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/profile"
)

// TestChangedInWords changes a rating by what is typed after it, and takes what says more for words about it.
func TestChangedInWords(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ first, said, want string }{
		{"5", "ok now 3 please", "3"}, {"5", "hm, make it four", "4"}, {"5", "make that a 2", "2"}, {"1", "sorry i meant four", "4"},
		{"5", "поставьте лучше 2", "2"}, {"5", "нет, четыре", "4"}, {"5", "perdón, quería decir 4", "4"}, {"5", "mejor un 3", "3"},
		{"5", "لا خليها ٣", "3"}, {"5", "还是改成3吧", "3"}, {"2", "4", "4"},
		{"5", "I waited 3 days", ""}, {"1", "I waited 3 days", ""}, {"1", "no one came", ""}, {"1", "no one", ""}, {"5", "прождал 3 дня", ""}, {"1", "等了3天", ""},
	} {
		r := after(w, State{}, Input{Kind: Words, Text: "/rate", At: monday}, Input{Kind: Words, Text: test.first, At: monday}, Input{Kind: Words, Text: test.said, At: monday})
		got := ""
		for _, e := range r.Events {
			if e.Kind == Visit {
				got = e.Value
			}
		}
		if got != test.want {
			t.Errorf("%s, then %q: rating changed to %q, want %q", test.first, test.said, got, test.want)
		}
	}
}

// TestRatedAgain rates a visit thrice within a day, and once a day later: those of one day are one rating, which changes.
func TestRatedAgain(t *testing.T) {
	w := shopWorld(t)
	var history profile.History
	s := State{}
	for i, stars := range []string{"2", "5", "4", "3"} {
		at := monday.Add(time.Duration(i) * 10 * time.Minute)
		if i == 3 {
			at = monday.Add(25 * time.Hour)
		}
		r := Turn(w, s, Input{Text: "/rate", At: at, Chat: 7})
		r = Turn(w, r.State, Input{Kind: Press, Data: "rate.stars:" + stars, Message: 5, At: at, Chat: 7})
		if changed := strings.Contains(written(r), "Your rating is now"); changed != (i == 1 || i == 2) {
			t.Errorf("rating %d: %s", i+1, written(r))
		}
		s, history = r.State, history.With(r.Events...)
	}
	var kept []string
	for i, e := range history.Last {
		if e.Kind == Visit && e.Stands(history.Last[i+1:]) {
			kept = append(kept, e.Value)
		}
	}
	if !slices.Equal(kept, []string{"4", "3"}) {
		t.Errorf("the ratings are %v", kept)
	}
}
