// What customers say that no knowledge answers: it competes with the entries, so that a greeting or another trade's
// question is not taken for the nearest entry.
package answers

import "strings"

// talkPhrases holds the phrasings by language, apart from each other by "|".
var talkPhrases = map[string]string{
	"en": `hello|hi there|good morning|good evening|how are you|how is it going|thanks|thank you very much|
bye|see you|ok|yes|no|who are you|what is your name|are you a bot|are you human|tell me a joke|i love you|you are stupid|nice|
what is the weather like|do you sell|do you have|can you help me|can you repair|i have a question|
recommend a hotel|buy tickets|do you sell flowers|where is the nearest|what year is it|what is the capital|
what is two plus two|who won the game|recommend a film|recommend a restaurant|write my homework|exchange money|do you sell clothes|
do you sell machines|repair a computer|rent a flat|book a flight|the news|translate this|sing a song|
how tall is|my machine is broken|lend me money|play music|do you like football|do you sell cars|repair a car|
what is the time|what time is it in another city|how old are you|do you like dogs|i am bored|i need a doctor|what is your favourite book|
the staff was rude|your people are rude and unfriendly|terrible service|bad service|awful|it was disgusting|it tastes bad|nobody answers me|nobody helped me|why do you not answer|
when will you reply|i have been waiting for an hour|i am angry|i am disappointed|never again|you cheated me|scam|thieves|liars|useless|so expensive|too expensive|cheaper|
it was dirty|the toilet was dirty|it was cold and loud|hair in my food|a complaint|complain|my feedback|a review|unsubscribe|stop messages`,
	"zh": `你好|您好|早上好|晚上好|你好吗|最近怎么样|谢谢|非常感谢|再见|好的|是的|不是|你是谁|你叫什么|你是机器人吗|讲个笑话|我爱你|你真笨|
天气怎么样|你们卖什么|有没有|帮帮我|能修吗|今天星期几|附近有什么|我有个问题|讲个故事|哈哈|推荐一家酒店|买票|卖花吗|最近的在哪里|今年是哪一年|首都是哪里|一加一等于几|谁赢了比赛|
推荐一部电影|推荐一家餐厅|写作业|换钱|卖衣服吗|卖手表吗|修电脑|租房|订机票|看新闻|翻译一下|唱首歌|奥运会|有多高|洗衣机坏了|借我钱|放音乐|你喜欢足球吗|卖汽车吗|修汽车|修自行车吗|
现在几点|东西太难吃了|不好喝|难喝|态度恶劣|态度不好|服务太差|店员没礼貌|骂我|没人理我|没人回复|怎么不回消息|什么时候回我|等了好久|等了半天|生气|很失望|再也不来了|骗人|骗子公司|黑店|垃圾|太贵了|好贵|便宜点|
又脏又乱|太吵|卫生差|有头发|有虫|投诉|意见反馈|评价|退订|取消关注|别发消息|你多大|喜欢狗吗|好无聊|看医生`,
	"ru": `привет|здравствуйте|доброе утро|добрый вечер|как дела|спасибо|большое спасибо|пока|до свидания|да|нет|хорошо|кто ты|
как тебя зовут|ты бот|вы робот|расскажи анекдот|я тебя люблю|ты глупый|какая погода|вы продаёте|у вас есть|
помогите мне|можете починить|у меня вопрос|посоветуйте отель|купить билеты|продаёте цветы|где ближайший|какой сейчас год|какая столица|
сколько будет дважды два|кто выиграл матч|посоветуйте фильм|посоветуйте ресторан|сделай домашнее задание|
поменять валюту|продаёте одежду|почините компьютер|снять квартиру|билет на самолёт|последние новости|переведи текст|спой песню|
какая высота|сломалась машина|займите денег|включи музыку|ты любишь футбол|продаёте автомобили|ремонт машин|
который час|сколько тебе лет|любишь собак|мне скучно|нужен врач|персонал хамил|хамство|грубый продавец|грубо ответили|плохое обслуживание|отвратительно|ужасно|невкусно|гадость|
никто не отвечает|никто не подошёл|когда вы ответите|почему не отвечаете|жду уже час|ждали полчаса|я злюсь|разочарован|больше не приду|обманули|обман|мошенники|воры|бесполезный|дорого|слишком дорого|дешевле|
грязно|было холодно и шумно|волос в еде|жалоба|пожаловаться|отзыв|отписаться|не пишите мне`,
	"es": `hola|buenos días|buenas tardes|buenas noches|qué tal|cómo estás|gracias|muchas gracias|adiós|hasta luego|sí|no|vale|
quién eres|cómo te llamas|eres un bot|eres una persona|cuéntame un chiste|te quiero|eres tonto|qué tiempo hace|
vendéis|tenéis|me puedes ayudar|podéis arreglar|tengo una pregunta|jaja|
recomiéndame un hotel|comprar entradas|vendéis flores|dónde está el más cercano|en qué año estamos|cuál es la capital|
cuánto es uno más uno|quién ganó el partido|recomiéndame una película|recomiéndame un restaurante|haz mis deberes|
cambiar dinero|vendéis ropa|reparar un ordenador|alquilar un piso|reservar un vuelo|las noticias|traduce esto|canta una canción|
cuánto mide|se me ha roto la máquina|préstame dinero|pon música|te gusta el fútbol|vendéis coches|reparar un coche|
qué hora es|qué hora es en otra ciudad|qué edad tienes|te gustan los perros|estoy aburrido|necesito un médico|el personal fue grosero|maleducados|trato horrible|mal servicio|pésimo|asqueroso|sabe mal|nadie contesta|nadie me atendió|
cuándo respondéis|por qué no contestáis|llevo una hora esperando|estoy enfadado|qué decepción|no vuelvo más|me habéis engañado|estafa|estafadores|ladrones|inútil|muy caro|demasiado caro|más barato|
estaba sucio|hacía frío y había ruido|un pelo en la comida|una queja|quejarme|una reseña|opinión|darme de baja|no me escribáis más`,
	"ar": `مرحبا|السلام عليكم|صباح الخير|مساء الخير|كيف حالك|شكرا|شكرا جزيلا|مع السلامة|نعم|لا|حسنا|من أنت|ما اسمك|هل أنت روبوت|
هل أنت إنسان|احك لي نكتة|أحبك|أنت غبي|كيف الطقس|هل تبيعون|هل عندكم|ساعدني|هل تصلحون|عندي سؤال|
انصحني بفندق|شراء تذاكر|هل تبيعون الزهور|أين أقرب|في أي سنة نحن|
ما هي عاصمة|كم يساوي واحد زائد واحد|من فاز بالمباراة|انصحني بفيلم|انصحني بمطعم|حل الواجب|صرف العملة|هل تبيعون ملابس|
إصلاح الحاسوب|استئجار شقة|حجز طيران|آخر الأخبار|ترجم هذا|غن أغنية|
كم ارتفاع|تعطلت الآلة|أعطني مالا|شغل موسيقى|هل تحب كرة القدم|هل تبيعون سيارات|تصليح سيارة|كم الساعة|كم عمرك|هل تحب الكلاب|أنا ضجر|أحتاج طبيبا|الموظف كان وقحا|معاملة سيئة|خدمة سيئة|مقرف|طعمه سيئ|لا أحد يجيب|لم يخدمني أحد|
متى تجيبون|متى سيردون|لماذا لا تردون|أنتظر منذ ساعة|أنا غاضب|خاب أملي|لن أعود أبدا|خدعتموني|نصب واحتيال|نصابون|لصوص|كذابون|بلا فائدة|غال جدا|أسعار غالية|أرخص|
كان المكان قذرا|كان باردا ومزعجا|شعرة في الطعام|شكوى|أشتكي|تقييم|إلغاء الاشتراك في الرسائل|لا تراسلوني`,
}

func smallTalk(lang string) []string { return strings.Split(talkPhrases[lang], "|") }
