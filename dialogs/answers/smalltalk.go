// What customers say that no knowledge answers: it competes with the entries, so that a greeting or another trade's
// question is not taken for the nearest entry.
package answers

import "strings"

// talkPhrases holds the phrasings, apart from each other by "|".
const talkPhrases = `hello|hi there|good morning|good evening|how are you|how is it going|thanks|thank you very much|
bye|see you|ok|yes|no|who are you|what is your name|are you a bot|are you human|tell me a joke|i love you|you are stupid|nice|
what is the weather like|do you sell|do you have|can you help me|can you repair|i have a question|
recommend a hotel|buy tickets|do you sell flowers|where is the nearest|what year is it|what is the capital|
what is two plus two|who won the game|recommend a film|recommend a restaurant|write my homework|exchange money|do you sell clothes|
do you sell machines|repair a computer|rent a flat|book a flight|the news|translate this|sing a song|
how tall is|my machine is broken|lend me money|play music|do you like football|
你好|您好|早上好|晚上好|你好吗|最近怎么样|谢谢|非常感谢|再见|好的|是的|不是|你是谁|你叫什么|你是机器人吗|讲个笑话|我爱你|你真笨|
天气怎么样|你们卖什么|有没有|帮帮我|能修吗|今天星期几|附近有什么|我有个问题|讲个故事|哈哈|推荐一家酒店|买票|卖花吗|最近的在哪里|今年是哪一年|首都是哪里|一加一等于几|谁赢了比赛|
推荐一部电影|推荐一家餐厅|写作业|换钱|卖衣服吗|卖手表吗|修电脑|租房|订机票|看新闻|翻译一下|唱首歌|奥运会|有多高|洗衣机坏了|借我钱|放音乐|你喜欢足球吗|
привет|здравствуйте|доброе утро|добрый вечер|как дела|спасибо|большое спасибо|пока|до свидания|да|нет|хорошо|кто ты|
как тебя зовут|ты бот|вы робот|расскажи анекдот|я тебя люблю|ты глупый|какая погода|вы продаёте|у вас есть|
помогите мне|можете починить|у меня вопрос|посоветуйте отель|купить билеты|продаёте цветы|где ближайший|какой сейчас год|какая столица|
сколько будет дважды два|кто выиграл матч|посоветуйте фильм|посоветуйте ресторан|сделай домашнее задание|
поменять валюту|продаёте одежду|почините компьютер|снять квартиру|билет на самолёт|последние новости|переведи текст|спой песню|
какая высота|сломалась машина|займите денег|включи музыку|ты любишь футбол|
hola|buenos días|buenas tardes|buenas noches|qué tal|cómo estás|gracias|muchas gracias|adiós|hasta luego|sí|no|vale|
quién eres|cómo te llamas|eres un bot|eres una persona|cuéntame un chiste|te quiero|eres tonto|qué tiempo hace|
vendéis|tenéis|me puedes ayudar|podéis arreglar|tengo una pregunta|jaja|
recomiéndame un hotel|comprar entradas|vendéis flores|dónde está el más cercano|en qué año estamos|cuál es la capital|
cuánto es uno más uno|quién ganó el partido|recomiéndame una película|recomiéndame un restaurante|haz mis deberes|
cambiar dinero|vendéis ropa|reparar un ordenador|alquilar un piso|reservar un vuelo|las noticias|traduce esto|canta una canción|
cuánto mide|se me ha roto la máquina|préstame dinero|pon música|te gusta el fútbol|
مرحبا|السلام عليكم|صباح الخير|مساء الخير|كيف حالك|شكرا|شكرا جزيلا|مع السلامة|نعم|لا|حسنا|من أنت|ما اسمك|هل أنت روبوت|
هل أنت إنسان|احك لي نكتة|أحبك|أنت غبي|كيف الطقس|هل تبيعون|هل عندكم|ساعدني|هل تصلحون|عندي سؤال|
انصحني بفندق|شراء تذاكر|هل تبيعون الزهور|أين أقرب|في أي سنة نحن|
ما هي عاصمة|كم يساوي واحد زائد واحد|من فاز بالمباراة|انصحني بفيلم|انصحني بمطعم|حل الواجب|صرف العملة|هل تبيعون ملابس|
إصلاح الحاسوب|استئجار شقة|حجز طيران|آخر الأخبار|ترجم هذا|غن أغنية|
كم ارتفاع|تعطلت الآلة|أعطني مالا|شغل موسيقى|هل تحب كرة القدم`

func smallTalk() []string {
	return strings.Split(talkPhrases, "|")
}
