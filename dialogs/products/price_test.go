package products

import "testing"

func TestIn(t *testing.T) {
	for _, test := range []struct {
		lang, iso, text, want string
	}{
		{"en", "EUR", "12.50", "€12.50"},
		{"zh", "EUR", "12.50", "€12.50"},
		{"ru", "EUR", "12.50", "12,50\u00a0€"},
		{"es", "EUR", "12.50", "12,50\u00a0€"},
		{"ar", "EUR", "12.50", "\u206612.50\u00a0€\u2069"},
		{"fa", "EUR", "12", "\u206612.00\u00a0€\u2069"},
		{"de", "EUR", "1234.5", "1.234,50\u00a0€"},
		{"en-GB", "USD", "1234567", "$1,234,567.00"},
		{"ru", "RUB", "1234", "1\u00a0234,00\u00a0₽"},
		{"zh", "CNY", "0.5", "¥0.50"},
		{"ja", "JPY", "900", "￥900"},
		{"en", "KWD", "1.25", "KWD\u00a01.250"},
		{"en", "JPY", "900.5", "¥900.5"},      // finer than the currency counts, and shown as it is
		{"en", "XYZW", "1", "XYZW\u00a01.00"}, // no currency: shown by the name it was given
		{"no language", "EUR", "1", "€1.00"},
	} {
		p, err := ParsePrice(test.text)
		if got := p.In(test.lang, test.iso); err != nil || got != test.want {
			t.Errorf("%s in %s: %+q, want %+q (%v)", test.text, test.lang, got, test.want, err)
		}
	}
}

func TestParsePrice(t *testing.T) {
	for text, want := range map[string]Price{"0": 0, "12": 12_000, "12.5": 12_500, "12.50": 12_500, "0.005": 5, "999999999.999": 999_999_999_999} {
		if got, err := ParsePrice(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "12,50", "€12", "-1", ".5", "5.", "1.2345", "1e3", "1000000000", " 1", "١٢"} {
		if got, err := ParsePrice(text); err == nil {
			t.Errorf("%q is taken for %d", text, got)
		}
	}
}

func TestSmallest(t *testing.T) {
	for _, test := range []struct {
		price Price
		iso   string
		want  int64
	}{{12_500, "EUR", 1250}, {900_000, "JPY", 900}, {1_250, "KWD", 1250}} {
		if got, err := test.price.Smallest(test.iso); err != nil || got != test.want {
			t.Errorf("%s %s: %d, %v", test.price, test.iso, got, err)
		}
	}
	for iso, price := range map[string]Price{"EUR": 12_505, "JPY": 900_500, "EURO": 1_000} {
		if got, err := price.Smallest(iso); err == nil {
			t.Errorf("%s %s: %d", price, iso, got)
		}
	}
}

func FuzzParsePrice(f *testing.F) {
	f.Add("12.50")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePrice(text)
		if err != nil {
			return
		}
		if again, err := ParsePrice(p.String()); err != nil || again != p || p < 0 {
			t.Errorf("%q is %d, written %q, read %d, %v", text, p, p, again, err)
		}
	})
}
