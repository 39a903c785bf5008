// Package transcript plays a customer's side of a conversation from a script and writes down the bot's: for tests that
// a translator can read, and for playing in a terminal.
package transcript

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/dialogs"
	"guanxi/profile"

	"github.com/fxamacker/cbor/v2"
)

// Player plays a transcript, keeping what a customer's phone and clock would.
type Player struct {
	world   *dialogs.World
	packed  []byte // the state, as the store would hold it between turns
	now     time.Time
	lang    string
	name    string
	number  int // of the last message in the chat
	drawn   int // the last number given to a complaint
	history profile.History
	sent    dialogs.Input // the last words or media
	album   string        // of the line before
	copied  *dialogs.Copy // what was said last, where staff said it
	shown   []dialogs.Button
	older   []dialogs.Button // all that were ever in sight
	last    dialogs.Result
	out     strings.Builder
}

// chat is the number of the customer's chat with the bot.
const chat = 42

// New returns a player at the beginning of a chat, on a Monday morning.
func New(world *dialogs.World) *Player {
	return &Player{world: world, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), name: "Mei", number: 100, drawn: 1041}
}

// Now is what time it is for the customer.
func (p *Player) Now() time.Time { return p.now }

// Play returns a transcript with the bot's lines as they are now; those that the script has are passed over. The
// script's lines:
//
//	# a remark                lang fa · name Ada           what Telegram tells of the customer
//	< words, or the label of a button in sight              << words that are no press
//	<- flow.step:value                                      a press on the last button of that data, in sight or not
//	<! photo a caption                                      media; after contact, mine is the customer's own card
//	<& photo a caption                                      one of an album, with the lines <& around it
//	<= other words                                          the last words or caption are changed
//	<+ 👍                                                   a reaction to what was said last
//	~ 10m                                                   time passes (or 30s, 24h, 8d); a timer rings if one is due
//	@ reply | @ back | @ block | @ unblock                  staff answer, hand back; the customer blocks, unblocks
//	@ moves work                                            staff move the last complaint to a state
//	@ edits other words | @ edits                           staff change their answer; one that is not found any more
//	@ unshown                                               Telegram will not show staff what was sent
func Play(world *dialogs.World, script string) (string, error) {
	p := New(world)
	var played strings.Builder
	for line := range strings.Lines(script) {
		text, err := p.Line(strings.TrimRight(line, "\n"))
		if err != nil {
			return "", err
		}
		played.WriteString(text)
	}
	return played.String(), nil
}

// Line plays one line of a script and returns it with what the bot answered.
func (p *Player) Line(line string) (string, error) {
	kind, rest, _ := strings.Cut(line, " ")
	p.out.Reset()
	p.last = dialogs.Result{}
	var err error
	switch kind {
	case ">", ">>", "[", "*", "!", "":
		return "", nil // the bot's
	}
	fmt.Fprintln(&p.out, line)
	switch kind {
	case "lang":
		err = p.head(line)
	case "<":
		err = p.say(rest)
	case "<<":
		err = p.turn(dialogs.Input{Kind: dialogs.Words, Text: rest})
	case "<!":
		err = p.turn(media(rest, ""))
	case "<&":
		if p.album == "" {
			p.album = fmt.Sprint(p.number)
		}
		err = p.turn(media(rest, p.album))
	case "<=":
		err = p.turn(dialogs.Input{Kind: dialogs.Edit, Text: rest, Media: p.sent.Media, Message: p.sent.Message})
	case "<+":
		err = p.turn(dialogs.Input{Kind: dialogs.Reacted, Text: rest, Of: p.copied})
	case "<-":
		err = p.turn(dialogs.Input{Kind: dialogs.Press, Data: p.data(rest)})
	case "~":
		err = p.pass(rest)
	case "@":
		err = p.event(rest)
	}
	if err != nil {
		return "", fmt.Errorf("play %q: %w", line, err)
	}
	if kind != "<&" {
		p.album = ""
	}
	return p.out.String(), nil
}

// media is what a line sends.
func media(rest, album string) dialogs.Input {
	kind, caption, _ := strings.Cut(rest, " ")
	in := dialogs.Input{Kind: dialogs.Media, Media: kind, Text: caption, Album: album}
	if kind == "contact" && caption == "mine" {
		in.Text, in.Phone = "", "+34600111222"
	}
	return in
}

// Last is what the turn of the last line decided; empty where the line was no turn.
func (p *Player) Last() dialogs.Result { return p.last }

// Shown are the buttons in sight: those of the last message.
func (p *Player) Shown() []dialogs.Button { return p.shown }

