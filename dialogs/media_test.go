package dialogs

import (
	"slices"
	"testing"
)

// TestCaptionedPhoto sends a photo whose caption is answered, and calls a person: staff see the photo. A question that
// follows it is about something else. A caption that speaks of a grievance begins a complaint instead.
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
	if got := handed(Input{Text: "when are you open?"}); len(got) > 0 {
		t.Errorf("after another question staff see %v", got)
	}
	r := Turn(w, State{}, Input{Kind: Media, At: monday, Chat: 7, Language: "en", Message: 50, Media: "photo", Text: "my teapot arrived broken"})
	if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{50}) {
		t.Errorf("a photo of a grievance: at %q with %v", s.Step, s.Kept)
	}
}
