package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStarsWithWords rates in words that say more: they are kept with the stars. A number of something else is no rating.
func TestStarsWithWords(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]map[string]string{
		"en": {"4 stars, lovely": "4", "3⭐ cold tea": "3", "Lovely place! 4 stars": "4", "4 stars from me, great tea": "4", "3 stars, 2 waiters were rude": "3",
			"2 people were rude": "", "1. cold tea 2. rude waiter": "", "I waited 3 days": "", "4 5 6 tea": ""},
		"zh": {"4星很好": "4", "四星，很满意": "4", "等了3天": "", "2个人很粗鲁": ""},
		"ru": {"4 звезды, всё супер": "4", "три звезды чай остыл": "3", "прождал 3 дня": "", "2 официанта нагрубили": ""},
		"es": {"4 estrellas, muy bien todo": "4", "dos estrellas por el té": "2", "esperé 3 días": "", "2 camareros fueron groseros": ""},
		"ar": {"٤ نجوم، المكان جميل": "4", "٣ نجوم الشاي بارد": "3", "انتظرت ٣ أيام": ""},
	} {
		for words, want := range all {
			s := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: "/rate"}).State
			r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 51, Text: words})
			got, shown := "", false
			for _, e := range r.Events {
				if e.Kind == Visit {
					got = e.Value
				}
			}
			for _, e := range r.Effects {
				shown = shown || e.Rated != nil && slices.Equal(e.Rated.Messages, []int{51})
			}
			if got != want || shown != (want != "") {
				t.Errorf("%s %q: %q, shown to staff %v: %s", lang, words, got, shown, written(r))
			}
		}
	}
}

// TestGrievanceAtStars tells of a grievance where stars are asked for: it is met with regret, and is their reason.
func TestGrievanceAtStars(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range sores {
		for _, words := range all[:7] {
			s := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: "/rate"}).State
			r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 51, Text: words})
			if said := written(r); r.State.Session.Step != "rate.stars" || !strings.Contains(said, w.Texts.Text(lang, "rate-ask", nil)) || strings.Contains(said, w.Texts.Text(lang, "engine-tap", nil)) {
				t.Errorf("%s %q: at %q: %s", lang, words, r.State.Session.Step, said)
			}
			r = Turn(w, r.State, Input{Kind: Press, At: monday.Add(time.Second), Chat: 7, Language: lang, Message: 3, Data: "rate.stars:1"})
			if last := r.Effects[len(r.Effects)-1].Rated; last == nil || !last.More || !slices.Equal(last.Messages, []int{51}) {
				t.Errorf("%s %q: staff see %+v", lang, words, r.Effects)
			}
			if said := written(r); strings.Contains(said, w.Texts.Text(lang, sorry, nil)) {
				t.Errorf("%s %q: regret again: %s", lang, words, said)
			}
		}
	}
}

// TestNothingLost sends what nobody asked for where a button is wanted: whoever is called then sees it, and so does who
// reads of few stars or a complaint. A grievance there is met as elsewhere.
func TestNothingLost(t *testing.T) {
	w := shopWorld(t)
	photo, voice, sticker := Input{Kind: Media, Media: "photo"}, Input{Kind: Media, Media: "voice"}, Input{Kind: Media, Media: "sticker"}
	words := func(text string) Input { return Input{Text: text} }
	for _, flow := range []string{"/rate", "/tea", "/forget"} {
		for name, test := range map[string]struct {
			sent []Input
			want []int
		}{
			"media":     {[]Input{photo, voice, words("/human")}, []int{2, 3}},
			"stuck":     {[]Input{photo, words("purple rain"), voice, {Kind: Press, Data: "human.offer:call"}}, []int{2, 3, 4}},
			"words":     {[]Input{words("purple rain"), words("wild stuff"), words("/human")}, nil},
			"light":     {[]Input{sticker, words("asdf"), words("/human")}, nil},
			"few stars": {[]Input{photo, words("/rate"), words("2")}, []int{2}},
			"complaint": {[]Input{photo, words("/complain"), words("the tea was cold"), words("quality"), words("money back")}, []int{2, 4}},
		} {
			sent := append([]Input{words(flow)}, test.sent...)
			for i := range sent {
				sent[i].Message, sent[i].At, sent[i].Number = i+1, monday, 1042
			}
			var got []int
			for _, e := range after(w, State{}, sent...).Effects {
				switch {
				case e.HandOff != nil && name != "words":
					got = e.HandOff.Messages
				case e.HandOff != nil && !slices.Contains(e.HandOff.Messages, 2): // of the rest the last may be quoted
					t.Errorf("%s: %s: %+v", flow, name, *e.HandOff)
				case e.Rated != nil:
					got = e.Rated.Messages
				case e.Complaint != nil:
					got = e.Complaint.Messages
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %s: staff see %v, want %v", flow, name, got, test.want)
			}
		}
	}
	for lang, all := range sores {
		for _, flow := range []string{"/tea", "/forget", "/language"} {
			s := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: flow}).State
			if r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 51, Text: all[1]}); r.State.Session.Step != "complain.grief" {
				t.Errorf("%s: %s: %q: at %q: %s", lang, flow, all[1], r.State.Session.Step, written(r))
			}
		}
	}
}
