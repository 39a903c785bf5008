// Words that state nothing by themselves: those of the grammar, of courtesy, and the commonest verbs. Any other verb has to
// stand in the entry, and so has what asks something of the customer (tell, send, give), what widens a statement (all, always,
// nothing, twice) or bounds it (before, after, until).
package grounded

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// neutral says whether a folded word states nothing.
func neutral(word string) bool {
	if wide[word] {
		return false
	}
	own := bare(word)
	return utf8.RuneCountInString(word) < shortest || courtesies[word] || courtesies[own] || negations[word] ||
		answers.Common(word) || answers.Common(own) || verbs[answers.Stem(word, "en")] || verbs[answers.Stem(own, "es")]
}

// verbs are stems of the commonest ones: they say less than what they are said of.
var verbs = func() map[string]bool {
	all := map[string]bool{}
	for i, lang := range []string{"en", "es"} { // in Russian and Arabic it is all the same
		for word := range set([]string{`
			add allow ask begin bring browse carry check choose come contain depend discover end enjoy explain explore feel find finish follow get
			give happen hold keep last learn leave let like love look make mention note offer pick plan pop prefer put
			read receive remain say see select show sit start stay track try use visit wait want serve turn`, `
			usar usa utilizar utiliza pon poner ponlo deja dejar déjalo dejarlo toma tomar coge coger trae traer guarda guardar guárdalo mantiene mantener mantén
			conserva conservar queda quedan quedar da dan dar damos enseñar enseña enseñan muestra mostrar muestran mira mirar revisa revisar viene vienen venir salga salgan salir
			llegue llegará llegarán recibir recibes recibirás recibe encontrar encuentra ver ves verás elegir elige eliges escoger prueba probar pasar pásate espera esperar seguir sigue
			seguirlo empezar empieza acabar acaba durar dura sirve servir disfruta disfrutar visitar lee leer depende saber sabe necesitas necesita contiene contener
			взять возьмите берите использовать используйте положите поставьте оставьте оставить оставляйте держите держать храните хранить хватит хватает остается остаются оставаться
			даем дает дают дать покажите показать показывают предъявите предъявить выйдет выходит выходят загляните заглянуть посмотрите посмотреть смотрите проверьте проверить увидите
			найдете найти найдется попробуйте попробовать выберите выбрать выбирайте подождите подождать приходите прийти заходите зайти узнать узнаете прочитать называется зависит
			начинается заканчивается длится состоит содержит понадобится потребуется хотите нравится обратите
			recomendamos aconsejamos sugerimos esperamos respondemos organizamos celebramos preparamos mantenemos abrimos arreglamos solucionamos
			recibís recibiréis encontraréis veréis queréis sabéis
			рекомендуем рекомендовать советуем советовать предлагаем предлагать подаем подавать проводим проводить готовим готовить делаем делать
			отвечаем отвечать получаете получать получится ждем узнаете знаете находите исправим решим
			ضع ضعوا استخدموا استخدم اتركوا اترك احفظوا احفظوه احفظوها احفظ انظروا انظر تجدون ستجدون تحصلون خذوا جربوا اختاروا تاكدوا راجعوا تحققوا زورونا تعالوا
			يبقى تبقى يظل تظل يكفي تكفي ياتي تاتي يدوم يحتاج تحتاج يوضع توضع ترغبون تريدون تفضلون`}[i]) {
			all[answers.Stem(word, lang)] = true
		}
	}
	return all
}()

// wide are words that make more of a statement, though they are short or in every text.
var wide = set(`any all every كل أي`)

