package dialogs

import (
	"slices"
	"testing"
	"time"
)

// TestCaptionedPhoto sends a photo with a caption that nothing answers, and calls a person: staff see the photo, also after
// another question. A caption that speaks of a grievance begins a complaint instead.
func TestCaptionedPhoto(t *testing.T) {
	w := shopWorld(t)
	handed := func(after ...Input) []int {
		var s State
		all := append([]Input{{Kind: Media, Media: "photo", Text: "can I return this teapot?"}}, after...)
		for i, in := range append(all, Input{Text: "/human"}) {
			in.At, in.Chat, in.Language, in.Message = monday, 7, "en", 50+i
			r := Turn(w, s, in)
			s = r.State
			for _, e := range r.Effects {
				if e.HandOff != nil {
					return e.HandOff.Messages
				}
			}
		}
		t.Fatal("nobody was called")
		return nil
	}
	for want, after := range map[int][]Input{1: nil, 2: {{Kind: Media, Media: "photo"}}} {
		if got := handed(after...); !slices.Contains(got, 49+want) {
			t.Errorf("after %d photos staff see %v", want, got)
		}
	}
	if got := handed(Input{Text: "when are you open?"}); !slices.Equal(got, []int{50}) {
		t.Errorf("after another question staff see %v", got)
	}
	r := Turn(w, State{}, Input{Kind: Media, At: monday, Chat: 7, Language: "en", Message: 50, Media: "photo", Text: "my teapot arrived broken"})
	if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{50}) {
		t.Errorf("a photo of a grievance: at %q with %v", s.Step, s.Kept)
	}
}

// TestSeveralUnread sends what the bot cannot read, and calls a person: all of it reaches them in order, whatever was asked
// between, but not what is a day old, or came before a rating that they are called about.
func TestSeveralUnread(t *testing.T) {
	w := shopWorld(t)
	sent := func(media string) Input { return Input{Kind: Media, Media: media} }
	words := func(text string) Input { return Input{Kind: Words, Text: text} }
	call := Input{Kind: Press, Data: "media.wordless:human"}
	album := Input{Kind: Media, Media: "photo", Album: "a"}
	late := sent("video_note")
	late.At = monday.Add(60 * time.Hour)
	for name, test := range map[string]struct {
		inputs []Input
		want   []int
		words  string
	}{
		"in a row":          {[]Input{sent("photo"), sent("video_note"), sent("document"), call}, []int{1, 2, 3}, ""},
		"a place":           {[]Input{sent("photo"), sent("location"), words("/human")}, []int{1, 2}, ""},
		"questions between": {[]Input{sent("photo"), words("when do you open on sunday?"), sent("video_note"), words("purple monkeys"), words("/human")}, []int{1, 3}, "purple monkeys"},
		"an album":          {[]Input{sent("video_note"), album, album, album, call}, []int{1, 2, 3, 4}, ""},
		"too many":          {[]Input{sent("photo"), sent("photo"), album, album, album, album, album, album, album, album, album, album, call}, []int{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, ""},
		"a day old":         {[]Input{sent("photo"), late, {Kind: Words, Text: "/human", At: late.At}}, []int{2}, ""},
		"before a rating":   {[]Input{sent("photo"), words("/rate"), words("2"), words("/human")}, nil, ""},
		"called before":     {[]Input{sent("photo"), call, {Kind: Press, Data: "human.wait:back"}, sent("video_note"), call}, []int{4}, ""},
	} {
		for i := range test.inputs {
			test.inputs[i].Message = i + 1
			if test.inputs[i].At.IsZero() {
				test.inputs[i].At = monday
			}
		}
		r := after(w, State{}, test.inputs...)
		if len(r.Effects) != 1 || r.Effects[0].HandOff == nil || !slices.Equal(r.Effects[0].HandOff.Messages, test.want) || r.Effects[0].HandOff.Words != test.words {
			t.Errorf("%s: %+v", name, r.Effects)
		}
	}
}
