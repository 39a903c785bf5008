package dialogs

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"guanxi/dialogs/hours"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/currency"
)

const (
	maxNotice  = 1000 // characters of a shop's own word on privacy, below the bot's
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
	Privacy   map[string]string `yaml:"privacy"`     // the shop's own notice, by language: a text or a link
	Backups   int               `yaml:"backup-days"` // how long copies of the data are kept; 0: 30

	open hours.Hours
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
	return strings.Join(ways, ", ")
}

// notice is the shop's own word on privacy in a language, or in its own; empty where it has none.
func (s Shop) notice(lang string) string {
	if own := s.Privacy[lang]; own != "" {
		return own
	}
	return s.Privacy[s.Languages[0]]
}

func loadShop(folder fs.FS) (_ Shop, err error) {
	defer tame("shop.yaml", &err)
	text, err := fs.ReadFile(folder, "shop.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return Shop{}, errors.New("shop.yaml: there is none in the shop's folder\nhint: name the folder with GUANXI_SHOP")
	}
	if err != nil {
		return Shop{}, err
	}
	var s Shop
	if err := yaml.UnmarshalWithOptions(text, &s, yaml.Strict()); err != nil {
		return Shop{}, badYAML("shop.yaml", err)
	}
	if len(s.Languages) == 0 {
		return Shop{}, errors.New("shop.yaml: languages is empty; hint: name at least one, the default first")
	}
	if s.Called(s.Languages[0]) == "" {
		return Shop{}, fmt.Errorf("shop.yaml: name has nothing in %s, the shop's own language", s.Languages[0])
	}
	for lang, text := range s.Privacy {
		if utf8.RuneCountInString(text) > maxNotice {
			return Shop{}, fmt.Errorf("shop.yaml: privacy in %s has more than %d characters; hint: give a link to the whole", lang, maxNotice)
		}
	}
	if s.Backups == 0 {
		s.Backups = backupDays
	}
	if s.Backups < 0 {
		return Shop{}, errors.New("shop.yaml: backup-days is negative; hint: say for how many days you keep copies of the data")
	}
	if s.open, err = hours.Parse(hours.Settings{Zone: s.TimeZone, Week: s.Hours, Holidays: s.Holidays}); err != nil {
		return Shop{}, fmt.Errorf("shop.yaml: %w", err)
	}
	return s, nil
}

// currencyKnown says whether the currency is one of ISO 4217.
func (s Shop) currencyKnown() bool {
	_, err := currency.ParseISO(s.Currency)
	return err == nil
}
