package dialogs

// Message is what goes out to the customer, not yet Telegram's.
type Message struct {
	Text    string // Telegram's HTML; arguments are escaped and isolated. Empty: Edit alone loses its buttons
	Buttons [][]Button
	Edit    int    // the message to replace; 0: a new one
	Caption bool   // Edit has a picture or the like, of which Text becomes the caption
	Copy    *Copy  // a message of another chat to show instead of Text
	Album   string // of a Copy that is one of several: what they share
	File    string // what a file holds that is made when it is sent: FileMydata; Text is its caption
	By      int64  // who of the staff wrote that
	Quote   int    // the message that this one answers, in the customer's chat
	Photo   string // the https address of a picture that stands above Text, or one of the shop's folder; empty: none
}

// FileMydata is the file of all that is kept of the customer.
const FileMydata = "mydata"

// Button is pressed to answer.
type Button struct {
	_     struct{} `cbor:",toarray"`
	Label string
	Data  string // callback data, 1-64 bytes: flow.step:value. Or https://…: the page that it opens
}

// Copy names a message in another chat.
type Copy struct {
	_       struct{} `cbor:",toarray"`
	Chat    int64
	Message int
}
