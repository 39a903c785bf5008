// How people say who they are: where a name stands, and how far it goes. Folded texts have no capitals, by which names are
// told from other words: those are looked up in the text as it was written.
package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How many words a name has at most.
const mostNames = 4

// said is a way to say a name: its first group is where the name stands, and what may be of it.
type said struct {
	form    form
	cues    []string // one of them is in every text that the form fits
	capital bool     // only words with capitals are names, and the commonest
	ends    bool     // and nothing follows
}

const words = `\s+` + spelled

const spelled = `(\p{L}[\p{L}'-]*\.?(?:[ -]\p{L}[\p{L}'-]*\.?){0,5})`

// opening is how somebody begins who says who is there.
const opening = `(?:^|\n|[.!,])\s*(?:(?:hi|hello|hey|good \p{L}+|hola|buenas|buenos dias|buenas \p{L}+|привет|здравствуите|добрыи день|добрыи вечер|доброе утро|алло)[ ,.!]*)?`

var introductions = []said{
	{form: lazily(`\b(?:my (?:full )?name(?: is|'s)|(?:i am|i'm|im) (?:called|named)|(?:me llamo|mi nombre es))` + words), cues: []string{"my name", "my full name", "called ", "named ", "me llamo", "mi nombre"}},
	{form: lazily(`(?:зовут(?: меня)?|меня звать|мое имя|моя фамилия)` + words), cues: []string{"меня зв", "зовут", "мое имя", "моя фам"}},
	{form: lazily(`(?:^|[^\p{L}'])(?:i am|i'm|yo soy|soy)` + words), cues: []string{"i am ", "i'm ", "soy "}, capital: true},
	{form: lazily(`\b(?:call me|llamarme|me llaman)` + words), cues: []string{"call me", "llamarme", "me llaman"}, capital: true},
	{form: lazily(`(?:^|[^\p{L}])(?:я|мы),?` + words), cues: []string{"я", "мы"}, capital: true},
	{form: lazily(opening + `(?:this is|im|it's|it is|aqui|habla|это|с вами|вас беспокоит|пишет(?: вам)?)` + words), cues: []string{"this is", "im ", "it's", "it is", "aqui ", "habla ", "это ", "с вами", "вас бес", "пишет "}, capital: true, ends: true},
	{form: lazily(`\b(?:mr|mrs|ms|miss|mx|dr|prof|sr|sra|srta|don|dona|herr|frau|mme|monsieur|madame|signor|signora)\b\.?\s*` + spelled), cues: []string{"mr", "ms", "miss", "mx", "dr", "prof", "sr", "don", "herr", "frau", "mme", "madam", "monsieur", "signor"}, capital: true},
	{form: lazily(`(?:^|[^\p{L}])(?:г-н[ау]?|г-ж[аеиу]|господин[ау]?|госпож[аеиу]|гражданин|гражданка)\s*` + spelled), cues: []string{"г-", "господ", "госпож", "граждан"}, capital: true},
	{form: lazily(`(?:^|[\n,;.(])\s*(?:(?:my|full|first|last|nombre y) )?(?:name|surname|nombre|apellidos?|имя|фамилия|фио|الاسم الكامل|اسم العائله)\s?[:=-]\s*` + spelled), cues: []string{"name", "nombre", "apellido", "имя", "фамил", "фио", "الاسم", "اسم الع"}},
	{form: lazily(`\b(?:dear|estimad[oa]|querid[oa]|уважаем(?:ыи|ая)|дорог(?:ои|ая))` + words + `[,!\n]`), cues: []string{"dear", "estimad", "querid", "уважаем", "дорог"}, capital: true},
	{form: lazily(`(?:^|[\s,.!])(?:(?:regards|sincerely|saludos?|atentamente|un abrazo|cordialmente|с уважением|с наилучшими пожеланиями|искренне ваша?)[\s,.!–—-]+|(?:best|cheers|thanks|thank you|yours|love|greetings|gracias|спасибо|благодарю|всего доброго)\s*[,.!\n–—-][\s–—-]*)` + spelled + `[\s.!]*$`),
		cues: []string{"regards", "best", "cheers", "sincerely", "thank", "yours", "love", "greeting", "saludo", "atentam", "gracias", "abrazo", "cordial", "уважен", "спасибо", "благодар", "наилучш", "доброго", "искренне"}, capital: true, ends: true},
	{form: lazily(`(?:\n\s*[–—-]{1,2}|\s--)\s*` + spelled + `[\s.!]*$`), cues: []string{"\n-", "\n–", "\n—", "--", "\n -"}, capital: true, ends: true},
	{form: lazily(`(?:^|[^\p{L}])(?:و?اسمي|ادعي)(?: هو)?` + words), cues: []string{"اسمي", "ادعي"}},
	{form: lazily(`(?:^|\s)(?:انا|معكم|معك|السيد|السيده|الاستاذ|الاستاذه|الدكتور|الدكتوره)\s+((?:عبد|` + arabicNames + `)(?:\s|$|[،,.!])(?:\p{L}+(?: \p{L}+){0,3})?)`), cues: []string{"انا ", "معك", "السيد", "الاستاذ", "الدكتور"}},
	{form: lazily(`我是\s?([a-z]+(?: [a-z]+)?)(?:[^a-z]|$)`), cues: []string{"我是"}, capital: true},
	{form: lazily(`(?:مع التحيه|مع تحيات|مع تحياتي|المرسل|المرسله)[،,:\s]+` + spelled + `[\s.!]*$`), cues: []string{"تحي", "المرسل"}},
}

