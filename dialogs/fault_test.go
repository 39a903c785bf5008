package dialogs

import "testing"

// TestFaults finds fault with the tea, those who serve it, or an order that never came: regret and the offer of a complaint,
// whatever else the knowledge has near to it, and whatever is praised besides.
func TestFaults(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"there was a fly in my tea", "insect in the tea", "my tea was bad", "the service was slow", "never again", "my order never arrived", "your staff laughed at me",
			"the tea is great but the waiter was rude", "the tea is great but the service was slow", "thanks for nothing", "you are the worst"},
		"zh": {"茶里有苍蝇", "茶不好喝", "上茶太慢了", "再也不会来了", "我的订单一直没到", "店员嘲笑我", "喝了拉肚子", "茶很好但是服务员很粗鲁", "谢谢你什么都没做"},
		"ru": {"в чае муха", "чай плохой", "чай невкусный", "обслуживание медленное", "больше никогда", "мой заказ так и не пришёл", "персонал смеялся надо мной",
			"чай отличный, но официант нахамил", "чай вкусный, а обслуживание ужасное", "вы худшие"},
		"es": {"había una mosca en mi té", "el té estaba malo", "el servicio fue lento", "nunca más", "mi pedido nunca llegó", "se rieron de mí", "sois los peores", "sois un desastre",
			"el té está genial pero el camarero fue maleducado"},
		"ar": {"ذبابة في الشاي", "الشاي سيئ", "الخدمة بطيئة", "لن أعود مرة أخرى", "لم يصل طلبي", "ضحكوا علي", "الشاي رائع لكن النادل كان وقحا", "شكرا لأنكم لم تفعلوا شيئا"},
	} {
		regrets(t, w, lang, all, true)
	}
}

// TestNoFaults asks whether the tea is bad, denies it, or finds fault with what is no shop's.
func TestNoFaults(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"is tea bad for sleep?", "is tea bad for sleep", "what is the worst time to come?", "which tea is not bad?", "your tea is not bad", "the service was not slow at all",
			"i slept really bad, which tea helps", "the weather is horrible today", "when did my order arrive", "is the service slow on sundays?"},
		"zh": {"茶不难喝", "晚上喝茶不好吗？", "服务一点都不差", "茶凉了还能喝吗", "会有虫子吗？", "哪个茶不好喝"},
		"ru": {"чай неплохой", "плохой чай бывает?", "как отличить плохой чай", "обслуживание не медленное", "на улице плохая погода", "есть ли насекомые в чае?"},
		"es": {"¿el té es malo para dormir?", "el té es malo para dormir", "el servicio no fue lento", "hace un frío horrible", "¿hay insectos en el té?"},
		"ar": {"هل الشاي سيئ للنوم؟", "الخدمة ليست بطيئة", "الجو سيئ اليوم", "عندكم شاي بارد"},
	} {
		regrets(t, w, lang, all, false)
	}
}

// TestSpoiled tells of tea that was sold mouldy or out of date, beside questions about just that.
func TestSpoiled(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"the tea I bought is mouldy", "you sold me expired tea", "the tea arrived mouldy", "my tea was already expired when it came"},
		"zh": {"你们卖给我的茶过期了", "我买的茶发霉了", "你们卖给我过期的茶"},
		"ru": {"вы продали мне просроченный чай", "чай оказался просроченным", "чай с плесенью", "купленный чай заплесневел"},
		"es": {"el té que compré tiene moho", "me vendisteis té caducado", "el té que compré estaba caducado"},
		"ar": {"بعتموني شايا منتهي الصلاحية", "الشاي الذي اشتريته فيه عفن", "وصلني الشاي منتهي الصلاحية"},
	} {
		regrets(t, w, lang, all, true)
	}
	for lang, all := range map[string][]string{
		"en": {"is it mouldy?", "does tea expire?", "can tea go mouldy?", "how do I know tea is expired?", "is the tea expired?", "my tea was never mouldy", "when does it expire"},
		"zh": {"茶会过期吗", "茶叶会发霉吗", "这茶过期了吗？", "怎么知道茶过期了没有？", "茶叶过期了还能喝吗？"},
		"ru": {"чай может заплесневеть?", "у чая есть срок годности?", "как понять, что чай просрочен?", "чай не просрочен"},
		"es": {"¿el té caduca?", "¿tiene moho?", "¿cómo sé si el té está caducado?", "el té no estaba caducado", "¿le sale moho al té?"},
		"ar": {"هل تنتهي صلاحية الشاي؟", "هل الشاي متعفن؟", "كيف أعرف أن الشاي منتهي الصلاحية؟", "الشاي ليس متعفنا"},
	} {
		regrets(t, w, lang, all, false)
	}
}
