package desk

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/hours"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// Day is what one customer did on one day of the shop's. It lies in the customer's record, and as an entry in their
// shard's list of the day: so counting needs no read, and customers do not wait for each other.
type Day struct {
	Date      int64   `cbor:"1,keyasint,omitempty"` // midnight UTC of the shop's date, Unix milliseconds
	New       bool    `cbor:"2,keyasint,omitempty"`
	Questions int     `cbor:"3,keyasint,omitempty"`
	Answered  int     `cbor:"4,keyasint,omitempty"` // of them, by the shop's knowledge
	Ratings   []Stars `cbor:"5,keyasint,omitempty"`
	Firsts    []int64 `cbor:"6,keyasint,omitempty"` // how long they waited for a person's first answer while the shop was open, in seconds
	Came      bool    `cbor:"7,keyasint,omitempty"` // they did something themselves
}

// Stars are a rating as it stands.
type Stars struct {
	Kind  string `cbor:"1,keyasint,omitempty"`
	Round int64  `cbor:"2,keyasint,omitempty"`
	Stars int    `cbor:"3,keyasint,omitempty"`
}

// DaysIn is the list of what a shard's customers did, by day in Unix milliseconds; the ids are the customers'.
func DaysIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "days"} }

// DateOf is the date of a moment on the shop's clock, as days are counted by.
func DateOf(clock time.Time) int64 {
	return time.Date(clock.Year(), clock.Month(), clock.Day(), 0, 0, 0, 0, time.UTC).UnixMilli()
}

// maxFirsts bounds what a day keeps of one customer.
const maxFirsts = 20

// With returns the day with what happened; it leaves d alone.
func (d Day) With(events []profile.Event) Day {
	for _, e := range events {
		switch e.Kind {
		case "question":
			d.Questions++
			if e.Value != "" {
				d.Answered++
			}
		case dialogs.Visit, dialogs.Service:
			stars, err := strconv.Atoi(e.Value)
			if err != nil {
				continue
			}
			now := Stars{Kind: e.Kind, Round: max(e.Round, 0), Stars: stars}
			if now.Round == 0 {
				now.Round = e.At
			}
			d.Ratings = append(slices.DeleteFunc(slices.Clone(d.Ratings), func(s Stars) bool {
				return s.Kind == now.Kind && s.Round == now.Round
			}), now)
		}
	}
	return d
}

// Met returns the day with a person's first answer after a wait.
func (d Day) Met(wait time.Duration) Day {
	if len(d.Firsts) < maxFirsts {
		d.Firsts = append(slices.Clone(d.Firsts), int64(max(wait, 0)/time.Second))
	}
	return d
}

// Figures are a day of the whole shop.
type Figures struct {
	Customers, New, Questions, Answered int
	Ratings, Stars                      int
	Firsts                              []int64
	Complaints                          int // open now

	Longest profile.CustomerID // who waits longest now; empty: nobody
	Name    string             // theirs
	Since   time.Time
	Hours   string // when the shop opens again; empty: it is open
}

// Add adds what one customer did.
func (f *Figures) Add(d Day) {
	if d.Came {
		f.Customers++
	}
	if d.New {
		f.New++
	}
	f.Questions += d.Questions
	f.Answered += d.Answered
	for _, s := range d.Ratings {
		f.Ratings, f.Stars = f.Ratings+1, f.Stars+s.Stars
	}
	f.Firsts = append(f.Firsts, d.Firsts...)
}

// Quiet says whether there is nothing to tell: nobody came, and nothing is open.
func (f *Figures) Quiet() bool {
	return f.Customers+f.Questions+f.Ratings+f.Complaints+len(f.Firsts) == 0 && f.Name == ""
}

