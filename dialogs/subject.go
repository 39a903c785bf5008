package dialogs

import (
	"strconv"
	"strings"
	"time"
)

// subject is what a button was shown about. It stands in the callback data, flow.step:value@subject, so that the button
// still knows when the session has long forgotten.
type subject struct {
	at    int64  // Unix seconds: when the round of questions began, or the answer was given
	entry string // of the shop's knowledge; may be empty
	taken bool   // the button shows that it is chosen
}

// maxSubject is the longest one without an entry, and maxEntry what an entry adds, in bytes with their signs.
const (
	maxSubject = len("@") + 7 // seconds in base 36, until the year 4453
	maxEntry   = len(".") + 32 + len("+")
)

func (s subject) String() string {
	data := "@" + strconv.FormatInt(s.at, 36)
	if s.entry != "" {
		data += "." + s.entry
	}
	if s.taken {
		data += "+"
	}
	return data
}

// readSubject reads what stands behind the @; what nobody wrote so is about nothing.
func readSubject(data string) subject {
	var s subject
	data, s.taken = strings.CutSuffix(data, "+")
	at, entry, _ := strings.Cut(data, ".")
	seconds, err := strconv.ParseInt(at, 36, 64)
	if err != nil || seconds < 0 {
		return subject{}
	}
	s.at, s.entry = seconds, entry
	return s
}

// about returns buttons that carry a subject.
func about(s subject, buttons [][]Button) [][]Button {
	rows := make([][]Button, len(buttons))
	for i, row := range buttons {
		rows[i] = make([]Button, len(row))
		for k, b := range row {
			rows[i][k] = Button{Label: b.Label, Data: b.Data + s.String()}
		}
	}
	return rows
}

// changeable is how long a rating may be changed.
const changeable = 24 * time.Hour

// buttonsOf are the buttons under a step's text. Those that outlive the session say what they are about; those that
// change a rating are left out when its day is over.
func (t *turn) buttonsOf(at *step) [][]Button {
	buttons := at.buttons[t.lang()]
	switch {
	case at.near:
		return append(t.nearest(at), buttons...)
	case at.Trail && at.Open:
		round := t.s.Round
		if round == 0 {
			round = t.in.At.Unix()
		}
		return about(subject{at: round}, buttons)
	case (at.lasts() || at.Within > 0) && t.s.Round != 0 && len(buttons) > 0:
		if t.in.At.Unix()-t.s.Round >= int64(changeable.Seconds()) {
			return nil
		}
		return about(subject{at: t.s.Round}, buttons)
	}
	return buttons
}
