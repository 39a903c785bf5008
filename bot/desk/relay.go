package desk

import (
	"slices"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// former is what a message said before it was changed; empty: it is not known.
func (t Talk) former(r *dialogs.Relay) string {
	for _, l := range slices.Backward(t.Lines) {
		if r.Edited && !l.Staff && l.Message == r.Message {
			return l.Words
		}
	}
	return ""
}

// relay shows words under the customer's name; anything else, and words that would not fit under it, as it is, with the
// name in its caption or before it.
func (v view) relay(r *dialogs.Relay, former string) []outbox.Item {
	said := outbox.Item{Chat: outbox.Desk, Text: "<b>" + locales.Escape(v.name()) + "</b>", Answers: true}
	if r.Edited {
		said = v.remark("desk-edited")
		if former != "" {
			said.Text += "\n<s>" + locales.Escape(clip(oneLine(former), lineUnits)) + "</s>"
		}
	}
	if words := said.Text + "\n" + locales.Escape(r.Words); r.Media == "" && locales.Units(words) <= locales.MaxText {
		said.Text = words
		return []outbox.Item{said}
	}
	copied := v.copied(r.Message)
	copied.Album, copied.Whose = r.Album, said.Text
	copied.Words, copied.Caption = locales.Escape(r.Words), slices.Contains(captioned, r.Media)
	return []outbox.Item{copied}
}

// with puts the customer's own messages under a remark about them.
func (v view) with(remark outbox.Item, messages []int) []outbox.Item {
	if len(messages) == 0 {
		return []outbox.Item{remark}
	}
	all := v.copied(messages[0])
	all.More = messages[1:]
	return []outbox.Item{remark, all}
}

// copied shows one of the customer's messages as it is.
func (v view) copied(message int) outbox.Item {
	return outbox.Item{Chat: outbox.Desk, Copy: &dialogs.Copy{Chat: v.s.Customer.Chat, Message: message}, Answers: true}
}

// reaction shows what the customer thinks of a message of staff's, as an answer to it where it lies in their chat.
func (v view) reaction(chat int64, r *dialogs.Reaction) outbox.Item {
	said := outbox.Item{Chat: outbox.Desk, Text: "<b>" + locales.Escape(v.name()) + "</b>: " + locales.Escape(r.Emoji), Answers: true}
	if r.Of.Chat == chat {
		said.Reply = r.Of.Message
	}
	return said
}
