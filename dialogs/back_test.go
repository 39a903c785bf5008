package dialogs

import "testing"

// TestBackInWords goes back to the bot by words that are the whole message; within others they are for staff.
func TestBackInWords(t *testing.T) {
	w := shopWorld(t)
	for said, back := range map[string]bool{
		"back to bot": true, "Go back to bot please": true, "i don't need a person anymore": true, "i want to talk to the bot again": true,
		"我要机器人": true, "不用人工了": true, "换回机器人吧": true, "вернись к боту": true, "хочу обратно к боту": true, "volver con el bot": true,
		"mejor el bot": true, "volver": true, "назад": true, "бот": true, "返回": true, "رجوع": true, "the bot please": true, "ارجع إلى البوت": true, "اريد الرجوع للبوت": true, "ابغى ارجع للبوت": true,
		"how do i go back to the bot later?": false, "the bot sent me the wrong price": false, "机器人说可以退": false, "к боту больше не вернусь": false,
		"I'll be back at five": false, "hello bot": false, "привет, бот": false, "назад ничего не прислали": false, "no voy a volver": false, "返回的包裹呢": false, "أريد الرجوع غدا": false, "el bot me dijo otra cosa": false, "البوت قال غير ذلك": false,
	} {
		r := after(w, State{}, Input{Kind: Words, Text: "/human"}, Input{Kind: Words, Text: said})
		if r.State.Session.Staffed() == back {
			t.Errorf("%q: back to the bot is %v, want %v", said, !back, back)
		}
	}
}
