package dialogs

import (
	"time"

	"guanxi/dialogs/grounded"
	"guanxi/profile"
)

// Kind says what an Input is.
type Kind uint8

const (
	Words      Kind = iota // the customer wrote; a command begins with /
	Press                  // the customer pressed a button
	Media                  // the customer sent something that is not words; Text is its caption
	Edit                   // the customer changed an earlier message
	Wake                   // the time that the session waited for has come
	Staff                  // staff answered: Message in chat From is to be copied to the customer
	HandBack               // staff gave the conversation back to the bot
	Appointed              // the customer took the bot: it is theirs
	Blocked                // the customer stopped the bot, or cannot be reached any more
	Unblocked              // the customer let the bot write again
	Refused                // Telegram will not show the customer what staff sent
	Moved                  // staff moved the customer's complaint Number to the state Text
	Reacted                // the customer put the reaction Text on Message
	StaffEdit              // staff changed an answer: Text is what it says now, and Message what the customer was shown
	Unshown                // Telegram will not show staff what the customer sent
	Filed                  // staff filed a complaint for the customer: Text says what about
	Barred                 // staff let nothing of the customer's through any more, or, with Number 0, again
	Heard                  // a voice message, of the Hear with the same Call, was heard: it says Text; empty: nobody heard it
	Consulted              // a language model was asked: Reply is what it said to the Consult with the same Call
	Unanswered             // staff took back what they answered, or it went astray: an answer is due again
)

// Sender is who has a chat.
type Sender uint8

// Who may have it.
const (
	Customer   Sender = iota
	Owner             // of the bot, while a group answers: they are nobody's customer, and have a menu of their own
	OwnerAlone        // who answers, too: they are the customer only where they tried to be
)

// owns says whether it is the owner.
func (s Sender) owns() bool { return s != Customer }

// Input is what came in for one customer.
type Input struct {
	Kind    Kind
	At      time.Time        // when it is handled
	Text    string           // what was written, at most 4096 UTF-16 units
	HTML    string           // StaffEdit: Text with its marks, as Telegram's HTML; empty: it has none
	Data    string           // Press: the button's callback data
	Media   string           // photo, voice, audio, video, video_note, animation, document, sticker, location, venue, contact, poll, dice, other; empty: words alone
	Album   string           // of a message sent together with others: what they share
	Phone   string           // Media contact: the number, where the card is the sender's own
	Message int              // Telegram's id of the message that came, or whose button was pressed
	Answers int              // the message that Message answers, in the customer's chat; 0: none
	Number  int              // a number for a complaint, drawn where a turn asked for it; Moved: the complaint's
	History *profile.History // what has happened, where a turn asked for it
	From    int64            // Staff: the chat in which Message lies
	By      int64            // Staff: who of them wrote it
	Quote   int              // Staff: the message that theirs answers, in the customer's chat
	Of      *Copy            // Reacted: the staff's message that Message shows the customer; nil: Message is the bot's own
	Why     string           // Moved: why it was refused: a text's key, or what staff wrote
	Unasked bool             // HandBack: the customer is not asked how it was
	File    string           // Media voice: Telegram's id of the recording
	Call    uint64           // Heard, Consulted
	Reply   *grounded.Reply  // Consulted; nil: it said nothing that can be used
	Sender  Sender           // who has the chat

	// What Telegram tells of the sender with each input; empty where it says nothing.
	Chat     int64
	Name     string
	Username string
	Language string // IETF tag of the sender's app
}