// surname is what Chinese names begin with, the commonest.
const surname = `(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付傅方邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧])`

var (
	chinese = []form{
		lazily(`(?:我叫|我的名字是|我的名字叫|我的名字|本人叫|(?:姓名|名字|收件人|联系人):\s*)\s?(` + surname + `\p{Han}{1,2}|\p{Han}{1,3}|[a-z]+(?: [a-z]+)?)`),
		lazily(`(?:我姓)\s?(\p{Han}{1,3})`),
		lazily(`(?:我是|本人|在下)\s?(\p{Han}{1,6}·\p{Han}{1,6}|` + surname + `\p{Han}{1,2})(?:[^\p{Han}]|$)`),
		lazily(`(` + surname + `\p{Han}{0,2}?)(?:先生|女士|小姐|太太|老师|敬上)`),
		lazily(`(?:我叫|我的名字是|我的名字叫|(?:姓名|名字|收件人|联系人):\s*)\s?(\p{Han}{1,6}·\p{Han}{1,6}|\p{Han}{4})(?:[^\p{Han}]|$)`),
		lazily(`(?:此致敬礼|此致|敬礼|祝好|顺祝商祺)[,。!\s]+(` + surname + `\p{Han}{1,2})[\s。!]*$`),
	}
	others = lazily(`(?:生|者|员|客|师|工|家|迷|控|粉|人)$`) // 我是高中生: no name
)

// people are the names that a text says are somebody's.
func people(f *folded, scripts script) (spans []span) {
	if scripts&han != 0 {
		spans = append(spans, inChinese(f.text)...)
	}
	for _, way := range introductions {
		if !mentions(f.text, way.cues...) {
			continue
		}
		for _, at := range way.form().FindAllStringSubmatchIndex(f.text, -1) {
			if to := f.name(at[2], at[3], way.capital); to > at[2] && (!way.ends && !(way.capital && f.shouted) || f.over(to)) {
				spans = append(spans, span{at[2], to, Name})
			}
		}
	}
	return spans
}

func inChinese(text string) (spans []span) {
	for i, form := range chinese {
		for _, at := range form().FindAllStringSubmatchIndex(text, -1) {
			if i != 2 || !others().MatchString(text[at[2]:at[3]]) {
				spans = append(spans, span{at[2], at[3], Name})
			}
		}
	}
	return spans
}

// name is where a name ends that begins at from: before the first word that is none. With a capital begins all of it, or
// it is written without and is not longer than two words; where capitals are wanted, the first is one of the commonest then.
func (f *folded) name(from, to int, capital bool) (end int) {
	end = from
	capital = f.capital(from) || capital && !given[firstOf(f.text[from:to])]
	for n, at := 0, from; at < to && n < mostNames; {
		size := strings.IndexAny(f.text[at:to], " \n")
		if size < 0 {
			size = to - at
		}
		written := f.text[at : at+size]
		word := strings.TrimRight(written, ".,!-'")
		arab := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
		switch {
		case particles[word] && (n > 0 || arab):
		case stops[word], arab && stops[strings.TrimPrefix(word, "و")], capital && !f.capital(at), !capital && n > 1 && !(arab && strings.HasPrefix(word, "ال")):
			return end
		default:
			n++
			end = at + len(word)
			if len(written) > len(word) && utf8.RuneCountInString(word) > 2 { // a sentence ends, after more than initials
				return end
			}
		}
		at += size + 1
	}
	return end
}

func firstOf(words string) string {
	first, _, _ := strings.Cut(words, " ")
	return strings.TrimRight(first, ".,!-'")
}

// capital says whether what is at a place of the folded text was written with one.
func (f *folded) capital(at int) bool {
	if at >= len(f.starts) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.whole[f.starts[at]:])
	return unicode.IsUpper(r)
}

// over says whether nothing follows that goes on with a sentence.
func (f *folded) over(at int) bool {
	rest := strings.TrimLeft(f.text[at:], " ")
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || strings.ContainsRune(".,،。!;\n()", next) || strings.HasPrefix(rest, "from ") || strings.HasPrefix(rest, "here") || strings.HasPrefix(rest, "speaking")
}

// particles stand within names, and stops never in one.
var (
	particles = set(`de del la las los van von der den da dos do di bin ibn al el san santa mac y ben عبد بن ابن بنت ابو ام`)
	stops     = set(`
		a an the and or but not so very really just also still in on at from of to for with by here there what when where how why who do does is are can could
		would please thanks thank looking interested allergic vip vegan vegetarian celiac coeliac pregnant diabetic muslim jewish christian happy sorry sure urgent glad ok okay
		milk sauce latte bean beans lecithin free back my your we you i it this that if
		un una unos unas muy de del la el los las en con sin por para que y o pero mi tu aqui soy vegano vegana vegetariano vegetariana celiaco celiaca alergico alergica
		diabetico diabetica embarazada intolerante quiero tengo busco cliente gracias hola
		и а но в во на из с со у к не за от до для по это что как где когда вам вас вы ваш ваша ваши вами мне хочу хотел хотела ищу вегетарианец вегетарианка веган веганка
		аллергик беременна диабетик клиент покупатель из-за тут здесь бы же ли спасибо
		اريد اود احب ابحث احتاج ابغي بدي عايز عاوز هل كم متي اين كيف ما ماذا لماذا عندي لدي في من علي عن الي مع لا نباتي نباتيه حامل ممكن طلبت طلبي شكرا مرحبا السلام
		و لكن هنا هو هي`)
)

func set(all string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(all) {
		words[newFolded(word).text] = true
	}
	return words
}
