package dialogs

import (
	"cmp"
	"slices"

	"guanxi/profile"
)

// State is what a turn starts from and leaves behind: the customer, and where they are in a flow.
type State struct {
	Customer profile.Customer `cbor:"1,keyasint,omitempty"`
	Session  Session          `cbor:"2,keyasint,omitempty"`
	// Questions wait for a language model.
	Questions []Waiting `cbor:"3,keyasint,omitempty"`
	Calls     uint64    `cbor:"4,keyasint,omitempty"` // of language models so far
}

// Alarm is when the customer's turn comes by itself, Unix seconds; 0: never.
func (s *State) Alarm() int64 {
	at := s.Session.Alarm()
	for _, q := range s.Questions {
		if at == 0 || q.Due < at {
			at = q.Due
		}
	}
	return at
}

// Disarm keeps the customer's turn from coming by itself.
func (s *State) Disarm() {
	s.Session.Disarm()
	s.Questions = nil
}

// Speaks is the language that the customer wrote last, as far as it could be told.
func (s *State) Speaks() string { return cmp.Or(s.Session.Tongue, s.Customer.Language) }

// Session is a customer's place in a flow, at most 300 bytes packed.
type Session struct {
	Seq      uint64 `cbor:"1,keyasint,omitempty"`  // turns so far that somebody's doing led to
	Step     string `cbor:"2,keyasint,omitempty"`  // flow.step that waits for the customer; empty: none, or staff's alone
	Asked    int64  `cbor:"3,keyasint,omitempty"`  // when Step began to wait, Unix seconds
	Due      int64  `cbor:"4,keyasint,omitempty"`  // when Step stops waiting, Unix seconds; 0: never
	Tries    uint8  `cbor:"5,keyasint,omitempty"`  // answers in a row that Step could not use
	Picks    []Pick `cbor:"6,keyasint,omitempty"`  // what was chosen in this flow
	Last     string `cbor:"7,keyasint,omitempty"`  // the customer's last words in short, for staff
	Kept     []int  `cbor:"10,keyasint,omitempty"` // messages sent in this flow for staff, by Telegram's ids
	Tongue   string `cbor:"9,keyasint,omitempty"`  // the language the customer wrote last, where it is not theirs in Customer
	Talk     string `cbor:"11,keyasint,omitempty"` // flow.step of the conversation that staff have; flows come and go beside it
	Quiet    int64  `cbor:"12,keyasint,omitempty"` // when Talk moves on by itself, Unix seconds; 0: never
	Left     string `cbor:"13,keyasint,omitempty"` // flow.step to which the customer may go back after a long time
	Said     uint32 `cbor:"14,keyasint,omitempty"` // the mark of the last words said to the customer; 0: none
	Round    int64  `cbor:"15,keyasint,omitempty"` // when the round of questions under way was first answered, Unix seconds; 0: not yet
	Album    uint32 `cbor:"60,keyasint,omitempty"` // the mark of what the messages of the last album share; 0: none
	Passed   bool   `cbor:"61,keyasint,omitempty"` // staff were shown the beginning of that album
	Heard    int    `cbor:"62,keyasint,omitempty"` // the message with the last question, as long as its edit would be answered
	Served   uint8  `cbor:"16,keyasint,omitempty"` // answers of use since the customer last said that one was of none; from enough on it is not counted
	Keeps    bool   `cbor:"17,keyasint,omitempty"` // the customer was just asked whether to keep to Tongue
	Lost     uint8  `cbor:"18,keyasint,omitempty"` // words in a row that no answer was found to
	Told     bool   `cbor:"21,keyasint,omitempty"` // the customer came back to Left with words for it
	Worry    int64  `cbor:"70,keyasint,omitempty"` // when a worry was answered last, and nothing came of it yet, Unix seconds; 0: never
	Ahead    int    `cbor:"76,keyasint,omitempty"` // the message with words for the first step of the flow that takes some, which are Last; 0: none. Nothing is kept by then
	Unread   []int  `cbor:"77,keyasint,omitempty"` // messages that the bot could do nothing with: for staff, with whatever they are shown next
	Spoken   uint32 `cbor:"79,keyasint,omitempty"` // when the customer was last told something about Talk, or in it, Unix minutes
	Awaits   bool   `cbor:"80,keyasint,omitempty"` // an answer of staff's is due to the customer, as their ticket has it, also when the bot is back
	Odd      uint8  `cbor:"71,keyasint,omitempty"` // words to one question that were none of its choices, up to patience
	Given    []int  `cbor:"72,keyasint,omitempty"` // the last messages that staff were shown beside complaints: ideas, and words about ratings
	Sore     int64  `cbor:"78,keyasint,omitempty"` // when the customer last spoke of a grievance, Unix seconds; 0: never
	Rated    int64  `cbor:"73,keyasint,omitempty"` // the round in which the visit was rated last; within the day another rating changes that
	First    uint32 `cbor:"81,keyasint,omitempty"` // the mark of the first of the words said to the customer last; 0: none
	Reminded bool   `cbor:"82,keyasint,omitempty"` // the open question was asked again last, after something else
	Settling bool   `cbor:"83,keyasint,omitempty"` // the customer was asked last, beside Step, whether a complaint is settled
	// 8 was Staffed, before Talk.
}

