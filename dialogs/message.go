package dialogs

// Message is what goes out to the customer, not yet Telegram's.
type Message struct {
	Text    string // Telegram's HTML; arguments are escaped and isolated. Empty: Edit alone loses its buttons
	Buttons [][]Button
	Edit    int    // the message to replace; 0: a new one
	Copy    *Copy  // a message of another chat to show instead of Text
	File    string // what a file holds that is made when it is sent: FileMydata; Text is its caption
}

// FileMydata is the file of all that is kept of the customer.
const FileMydata = "mydata"

// Button is pressed to answer.
type Button struct {
	_     struct{} `cbor:",toarray"`
	Label string
	Data  string // callback data, 1-64 bytes: flow.step:value
}

// Copy names a message in another chat.
type Copy struct {
	_       struct{} `cbor:",toarray"`
	Chat    int64
	Message int
}
