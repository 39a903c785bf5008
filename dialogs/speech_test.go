package dialogs

import (
	"strings"
	"testing"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
)

// TestTongueByWord asks for a language by its name where one is to be chosen, and in a message of its own anywhere: the
// question that is open is asked again in it.
func TestTongueByWord(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ app, words, want string }{
		{"en", "spanish|in Spanish please|Spanish, please|can you speak Spanish?", "es"}, {"ru", "испанский|на испанском пожалуйста|по-испански", "es"},
		{"zh", "英文|请说英文|可以用英语吗|English please", "en"}, {"ru", "на английском пожалуйста|english|по-английски", "en"},
		{"es", "inglés|en inglés por favor|english please|en ingles", "en"}, {"ar", "الانجليزية|english please|بالإنجليزية من فضلك|انجليزي", "en"},
		{"en", "عربي|بالعربية|arabic please|árabe|на арабском", "ar"}, {"ar", "الصينية|中文|chinese please|用中文", "zh"}, {"zh", "俄语|俄文|русский|in Russian please", "ru"},
		{"es", "ruso|en ruso, por favor|на русском", "ru"},
	} {
		for text := range strings.SplitSeq(test.words, "|") {
			for _, before := range []string{"/language", "/start", "/complain", "/suggest", "/rate"} {
				said := func(s State, text string) Result {
					return Turn(w, s, Input{Kind: Words, Text: text, At: monday, Chat: 7, Language: test.app, Message: 5})
				}
				at := said(State{}, before).State
				r := said(at, text)
				c, open := r.State.Customer, before != "/language" && before != "/start"
				if c.Language != test.want || !c.Chosen || !strings.HasPrefix(written(r), w.Texts.Text(test.want, "language-set", nil)) {
					t.Errorf("%s: after %s and %q: %s, chosen %v: %s", test.app, before, text, c.Language, c.Chosen, written(r))
				}
				if open && r.State.Session.Step != at.Session.Step {
					t.Errorf("%s: after %s and %q at %q", test.app, before, text, r.State.Session.Step)
				}
			}
		}
	}
	if got := w.phrases.Heard("do you have english breakfast"); tongues[got] != "" {
		t.Errorf("a tea is taken for a language")
	}
}

// TestOtherLanguages tells who writes German once which languages are spoken; what is asked in one of them goes on as ever.
func TestOtherLanguages(t *testing.T) {
	w := shopWorld(t)
	in := Input{Kind: Words, Text: "Wie lange haben Sie heute geöffnet?", At: monday, Chat: 7, Language: "de", Message: 5}
	r := Turn(w, State{}, in)
	if !strings.Contains(written(r), w.Texts.Text("en", "language-other", nil)) || len(r.Messages[0].Buttons) < 3 {
		t.Fatalf("%q", written(r))
	}
	label, data := r.Messages[0].Buttons[0][1].Label, r.Messages[0].Buttons[0][1].Data
	if label != w.Texts.Name("zh") {
		t.Errorf("the second button says %q", label)
	}
	if chosen := Turn(w, r.State, Input{Kind: Press, Data: data, At: monday, Chat: 7, Message: 6}); chosen.State.Customer.Language != "zh" {
		t.Errorf("pressed: %q", chosen.State.Customer.Language)
	}
	in.Text = "Haben Sie auch Kuchen für meine Katze?"
	for words, foreign := range map[string]bool{
		"wo seid ihr": true, "Wo ist euer Laden?": true, "où êtes-vous": true, "onde vocês estão?": true, "waar zijn jullie": true, "어디에 있어요?": true, "πού είστε": true, "どこですか": true,
		"guten Tag": true, "wie viel?": true, "c'est combien": true, "merci beaucoup": true, "Merci!": true, "bonjour": true, "grazie mille": true, "oggi aperti?": true, "dobry dzień": true, "terima kasih": true, "дякую": true, "こんにちは": true,
		"Lin Wei": false, "Maria": false, "oolong": false, "matcha latte": false, "Da Hong Pao": false, "Hallo": false, "gracias": false, "prix": false, "quanto cuesta": false, "Puerto Claro": false, "siete": false, "thx merci for the tea": false,
		"where r u guys": false, "wot u got": false, "xyz": false, "asdf qwer zxcv": false, "Lin Wei Zhang": false, "donde estais": false, "где вы": false, "hong bao": false, "Xin here": false, "nein": false, "wann": false, "ласка": false, "OK": false, "👍": false, "12345678": false,
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: "de", Message: 5})
		if got := strings.Contains(written(r), w.Texts.Text("en", "language-other", nil)); got != foreign {
			t.Errorf("%q: foreign %v: %s", words, got, written(r))
		}
	}
	if again := Turn(w, r.State, in); strings.Contains(written(again), w.Texts.Text("en", "language-other", nil)) {
		t.Errorf("twice: %q", written(again))
	}
}

// TestForeignWords holds the words of other languages against those of ours: what we say, or hear, is no other's.
func TestForeignWords(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []map[string]bool{foreignWords, borrowed} {
		for word := range words {
			if heard := w.phrases.Heard(word); heard != "" || w.loans[phrases.Key(word)] != 0 || answers.Common(word) {
				t.Errorf("%q is ours: heard as %q, %b", word, heard, w.loans[phrases.Key(word)])
			}
		}
	}
}
