package phrases

import (
	"strings"
	"testing"

	"guanxi/locales"
)

// TestHeard holds what short messages mean, and that a message which says more, or the contrary, means nothing here.
func TestHeard(t *testing.T) {
	b := NewLexicon(shipped(t), "Tea House Qinghe", "清和茶舍", "Casa de Té Qinghe").Everywhere()
	for list, messages := range map[string]string{
		Person: `human pls|Can I please talk to a real person?|I want to speak to the manager, please!|operator|hi, I need an agent|staff now|
			ok, a person please|get me someone real|live agent please thanks|is there a real person|转人工客服谢谢|请帮我转人工|我要找真人客服|能转人工吗|有人工吗？|你好，人工|
			麻烦转接人工客服一下|快叫店员|соедините с оператором пожалуйста|Позовите, пожалуйста, человека!|мне нужен живой человек|хочу поговорить с менеджером|
			можно оператора|здравствуйте, переключите на оператора|срочно оператора|quiero hablar con una persona por favor|¿Puedo hablar con alguien?|un agente por favor|
			hola, necesito un asesor|pásame con una persona real, gracias|أريد التحدث مع موظف من فضلك|موظف لو سمحت|ممكن أتكلم مع شخص حقيقي؟|مرحبا، أريد موظف|حولني إلى موظف الآن|請幫我轉人工|我想找真人客服|有客服嗎？|不要機器人|not a robot please|с кем-нибудь живым|una persona de carne y hueso`,
		Cancel: `cancel please|stop it|never mind, thanks|取消吧|算了，谢谢|отмена, пожалуйста|не надо, спасибо|cancelar por favor|olvídalo|إلغاء من فضلك|لا داعي شكرا|算了，謝謝|otmena`,
		Menu:   `menu please|show menu|打开菜单|меню пожалуйста|покажите меню|menú por favor|القائمة من فضلك|help|選單|помощь|ayuda por favor|مساعدة`,
		Hello: `hi|Hello Tea House Qinghe!|hey bot 👋|good morning all|👋|你好|您好，清和茶舍|在吗？|привет, бот|Добрый день!|hola|¡Buenos días, amigos!|
			hola Casa de Té Qinghe|مرحبا|السلام عليكم ورحمة الله وبركاته|?|哈囉|nihao|privet|salam alaikum|mar7aba`,
		Thanks:                `thanks!|thank you so much 🙏|hi, thanks|🙏|谢谢|多谢了哈|辛苦了|спасибо|Большое спасибо!!!|спс|gracias!|muchas gracias, equipo|شكرا|شكرًا جزيلًا لكم|يعطيك العافية|謝謝您|多謝|唔該|麻烦了|xiexie|spasibo!|shukran|شكرااا|شكرًاااا|thaaanks|спасибооо|graciasss`,
		Praise:                `❤️|😀|I love your shop!|hello, I love it|thanks, great shop|вы лучшие|你们真棒，谢谢`,
		Bye:                   `bye|thanks, bye|see you later|再见|谢谢，再见|拜拜|пока|спасибо, до свидания|adiós|gracias, hasta luego|مع السلامة|شكرا، إلى اللقاء|再見|掰掰|poka|ma salama`,
		Yes:                   `yes|yes please|👍|OK!|ok thanks bot|sure, thanks|好的|好的谢谢|嗯嗯|可以|да|да, пожалуйста|конечно|sí|si por favor|claro que sí|نعم|نعم من فضلك|تمام|沒問題|好的，麻煩了|+|horosho|na3am`,
		No:                    `no|nope|no thanks|👎|不用谢|不要|нет|нет, спасибо|no gracias|لا|لا شكرا|不用謝|沒有|net, spasibo|la shukran`,
		"engine-words-bot":    `como te llamas|¿Quién eres?|quien eres|ты бот?`,
		"engine-words-mydata": `que sabes de mi|¿Qué sabes de mí?`,
		"engine-words-stop":   `no me mandeis mas publicidad|no mas spam|отпишите меня`,
		"engine-words-back":   `back to the bot|bot please|回到机器人|вернуться к боту|volver al bot|العودة إلى البوت|العودة إلى المساعد الآلي`,
		"": `the operator was rude|a person pushed me|no operator|I don't want a person|thanks operator|your staff is great|I spoke to a manager yesterday|
			person of the year|the manager|hi, when do you open?|thanks, and what about sunday?|can I cancel my order?|please stop the noise next door|is the menu vegan?|
			what's on the menu|no milk please|yes but later|客服很差|你们的店员骂我|不要人工|谢谢客服|客服昨天没有回复我|人工香精有吗|你好，几点开门？|订单怎么取消？|菜单上有什么|
			老板人很好|оператор нагрубил|человек в магазине помог|мне не нужен оператор|спасибо оператору|без оператора|хороший менеджер|как отменить заказ|привет, вы открыты?|
			меню для детей есть?|el agente fue grosero|la persona que me atendió|no quiero hablar con una persona|gracias, agente|busco trabajo de operador|
			hola, ¿a qué hora abrís?|quiero cancelar mi pedido de ayer|el menú del día|كان الموظف فظا|لا أريد موظف|شكرا للموظف|الموظف لم يرد علي|مرحبا، متى تفتحون؟|كيف ألغي طلبي|
			هل لديكم قائمة أسعار|售后|人呢都去哪儿了|the help desk was rude|no help at all|помощь с выбором чая|всего 5 штук|我想要茶壺|客服很差勁|la tetera|la operadora que me atendió`,
	} {
		for message := range strings.SplitSeq(messages, "|") {
			message = strings.TrimSpace(message)
			if got := b.Heard(message); got != list {
				t.Errorf("%q means %q, want %q", message, got, list)
			}
		}
	}
}

