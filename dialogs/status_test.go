package dialogs

import (
	"strings"
	"testing"

	"guanxi/profile"
)

// TestStatusInWords tells how far a complaint has come to whoever asks in words, also where words of another are asked.
func TestStatusInWords(t *testing.T) {
	w := shopWorld(t)
	s := State{}
	s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}}
	for _, said := range []string{
		"how is my complaint going?", "where is my complaint C-1042?", "ну что там с моей жалобой?", "где моя жалоба C-1042", "где моя жалоба С-1042",
		"وين شكوتي", "¿dónde está mi queja?", "我的投诉处理得怎么样了？",
	} {
		if r := after(w, s, Input{Kind: Words, Text: said}); len(r.Messages) == 0 || !strings.Contains(r.Messages[0].Text, "C-1042") {
			t.Errorf("%q: %+v", said, r.Messages)
		}
		r := after(w, s, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: said})
		if len(r.Messages) == 0 || !strings.Contains(r.Messages[0].Text, "C-1042") || r.State.Session.Step != "complain.about" {
			t.Errorf("%q in a complaint: %q, %+v", said, r.State.Session.Step, r.Messages)
		}
	}
}
