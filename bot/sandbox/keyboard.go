// Keyboards, inline and below the text field, and Telegram's rules for them.

package sandbox

import (
	"bytes"
	"encoding/json"
	"strings"
)

const (
	maxData    = 64  // bytes of callback data
	maxButtons = 100 // of one keyboard
)

// keyboard reads an inline keyboard from reply_markup.
func (c *call) keyboard() ([][]Button, *failure) {
	text := c.text("reply_markup")
	if text == "" {
		return nil, nil
	}
	var markup struct {
		Rows *[][]json.RawMessage `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(text), &markup); err != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	if markup.Rows == nil {
		return nil, nil
	}
	var rows [][]Button
	count := 0
	for _, raw := range *markup.Rows {
		row, err := buttons(raw)
		if err != nil {
			return nil, err
		}
		if len(row) != 0 {
			rows = append(rows, row)
		}
		count += len(row)
	}
	if count > maxButtons {
		return nil, bad("REPLY_MARKUP_TOO_LONG")
	}
	return rows, nil
}

func buttons(raw []json.RawMessage) ([]Button, *failure) {
	row := make([]Button, len(raw))
	for i, text := range raw {
		if err := json.Unmarshal(text, &row[i]); err != nil {
			return nil, bad("can't parse inline keyboard button: %v", err)
		}
		if err := row[i].check(text); err != nil {
			return nil, err
		}
	}
	return row, nil
}

// check holds the button to Telegram's rules; raw tells an empty callback_data from none.
func (b *Button) check(raw []byte) *failure {
	empty := b.Data == "" && bytes.Contains(raw, []byte(`"callback_data"`))
	switch {
	case b.Text == "":
		return bad(`can't parse inline keyboard button: Field "text" must be non-empty`)
	case empty || len(b.Data) > maxData:
		return bad("BUTTON_DATA_INVALID")
	case b.URL != "" && !strings.Contains(b.URL, ".") && !strings.Contains(b.URL, "://"):
		return bad("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
	case !b.pick():
		return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return nil
}

// pick keeps the one thing that the button does; of several Telegram takes the first in this order and forgets the rest.
func (b *Button) pick() bool {
	one := Button{Text: b.Text, Style: b.Style, Icon: b.Icon}
	switch {
	case b.URL != "":
		one.URL = b.URL
	case b.Data != "":
		one.Data = b.Data
	case b.Pay:
		one.Pay = true
	case b.Switch != nil:
		one.Switch = b.Switch
	case b.SwitchHere != nil:
		one.SwitchHere = b.SwitchHere
	case b.SwitchChosen != nil:
		one.SwitchChosen = b.SwitchChosen
	case b.Login != nil:
		one.Login = b.Login
	case b.WebApp != nil:
		one.WebApp = b.WebApp
	case b.Copy != nil:
		one.Copy = b.Copy
	default:
		return false
	}
	*b = one
	return true
}

// Below is a keyboard below the text field; without Keys the one before goes.
type Below struct {
	Keys [][]BelowKey
	Once bool // it goes when it was used
}

// BelowKey writes its Text for the customer, or shares their card or place.
type BelowKey struct {
	Text     string `json:"text"`
	Contact  bool   `json:"request_contact,omitempty"`
	Location bool   `json:"request_location,omitempty"`
}

// UnmarshalJSON takes a bare text, too.
func (k *BelowKey) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &k.Text) == nil {
		return nil
	}
	type plain BelowKey
	return json.Unmarshal(raw, (*plain)(k))
}

// below reads a keyboard below the text field from reply_markup, or that it goes.
func (c *call) below() (*Below, *failure) {
	var markup struct {
		Keys   [][]BelowKey `json:"keyboard"`
		Once   bool         `json:"one_time_keyboard"`
		Remove bool         `json:"remove_keyboard"`
	}
	if text := c.text("reply_markup"); text != "" && json.Unmarshal([]byte(text), &markup) != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	for _, row := range markup.Keys {
		for _, k := range row {
			if k.Text == "" {
				return nil, bad("keyboard button text must be non-empty")
			}
		}
	}
	if markup.Keys == nil && !markup.Remove {
		return nil, nil
	}
	return &Below{Keys: markup.Keys, Once: markup.Once}, nil
}

// sameKeyboard compares by what is sent back.
func sameKeyboard(a, b [][]Button) bool {
	return len(a) == len(b) && bytes.Equal(encode(a), encode(b))
}

// offers says whether the message has a button with this data.
func (m *Message) offers(data string) bool {
	for _, row := range m.Keyboard {
		for _, b := range row {
			if b.Data == data {
				return true
			}
		}
	}
	return false
}
