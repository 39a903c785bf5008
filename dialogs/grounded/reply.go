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
