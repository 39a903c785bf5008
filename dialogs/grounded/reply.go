package grounded

import (
	"encoding/json"
	"errors"
	"strings"

	"guanxi/dialogs/mask"
)

// Outcomes of a question.
const (
	Answer  = "answer"
	Unknown = "unknown"
	Person  = "person"
)

// Reply is what a model filled in, what was hidden shown again.
type Reply struct {
	Outcome string   `json:"outcome" cbor:"1,keyasint,omitempty"`
	Entries []string `json:"entries" cbor:"2,keyasint,omitempty"`
	Text    string   `json:"text" cbor:"3,keyasint,omitempty"`
}

// ErrForm says that a model did not fill in the form.
var ErrForm = errors.New("not the form that was asked for")

// Read reads what a model said. Words around the form, as some put them, are passed over.
func Read(said string, m *mask.Mask) (Reply, error) {
	var r Reply
	if err := read(said, &r); err != nil {
		return Reply{}, err
	}
	switch r.Outcome {
	case Answer, Unknown, Person:
	default:
		return Reply{}, ErrForm
	}
	r.Text = strings.TrimSpace(m.Show(r.Text))
	return r, nil
}

// Partial is what of an answer may be shown while the rest is being said: its whole sentences so far, where they are what
// the entries say. It is false while there is nothing new to be shown.
func (q *Question) Partial(said string, m *mask.Mask, languages []string) (string, bool) {
	head, text, ok := strings.Cut(said, `"text"`)
	from := strings.IndexByte(text, '"')
	if !ok || from < 0 {
		return "", false
	}
	var r Reply
	if json.Unmarshal([]byte(head+`"text":""}`), &r) != nil || r.Outcome != Answer {
		return "", false
	}
	if json.Unmarshal([]byte(text[from:upTo(text, from)]+`"`), &r.Text) != nil {
		return "", false
	}
	end := strings.LastIndexAny(r.Text, "!?！？。؟\n")
	if dot := strings.LastIndex(r.Text, ". "); dot > end {
		end = dot
	}
	if end < 0 {
		return "", false
	}
	for end++; end < len(r.Text) && r.Text[end]&0xc0 == 0x80; end++ { // to the end of a sign of several bytes
	}
	r.Text = strings.TrimSpace(m.Show(r.Text[:end]))
	return r.Text, q.Check(&r, languages) == nil
}

// upTo is where the JSON string that begins at from ends so far: before its closing quote, or a sign that is not whole.
func upTo(text string, from int) int {
	i := from + 1
	for i < len(text) && text[i] != '"' {
		size := 1
		if text[i] == '\\' {
			if size = 2; i+1 < len(text) && text[i+1] == 'u' {
				size = 6
			}
		}
		if i+size > len(text) {
			break
		}
		i += size
	}
	return i
}

// read decodes the JSON object in a text.
func read(said string, into any) error {
	from, to := strings.IndexByte(said, '{'), strings.LastIndexByte(said, '}')
	if from < 0 || to < from {
		return ErrForm
	}
	if err := json.Unmarshal([]byte(said[from:to+1]), into); err != nil {
		return ErrForm
	}
	return nil
}
