// How what a turn decided is written down.
package transcript

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"guanxi/dialogs"
)

// show writes what a turn said: > a new message, >> one that took another's place.
func (p *Player) show(r dialogs.Result) {
	for _, m := range r.Messages {
		sign := "> "
		if m.Edit != 0 {
			sign = ">> "
		}
		for line := range strings.SplitSeq(Said(m), "\n") {
			fmt.Fprintln(&p.out, strings.TrimRight(sign+line, " "))
		}
		p.shown, p.copied = nil, m.Copy
		for _, row := range m.Buttons {
			for i, b := range row {
				if i > 0 {
					p.out.WriteByte(' ')
				}
				fmt.Fprintf(&p.out, "[ %s ]", b.Label)
			}
			fmt.Fprintln(&p.out)
			p.shown = append(p.shown, row...)
			p.older = append(p.older, row...)
		}
	}
	if r.Toast != "" {
		fmt.Fprintf(&p.out, "! %s\n", r.Toast)
	}
	for _, note := range Notes(r) {
		fmt.Fprintln(&p.out, "* "+note)
	}
}

// Said is the text of a message, as HTML; a copy of another message is only named.
func Said(m dialogs.Message) string {
	if m.Copy != nil {
		return fmt.Sprintf("(message %d of chat %d)", m.Copy.Message, m.Copy.Chat)
	}
	if m.File != "" {
		return fmt.Sprintf("(file %s) %s", m.File, m.Text)
	}
	if m.Photo != "" {
		return fmt.Sprintf("(picture %s)\n%s", m.Photo, m.Text)
	}
	return m.Text
}

// Notes tell in a line each what a turn recorded and what it wants done.
func Notes(r dialogs.Result) []string {
	var notes []string
	for _, e := range r.Events {
		note := strings.TrimRight(fmt.Sprintf("%s %s %s", e.Kind, e.Value, e.Words), " ")
		if e.Round != 0 && e.Round != e.At {
			note += fmt.Sprintf(" (of %v ago)", time.Duration(e.At-e.Round)*time.Second)
		}
		notes = append(notes, note)
	}
	for _, e := range r.Effects {
		notes = append(notes, named(e))
	}
	return notes
}

func named(e dialogs.Effect) string {
	switch {
	case e.HandOff != nil:
		return strings.TrimRight(fmt.Sprintf("hand off stars=%s messages=%v words=%s", e.HandOff.Stars, e.HandOff.Messages, e.HandOff.Words), " ")
	case e.Relay != nil:
		return strings.TrimRight(fmt.Sprintf("relay%s %s %s", mark(" edited", e.Relay.Edited), e.Relay.Media, e.Relay.Words), " ")
	case e.Reaction != nil:
		return fmt.Sprintf("reaction %s to message %d of chat %d", e.Reaction.Emoji, e.Reaction.Of.Message, e.Reaction.Of.Chat)
	case e.Returned != nil:
		return "returned by " + e.Returned.By
	case e.Undelivered != nil:
		return "undelivered" + mark(" edit", e.Undelivered.Why == "edit") + mark(" unshown", e.Undelivered.Why == "unshown")
	case e.Complaint != nil:
		return fmt.Sprintf("complaint %s about=%s wish=%s messages=%v", e.Complaint.Case.Called(), e.Complaint.Case.About, e.Complaint.Case.Wish, e.Complaint.Messages)
	case e.Progress != nil:
		return fmt.Sprintf("%s is %s by customer=%v", e.Progress.Case.Called(), e.Progress.Case.State, e.Progress.ByCustomer) + mark(" edited", e.Progress.Edited) + added(e.Progress.Messages)
	case e.Forget != nil:
		return strings.TrimRight(fmt.Sprintf("forget cases=%v talk=%v", e.Forget.Cases, e.Forget.Talk), " ")
	case e.Suggestion != nil:
		return "suggestion" + mark(" edited", e.Suggestion.Edited) + fmt.Sprintf(" messages=%v", e.Suggestion.Messages)
	case e.Rated != nil:
		return strings.TrimRight(fmt.Sprintf("low %s stars=%d messages=%v reason=%s", e.Rated.Kind, e.Rated.Stars, e.Rated.Messages, e.Rated.Reason), " ")
	}
	told, err := json.Marshal(e) // not %+v, which would print where it lies in memory
	if err != nil {
		return err.Error()
	}
	return string(told)
}

func mark(word string, on bool) string {
	if on {
		return word
	}
	return ""
}

// added are the messages that a customer adds to a complaint.
func added(messages []int) string {
	if messages == nil {
		return ""
	}
	return fmt.Sprintf(" added=%v", messages)
}
