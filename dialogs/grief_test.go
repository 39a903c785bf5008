package dialogs

import (
	"slices"
	"testing"
)

// TestPhotoOfWorry sends a photo after an answer to a worry: with what was asked, it becomes the matter of a complaint.
func TestPhotoOfWorry(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "My teapot arrived broken, what now", "zh": "收到的茶壶碎了怎么办", "ru": "чайник пришёл разбитый, разбился в дороге",
		"es": "la tetera llegó rota", "ar": "وصل الإبريق مكسورا",
	} {
		ask := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
		rows := ask.Messages[len(ask.Messages)-1].Buttons
		if len(rows) == 0 || rows[0][0].Data != goData+toComplain {
			t.Errorf("%s: the answer has the buttons %v", lang, rows)
		}
		r := Turn(w, ask.State, Input{Kind: Media, At: monday, Chat: 7, Language: lang, Message: 51, Media: "photo", Text: "…"})
		if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{50, 51}) {
			t.Errorf("%s: at %q with %v", lang, s.Step, s.Kept)
		}
	}
}

// TestWorryInComplaint asks about a worry in the middle of a complaint: its answer offers no other complaint.
func TestWorryInComplaint(t *testing.T) {
	r := writing(shopWorld(t), State{}, "/complain", "what about my refund?")
	for _, m := range r.Messages {
		for _, row := range m.Buttons {
			if row[0].Data == goData+toComplain {
				t.Errorf("a complaint is offered in a complaint: %s", written(r))
			}
		}
	}
	if r.State.Session.Step != "complain.about" || len(r.Messages) < 2 {
		t.Errorf("at %q: %s", r.State.Session.Step, written(r))
	}
}

// TestGrief speaks of a grievance in words that nothing answers: a complaint is offered, and takes them; right after the
// answer to a worry it begins.
func TestGrief(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "the pot was ruined, i am very upset", "zh": "我买的龙井碎了一大半，太失望了", "ru": "пришел пуэр с плесенью, ужас",
		"es": "el té estaba rancio, qué decepción", "ar": "الشاي كان متعفن وخيبة أمل كبيرة",
	} {
		in := Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words}
		r := Turn(w, State{}, in)
		if s := r.State.Session; s.Step != "complain.grief" {
			t.Errorf("%s: %s: at %q", lang, written(r), s.Step)
		}
		r = Turn(w, r.State, Input{Kind: Press, At: monday, Chat: 7, Data: "complain.grief:complain"})
		if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{50}) {
			t.Errorf("%s: offered and taken: at %q with %v", lang, s.Step, s.Kept)
		}
		s := State{}
		s.Session.Worry, s.Session.Heard = monday.Unix(), 49
		r = Turn(w, s, in)
		if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{49, 50}) {
			t.Errorf("%s: after a worry: at %q with %v", lang, s.Step, s.Kept)
		}
	}
}

// TestNoGrief writes what only sounds like a grievance: praise, questions, and what happened elsewhere.
func TestNoGrief(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"is mold on puer normal?", "your shop never disappoints", "i was not disappointed at all", "not bad at all", "horribly good tea", "the weather is horrible today", "how do i keep it from going stale?"},
		"zh": {"开心坏了", "好喝得不得了，孩子乐坏了", "从没让人失望过", "我的手机坏了", "糟糕，我忘了密码", "一点都不难喝", "龙井会过期吗？", "怎么防止受潮", "突破了"},
		"ru": {"ужас как вкусно", "кошмар как хочется чаю", "я ни разу не разочарован", "брак заключён, нужен подарок", "бывает ли плесень на пуэре?", "на улице мокро"},
		"es": {"me viene fatal el lunes", "ninguna decepción, al contrario", "hace un frío horrible", "¿el té caducado se puede beber?", "nunca decepciona"},
		"ar": {"لم أشعر بأي خيبة", "الشاي غير منتهي الصلاحية", "هل الشاي فاسد؟", "الجو سيئ اليوم", "لست محبطا"},
	} {
		for _, words := range all {
			r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
			if s := r.State.Session; s.Step == "complain.grief" {
				t.Errorf("%s: %q: %s", lang, words, written(r))
			}
		}
	}
}

// TestCaptionOfWorry sends a photo whose caption says what is wrong with it: a complaint begins, with both.
func TestCaptionOfWorry(t *testing.T) {
	w := shopWorld(t)
	for lang, captions := range map[string][]string{
		"en": {"this is broken"}, "zh": {"这个碎了", "这个坏了"}, "ru": {"пришло разбитым", "это сломано", "сломалось", "Разбилась крышка!"}, "es": {"esto está roto", "se me ha roto"}, "ar": {"هذا مكسور", "انكسر"},
	} {
		for _, caption := range captions {
			r := Turn(w, State{}, Input{Kind: Media, At: monday, Chat: 7, Language: lang, Message: 51, Media: "photo", Text: caption})
			if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{51}) {
				t.Errorf("%s %q: at %q with %v: %s", lang, caption, s.Step, s.Kept, written(r))
			}
		}
	}
}

// TestPhotoOfErrand sends a photo after the answer about the customer's data, and about an order to be changed: nothing has
// gone wrong, so no complaint begins and none is offered; offers are not asked about either.
func TestPhotoOfErrand(t *testing.T) {
	w := shopWorld(t)
	for words, to := range map[string]string{
		"what do you do with my data?": "go:/mydata", "can I change my order?": "go:/human", "как изменить заказ?": "go:/human", "你们怎么处理我的个人信息？": "go:/mydata",
	} {
		s := State{}
		s.Session.Served = enough
		ask := Turn(w, s, Input{At: monday, Chat: 7, Language: "en", Message: 50, Text: words})
		rows := ask.Messages[0].Buttons
		if len(rows) == 0 || rows[0][0].Data != to || ask.State.Session.Step == "offers.ask" {
			t.Errorf("%q: %+v", words, ask.Messages)
		}
		for _, row := range rows {
			if row[0].Data == goData+toComplain {
				t.Errorf("%q: a complaint is offered", words)
			}
		}
		r := Turn(w, ask.State, Input{Kind: Media, At: monday, Chat: 7, Language: "en", Message: 51, Media: "photo"})
		if step := r.State.Session.Step; step == "complain.matter" {
			t.Errorf("%q and a photo: at %q: %s", words, step, written(r))
		}
	}
}

// TestThumbDown shows a thumb down within a complaint: it is part of it, and what was told before stays. For an idea it is a no.
func TestThumbDown(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct {
		sent []string
		step string
		kept int
	}{
		{[]string{"/complain", "👎"}, "complain.about", 1},
		{[]string{"/complain", "the tea was cold", "👎"}, "complain.matter", 2},
		{[]string{"/complain", "Quality", "👎"}, "complain.wish", 1},
		{[]string{"/suggest", "👎"}, "welcome.menu", 0},
		{[]string{"/complain", "no"}, "welcome.menu", 0},
	} {
		var sent []Input
		for i, text := range test.sent {
			sent = append(sent, Input{Kind: Words, Text: text, Message: 10 + i, At: monday, Chat: 7, Language: "en"})
		}
		if s := after(w, State{}, sent...).State.Session; s.Step != test.step || len(s.Kept) != test.kept {
			t.Errorf("%q: at %q with %v", test.sent, s.Step, s.Kept)
		}
	}
}
