package dialogs

import (
	"strings"
	"testing"
)

// TestForgetByWord asks in words to be forgotten, and agrees in words to the first question. The last wants its button.
func TestForgetByWord(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "Delete all my data!|yes|delete everything", "zh": "删除我的所有数据|是|全部删除", "ru": "удалите все мои данные|да|удалите всё",
		"es": "borra todos mis datos|sí|borrar todo", "ar": "احذفوا كل بياناتي|نعم|امسح كل شيء",
	} {
		said := func(s State, text string) State {
			return Turn(w, s, Input{Kind: Words, Text: text, At: monday, Chat: 7, Language: lang}).State
		}
		all := strings.Split(words, "|")
		asked := said(State{}, all[0])
		if asked.Session.Step != "privacy.ask" {
			t.Errorf("%s: after %q at %q", lang, all[0], asked.Session.Step)
		}
		for _, yes := range all {
			last := said(asked, yes)
			if last.Session.Step != "privacy.sure" {
				t.Errorf("%s: after %q at %q", lang, yes, last.Session.Step)
			}
			if at := said(last, all[1]).Session.Step; at != "privacy.sure" {
				t.Errorf("%s: %q to the last question leads to %q", lang, all[1], at)
			}
		}
	}
}