// Pick is a choice made in the flow under way.
type Pick struct {
	Name  string `cbor:"1,keyasint,omitempty"` // the event's kind
	Value string `cbor:"2,keyasint,omitempty"`
}

// pick keeps a choice, in place of an earlier one of the same name.
func (s *Session) pick(name, value string) {
	for i := range s.Picks {
		if s.Picks[i].Name == name {
			s.Picks[i].Value = value
			return
		}
	}
	s.Picks = append(s.Picks, Pick{Name: name, Value: value})
}

// picked returns the choice made under a name in this flow, or "".
func (s *Session) picked(name string) string {
	for _, p := range s.Picks {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// leave ends the flow under way; a conversation with staff goes on. What was set by and not told since is for whoever is
// called next.
func (s *Session) leave() {
	if s.Ahead != 0 {
		s.unread(s.Ahead)
		s.Last = ""
	}
	s.Step, s.Asked, s.Due, s.Tries, s.Picks, s.Kept, s.Left, s.Round, s.Told, s.Odd = "", 0, 0, 0, nil, nil, "", 0, false, 0
	s.Ahead = 0
}

// unread keeps a message for whoever is called next. Of too many the latest count.
func (s *Session) unread(message int) {
	of := append(slices.Clone(s.Unread), message)
	s.Unread = of[max(0, len(of)-maxUnread):]
}

// fit keeps a session within its 300 bytes: the customer's last words make room for what else has to be kept,
// and where that is very much, the oldest of Unread and all of Given do.
func (s *Session) fit() {
	taken := 139 + len(s.Step) + len(s.Talk) + len(s.Left) + 5*len(s.Kept) // numbers, keys and lengths, as CBOR has them
	for _, p := range s.Picks {
		taken += 7 + len(p.Name) + len(p.Value)
	}
	taken += 4
	for len(s.Unread) > 0 && taken+5*len(s.Unread) > 300-len("…") {
		s.Unread = s.Unread[1:]
	}
	taken += 5 * len(s.Unread)
	if taken += 4 + 5*len(s.Given); taken > 300-len("…") {
		taken, s.Given = taken-4-5*len(s.Given), nil
	}
	if room := 300 - taken; room < len(s.Last) {
		s.Last = short(s.Last, max(room, len("…")))
	}
}

// Staffed says whether staff have the conversation.
func (s Session) Staffed() bool { return s.Talk != "" }

// Alarm is when the session next moves by itself, Unix seconds; 0: never.
func (s Session) Alarm() int64 {
	if s.Quiet == 0 || s.Due != 0 && s.Due < s.Quiet {
		return s.Due
	}
	return s.Quiet
}

// Disarm keeps the session from moving by itself.
func (s *Session) Disarm() { s.Due, s.Quiet = 0, 0 }
