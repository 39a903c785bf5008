package dialogs

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// onMedia takes what is not words.
func (t *turn) onMedia() {
	if t.rest() {
		return
	}
	t.shown()
	if t.captioned && t.s.Kept == nil { // whoever is called next sees it
		t.keep()
	}
}

// shown takes what is not the rest of something.
func (t *turn) shown() {
	at := t.here()
	switch {
	case at != nil && at.Relay, t.staffed() && !at.asks():
		t.relay()
		t.phone(nil)
	case t.left != nil:
		t.cameBack()
	case t.ownTalk(at):
		t.say("desk-hint", nil)
	case t.phone(at):
	case t.in.Text != "" && (at == nil || at.Open) && t.opening():
	case t.shownGrief(at):
	case at == nil || t.aside(at):
		t.begin(t.w.starts[onWords])
	case t.in.Text != "" && t.typed(at): // a caption may be the answer
	case at.Words != "":
		t.told(at)
	case at.Keep: // too early, and about the matter all the same
		t.kept(at)
		t.say("engine-kept", nil)
		t.ask(at)
	default:
		t.mistyped(at)
	}
}

// tryTime is how long whoever answers for the shop is taken for a customer after they tried to be one.
const tryTime = 15 * time.Minute

// ownTalk says whether that is somebody of the shop who does not try the bot as a customer just now.
func (t *turn) ownTalk(at *step) bool {
	return t.in.Sender == OwnerAlone && (at == nil || t.in.At.Sub(time.Unix(t.s.Asked, 0)) > tryTime)
}

// rest takes a further part of an album. It goes where the beginning went, and is not answered again.
func (t *turn) rest() bool {
	album := uint32(0)
	if t.in.Album != "" {
		album = mark(t.in.Album)
	}
	if album == 0 || album != t.s.Album {
		t.s.Album, t.s.Passed = album, false
		return false
	}
	switch {
	case t.staffed() || t.s.Passed:
		t.relay()
	case len(t.s.Kept) > 0:
		if slices.Contains(t.s.Unread, t.s.Kept[len(t.s.Kept)-1]) {
			t.unread()
		}
		t.keep()
	}
	return true
}

// phone keeps the number of the customer's own card, says so, and asks again what the step asks: a card is no answer.
// It is false for anything else.
func (t *turn) phone(at *step) bool {
	if t.in.Phone == "" {
		return false
	}
	t.c.Phone = t.in.Phone
	said := t.w.starts[onPhone]
	switch {
	case t.staffed(): // beside the conversation
		t.ask(said)
	case at == nil || at.Open:
		t.begin(said)
	default:
		t.kept(at)
		t.ask(said)
		t.ask(at)
	}
	return true
}

// unphone forgets the number, which stands under the button no longer.
func (t *turn) unphone() string {
	t.c.Phone = ""
	if t.in.Kind == Press {
		t.replace(t.in.Message)
	}
	return done
}

// look tells what was sent that is not words. What the bot can do nothing with is kept for a person.
func (t *turn) look() string {
	t.s.Last, t.s.Heard, t.s.Kept = "", t.in.Message, nil
	asked := hasWords(t.in.Text)
	switch media := t.in.Media; {
	case asked && t.known():
		t.captioned = true
		return found
	case !asked && t.hear():
		return later
	case media == "", media == "sticker", media == "dice", media == "animation" && !asked:
		return warm
	}
	t.keep()
	t.unread()
	if asked {
		t.s.Last = short(t.in.Text, lastWords)
		t.event("question", "", t.in.Text)
	}
	switch t.in.Media {
	case "voice":
		if !t.c.Barred {
			t.onto = t.w.starts[onVoice]
		}
	case "location", "venue":
		return place
	case "contact":
		return card
	case "poll", "other":
		return strange
	}
	return wordless
}

// maxUnread is how many messages that the bot could not read are shown to whoever is called: an album has up to 10.
const maxUnread = 10

// unread keeps the message, which the bot can do nothing with, for whoever is called next, whatever is asked meanwhile.
func (t *turn) unread() { t.s.unread(t.in.Message) }

// brought are the messages that staff are to be shown: those of the flow, and what the bot could do nothing with before.
func (t *turn) brought() []int {
	if t.s.Unread == nil {
		return t.s.Kept
	}
	all := slices.Concat(t.s.Unread, t.s.Kept)
	slices.Sort(all) // as they came
	t.s.Unread = nil
	return slices.Compact(all)
}

// light says whether what was sent tells nothing: no person need see it.
func (t *turn) light() bool {
	return slices.Contains([]string{"sticker", "dice", "animation"}, t.in.Media) || t.in.Kind == Words && (!hasWords(t.in.Text) || mashed(t.in.Text))
}

// hasWords says whether there are words in a text, or numbers: not where it is all signs and pictures.
func hasWords(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// onEdit takes a message that the customer changed: staff who saw it see it again, what is kept for them changes with it, and a
// question is answered anew, once.
func (t *turn) onEdit() {
	if _, isCommand := command(t.in.Text); isCommand {
		t.in.Text = cmp.Or(afterCommand(t.in.Text), t.in.Text)
	}
	switch {
	case !t.staffed() && t.changed():
	case t.s.Heard != 0 && t.in.Message == t.s.Heard && !t.staffed():
		t.askedAnew()
	case slices.Contains(t.s.Kept, t.in.Message):
		t.s.Last = short(t.in.Text, lastWords)
		t.corrects()
	case t.staffed():
		t.relay()
	}
}

// askedAnew answers a question as it reads now. Telegram tells of an edit too where it has added a preview.
func (t *turn) askedAnew() {
	if t.in.Text == t.s.Last {
		return
	}
	t.listen()
	at := t.here()
	switch {
	case at == nil || at.Open:
		t.begin(t.w.starts[onWords])
	case hasWords(t.in.Text) && t.known():
		t.ask(at)
	}
	t.s.Heard = 0
}

// Reactions that say whether an answer was good.
const (
	liked    = "👍 ❤ 🔥 🥰 👏 😁 🎉 🤩 🙏 👌 😍 💯 ⚡ 🏆 🤗 😘 😇 🤝 🫡 🆒 💘 ❤‍🔥"
	disliked = "👎 🤬 🤮 💩 😡 🖕 🤡 🥱 😢 😭 💔 🤨 😴"
)

// onReacted shows staff a reaction to what they wrote; one to the bot's own words is the customer's verdict on them.
// Neither waits for an answer.
func (t *turn) onReacted() {
	emoji := t.in.Text
	switch {
	case t.in.Sender.owns(): // their own
	case t.in.Of != nil:
		t.effect(Effect{Reaction: &Reaction{Emoji: emoji, Of: *t.in.Of}})
	case slices.Contains(strings.Fields(liked), emoji):
		t.event(verdict, "good:", emoji)
	case slices.Contains(strings.Fields(disliked), emoji):
		t.event(verdict, "bad:", emoji)
	}
}
