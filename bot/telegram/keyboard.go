package telegram

// Keyboard is an inline keyboard. The library's own type marshals an empty copy_text into each button, since
// omitempty leaves a struct in, and Telegram wants exactly one kind of action.
type Keyboard struct {
	Rows [][]Key `json:"inline_keyboard"`
}

// Key is a button that sends callback data back or opens a page.
type Key struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"` // 1-64 bytes
	URL  string `json:"url,omitempty"`
}

// MessageID is what we read of what sendMessage, editMessageText and copyMessage return.
type MessageID struct {
	ID int `json:"message_id"`
}
