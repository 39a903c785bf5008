package dialogs

import "testing"

// TestInquires tells what may be taught as a question from what is said besides.
func TestInquires(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []string{"do you repair zithers", "你们修古筝吗", "сколько стоит доставка", "¿abren hoy?", "هل تصلحون القانون"} {
		if !w.Inquires(words) {
			t.Errorf("%q is no question", words)
		}
	}
	for _, words := range []string{"you are awful", "你们太差了", "я вернулась", "Tom", "gracias", "أنتم سيئون جدًا"} {
		if w.Inquires(words) {
			t.Errorf("%q is a question", words)
		}
	}
}
