package desk

import (
	"strconv"
	"time"

	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// Ticket is one customer as staff have them in the group. It lies in the customer's record, so that one commit moves
// the conversation and the ticket together.
//
//	(none) ─ asks for a person, complains, suggests ─▶ open, waiting ─ staff answer ─▶ open, answered
//	   ▲                                                  ▲      └───────────────┐            │
//	   │                                                  └─ writes again ───────┼────────────┤
//	   └──── /close, back to the bot, topic closed, a day of quiet ◀─────────────┴────────────┘
//
// The topic outlives the ticket: the next one goes on in it.
type Ticket struct {
	Group   int64   `cbor:"1,keyasint,omitempty"`  // whose topic Thread is
	Thread  int     `cbor:"2,keyasint,omitempty"`  // 0: no topic yet, or it was lost
	Opened  int64   `cbor:"3,keyasint,omitempty"`  // Unix seconds; 0: no open ticket
	Waiting int64   `cbor:"4,keyasint,omitempty"`  // since when the customer waits for staff, Unix seconds; 0: they do not
	Holder  int64   `cbor:"5,keyasint,omitempty"`  // who of the staff claimed it; 0: nobody
	Name    string  `cbor:"6,keyasint,omitempty"`  // the holder's
	Held    []Held  `cbor:"7,keyasint,omitempty"`  // what others wrote meanwhile
	Asked   int64   `cbor:"8,keyasint,omitempty"`  // the group for whose topic the card was written; 0: none yet
	Title   string  `cbor:"9,keyasint,omitempty"`  // the topic's, as last asked for
	Shut    bool    `cbor:"10,keyasint,omitempty"` // staff closed the topic by hand
	Muted   bool    `cbor:"11,keyasint,omitempty"` // this customer makes no sound at staff's
	Banned  bool    `cbor:"12,keyasint,omitempty"` // nothing of this customer's reaches staff
	Sent    []Sent  `cbor:"19,keyasint,omitempty"` // what each of the staff sent the customer last, the newest last
	Aside   []int   `cbor:"20,keyasint,omitempty"` // messages of staff's that stayed among them for their //, the newest last
	Apart   string  `cbor:"21,keyasint,omitempty"` // what the messages share of the last album that did
	Waited  int64   `cbor:"16,keyasint,omitempty"` // since when the customer waited before staff answered last, Unix seconds
	Stands  int     `cbor:"17,keyasint,omitempty"` // how many of staff's messages since were not taken back
	Icon    string  `cbor:"18,keyasint,omitempty"` // the topic's, as last asked for: the id of a custom emoji
	Drafted string  `cbor:"50,keyasint,omitempty"` // what a language model wrote last for staff to send; empty: nothing
	Lesson  *lesson `cbor:"51,keyasint,omitempty"` // an answer that may be taught, when somebody says so; nil: there is none
	Met     bool    `cbor:"30,keyasint,omitempty"` // staff have answered since it was opened
	// 13, 14 and 15 were the last message of staff's, whoever wrote it, 52 those whose buttons moved complaints.
}

// Held is a message of staff's that waits for its writer to decide: somebody else has the conversation.
type Held struct {
	Message int    `cbor:"1,keyasint,omitempty"`
	Quote   int    `cbor:"2,keyasint,omitempty"` // the message that it answers, in the customer's chat
	By      int64  `cbor:"3,keyasint,omitempty"`
	Album   string `cbor:"4,keyasint,omitempty"` // what it shares with others that were sent together
	Words   string `cbor:"5,keyasint,omitempty"` // in short
	Media   string `cbor:"6,keyasint,omitempty"` // what it is besides words
}

// maxHeld bounds what is kept back of one ticket.
const maxHeld = 20

// In says whether the ticket has a topic in a group.
func (t *Ticket) In(group int64) bool { return t.Thread != 0 && t.Group == group }

// waits notes that the customer waits for staff, and opens the ticket where it is not. It says whether it was opened.
func (t *Ticket) waits(now time.Time) (opened bool) {
	if opened = t.Opened == 0; opened {
		t.Opened = now.Unix()
	}
	if t.Waiting == 0 {
		t.Waiting = now.Unix()
	}
	return opened
}

// follow notes on the ticket what happened to the customer. It says whether that opened it.
func (t *Ticket) follow(e dialogs.Effect, now time.Time) (opened bool) {
	switch {
	case e.Relay != nil && e.Relay.Closing && t.Opened != 0 && t.Waiting == 0: // nobody waits for an answer to thanks
	case e.HandOff != nil, e.Relay != nil, e.Complaint != nil, e.Progress != nil && e.Progress.Case.State == profile.Received:
		return t.waits(now)
	case e.Returned != nil && e.Returned.By == "nobody": // also where somebody took it, and did not answer
	case e.Returned != nil && e.Returned.By == "time" && t.Waiting != 0 && t.Holder == 0: // nobody ever answered: it stays in sight
	case e.Returned != nil:
		t.close()
	case e.Undelivered != nil && e.Undelivered.Why == "blocked":
		t.unsay(e.Undelivered.Message)
		t.close()
	case e.Undelivered != nil && e.Undelivered.Why == "refused" && t.unsay(e.Undelivered.Message):
		t.Stands--
		t.waitAgain()
	}
	return false
}

// close ends the ticket and its claim. What is held can still be sent by who wrote it.
func (t *Ticket) close() {
	t.Opened, t.Waiting, t.Met, t.Drafted = 0, 0, false, ""
	t.release()
}

// release lets anybody of the staff answer.
func (t *Ticket) release() { t.Holder, t.Name = 0, "" }

// away forgets staff's messages in a topic that is gone: what was held, with the questions about it, and what was sent last.
func (t *Ticket) away() { t.Held, t.Sent, t.Aside, t.Apart = nil, nil, nil, "" }

// leave ends all that somebody of the staff had in the ticket.
func (t *Ticket) leave(who int64) {
	if t.Holder == who {
		t.release()
	}
	var held []Held
	for _, h := range t.Held {
		if h.By != who {
			held = append(held, h)
		}
	}
	t.Held = held
}

// Place is the ticket's entry among the open ones of its customer's shard, by since when the customer waits: 0 does
// not. The value names the holder. It is false for a ticket that is not open.
func (t *Ticket) Place(id profile.CustomerID) (store.Link, bool) {
	return store.Link{
		List:  OpenIn(id.Shard()),
		Entry: store.Entry{Score: t.Waiting, ID: string(id), Value: strconv.AppendInt(nil, t.Holder, 10)},
	}, t.Opened != 0
}

// OpenIn is the list of the open tickets of a shard's customers, by how long they wait, Unix seconds; 0: they do not.
func OpenIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "tickets"} }

// TopicKey is the record that names the customer whose topic it is. Its value is the customer's id.
func TopicKey(group int64, thread int) store.Key {
	name := "topic:" + strconv.FormatInt(group, 10) + ":" + strconv.Itoa(thread)
	return store.Key{Shard: profile.ShardOf(name), Name: name}
}

// TopicsIn is the list of the topics whose records lie in a shard, by when they were made in Unix milliseconds; the ids
// are group:thread and the values the customers'.
func TopicsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "topics"} }

// TopicLink is the entry of a topic in that list. It lies with the topic's record.
func TopicLink(group int64, thread int, id profile.CustomerID, made time.Time) store.Link {
	name := strconv.FormatInt(group, 10) + ":" + strconv.Itoa(thread)
	return store.Link{
		List:  TopicsIn(TopicKey(group, thread).Shard),
		Entry: store.Entry{Score: made.UnixMilli(), ID: name, Value: []byte(id)},
	}
}

// complaint is the customer's open complaint that was filed last; nil: there is none.
func complaint(s *dialogs.State) *profile.Case {
	for i := len(s.Customer.Cases) - 1; i >= 0; i-- {
		if c := &s.Customer.Cases[i]; c.Open() {
			return c
		}
	}
	return nil
}
