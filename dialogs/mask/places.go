// Where people live, as it is written in the countries that customers of the five languages live in.
package mask

import (
	"strings"
	"unicode"
)

// place is a form of an address.
type place struct {
	form    form
	cues    []string // one of them is in every text that the form fits; none: it is short
	scripts script   // of which it needs one
	capital bool     // its last group begins with one
}

var places = []place{
	{form: lazily(`\b[0-9]{1,5}[a-z]?,? (?:[a-z0-9'.-]+ ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|square|sq|court|ct|way|close|terrace|parkway|pkwy|highway|hwy)\b\.?(?:,? (?:flat|apt|apartment|unit|suite|no|#)\.? ?[0-9]*[a-z]?\b)?`), cues: []string{" st", " ave", "road", " rd", "lane", " ln", "drive", " dr", "boul", "blvd", "square", " sq", "court", " ct", " way", "close", "terrace", "parkway", "pkwy", "highway", "hwy"}, scripts: latin},
	{form: lazily(`\b(?:[0-9]{1,3}(?:st|nd|rd|th)|[a-z']+) (?:street|avenue|ave|road|boulevard|blvd|lane|drive),? [0-9]{1,5}[a-z]?\b`), cues: []string{"street", "ave", "road", "boulevard", "blvd", "lane", "drive"}, scripts: latin},
	{form: lazily(`\bp\.? ?o\.? ?box ?[0-9]+`), cues: []string{"box"}, scripts: latin},
	{form: lazily(`\b[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}\b`), scripts: latin},                              // a British postcode
	{form: lazily(`\b([ac-fhknprtv-y][0-9]{2}|d6w) ?[0-9ac-fhknprtv-y]{4}\b`), scripts: latin, capital: true}, // an Eircode
	{form: lazily(`\b([a-z])[0-9][a-z] ?[0-9][a-z][0-9]\b`), scripts: latin, capital: true},                   // a Canadian postcode
	{form: lazily(`\b([a-z]{2}) [0-9]{5}(?:-[0-9]{4})?\b`), scripts: latin, capital: true},                    // a state and its ZIP
	{form: lazily(`\b[0-9]{5}(?:-[0-9]{4})?,? (\p{L})\p{L}{2,}(?:[ -]\p{L}+)?`), capital: true},               // a postcode and its town
	{form: lazily(`\b[0-9]{4} ?([a-z])[a-z],? [\p{L}]{3,}\b`), scripts: latin, capital: true},                 // a Dutch one
	{form: lazily(`(?:\bzip(?: code)?|\bpost ?code|\bpostal code|\bcodigo postal|\bc\.?p\.?|индекс|邮编|邮政编码|الرمز البريدي)[ :：]{0,3}(?:is |es )?[a-z]{0,2}[0-9][a-z0-9 -]{2,7}\b`), cues: []string{"zip", "post", "cp", "c.p", "индекс", "邮", "البريدي"}},
	{form: lazily(`\b(?:flat|apt|apartment|unit)\.? ?[0-9]+[a-z]?\b`), cues: []string{"flat", "apt", "apartment", "unit"}, scripts: latin},
	{form: lazily(`\b[0-9]{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av\.|boulevard|bd\.?|place|chemin|allee|impasse|quai|route|cours) (?:(?:de|du|des|la|le|les|saint|sainte)[ -]|d'|l'){0,4}[\p{L}'-]+`), cues: []string{"rue ", "avenue ", "av. ", "boulevard ", "bd", "place ", "chemin ", "allee ", "impasse ", "quai ", "route ", "cours "}, scripts: latin},
	{form: lazily(`\b(?:\p{L}+er )?[\p{L}-]*(?:stra(?:ß|ss)e|str\.|platz|allee|gasse|damm|\p{L}{2}weg|straat|laan|plein|gracht) ?[0-9]{1,4} ?(?:[a-d]\b)?`), cues: []string{"str", "platz", "allee", "gasse", "damm", "weg", "laan", "plein", "gracht"}, scripts: latin},
	{form: lazily(`\b(?:via|viale|piazza|piazzale|corso|vicolo|largo|rua|travessa|praca|ulica) (\p{L})[\p{L}' .-]{1,40}?,? ?(?:n\.? ?)?[0-9]{1,4}[a-z]?\b`), cues: []string{"via", "piazza", "corso ", "vicolo ", "largo ", "rua ", "travessa ", "praca ", "ulica "}, scripts: latin, capital: true},
	{form: lazily(`\b(?:calle|avenida|avda\.?|plaza|carrera|paseo|camino|ronda|c/) ?[\p{L} ]{2,40}?,? ?(?:n[uº°.o]* ?)?[0-9]+[a-z]?(?:,? ?[0-9]+ ?[ºª°o]? ?[a-z]?\b)?`), cues: []string{"calle", "av", "plaza", "carrera", "paseo", "camino", "ronda", "c/"}, scripts: latin},
	{form: lazily(`\p{Cyrillic}[\p{Cyrillic}-]{2,30} (?:ул\.?|улица|улице|проспект|пр-т|переулок|пер\.|шоссе|бульвар),? ?(?:дом|д\.?)? ?` + house), scripts: cyrillicScript},
	{form: lazily(`(?:^|[^\p{L}])((?:улиц\p{L}{1,2}|ул\.?|проспект\p{L}{0,2}|пр-т|переул\p{L}{1,3}|пер\.|шоссе|набережн\p{L}{1,3}|бульвар\p{L}{0,2})(?:[. ] ?)[\p{L}-]{2,30}(?: [\p{L}-]{2,30})??,? ?(?:дом|д\.?)? ?` + house + `)`), scripts: cyrillicScript},
	{form: lazily(`(\p{Cyrillic})[\p{Cyrillic}-]{2,30}(?:ская|цкая|скии|цкии),? (?:дом |д\.? ?)?[0-9]{1,3}(?:\p{L}|[/-][0-9]{1,4})?(?:,? ?(?:к|корп|кв|квартира)\.? ?[0-9]+)*(?:[\s,.;!?]|$)`), scripts: cyrillicScript, capital: true},
	{form: lazily(`(?:^|[^\p{L}0-9 ] ?|\p{L} )((?:г\.|гор\.|город|пос\.|дер\.|село|станица) ?(\p{Cyrillic})[\p{Cyrillic}-]{2,30})`), cues: []string{"г.", "гор", "пос.", "дер.", "село", "станица"}, scripts: cyrillicScript, capital: true},
	{form: lazily(`[\p{Han}]{1,12}(?:路|街|道|巷|弄|胡同)[\p{Han}]{0,3}[0-9一二三四五六七八九十百]+(?:号|弄)(?:[0-9一二三四五六七八九十]+(?:号|楼|室|单元|栋|层))*`), scripts: han},
	{form: lazily(`(?:\p{Han}{2,4}(?:省|市))?\p{Han}{2,4}[区县镇][\p{Han}a-z]{1,16}?[0-9一二三四五六七八九十]+(?:号|楼|室|单元|栋|座|层|幢|弄|[a-z])?(?:[0-9一二三四五六七八九十]+(?:号|楼|室|单元|栋|座|层))*`), cues: []string{"区", "县", "镇"}, scripts: han},
	{form: lazily(`شارع [\p{L}]+(?: [\p{L}]+)?,?،? ?(?:رقم|بنايه|عماره|منزل|بيت|مبني|المبني|شقه)? ?[0-9]+(?:[,،]? ?(?:شقه|طابق|الطابق|دور|الدور) ?[0-9]+)*`), scripts: arabic},
	{form: lazily(`(?:\p{L}+[،,] ?)?(?:حي|حاره) \p{L}+(?:[،, ]+(?:شارع \p{L}+|(?:عماره|بنايه|فيلا|شقه|بيت|منزل|مبني|رقم|قطعه) ?[0-9]+))+`), cues: []string{"حي ", "حار"}, scripts: arabic},
	{form: lazily(`(?:عماره|بنايه|فيلا|شقه) (?:رقم )?[0-9]+`), scripts: arabic},
}

