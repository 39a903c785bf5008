package desk

import (
	"strings"
	"testing"

	"guanxi/dialogs/grounded"
	"guanxi/locales"
)

// TestTranslation shows each message over its translation; of staff's last words the translation can be sent.
func TestTranslation(t *testing.T) {
	customer, staff := grounded.By(false), grounded.By(true)
	for _, lang := range []string{"en", "zh", "ru", "es", "ar"} {
		v := topic(t, lang, Ticket{})
		out := Step(v, Act{Kind: Offered, Data: grounded.Translate, Help: &grounded.Helped{Lines: []string{"Open <now>?", "in order", "我们九点关门"}}, Said: []grounded.Said{
			{From: customer, Text: "几点<关门>?"}, {From: staff, Text: "in order"}, {From: staff, Text: "We close at nine"},
		}})
		if len(out.Items) != 2 || out.Items[0].Buttons != nil || len(out.Items[1].Buttons) != 1 {
			t.Fatalf("%s: %+v", lang, out.Items)
		}
		note, offer := out.Items[0].Text, out.Items[1].Text
		if !strings.Contains(note, "<i>几点&lt;关门&gt;?</i>\nOpen &lt;now&gt;?") || strings.Count(note, "in order") != 1 || strings.Contains(note, "We close") {
			t.Errorf("%s: the conversation is %q", lang, note)
		}
		if !strings.Contains(offer, "<code>我们九点关门</code>") || !strings.Contains(offer, "中文") || out.Ticket.Drafted != "我们九点关门" {
			t.Errorf("%s: staff's words are %q", lang, offer)
		}
		sent := Step(Topic{view: v.view, Group: -5, Ticket: out.Ticket}, Act{Kind: Pressed, Who: anna, Name: "Anna", Data: out.Items[1].Buttons[0][0].Data})
		if len(sent.Inputs) != 1 || sent.Inputs[0].Text != "我们九点关门" {
			t.Errorf("%s: sent %+v", lang, sent.Inputs)
		}
	}
}

// TestTranslationFits keeps the newest messages of a long conversation.
func TestTranslationFits(t *testing.T) {
	long := strings.Repeat("<", grounded.MaxSaid)
	act := Act{Kind: Offered, Data: grounded.Translate, Help: &grounded.Helped{}}
	for _, last := range []string{"first", "", "", "", "", "newest"} {
		act.Said = append(act.Said, grounded.Said{From: grounded.By(false), Text: long + last})
		act.Help.Lines = append(act.Help.Lines, strings.Repeat("ж", 1800)+last)
	}
	text := Step(topic(t, "en", Ticket{}), act).Items[0].Text
	plain, err := locales.Plain(text)
	if err != nil || locales.Units(plain) > locales.MaxText || !strings.Contains(plain, "newest") || strings.Contains(plain, "first") {
		t.Errorf("%d units, %v", locales.Units(plain), err)
	}
}

// TestConversationFits asks about no more than fits, the newest, and says so of words that do not.
func TestConversationFits(t *testing.T) {
	v := topic(t, "en", Ticket{})
	v.Helped = true
	for i := range 12 {
		v.Talk = v.Talk.With(Line{At: v.Now.Unix(), Words: strings.Repeat("w", 700) + string(rune('a'+i))})
	}
	talk := Step(v, Act{Kind: Pressed, Who: anna, Data: v.cardButtons()[2][1].Data}).Help
	if talk == nil || len(talk.Talk) != 2 || !strings.HasSuffix(talk.Talk[1].Text, "l") {
		t.Errorf("asked about %+v", talk)
	}
	out := Step(v, Act{Kind: Said, Who: anna, Text: "/translate " + strings.Repeat("w", grounded.MaxSaid+1)})
	if out.Help != nil || len(out.Inputs) != 0 || len(out.Items) != 1 || !strings.Contains(out.Items[0].Text, "900") {
		t.Errorf("too long: %+v", out.Items)
	}
}
