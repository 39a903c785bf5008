package hours

import (
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// TestFaults wants every mistake told at once, each with what to write instead.
func TestFaults(t *testing.T) {
	_, err := Parse(Settings{
		Zone: "Mars/Base",
		Week: map[string]string{
			"mondey": "10:00-20:00", "tuesday": "ten to six", "wednesday": "10:00-10:00", "thursday": "10:00-25:00",
			"friday": "10:00-14:00, 13:00-18:00", "saturday": "10:61-12:00", "sunday": "24:00-02:00",
		},
		Holidays: []Holiday{
			{Date: "25.12."}, {Date: "02-30"}, {Date: "2026-02-29"}, {Date: "12-24..2027-01-06"}, {Date: "2026-08-15..2026-08-01"},
			{Date: "12-31", Hours: "noon"}, {},
		},
	})
	if err == nil {
		t.Fatal("no fault found")
	}
	lines := strings.Split(err.Error(), "\n")
	for _, want := range []string{
		`time-zone: there is no "Mars/Base"`, "hours: mondey is no weekday", `hours: tuesday: "ten to six" is no span`,
		`hours: wednesday: "10:00-10:00" ends when it begins`, `hours: thursday: "10:00-25:00" has a time that no clock shows`,
		"hours: friday: ", "hours: saturday: ", "hours: sunday: ", `holidays: "25.12." is no date`, `holidays: "02-30"`,
		`holidays: "2026-02-29"`, `holidays: "12-24..2027-01-06" has a year on one side`, "ends before it begins",
		`holidays: 12-31: "noon" is no span`, `holidays: "" is no date`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no word of: %s", want)
		}
	}
	if len(lines) != 15 {
		t.Errorf("%d faults, want 15:\n%v", len(lines), err)
	}
	for _, line := range lines {
		if !strings.Contains(line, "; hint: ") {
			t.Errorf("no mend: %s", line)
		}
	}
	for _, zone := range []string{"Local", "../etc/passwd"} {
		if _, err := Parse(Settings{Zone: zone}); err == nil {
			t.Errorf("%s is taken for a time zone", zone)
		}
	}
	if _, err := Parse(Settings{Week: map[string]string{"monday": "closed"}}); err == nil {
		t.Error("a shop that is never open is no fault")
	}
}

// TestYAML reads hours and holidays in every form that shop.yaml allows.
func TestYAML(t *testing.T) {
	var file struct {
		Zone     string            `yaml:"time-zone"`
		Hours    map[string]string `yaml:"hours"`
		Holidays []Holiday         `yaml:"holidays"`
	}
	err := yaml.UnmarshalWithOptions([]byte(`
time-zone: Asia/Shanghai
hours:
  monday: 9:00-12:00,13:00 – 18:00
  Tuesday: 24 hours
  wednesday: 00:00-24:00
  thursday: closed
  friday: 20:00-02:00
  saturday:
holidays:
  - 12-25
  - 2026-02-17
  - 2026-08-01..2026-08-15
  - 12-30..01-02
  - {date: 12-24, hours: 10:00-14:00}
  - date: 2026-08-10
    hours: 24 hours
`), &file, yaml.Strict())
	if err != nil {
		t.Fatal(err)
	}
	h := parse(t, Settings{file.Zone, file.Hours, file.Holidays})
	for at, open := range map[string]bool{
		"2026-03-02 08:59": false, "2026-03-02 09:00": true, "2026-03-02 12:00": false, "2026-03-02 17:59": true, // Monday
		"2026-03-03 00:00": true, "2026-03-04 23:59": true, "2026-03-05 00:00": false,
		"2026-03-06 20:00": true, "2026-03-07 01:59": true, "2026-03-07 02:00": false, // into Saturday
		"2026-02-17 12:00": false, "2027-02-16 12:00": true, // a Tuesday closed once
		"2026-08-04 12:00": false, "2026-08-10 12:00": true, "2027-08-03 12:00": true, // a range, and a day in it that is not
		"2026-12-30 12:00": false, "2027-01-02 12:00": false, "2026-12-25 12:00": false, // Wednesday, over the year's end
		"2026-12-24 13:59": true, "2026-12-24 14:00": false, "2026-12-23 13:00": true,
	} {
		if h.Open(clock(t, h, at)) != open {
			t.Errorf("%s: open is not %v", at, open)
		}
	}
}

func parse(t testing.TB, s Settings) Hours {
	t.Helper()
	h, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// clock is the moment at which the shop's clock shows a time.
func clock(t testing.TB, h Hours, shown string) time.Time {
	t.Helper()
	zone := time.UTC
	if h.zone != nil {
		zone = h.zone
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", shown, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
