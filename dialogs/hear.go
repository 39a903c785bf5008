// A voice message is heard by a model, where there is one that hears, and answered like words. Otherwise it goes to a
// person, and the customer is told.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/locales"
)

// Hear has a voice message heard. The outcome is an Input of kind Heard with the same Call.
type Hear struct {
	Call    uint64 // of those for this customer
	Message int    // in the customer's chat
	File    string // Telegram's id of the recording
}

// Hearing is the world in which voice messages may be heard.
func (w *World) Hearing() *World {
	more := *w
	more.hears = true
	return &more
}

// hear has a voice message heard.
func (t *turn) hear() bool {
	if !t.w.hears || t.offline || t.in.Media != "voice" || t.in.File == "" || t.staffed() || len(t.State.Questions) >= maxWaiting {
		return false
	}
	q := t.await(Waiting{Voice: true})
	t.effect(Effect{Hear: &Hear{Call: q.Call, Message: q.Message, File: t.in.File}})
	return true
}

// onHeard takes what was heard. An outcome that nobody waits for any more is dropped.
func (t *turn) onHeard() {
	i := slices.IndexFunc(t.State.Questions, func(q Waiting) bool { return q.Voice && q.Call == t.in.Call })
	if i >= 0 {
		t.heardAs(t.State.Questions[i], strings.TrimLeft(strings.TrimSpace(t.in.Text), "/"))
	}
}

// heardAs answers a voice message: as the words that were heard, else as what nobody heard. Staff who have the conversation
// by now get it as it is.
func (t *turn) heardAs(q Waiting, words string) {
	t.concluded(q)
	moved, before := t.s.Seq != q.Seq, len(t.Messages)
	at := t.w.steps[t.s.Step]
	t.in.Kind, t.in.Text, t.in.Media, t.in.Message = Media, "", "voice", q.Message
	switch {
	case t.c.Blocked:
	case t.staffed():
		t.relay()
	case !hasWords(words) && moved && at != nil && !at.Open:
		t.passOn(at)
	case !hasWords(words):
		t.offline = true
		t.begin(t.w.starts[onWords])
	default:
		t.in.Kind, t.in.Text, t.in.Media = Words, words, ""
		t.show(t.text("media-heard", locales.Args{"Words": short(words, quotedVoice)}), nil)
		if moved && at != nil && !at.Open { // it is no answer to what was asked since
			t.resolve(nil, true)
			break
		}
		t.onWords()
		t.cameWith(q)
	}
	if moved && len(t.Messages) > before {
		t.Messages[before].Quote = q.Message
	}
}

// passOn gives staff a voice message that nobody heard, while the customer is at a question, which is asked again.
func (t *turn) passOn(at *step) {
	if t.w.starts[onVoice] == nil || t.c.Barred {
		t.unread()
		t.say("answer-media", nil)
	} else {
		t.effect(Effect{HandOff: &HandOff{Messages: []int{t.in.Message}}})
		t.say("media-voice", nil)
	}
	t.ask(at)
}

// cameWith has a question that was heard in a voice message, and waits again now, be of the turn which that came in: where
// the customer has gone on, its answer says what it answers.
func (t *turn) cameWith(voice Waiting) {
	for i, q := range t.State.Questions { // they are the turn's own copy: voice was taken away
		if q.Message == voice.Message {
			t.State.Questions[i].Seq = voice.Seq
		}
	}
}

// quotedVoice is how much of what was heard is quoted, in bytes.
const quotedVoice = 300
