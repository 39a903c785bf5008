package desk

import "testing"

// TestFitsPhone finds a customer by whatever staff know: a part of the name, the username, a complaint, the phone as people write it.
func TestFitsPhone(t *testing.T) {
	e := Entry{Name: "Мэй Ван", Username: "mei_w", Numbers: []int{1042}, Phone: "+15550100123"}
	for _, words := range []string{
		"мэй", "MEI_W", "C-1042", "c1042", "1042", "+15550100123", "15550100123", "+1 (555) 010-0123", "0015550100123", "00123", "010 0123", "٠١٠٠١٢٣",
	} {
		if !e.Fits(words) {
			t.Errorf("%q does not fit", words)
		}
	}
	for _, words := range []string{"", "+", "0123", "1043", "C-1043", "5550100124", "tea 15550100123"} {
		if e.Fits(words) {
			t.Errorf("%q fits", words)
		}
	}
	if (Entry{}).Fits("00123") {
		t.Error("who has no phone fits one")
	}
}
