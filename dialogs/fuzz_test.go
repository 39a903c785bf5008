package dialogs

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"guanxi/deploy/shop"
	"guanxi/dialogs/flows"
	"guanxi/profile"
)

var loadOnce = sync.OnceValues(func() (*World, error) { return Load(shop.FS) })

// shopWorld is the example shop's, one for all tests: a world never changes.
func shopWorld(tb testing.TB) *World {
	w, err := loadOnce()
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// FuzzFlow reads strangers' flow files beside the shipped ones: whatever is in them, they are refused with their file
// and line, or every step of theirs answers every input.
func FuzzFlow(f *testing.F) {
	files, err := fs.Glob(flows.FS, "*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(flows.FS, file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: b}\n  b: {say: rate-ask, next: a}\n"))
	f.Add([]byte("starts: {/x: a}\nsteps: {a: {relay: true, after: 1h, then: end}}"))
	w := shopWorld(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		src, err := readFlow("flows/x.yaml", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "flows/x.yaml:") {
				t.Errorf("the error does not name the file: %v", err)
			}
			return
		}
		all := []*flowSource{src}
		for _, file := range files {
			shipped, err := parseFlow(flows.FS, file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, shipped)
		}
		grown := &World{Shop: w.Shop, Texts: w.Texts, answers: w.answers}
		if err := (&compiler{w: grown, texts: true}).compile(all); err != nil {
			return
		}
		for _, s := range src.Steps {
			tryAll(grown, s)
		}
	})
}

// tryAll takes a turn with every kind of input at a step.
func tryAll(w *World, s *step) {
	at := State{Session: Session{Step: s.name, Due: 1}}
	for kind := Words; kind <= Moved; kind++ {
		Turn(w, at, Input{Kind: kind, Chat: 1, Text: "x", At: time.Unix(100, 0)})
	}
	for _, c := range s.Choices {
		Turn(w, at, Input{Kind: Press, Chat: 1, Data: s.name + ":" + c.Value, At: time.Unix(100, 0)})
	}
}

// FuzzTurn writes and presses anything at any step: there is always an answer that Telegram takes, and never a step
// that does not exist.
func FuzzTurn(f *testing.F) {
	f.Add("rate.stars", "rate.stars:5", "hello", "en", uint8(Press))
	f.Add("human.wait", "human.wait:back", "\u202e\x00", "ar", uint8(Words))
	f.Add("", "::", strings.Repeat("😀", 5000), "xx", uint8(Media))
	f.Add("gone.step", "desk.back:1", "/start@bot own_", "zh-TW", uint8(Words))
	w := shopWorld(f)
	f.Fuzz(func(t *testing.T, at, data, text, lang string, kind uint8) {
		if !utf8.ValidString(text) || !utf8.ValidString(lang) { // the edge lets none through
			return
		}
		s := State{Session: Session{Step: at}}
		in := Input{
			Kind: Kind(kind) % (Unanswered + 1), Chat: 1, Data: data, Text: text, Language: lang, Media: "photo", From: -100, Message: 7, Name: text, At: time.Unix(1e9, 0),
			History: &profile.History{}, Number: 1042, // as if the turn had asked for them
		}
		r := Turn(w, s, in)
		if in.Kind == Words || in.Kind == Press {
			if len(r.Messages)+len(r.Effects) == 0 && r.Toast == "" {
				t.Error("the customer was answered with silence")
			}
		}
		if step := r.State.Session.Step; step != "" && w.steps[step] == nil && step != at {
			t.Errorf("the session is at %q, which is no step", step)
		}
		for _, m := range r.Messages {
			if m.Copy == nil && (m.Text == "" && m.Edit == 0 || !utf8.ValidString(m.Text)) {
				t.Errorf("a message of %q", m.Text)
			}
		}
	})
}