// house is a Russian house's number, with what is behind it.
const house = `(?:[0-9]+[\p{L}]?|(?:двадцать |тридцать |сорок |пятьдесят )?(?:один|два|три|четыре|пять|шесть|семь|восемь|девять|десять|двадцать|тридцать|\p{L}+надцать))(?:[/-][0-9]+)*(?:,? ?(?:к|корп|кв|квартира)\.? ?[0-9]+)*`

// addresses are those of houses.
func addresses(f *folded, scripts script) (spans []span) {
	digit := strings.ContainsAny(f.text, "0123456789")
	for _, p := range places {
		if p.scripts != 0 && p.scripts&scripts == 0 || p.scripts&^latin == 0 && !digit || p.cues != nil && !mentions(f.text, p.cues...) {
			continue
		}
		for _, at := range p.form().FindAllStringSubmatchIndex(f.text, -1) {
			from, letter := at[0], at[0]
			if len(at) > 2 {
				letter = at[len(at)-2]
			}
			if len(at) > 4 || len(at) > 2 && !p.capital { // the address is a group of its own
				from = at[2]
			}
			to := len(strings.TrimRight(f.text[:at[1]], " \n,.;!?"))
			if p.capital && !f.capital(letter) || prose(f.text[from:to]) || counted(f.text[to:]) {
				continue
			}
			spans = append(spans, span{from, f.town(to), Address})
		}
	}
	return spans
}

// prose says whether what looks like an address is words between a number and a way: "10 minutes from the street".
func prose(text string) bool {
	for word := range strings.FieldsSeq(text) {
		switch word {
		case "at", "after", "before", "until", "a", "las", "from", "on", "in", "by", "to", "for", "and", "my", "your", "is", "are", "per", "with", "any", "minutes", "min", "teas", "cups", "people", "days", "km", "g", "kg", "ml", "euros":
			return true
		}
	}
	return strings.Contains(text, "市区") || strings.Contains(text, "地区") || strings.Contains(text, "景区")
}

// unit is what tells that a number counts something, and is no house's.
var unit = lazily(`^ ?(?:€|\$|£|₽|%|eur|usd|rub|руб|(?:р|г|гр|мл|л)(?:[^\p{L}]|$)|грам|кг|шт|мин|час|дн|g\b|gr\b|kg|ml\b|min|元|块|克|家|个|位)`)

func counted(rest string) bool { return unit().MatchString(rest) }

// town is where an address ends that goes on with a postcode, a town, a state and the like, each with a capital or of four
// digits at least; another number stands behind a street.
func (f *folded) town(to int) int {
	named := false
	for range 5 {
		rest := strings.TrimLeft(f.text[to:], ",، ")
		at := len(f.text) - len(rest)
		size := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
		if size < 0 {
			size = len(rest)
		}
		word := rest[:size]
		number := size > 0 && '0' <= word[0] && word[0] <= '9'
		if size == 0 || stops[word] || !number && !f.capital(at) || number && (size < 4 && !named || counted(rest[size:])) {
			return to
		}
		named, to = !number, at+size
	}
	return to
}
