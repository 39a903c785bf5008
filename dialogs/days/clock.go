package days

import (
	"regexp"
	"strconv"
	"strings"

	"guanxi/dialogs/phrases"
)

// clocked finds a time of day: 9pm, 21:00, 9 вечера, 晚上9点. Of a bare hour the one in the day is meant.
var clocked = regexp.MustCompile(`(?i)(早上|上午|中午|下午|晚上|傍晚)?\s*(?:\b(at|till|until|a las?|hasta las?|в|до)\s+|(الساعة)\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(?:(am|pm|a\.m|p\.m|h\b|hs\b|o'?clock|утра|дня|вечера|часов|час|de la mañana|de la tarde|de la noche|صباحا|صباحًا|مساء|مساءً|点|點)|$|[\s?？؟!.])`)

var (
	morning   = regexp.MustCompile(`(?i)^(?:am|a\.m|утра|de la mañana|صباحا|صباحًا|早上|上午)$`)
	afternoon = regexp.MustCompile(`(?i)^(?:pm|p\.m|дня|вечера|de la tarde|de la noche|مساء|مساءً|中午|下午|晚上|傍晚)$`)
)

// earliest is the first hour of the day that is meant by a bare number; before it the afternoon's is.
const earliest = 8

// Time is the time of day that a text names, in minutes.
func Time(text string) (minutes int, ok bool) {
	text = phrases.Digits(text)
	for _, m := range clocked.FindAllStringSubmatch(text, -1) {
		if m[1]+m[2]+m[3]+m[6] == "" && (m[5] == "" || !strings.Contains(m[0], ":")) {
			continue // a bare number
		}
		hour, _ := strconv.Atoi(m[4])
		minute, _ := strconv.Atoi(m[5])
		later := afternoon.MatchString(m[1]) || afternoon.MatchString(m[6])
		early := morning.MatchString(m[1]) || morning.MatchString(m[6])
		if hour < 12 && (later || !early && hour < earliest) {
			hour += 12
		}
		if hour <= 24 && minute < 60 && hour > 0 {
			return hour*60 + minute, true
		}
	}
	return 0, false
}