// Figures tells the owner how the day was; now is on the shop's clock.
func (o Owner) Figures(f *Figures, yesterday bool, now time.Time) outbox.Item {
	lines := []string{o.Text("today-now", nil)}
	if yesterday {
		lines[0] = o.Text("today-yesterday", nil)
	}
	if f.Customers == 0 {
		lines = append(lines, o.Text("today-nobody", nil))
	} else {
		lines = append(lines, o.Text("today-customers", locales.Args{"All": f.Customers, "New": f.New}))
	}
	if f.Questions > 0 {
		lines = append(lines, o.Text("today-questions", locales.Args{"All": f.Questions, "Share": (100*f.Answered + f.Questions/2) / f.Questions}))
	}
	if len(f.Firsts) > 0 {
		lines = append(lines, o.Text("today-first", locales.Args{"Count": max(1, int(median(f.Firsts)+59)/60)}))
	}
	if f.Ratings > 0 {
		mean := strconv.FormatFloat(float64(f.Stars)/float64(f.Ratings), 'f', 1, 64)
		lines = append(lines, o.Text("today-ratings", locales.Args{"All": f.Ratings, "Mean": mean}))
	}
	if f.Complaints > 0 {
		lines = append(lines, o.Text("today-complaints", locales.Args{"All": f.Complaints}))
	}
	if f.Name != "" {
		lines = append(lines, o.Text("today-waiting", locales.Args{"Name": f.Name, "Time": o.clock(f.Since, now)}))
	}
	if f.Hours != "" {
		lines = append(lines, f.Hours)
	}
	it := outbox.Item{Chat: o.Chat, Text: strings.Join(lines, "\n")}
	if f.Longest != "" {
		it.Names = []profile.CustomerID{f.Longest}
	}
	return it
}

// Speaks returns the language of the chat.
func (o Owner) Speaks() string { return o.lang }

// Waiting tells the owner that somebody waits too long, and how many others do.
func (o Owner) Waiting(name string, since, now time.Time, others int, topic string) outbox.Item {
	it := o.Say("alert-waiting", locales.Args{"Name": name, "Time": o.clock(since, now)})
	if others > 0 {
		it.Text += "\n" + o.Text("alert-others", locales.Args{"Count": others})
	}
	if topic != "" {
		it.Text += "\n" + topic
	}
	return it
}

// DiskFull tells how little room there is, in bytes.
func (o Owner) DiskFull(free uint64) outbox.Item {
	return o.Say("alert-disk", locales.Args{"Free": strconv.FormatUint(free>>20, 10) + " MB"})
}

// Buried tells how much could not be handled since a time, in Unix milliseconds.
func (o Owner) Buried(n int, since int64) outbox.Item {
	return o.Say("alert-dead", locales.Args{"Count": n}, []dialogs.Button{o.button("alert-dead-who", ActWhose, strconv.FormatInt(since, 10))})
}

// What stands over a chat has 200 characters at most (Telegram): a sentence with so many names, cut to so many units.
const (
	MaxNamed  = 5
	maxCalled = 24
)

// Whose names the customers of whom something could not be handled, to stand over the chat.
func (o Owner) Whose(names []string) string {
	if len(names) == 0 {
		return o.Text("alert-dead-nobody", nil)
	}
	var some []string
	for _, name := range names[:min(len(names), MaxNamed)] {
		some = append(some, clip(oneLine(name), maxCalled))
	}
	if len(names) > MaxNamed {
		some = append(some, "…")
	}
	return html.UnescapeString(o.Text("alert-dead-whose", locales.Args{"Names": strings.Join(some, " · ")})) // Telegram shows it as it is
}

// Link leads to the ticket's topic; empty: it has none.
func (t *Ticket) Link() string {
	if t.Thread == 0 {
		return ""
	}
	return link(t.Group, t.Thread, locales.Escape(t.Title))
}

// clock is a moment as it is told today.
func (o Owner) clock(at, now time.Time) string {
	clock := at.Format("15:04")
	if at.Year() == now.Year() && at.YearDay() == now.YearDay() {
		return clock
	}
	return hours.Date(o.texts, o.lang, at) + " " + clock
}

func median(all []int64) int64 {
	sorted := slices.Sorted(slices.Values(all))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
