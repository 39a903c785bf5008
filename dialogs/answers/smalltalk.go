// What customers say that no knowledge answers: it competes with the entries, so that a greeting or another trade's
// question is not taken for the nearest entry.
package answers

import "strings"

// talkPhrases holds the phrasings, apart from each other by "|".
const talkPhrases = `hello|hi there|good morning|good evening|how are you|how is it going|thanks|thank you very much|
bye|see you|ok|yes|no|who are you|what is your name|are you a bot|are you human|tell me a joke|i love you|you are stupid|nice|
what is the weather like|do you sell|do you have|can you help me|can you repair|i have a question|
你好|您好|早上好|晚上好|你好吗|最近怎么样|谢谢|非常感谢|再见|好的|是的|不是|你是谁|你叫什么|你是机器人吗|讲个笑话|我爱你|你真笨|
天气怎么样|你们卖什么|有没有|帮帮我|能修吗|今天星期几|附近有什么|我有个问题|讲个故事|哈哈|
привет|здравствуйте|доброе утро|добрый вечер|как дела|спасибо|большое спасибо|пока|до свидания|да|нет|хорошо|кто ты|
как тебя зовут|ты бот|вы робот|расскажи анекдот|я тебя люблю|ты глупый|какая погода|вы продаёте|у вас есть|
помогите мне|можете починить|у меня вопрос|
hola|buenos días|buenas tardes|buenas noches|qué tal|cómo estás|gracias|muchas gracias|adiós|hasta luego|sí|no|vale|
quién eres|cómo te llamas|eres un bot|eres una persona|cuéntame un chiste|te quiero|eres tonto|qué tiempo hace|
vendéis|tenéis|me puedes ayudar|podéis arreglar|tengo una pregunta|jaja|
مرحبا|السلام عليكم|صباح الخير|مساء الخير|كيف حالك|شكرا|شكرا جزيلا|مع السلامة|نعم|لا|حسنا|من أنت|ما اسمك|هل أنت روبوت|
هل أنت إنسان|احك لي نكتة|أحبك|أنت غبي|كيف الطقس|هل تبيعون|هل عندكم|ساعدني|هل تصلحون|عندي سؤال`

func smallTalk() []string {
	return strings.Split(talkPhrases, "|")
}
