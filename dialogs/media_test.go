package dialogs

import (
	"slices"
	"testing"
)

// TestCaptionedPhoto sends a photo whose caption is answered, and calls a person: staff see the photo. A question that
// follows it is about something else.
func TestCaptionedPhoto(t *testing.T) {
	w := shopWorld(t)
	handed := func(after ...Input) []int {
		var s State
		all := append([]Input{{Kind: Media, Media: "photo", Text: "my teapot arrived broken"}}, after...)
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
}
