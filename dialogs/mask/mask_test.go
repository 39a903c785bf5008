package mask_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"guanxi/dialogs/mask"
)

// TestHide shows what is hidden, and what stays.
func TestHide(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Do you open at 10:00 on 2 May?", "Do you open at 10:00 on 2 May?"},
		{"call me at +34 600 111 222 please", "call me at [PHONE_1] please"},
		{"звони 8 (912) 345-67-89", "звони [PHONE_1]"},
		{"我的电话是１３８１２３４５６７８", "我的电话是[PHONE_1]"},
		{"رقمي ٠٥٠١٢٣٤٥٦٧ شكرا", "رقمي [PHONE_1] شكرا"},
		{"my card 4111 1111 1111 1111 was charged 25 €", "my card [CARD_1] was charged 25 €"},
		{"tarjeta 4111-1111-1111-1112", "tarjeta [PHONE_1]"}, // the check digit is wrong
		{"Mail anna.p+x@example.co.uk, or ＡＮＮＡ＠example．com", "Mail [EMAIL_1], or [EMAIL_2]"},
		{"I am Anna; anna's tea, ANNA PETROVA's tea, not Annabelle", "I am [NAME_1]; [NAME_2]'s tea, [NAME_3]'s tea, not Annabelle"},
		{"Передайте Анне и Анной, не Аннексии", "Передайте [NAME_1] и [NAME_2], не Аннексии"},
		{"王芳的订单", "[NAME_1]的订单"},
		{"طلب وليلى اليوم", "طلب و[NAME_1] اليوم"},
		{"My name is John Smith, hello", "My name is [NAME_1], hello"},
		{"меня зовут Пётр", "меня зовут [NAME_1]"},
		{"Deliver to 12 Long Acre Street, flat 4", "Deliver to [ADDRESS_1]"},
		{"живу на улице Ленина, дом 5, кв 12", "живу на [ADDRESS_1]"},
		{"vivo en calle Mayor, 12", "vivo en [ADDRESS_1]"},
		{"我住在南京西路100号", "[ADDRESS_1]"},
		{"أسكن في شارع الحمرا، بناية 12", "أسكن في [ADDRESS_1]"},
		{"mi IBAN: ES91 2100 0418 4502 0005 1332 gracias", "mi IBAN: [ACCOUNT_1] gracias"},
		{"DE89370400440532013000", "[ACCOUNT_1]"},
		{"GB29 NWBK 6016 1331 9268 19 is mine", "[ACCOUNT_1] is mine"},
		{"رقمي +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧، و۰۹۱۲۳۴۵۶۷۸۹", "رقمي [PHONE_1]، و[PHONE_2]"},
		{"البطاقة ٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢", "البطاقة [CARD_1]"},
		{"write to anna [at] mail [dot] com or pavel at mail dot com", "write to [EMAIL_1] or [EMAIL_2]"},
		{"look at the black tea", "look at the black tea"},
		{"P.O. Box 123, SW1A 2AA", "[ADDRESS_1]"},
		{"Тверская ул., 7, или ул. Ленина 5-12", "[ADDRESS_1], или [ADDRESS_2]"},
		{"شارع الملك فهد، مبنى 12، الدور 3", "[ADDRESS_1]"},
		{"see https://t.me/anna_p and @anna_p77", "see [LINK_1] and [NAME_2]"},
		{"Iurii here, or Yuriy Shchukin; tell Petrova: Петровой", "[NAME_1] here, or [NAME_2]; tell [NAME_3]: [NAME_4]"},
		{"это Дмитрий, не дом, и чай Ирины", "это [NAME_1], не дом, и чай Ирины"},
		{"[PHONE_1] 5551234567", "[TEXT_1] [PHONE_2]"},
		{"order 123456 twice 123456", "order [NUMBER_1] twice [NUMBER_1]"},
		{"p\u200bh 5\u200b5\u200b5\u200b1234567", "p\u200bh [PHONE_1]"},
	} {
		m := mask.New("Anna Petrova", "Анна", "王芳", "ليلى", "Юрий Щукин", "Dmitry")
		if got := m.Hide(c.text); got != c.want {
			t.Errorf("hide %q\n got %q\nwant %q", c.text, got, c.want)
		}
		if got := m.Show(m.Hide(c.text)); got != c.text {
			t.Errorf("hide and show %q: %q", c.text, got)
		}
	}
}

// profiles are made-up people in five languages: name, telephone, e-mail and card as they may write them.
var profiles = [][]string{
	{"Olivia Hartley", "+44 7700 900123", "olivia.hartley@example.org", "4242 4242 4242 4242"},
	{"欧阳娜娜", "１３９-１２３４-５６７８", "ouyang@example.cn", "６２１７０００００００００００００"},
	{"Мария Кузнецова", "8 (921) 555-01-23", "maria@пример.рф", "5555555555554444"},
	{"José Ñúñez", "600.111.222", "jose.nunez@ejemplo.es", "4000-0566-5566-5556"},
	{"فاطمة الزهراء", "٠٥٠ ١٢٣ ٤٥٦٧", "fatima@example.ae", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"},
}

var around = []string{
	"Hello, where is my order? ", "谢谢，请问几点开门？", " Подскажите, есть ли доставка в ", "¿Cuánto cuesta el té? ", " أين طلبي؟ ", "[NAME_1]", "[", "]", " 12 € ", "\n", "\u200f", "👋🏽", "_", "é́", "\xff", "[EMAIL_", "…", "(", "3 × 50 g ",
}

// TestProperties hides generated messages: shown again they are as they were, and nothing of the profile is left.
func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 5_000 {
		profile := profiles[i%len(profiles)]
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteString(around[random.IntN(len(around))])
			if random.IntN(2) == 0 {
				fmt.Fprintf(&b, " %s ", profile[random.IntN(len(profile))])
			}
		}
		text := b.String()
		m := mask.New(profile[0])
		hidden := m.Hide(text)
		if got := m.Show(hidden); got != text {
			t.Fatalf("hide and show\n%q\n%q\n%q", text, hidden, got)
		}
		for _, own := range slices.Concat(profile, strings.Fields(profile[0])) {
			if strings.Contains(strings.ToLower(hidden), strings.ToLower(own)) {
				t.Fatalf("%q is left of\n%q\n%q", own, text, hidden)
			}
		}
	}
}

// FuzzHide hides strangers' bytes.
func FuzzHide(f *testing.F) {
	for _, text := range around {
		f.Add(text+"+1 555 123 4567", "Ann")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		m := mask.New(name)
		if got := m.Show(m.Hide(text)); got != text {
			t.Errorf("hide and show %q: %q", text, got)
		}
	})
}

func BenchmarkHide(b *testing.B) {
	for b.Loop() {
		mask.New("Olivia Hartley").Hide("Hello, where is my order 123456? Call me at +44 7700 900123 please, or write to olivia@example.org")
	}
}