// courtesies are what an answer may say besides.
var courtesies = set(`
	happy glad pleased pleasure welcome course sure certainly yes thank thanks hope help nice great lovely wonderful kindly know let
	also very too either well here there then hello
	you your yours our ours they them their theirs these those such both who whose with within into from than per or out up away back down even still again together each around roughly approximately easily gladly instead otherwise youll youre well theyre thats youve weve but though although however because since while whether as
	was were been being had having use uses used using come comes coming get gets find work works mean means cost costs costing takes taken choose try enjoy
	arrive arrives accept accepts possible simply really usually directly please see put goes available
	конечно рады рад радостью удовольствием пожалуйста спасибо добро пожаловать также тоже очень здесь тут здравствуйте
	сюда туда что-то чего-то чего нибудь или каждый каждая каждое каждой каждого каждом каждую примерно около снова вместе мы нас нам наш наша наше наши нашем нашей наших вашем вашей ваших ваше вашу вашего он она оно они его её их им ней них нему этот эта эти этой этом этого тот тем том того той
	который которая которые которое которого если когда чтобы потому поэтому тогда либо через внутри просто обычно именно
	будет будут был была были быть есть имеется можем можете сможете смогут могут нужен нужна нужны стоит стоят составляет занимает находится находимся работает работаем
	принимаем используем используется проходят проходит идёт идут бывает получить получите приходит придёт
	claro encantados encantadas gusto bienvenido bienvenida bienvenidos bienvenidas gracias también puedes podéis supuesto muy aquí ahí sí hola
	nosotros nuestra nuestro nuestras nuestros vosotros vuestro vuestra ustedes usted ella ellos ellas esto esta este estos estas eso esa ese
	favor mucho mucha sois sea sean cada unos aproximadamente aún todavía juntos cuando donde porque pues pero aunque mientras entonces así quien cuyo ser estar era será serán sido estamos están tener tenemos tienen tienes tendrás tendrán tendrá
	haber han hemos hacer hacemos haces hacen puede pueden podemos poder podrás podréis quieres queréis usar usamos usáis usa usan utilizamos ofrecemos aceptamos trabajamos
	cuesta cuestan lleva llevan llegar llega llegan tarda tardan van sale salen entrar venir encontrar encuentras encontrarás entre sobre dentro según mediante además simplemente directamente
	بالطبع طبعا يسعدنا أهلا مرحبا شكرا أيضا يمكنك يمكنكم نعم بكل سرور تفضلوا هنا
	نفتح نعمل نحجز نستقبل الحضور القدوم المجيء مباشرة نحن أنتم أنت التي الذي الذين هذه هذا ذلك تلك هناك حيث عندما إذا لأن لأنها لكن ثم كما مثل عبر خلال ضمن لدينا لديك لكم لك لها له فيها عليها عليه منها منه بها
	تستطيعون نستطيع نستخدم نقدم نقبل نوفر يكون تكون كان كانت يستغرق تستغرق يصل تصل يصلكم تصلكم وصول جدا مقابل وهي وهو تأتي يأتي`)

// particles are Chinese characters that state nothing.
const particles = "的了吗呢啊吧呀哦是我你您们它他她这那在有和就也都请可以能想要么还很会到给把对为让从用得地着过来去里个及与或并且但而因所如果者即话其好行需等上下内中欢迎高兴当然谢附支持接受提供不没无未只仅"

// filling are Chinese words that state nothing, or no more than what is put in their place.
var filling = strings.NewReplacer("已含", "含", "包含", "含", "非常", "", "店里", "", "暂时", "", "新鲜", "鲜", "茶叶", "茶", "里面", "", "地方", "", "看看", "", "一共", "", "一起", "", "一下", "", "一般", "", "一样", "", "大概", "", "大约", "",
	"左右", "", "使用", "", "需要", "", "记得", "", "建议", "", "保存", "", "保持", "", "收到", "", "选择", "", "目前", "", "时候", "", "方式", "", "这样", "", "那样", "", "因此", "",
	"然后", "", "另外", "", "同时", "", "比如", "", "例如", "", "直接", "", "或者", "")