func (p *Player) head(line string) error {
	for part := range strings.SplitSeq(line, " · ") {
		switch key, value, _ := strings.Cut(part, " "); key {
		case "lang":
			p.lang = value
		case "name":
			p.name = value
		default:
			return fmt.Errorf("%q is not understood", part)
		}
	}
	return nil
}

// say presses the button in sight that has this label, or else writes.
func (p *Player) say(words string) error {
	for _, b := range p.shown {
		if b.Label == words {
			return p.turn(dialogs.Input{Kind: dialogs.Press, Data: b.Data})
		}
	}
	return p.turn(dialogs.Input{Kind: dialogs.Words, Text: words})
}

// data is that of the last button shown whose data is this, or this about something; else it is as it stands.
func (p *Player) data(bare string) string {
	for _, b := range slices.Backward(p.older) {
		if b.Data == bare || strings.HasPrefix(b.Data, bare+"@") {
			return b.Data
		}
	}
	return bare
}

func (p *Player) pass(span string) error {
	d, err := duration(span)
	if err != nil {
		return err
	}
	p.now = p.now.Add(d)
	return p.turn(dialogs.Input{Kind: dialogs.Wake})
}

// duration reads a span of time as Go writes it, and whole days.
func duration(span string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(span, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n < 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(span)
	if err != nil {
		return 0, fmt.Errorf("%q is no span of time; hint: the like of 30s, 10m, 24h, 8d", span)
	}
	return d, nil
}

func (p *Player) event(what string) error {
	if state, moves := strings.CutPrefix(what, "moves "); moves {
		return p.turn(dialogs.Input{Kind: dialogs.Moved, Number: p.drawn, Text: state})
	}
	if words, edits := strings.CutPrefix(what, "edits"); edits {
		in := dialogs.Input{Kind: dialogs.StaffEdit, Text: strings.TrimSpace(words)}
		if in.Text != "" {
			in.Message = p.number
		}
		return p.turn(in)
	}
	in, ok := map[string]dialogs.Input{
		"unshown": {Kind: dialogs.Unshown},
		"reply":   {Kind: dialogs.Staff, From: 1, Message: 7},
		"back":    {Kind: dialogs.HandBack},
		"block":   {Kind: dialogs.Blocked, Chat: chat},
		"unblock": {Kind: dialogs.Unblocked, Chat: chat},
		"appoint": {Kind: dialogs.Appointed, Chat: chat},
	}[what]
	if !ok {
		return fmt.Errorf("%q is not understood; hint: write @ reply as it stands, for staff's words are not played", what)
	}
	return p.turn(in)
}

func (p *Player) turn(in dialogs.Input) error {
	in.At = p.now
	switch in.Kind {
	case dialogs.Words, dialogs.Press, dialogs.Media:
		p.number++
		in.Message = p.number
		fallthrough
	case dialogs.Edit, dialogs.Reacted:
		in.Chat, in.Name, in.Language = chat, p.name, p.lang
	}
	if in.Kind == dialogs.Words || in.Kind == dialogs.Media {
		p.sent = in
	}
	var state dialogs.State
	if p.packed != nil {
		if err := cbor.Unmarshal(p.packed, &state); err != nil {
			return fmt.Errorf("unpack the state: %w", err)
		}
	}
	p.last = dialogs.Turn(p.world, state, in)
	if p.last.Draw || p.last.Recall {
		if p.last.Draw {
			p.drawn++
			in.Number = p.drawn
		}
		in.History = &p.history
		p.last = dialogs.Turn(p.world, state, in)
	}
	p.history = p.history.With(p.last.Events...)
	kept := p.last.State
	if forgets(p.last) {
		kept, p.history = remains(state, p.now), profile.History{}
	}
	packed, err := cbor.Marshal(&kept)
	if err != nil {
		return fmt.Errorf("pack the state: %w", err)
	}
	p.packed = packed
	p.show(p.last)
	if flow, _ := p.last.State.Session.Where(); flow == "" {
		fmt.Fprintln(&p.out)
	}
	return nil
}

// remains is what is left of a customer who had themselves forgotten: of a no to offers, that they said it.
func remains(was dialogs.State, now time.Time) (left dialogs.State) {
	if wants, known := was.Customer.Offers(); known && !wants {
		left.Customer.Consents = []profile.Consent{{At: now.Unix(), How: "before"}}
	}
	return left
}

// forgets says whether a turn had the customer forgotten.
func forgets(r dialogs.Result) bool {
	return slices.ContainsFunc(r.Effects, func(e dialogs.Effect) bool { return e.Forget != nil })
}
