// What a shop would be held to: favours, deeds, and whatever an answer has no business with. They stand in an answer only
// where one sentence of an entry has them all, and with that sentence's numbers: "free" without "from €50" is another offer.
package grounded

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/locales"
)

// promises are beginnings of words, by language; those with a space at the end are whole words. Chinese ones stand anywhere.
var promises = bounded(strings.Split(strings.Join([]string{
	// favours
	`cent |cents |penny |free |freebie|complimentar|gratis |discount|rebate|off |sale |voucher|coupon|promo|code |codes |gift |gifts |bonus|refund|reimburs|compensat|cashback|credit |credits |waive|half |halve|cheaper|percent|guarant|promis|entitle|lifetime|unlimited|forever`,
	`копе|цент |цента |центов |бесплат|даром |скидк|уценк|подар|бонус|возмещ|компенс|возврат|верн|купон|промо|код |коды |ваучер|гарант|обеща|полови|вдвое|дешевл|процент|навсегда|безлимит|кешб|кэшб`,
	`centimo|gratis |gratuit|descuent|rebaj|regal|bonific|bono|reembols|devol|compens|cupon|vale |codigo|promo|garant|promet|mitad |barat|ciento |siempre |ilimitad|obsequi|invita`,
	`分钱|毛钱|免费|免單|免单|免运|包邮|打折|折扣|优惠|半价|折|赠|白送|退款|退钱|赔|补偿|返现|券|优惠码|代码|保证|承诺|便宜|减免|减|永久|无限`,
	`سنت |قرش |مجان|خصم|خصوم|تخفيض|هدية|هدايا|مكافا|استرداد|استرجاع|ارجاع|تعويض|قسيمة|قسائم|كوبون|رمز |كود |ضمان|نضمن|اضمن|وعد|نعد |اعدك|نصف |ارخص|المئة |المائة |مدى الحياة`,
	// deeds
	`i |ive |ill |cancel|reserv|book |booked|confirm|approv|chang|delet|remov|sent |sending |transfer|paid |charg|schedul|updat|grant|unlock|activat|appl|dispatch|issu`,
	`я |мной |отмен|заброн|бронь|резерв|подтвер|одобр|измен|удал|отправи|отправл|перевод|перевед|перевел|оплач|списа|назнач|актив|выдан|выда|оформ|зачисл`,
	`yo |he |cancel|reserv|confirm|aprob|cambi|elimin|borr|envi|transfer|pagad|cobrad|program|actualiz|activ|emit|aplic|conced|tramit`,
	`我已|我会|我可|我把|我帮|已为|已经|已给|已将|取消|预订|预约|预留|保留|确认|批准|同意|修改|更改|删除|发送|寄出|转账|转给|支付|扣款|安排|激活|开通|发放|办理`,
	`انا |لقد |تم |قمت |سوف |ساقوم |الغا|الغي|حجز|تاكيد|اكد|وافق|موافق|تغيير|غيرت|حذف|ارسل|ارسال|تحويل|حول|دفع|جدول|فعل|تفعيل|اصدر|اصدار|منح`,
	// what is none of the customer's business
	`prompt|instruction|system |ignor|jailbreak|developer|admin|owner|password|secret|token |tokens |database|api |customer|client|other people|user |users |model |language model|assistant|hacked|pwned|account|iban|wallet|bitcoin|crypto|lives |his |her `,
	`промпт|инструкц|систем|игнор|разработ|админ|владел|парол|секрет|токен|база |базы |базе |клиент|покупател|пользовател|модел|ассистент|взлом|счет|кошел|биткоин|крипт|живет`,
	`prompt|instruccion|sistema|ignor|desarroll|admin|dueno|propietari|contrasena|clave|secret|token |datos |client|usuari|modelo|asistente|hack|cuenta|iban |cartera |monedero|bitcoin|cripto|vive `,
	`提示词|提示|指令|系统|忽略|开发者|管理员|老板|店主|密码|秘密|令牌|数据库|客户|顾客|客人|用户|会员|模型|助手|黑客|账户|账号|钱包|比特币|加密|住在|他的|她的|他们`,
	`تعليمات|النظام |نظام |تجاهل|مطور|مدير|مالك|صاحب|كلمة المرور|كلمة السر|سري|سر |رمز الدخول|قاعدة|عميل|عملا|زبون|زبائن|مستخدم|نموذج|مساعد|اختراق|حساب|محفظ|بيتكوين|عملة|يسكن|تسكن|عنوانه|عنوانها|هاتفه|هاتفها`,
}, "|"), "|"))

// bounded brings the promises into the form in which they are looked for: between the spaces that end words.
func bounded(all []string) []string {
	for i, p := range all {
		word := plain(p)
		whole := strings.HasSuffix(p, " ")
		if whole {
			word += " "
		}
		if whole || !strings.ContainsFunc(word, joins) {
			word = " " + word
		}
		all[i] = word
	}
	return all
}

// joins says whether a letter is of a script in which words are written together with others.
func joins(r rune) bool { return unicode.In(r, unicode.Han, unicode.Arabic) }

// bound are the promises that a text has.
func bound(text string) (found []string) {
	spaced := " " + plain(text) + " "
	for _, p := range promises {
		if strings.Contains(spaced, p) {
			found = append(found, p)
		}
	}
	return found
}

// promised says whether what a sentence promises is promised by one sentence of an entry, and on its terms: with all of its
// numbers, in their order.
func promised(sentence string, cited []Source) error {
	found := bound(sentence)
	if len(found) == 0 {
		return nil
	}
	told := figures(sentence)
	for _, s := range cited {
		for _, text := range append([]string{s.Text}, s.Said...) {
			for _, said := range append(sentences(text), full(text)...) {
				if titled := s.Title + "\n" + said; has(titled, found) && slices.Equal(told, figures(said)) && about(sentence, titled) {
					return nil
				}
			}
		}
	}
	return ungrounded("a promise that is not there")
}

// about says whether a sentence is mostly in the words of one of an entry's: another's favour is not this one's.
func about(sentence, own string) bool {
	words, v := telling(sentence), vocabulary{}
	v.add(own)
	return float64(v.count(words, "")) >= supported*float64(len(words))
}

// has says whether a text has all of some promises.
func has(text string, found []string) bool {
	spaced := " " + plain(text) + " "
	return !slices.ContainsFunc(found, func(p string) bool { return !strings.Contains(spaced, p) })
}

// plain is a folded text without accents, and with Arabic's forms of one letter alike.
func plain(text string) string { return strings.Map(letter, locales.Fold(text)) }

func letter(r rune) rune {
	switch r {
	case 'á':
		return 'a'
	case 'é':
		return 'e'
	case 'í':
		return 'i'
	case 'ó':
		return 'o'
	case 'ú', 'ü':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ё':
		return 'е'
	case 'أ', 'إ', 'آ':
		return 'ا'
	}
	return r
}