// stating are the words of a text that state something, without their pairs: of Chinese, the characters.
func stating(text string) (words []string) {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		switch {
		case strings.ContainsFunc(word, han):
			for _, r := range filling.Replace(word) {
				if han(r) && !strings.ContainsRune(particles, r) {
					words = append(words, string(r))
				}
			}
		case !neutral(word) && strings.ContainsFunc(word, unicode.IsLetter):
			words = append(words, word)
		}
	}
	return words
}

// negations turn what is said into its opposite, or take something out.
var negations = set(`
	not no never without dont doesnt isnt arent wasnt didnt havent hasnt cant cannot wont except unless
	не нет ни без никогда кроме нельзя
	no ni nunca nada sin excepto salvo
	لا ليس ليست لم لن بدون غير الا بلا ما`)

// negated are the words to which a text says no: in each part of it, what follows a negation, or stands before the last one.
func negated(text string) (words []string) {
	last := ""
	for _, part := range clauses(text) {
		for _, one := range strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune(":：?؟？", r) }) {
			no, said := refused(one, last)
			words, last = append(words, no...), said
		}
	}
	return words
}

// refused are those of a part, and its last word, or else that of the part before it: "coffee, no".
func refused(part, last string) (words []string, said string) {
	open := false
	for word := range strings.FieldsSeq(locales.Fold(part)) {
		if strings.ContainsFunc(word, han) {
			words = append(words, denied(word)...)
			continue
		}
		switch rest, _ := strings.CutPrefix(word, "و"); {
		case negations[word] || negations[rest]:
			if open && last != "" {
				words = append(words, last)
			}
			open = true
			continue
		case neutral(word):
			continue
		case open:
			words, open = append(words, word), false
		}
		last = word
	}
	if open && last != "" {
		words = append(words, last)
	}
	return words, last
}

// mere are Chinese words that deny nothing, though they begin as those that do.
var mere = strings.NewReplacer("不过", "", "不仅", "", "不但", "", "不同", "", "不错", "", "无线", "")

// denied are the characters of a run of Chinese to which it says no.
func denied(run string) (words []string) {
	open := false
	for _, r := range mere.Replace(run) {
		switch {
		case strings.ContainsRune("不没无未勿", r):
			open = true
		case open && han(r) && !strings.ContainsRune(particles, r):
			words, open = append(words, string(r)), false
		}
	}
	return words
}

// asking are stems of verbs by which something is asked of somebody.
var asking = func() map[string]bool {
	all := map[string]bool{}
	for i, lang := range []string{"en", "es"} {
		for word := range set([]string{
			`tell send give write enter share provide type confirm submit`,
			`di dinos dime dinoslo manda mándanos envía envíanos escribe escríbenos da danos dale indica indícanos facilita introduce comparte
			скажите сообщите пришлите отправьте напишите введите укажите назовите подтвердите дайте
			اخبرونا اخبرنا ارسلوا ارسل اكتبوا اكتب ادخلوا ادخل اعطونا زودونا شاركوا اذكروا`}[i]) {
			all[answers.Stem(word, lang)] = true
		}
	}
	return all
}()

// asks says whether a text asks something of the customer.
func asks(text string) bool {
	folded := locales.Fold(text)
	for word := range strings.FieldsSeq(folded) {
		if own := bare(word); asking[answers.Stem(own, "en")] || asking[answers.Stem(own, "es")] {
			return true
		}
	}
	return slices.ContainsFunc([]string{"告诉", "请发", "提供", "输入", "填写", "写上"}, func(verb string) bool { return strings.Contains(folded, verb) })
}

// limits says whether a text holds only so far.
func limits(text string) bool {
	folded := locales.Fold(text)
	for word := range strings.FieldsSeq(folded) {
		if only[word] {
			return true
		}
	}
	return slices.ContainsFunc([]string{"仅", "只有", "只在", "只能", "只限"}, func(sign string) bool { return strings.Contains(folded, sign) })
}

var only = set(`only solely just solo sólo solamente únicamente только лишь فقط`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[locales.Fold(word)] = true
	}
	return all
}