// TestStillAPerson asks for a person once more, or in earnest: what says so may stand anywhere in it. Of what else it stands
// in it changes nothing.
func TestStillAPerson(t *testing.T) {
	b := NewLexicon(shipped(t), "Tea House Qinghe", "清和茶舍", "Casa de Té Qinghe").Everywhere()
	for list, messages := range map[string]string{
		Person: `I still need a person|I still want to talk to a real person please|I need a human again|I really need a person now|can I still talk to someone?|operator again please|seriously, a person|
			мне всё ещё нужен человек|мне все еще нужен человек!|я всё-таки хочу поговорить с человеком|мне опять нужен оператор|мне по-прежнему нужен живой человек|очень нужен оператор, пожалуйста|
			我还是要找人|我还是想找真人客服|还是转人工吧|我真的要找真人|再帮我转人工|我還是要找人|我就要人工|
			sigo necesitando a una persona|sigo queriendo hablar con alguien|todavía necesito una persona|aún quiero hablar con una persona|de verdad necesito hablar con alguien|otra vez un agente, por favor|
			ما زلت أريد شخصا|لا زلت أريد التحدث مع موظف|لسه عايز اكلم حد|أريد موظف مرة أخرى|أحتاج إلى موظف فعلا`,
		"": `do I need a person to sign for the parcel?|do I still need a person to sign for it?|I still don't want a person|is the manager still in the shop?|still|really?|again|I am still waiting|one more person comes|
			нужен ли человек, чтобы подписать?|всё ещё|мне всё ещё не нужен человек|ещё раз|мне опять не тот чай привезли|еще один человек придёт с нами|
			还是要茶|还是|真的吗|我还是不要人工|签收需要本人吗|人工还是机器做的|
			¿hace falta una persona para firmar?|otra vez|sigo esperando|la persona de verdad fue amable|
			هل يجب أن يوقّع شخص؟|ما زلت|مرة أخرى|ما زلت لا أريد موظف`,
	} {
		for message := range strings.SplitSeq(messages, "|") {
			if got := b.Heard(strings.TrimSpace(message)); got != list {
				t.Errorf("%q means %q, want %q", message, got, list)
			}
		}
	}
}

// TestPhrasesMeanOneThing holds that no phrase stands in two lists, in whatever language.
func TestPhrasesMeanOneThing(t *testing.T) {
	texts := shipped(t)
	of := map[string]string{}
	for _, key := range texts.Lists() {
		if !strings.HasPrefix(key, Everywhere) {
			continue
		}
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				phrase = Of(phrase).String()
				if was := of[phrase]; was != "" && was != key {
					t.Errorf("%s: %q stands in %s and in %s", lang, phrase, was, key)
				}
				of[phrase] = key
			}
		}
	}
}

func BenchmarkHeard(b *testing.B) {
	book := NewLexicon(shipped(b)).Everywhere()
	b.ReportAllocs()
	for b.Loop() {
		book.Heard("hello, can I please talk to a real person?")
		book.Mentions("I ordered two pots on Tuesday, one of them leaks, and the lady who brought them was rude", Person, Staff)
	}
}

// TestNoFiller names a shop whose catalogue has no list of what means nothing by itself: its name is what others do not know, too.
func TestNoFiller(t *testing.T) {
	l := NewLexicon(&locales.Catalogue{}, "Qinghe", "Qinghe")
	if lists := l.having(Of("Qinghe").text); len(lists) > 0 {
		t.Errorf("the name is in %v", lists)
	}
}
