// Money: exact in what it counts, and written as each language's readers expect it.
package products

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Price is an amount in thousandths of the shop's currency: no currency counts in finer parts.
type Price int64

const thousand = 1000

var priceSyntax = regexp.MustCompile(`^([0-9]{1,9})(?:\.([0-9]{1,3}))?$`)

// ParsePrice reads a decimal such as 12.50.
func ParsePrice(text string) (Price, error) {
	parts := priceSyntax.FindStringSubmatch(text)
	if parts == nil {
		return 0, fmt.Errorf("price %q: hint: write it like 12.50, without a currency", text)
	}
	n, err := strconv.ParseInt(parts[1]+(parts[2] + "000")[:3], 10, 64)
	return Price(n), err
}

// Smallest is the price in the currency's smallest units, as payments count: 1250 cents. It is an error where the
// price is finer than the currency, or the currency is none of ISO 4217.
func (p Price) Smallest(iso string) (int64, error) {
	unit, err := currency.ParseISO(iso)
	if err != nil {
		return 0, fmt.Errorf("currency %q: %w", iso, err)
	}
	part := int64(thousand)
	for range digits(unit) {
		part /= 10
	}
	if int64(p)%part != 0 {
		return 0, fmt.Errorf("price %s is finer than %s counts", p, iso)
	}
	return int64(p) / part, nil
}

// String is the decimal as it is written in products.yaml.
func (p Price) String() string {
	text := fmt.Sprintf("%d.%03d", p/thousand, p%thousand)
	return strings.TrimSuffix(text, "0")
}

// before holds the languages that put the currency's sign in front of the amount. The others put it behind.
var before = map[string]bool{"en": true, "zh": true, "ja": true, "ko": true, "th": true, "hi": true, "bn": true, "tr": true}

const (
	noBreakSpace      = "\u00a0"
	leftToRight       = "\u2066"
	popIsolate        = "\u2069"
	mostDigits        = 3
	westernDigits     = "-u-nu-latn"
	rightToLeftScript = "Arab Hebr Syrc Thaa Nkoo"
)

// In writes the price in a language: €12.50, 12,50 €. In scripts that run from right to left it keeps western digits
// and is isolated, so that the sign stays on its side.
func (p Price) In(lang, iso string) string {
	tag, err := language.Parse(lang + westernDigits)
	if err != nil {
		tag = language.English
	}
	printer := message.NewPrinter(tag)
	sign, most := iso, 2
	if unit, err := currency.ParseISO(iso); err == nil {
		sign, most = printer.Sprint(currency.NarrowSymbol(unit)), digits(unit)
	}
	amount := printer.Sprint(number.Decimal(float64(p)/thousand, number.MinFractionDigits(most), number.MaxFractionDigits(mostDigits)))
	base, _ := tag.Base()
	text := amount + noBreakSpace + sign
	switch {
	case before[base.String()] && utf8.RuneCountInString(sign) > 1:
		text = sign + noBreakSpace + amount
	case before[base.String()]:
		text = sign + amount
	}
	if script, _ := tag.Script(); strings.Contains(rightToLeftScript, script.String()) {
		return leftToRight + text + popIsolate
	}
	return text
}

// digits is how many decimals a currency counts: 2 for EUR, 0 for JPY, 3 for KWD.
func digits(unit currency.Unit) int {
	scale, _ := currency.Standard.Rounding(unit)
	return scale
}
