package dialogs

import (
	"errors"
	"fmt"
	"io/fs"

	"guanxi/dialogs/hours"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/currency"
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

	open hours.Hours
}

// Called is the shop's name in a language, or in its own where it has none.
func (s Shop) Called(lang string) string {
	if name := s.Name[lang]; name != "" {
		return name
	}
	return s.Name[s.Languages[0]]
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
