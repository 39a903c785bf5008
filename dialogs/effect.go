package dialogs

import "guanxi/profile"

// Effect is something to be done outside for a customer: plain data that marshals. One field is set.
type Effect struct {
	HandOff     *HandOff     `json:",omitempty"`
	Relay       *Relay       `json:",omitempty"`
	Returned    *Returned    `json:",omitempty"`
	Undelivered *Undelivered `json:",omitempty"`
	Complaint   *Complaint   `json:",omitempty"`
	Progress    *Progress    `json:",omitempty"`
	Suggestion  *Suggestion  `json:",omitempty"`
	Forget      *Forget      `json:",omitempty"`
	Rated       *Rated       `json:",omitempty"`
	Reaction    *Reaction    `json:",omitempty"`
	Consult     *Consult     `json:",omitempty"`
	Hear        *Hear        `json:",omitempty"`
}

// Complaint brings staff a new complaint.
type Complaint struct {
	Case     profile.Case
	Messages []int  // what the customer wrote and sent about it, in their chat
	Words    string // what staff wrote who filed it
}

// Progress tells staff that a complaint has come further: staff moved it, or the customer settled or reopened it.
type Progress struct {
	Case       profile.Case
	ByCustomer bool
	Messages   []int // what the customer adds to it, in their chat; nil: it moved
	Edited     bool  // staff were shown those as they were before
}

// Forget has everything erased that is kept of the customer. The turn's messages are the last they are sent.
type Forget struct {
	Cases []string // numbers of their complaints that were open
	Talk  bool     // they had a conversation with staff
}

// Suggestion brings staff an idea or praise.
type Suggestion struct {
	Messages []int // in the customer's chat
	Edited   bool  // staff were shown them as they were before; they may also be words about a rating
}

// Rated quietly shows staff a low rating.
type Rated struct {
	Kind     string // Visit or Service
	Stars    int
	Reason   string // the choice made in the flow; empty: not told yet
	Messages []int  // what the customer wrote about it, in their chat
	More     bool   // staff were shown the stars before
}

// HandOff asks staff to take the conversation.
type HandOff struct {
	Stars    string // the rating that led here; empty: another reason
	Words    string // the customer's last words in short
	Messages []int  // what they sent about it that cannot be quoted, in their chat
	Asked    string // the words in full by which they asked, where those say more than that they want a person
	Message  int    // in their chat, of these
}

// Relay shows staff what the customer sent while they have the conversation.
type Relay struct {
	Message int    // in the customer's chat
	Media   string // what it is; empty: words
	Words   string // its words or caption
	Album   string // what the messages of an album share
	Edited  bool   // staff were shown it as it was before
	Closing bool   // thanks, a goodbye or a mere sign, which want no answer
}

// Reaction shows staff what the customer thinks of their message.
type Reaction struct {
	Emoji string
	Of    Copy // the message of theirs
}

// Returned tells staff that the bot has the conversation again.
type Returned struct {
	By string // customer, staff, time, or nobody: the time, and nobody ever answered; the request stays open
}

// Undelivered tells staff that what they sent did not arrive.
type Undelivered struct {
	// blocked: the customer stopped the bot; refused: Telegram will not send it; edit: what they changed cannot be found
	// any more; unshown: it is the customer's, and Telegram will not show it to staff
	Why     string
	Message int // of staff's, in the chat where they wrote it; 0: not known
}
