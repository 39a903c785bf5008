package flows_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"guanxi/dialogs"

	"github.com/fxamacker/cbor/v2"
)

// player plays a transcript, keeping what a customer's phone and clock would.
type player struct {
	t      *testing.T
	world  *dialogs.World
	packed []byte // the state, as the store would hold it between turns
	now    time.Time
	lang   string
	name   string
	number int // of the last message in the chat
	shown  []dialogs.Button
	out    strings.Builder
}

// play returns a transcript with the bot's lines as they are now. The script's lines:
//
//	# a remark                lang fa · name Ada           what Telegram tells of the customer
//	< words, or the label of a button in sight              << words that are no press
//	<! photo a caption                                      media
//	<- flow.step:value                                      a press on some older button
//	~ 10m                                                   time passes; a timer rings if one is due
//	@ reply | @ back | @ block | @ unblock                  staff answer, hand back; the customer blocks, unblocks
func play(t *testing.T, world *dialogs.World, script string) string {
	p := &player{t: t, world: world, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), name: "Mei", number: 100}
	for line := range strings.Lines(script) {
		p.line(strings.TrimRight(line, "\n"))
	}
	return p.out.String()
}

func (p *player) line(line string) {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case ">", ">>", "[", "*", "!", "":
		return // the bot's
	case "lang":
		p.head(line)
		rest = ""
	}
	fmt.Fprintln(&p.out, line)
	switch kind {
	case "<":
		p.say(rest)
	case "<<":
		p.turn(dialogs.Input{Kind: dialogs.Words, Text: rest})
	case "<!":
		media, caption, _ := strings.Cut(rest, " ")
		p.turn(dialogs.Input{Kind: dialogs.Media, Media: media, Text: caption})
	case "<-":
		p.turn(dialogs.Input{Kind: dialogs.Press, Data: rest})
	case "~":
		p.pass(rest)
	case "@":
		p.event(rest)
	}
}

func (p *player) head(line string) {
	for part := range strings.SplitSeq(line, " · ") {
		switch key, value, _ := strings.Cut(part, " "); key {
		case "lang":
			p.lang = value
		case "name":
			p.name = value
		default:
			p.t.Fatalf("%q is not understood", part)
		}
	}
}

// say presses the button in sight that has this label, or else writes.
func (p *player) say(words string) {
	for _, b := range p.shown {
		if b.Label == words {
			p.turn(dialogs.Input{Kind: dialogs.Press, Data: b.Data})
			return
		}
	}
	p.turn(dialogs.Input{Kind: dialogs.Words, Text: words})
}

func (p *player) pass(span string) {
	d, err := time.ParseDuration(span)
	if err != nil {
		p.t.Fatal(err)
	}
	p.now = p.now.Add(d)
	p.turn(dialogs.Input{Kind: dialogs.Wake})
}

func (p *player) event(what string) {
	in, ok := map[string]dialogs.Input{
		"reply":   {Kind: dialogs.Staff, From: 1, Message: 7},
		"back":    {Kind: dialogs.HandBack},
		"block":   {Kind: dialogs.Blocked, Chat: 42},
		"unblock": {Kind: dialogs.Unblocked, Chat: 42},
		"appoint": {Kind: dialogs.Appointed, Chat: 42},
	}[what]
	if !ok {
		p.t.Fatalf("%q is not understood", what)
	}
	p.turn(in)
}

func (p *player) turn(in dialogs.Input) {
	in.At = p.now
	switch in.Kind {
	case dialogs.Words, dialogs.Press, dialogs.Media:
		in.Chat, in.Name, in.Language = 42, p.name, p.lang
		p.number++
		in.Message = p.number
	}
	var state dialogs.State
	if p.packed != nil {
		if err := cbor.Unmarshal(p.packed, &state); err != nil {
			p.t.Fatal(err)
		}
	}
	r := dialogs.Turn(p.world, state, in)
	packed, err := cbor.Marshal(&r.State)
	if err != nil {
		p.t.Fatal(err)
	}
	p.packed = packed
	p.show(r)
	if flow, _ := r.State.Session.Where(); flow == "" {
		fmt.Fprintln(&p.out)
	}
}

// show writes what a turn said: > a new message, >> one that took another's place.
func (p *player) show(r dialogs.Result) {
	for _, m := range r.Messages {
		sign := "> "
		if m.Edit != 0 {
			sign = ">> "
		}
		text := m.Text
		if m.Copy != nil {
			text = fmt.Sprintf("(message %d of chat %d)", m.Copy.Message, m.Copy.Chat)
		}
		for line := range strings.SplitSeq(text, "\n") {
			fmt.Fprintln(&p.out, strings.TrimRight(sign+line, " "))
		}
		p.shown = nil
		for _, row := range m.Buttons {
			for i, b := range row {
				if i > 0 {
					p.out.WriteByte(' ')
				}
				fmt.Fprintf(&p.out, "[ %s ]", b.Label)
			}
			fmt.Fprintln(&p.out)
			p.shown = append(p.shown, row...)
		}
	}
	if r.Toast != "" {
		fmt.Fprintf(&p.out, "! %s\n", r.Toast)
	}
	for _, e := range r.Events {
		fmt.Fprintln(&p.out, strings.TrimRight(fmt.Sprintf("* %s %s %s", e.Kind, e.Value, e.Words), " "))
	}
	for _, e := range r.Effects {
		fmt.Fprintln(&p.out, "* "+named(e))
	}
}

func named(e dialogs.Effect) string {
	switch {
	case e.HandOff != nil:
		return strings.TrimRight(fmt.Sprintf("hand off stars=%s words=%s", e.HandOff.Stars, e.HandOff.Words), " ")
	case e.Relay != nil:
		return strings.TrimRight(fmt.Sprintf("relay %s %s", e.Relay.Media, e.Relay.Words), " ")
	case e.Returned != nil:
		return "returned by " + e.Returned.By
	case e.Undelivered != nil:
		return "undelivered"
	}
	return fmt.Sprintf("%+v", e)
}
