package profile

// keptConsents is how many answers about offers are kept: the proof of the last ones, given and withdrawn.
const keptConsents = 6

// Wording is a question about offers as a customer was shown it.
type Wording struct {
	Text     string `cbor:"1,keyasint,omitempty"` // key of the text and the beginning of its SHA-256, which tells its versions apart
	Language string `cbor:"2,keyasint,omitempty"`
	At       int64  `cbor:"3,keyasint,omitempty"` // Unix seconds; 0: long ago, another was shown since
}

// Consent is a customer's yes or no to offers, with its proof.
type Consent struct {
	Given   bool    `cbor:"1,keyasint,omitempty"`
	At      int64   `cbor:"2,keyasint,omitempty"` // Unix seconds
	How     string  `cbor:"3,keyasint,omitempty"` // button, words, or a command: /stop
	Message int     `cbor:"4,keyasint,omitempty"` // in the customer's chat: the one whose button was pressed, or that was written
	Asked   Wording `cbor:"5,keyasint,omitempty"` // what they were asked; of a command nothing
}

// Decide returns the customer with an answer about offers, the last one of those kept.
func (c Customer) Decide(answer Consent) Customer {
	all := append(c.Consents[:len(c.Consents):len(c.Consents)], answer)
	c.Consents = all[max(len(all)-keptConsents, 0):]
	return c
}

// Offers says whether the customer wants offers, and whether they were ever asked and answered.
func (c Customer) Offers() (wanted, known bool) {
	if len(c.Consents) == 0 {
		return false, false
	}
	return c.Consents[len(c.Consents)-1].Given, true
}
