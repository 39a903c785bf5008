package dialogs

import (
	"strings"
	"time"

	"guanxi/dialogs/hours"
	"guanxi/locales"

	"golang.org/x/text/currency"
)

const (
	maxNotice  = 1000 // characters of a shop's own word on privacy, below the bot's
	lateAfter  = 30   // minutes after which a customer waits too long, where the shop does not say
	backupDays = 30   // for how long copies of the data are kept where the shop does not say
)

// Shop is what a shop says of itself in shop.yaml.
type Shop struct {
	Name      map[string]string `yaml:"name"`      // by language
	Languages []string          `yaml:"languages"` // that the shop answers in, the default first
	Currency  string            `yaml:"currency"`  // ISO 4217
	TimeZone  string            `yaml:"time-zone"` // IANA
	Hours     map[string]string `yaml:"hours"`     // when staff answer, by weekday, local time; none: always
	Holidays  []hours.Holiday   `yaml:"holidays"`  // days that are not like their weekday
	Contact   map[string]string `yaml:"contact"`
	Privacy   map[string]string `yaml:"privacy"`       // the shop's own notice, by language: a text or a link
	Backups   int               `yaml:"backup-days"`   // how long copies of the data are kept; 0: 30
	Within    int               `yaml:"answer-within"` // minutes of being open after which the owner hears of a customer who waits; 0: 30
	Suggest   []string          `yaml:"suggest"`       // entries of knowledge/ whose questions are suggested; none: the first three

	open   hours.Hours
	places map[string]string // file:line by setting
	unread bool              // shop.yaml has settings that could not be read: nobody knows what they are
}

// Called is the shop's name in a language, or in its own where it has none.
func (s Shop) Called(lang string) string {
	if name := s.Name[lang]; name != "" {
		return name
	}
	return s.Name[s.Languages[0]]
}

// channels are the ways to reach a shop, in the order in which they are told.
var channels = []string{"phone", "email", "website", "address"}

// Reached is how to reach the shop besides the bot; empty where it does not say.
func (s Shop) Reached() string {
	var ways []string
	for _, channel := range channels {
		if way := s.Contact[channel]; way != "" {
			ways = append(ways, way)
		}
	}
	return strings.Join(ways, " · ")
}

// Clock returns a moment on the shop's own clock.
func (s Shop) Clock(at time.Time) time.Time { return s.open.In(at) }

// Opens returns the first moment from at on when the shop is open: at itself where it is. It is false where it never is.
func (s Shop) Opens(at time.Time) (time.Time, bool) { return s.open.Next(at) }

// Late returns when somebody who has waited since a moment waits too long. It is false where the shop does not open.
func (s Shop) Late(since time.Time) (time.Time, bool) {
	return s.open.After(since, time.Duration(s.Within)*time.Minute)
}

// Closed says in a language when the shop opens again; empty where it is open.
func (s Shop) Closed(texts *locales.Catalogue, lang string, at time.Time) string {
	if s.open.Open(at) {
		return ""
	}
	return s.open.Tell(at).In(texts, lang)
}

// notice is the shop's own word on privacy in a language, or in its own; empty where it has none.
func (s Shop) notice(lang string) string {
	if own := s.Privacy[lang]; own != "" {
		return own
	}
	return s.Privacy[s.Languages[0]]
}

// currencyKnown says whether the currency is one of ISO 4217.
func (s Shop) currencyKnown() bool {
	_, err := currency.ParseISO(s.Currency)
	return err == nil
}
