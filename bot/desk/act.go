// What staff do, or what happens to a topic of theirs.
package desk

import (
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs/grounded"
)

// Kind says what an Act is.
type Kind uint8

// The kinds of acts.
const (
	Said     Kind = iota // a message in the topic
	Edited               // a message in the topic was changed
	Pressed              // a button in the topic
	Closed               // the topic was closed by hand
	Reopened             // and opened again
	Placed               // the topic is there: Group, Thread
	Lost                 // the topic is gone
	Locked               // the topic is closed to the bot
	Noted                // something that means nothing to the customer: a service message
	Wanted               // somebody writes to the customer first
	Left                 // Who is none of the staff any more
	Shifted              // somebody else answers for the shop now
	Untitled             // nobody knows what the topic is called
	Queued               // what staff see is behind, or no more: Queue
	Offered              // a language model was asked for Data about Said, and said Help
)

// Act is what staff did in a customer's topic, or what became of the topic.
type Act struct {
	Kind    Kind
	At      time.Time
	Group   int64  // the chat: of who answers alone, the owner's
	Thread  int    // Placed, and where it was Said
	Icon    string // Placed: the topic's
	Who     int64
	Name    string
	Speaks  string // the language of their app, as Telegram tells it; empty: it does not
	Message int    // in Group
	Text    string // or a caption; Placed: the topic's name
	HTML    string // of an edit: Text with its marks; empty: it has none
	Media   string // what it is besides words; empty: nothing
	Album   string // what it shares with others that were sent together
	Data    string // of the button; Wanted: what stood behind the name
	Asked   int    // the message with the button that said for whom Text is meant; 0: none did

	ReplyTo int   // the message answered to; 0: none
	Replied int64 // who of the staff wrote it; 0: the bot

	RepliedText string
	Sent        time.Time // Edited: when the message was, by Telegram's clock
	Waiting     []int     // Lost: the customer's messages that were not shown yet
	Since       int64     // and when that was so, Unix seconds

	Held []outbox.Item // Shifted: what waits to be shown of the customer

	Queue *Queue // Queued; nil: nobody waits

	Help *grounded.Helped // Offered; nil: it said nothing that can be used
	Said []grounded.Said  // Offered
}
