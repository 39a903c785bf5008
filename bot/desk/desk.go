// Package desk is where staff meet customers: who answers for the shop, what they are shown, and what their answers
// mean.
package desk

import (
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/hours"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// Desk is who answers for the shop: the owner, in their private chat with the bot, or a group.
type Desk struct {
	Chat     int64  `cbor:"1,keyasint,omitempty"` // 0: nobody took the bot yet
	Language string `cbor:"2,keyasint,omitempty"` // of a shipped catalogue
	Group    int64  `cbor:"3,keyasint,omitempty"` // a group with topics whose members answer; 0: the owner alone does

	Title     string   `cbor:"10,keyasint,omitempty"` // the group's, as it was last seen
	Marketers []Person `cbor:"11,keyasint,omitempty"` // who may write offers
	Name      string   `cbor:"12,keyasint,omitempty"` // the owner's
}

// Person is somebody with a part to play at the shop.
type Person struct {
	ID       int64  `cbor:"1,keyasint,omitempty"` // Telegram's, of the user and of their private chat
	Name     string `cbor:"2,keyasint,omitempty"`
	Language string `cbor:"3,keyasint,omitempty"` // of a shipped catalogue
}

// Markets says whether somebody may write offers.
func (d Desk) Markets(user int64) bool {
	return slices.ContainsFunc(d.Marketers, func(p Person) bool { return p.ID == user })
}

// Answering is the chat where staff answer; 0: nobody took the bot yet.
func (d Desk) Answering() int64 {
	if d.Group != 0 {
		return d.Group
	}
	return d.Chat
}

// Keys of what concerns the whole shop.
var (
	shard    = profile.ShardOf("desk")
	DeskKey  = store.Key{Shard: shard, Name: "desk"}
	ClaimKey = store.Key{Shard: shard, Name: "claim"} // SHA-256 of the secret that takes the bot
)

// claimPrefix begins the payload of the link that takes the bot.
const claimPrefix = "own_"

// Payload is what the link that takes the bot carries to /start.
func Payload(secret string) string { return claimPrefix + secret }

// Claim returns the secret of a message that wants to take the bot.
func Claim(text string) (secret string, ok bool) {
	return strings.CutPrefix(text, "/start "+claimPrefix)
}

// Digest is what is kept of a secret.
func Digest(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// Opens says whether a secret is the one of a digest, in a time that does not tell how near it was.
func Opens(digest []byte, secret string) bool {
	return subtle.ConstantTimeCompare(digest, Digest(secret)) == 1
}

// backData begins the callback data of the button that gives a customer back to the bot.
const backData = "desk.back:"

// HandsBack returns the customer whom a press of staff's gives back to the bot.
func HandsBack(data string) (profile.CustomerID, bool) {
	button, id, _, ok := apart(data)
	return id, ok && button == backData
}

// show is what staff see of an effect. Whatever they reply to goes to the customer.
func (v view) show(talk Talk, e dialogs.Effect) []outbox.Item {
	switch {
	case e.HandOff != nil:
		return v.card(e.HandOff)
	case e.Relay != nil:
		return v.relay(e.Relay, talk.former(e.Relay))
	case e.Returned != nil:
		return []outbox.Item{v.remark(returned[e.Returned.By])}
	case e.Complaint != nil:
		return v.complaint(e.Complaint)
	case e.Progress != nil:
		return v.progress(e.Progress)
	case e.Forget != nil:
		return []outbox.Item{v.forgotten(e.Forget)}
	case e.Suggestion != nil:
		key := "desk-suggestion"
		if e.Suggestion.Edited {
			key = "desk-edited"
		}
		return v.with(v.remark(key), e.Suggestion.Messages)
	case e.Rated != nil && v.chat != 0: // nothing to be kept until somebody takes the bot: no customer waits
		return v.rated(e.Rated)
	case e.Reaction != nil:
		return []outbox.Item{v.reaction(v.chat, e.Reaction)}
	case e.Undelivered != nil:
		return []outbox.Item{v.undelivered(e.Undelivered)}
	}
	return nil
}

// returned are the words for who gave the conversation back to the bot.
var returned = map[string]string{
	"customer": "desk-returned-customer", "staff": "desk-returned-staff", "time": "desk-returned-time",
	"nobody": "desk-returned-nobody",
}

// undelivered are the words for why an answer did not arrive.
var undelivered = map[string]string{
	"blocked": "desk-blocked", "refused": "desk-failed", "edit": "desk-edit-failed", "unshown": "desk-unshown",
}

// undelivered tells why an answer did not arrive, in reply to it or with its first words; of a customer who stopped the bot with none on its way, that they did.
func (v view) undelivered(u *dialogs.Undelivered) outbox.Item {
	if u.Why == "blocked" && u.Message == 0 {
		return v.remark("desk-to-blocked")
	}
	told := v.remark(undelivered[u.Why])
	told.Reply = u.Message
	if v.words != "" {
		told.Text += "\n" + v.text("desk-words", locales.Args{"Words": v.words})
	}
	return told
}

// view is one customer as staff see them.
type view struct {
	texts *locales.Catalogue
	lang  string
	s     *dialogs.State

	chat   int64                     // staff's; 0: nobody took the bot yet
	Shared bool                      // several may answer
	Helped bool                      // a language model is there to help
	Clock  func(time.Time) time.Time // brings a moment to the shop's clock; nil: to UTC
	words  string                    // the first of staff's answer that the customer has not; empty: they are not known, or it is plain which it is
}

func (v view) text(key string, args locales.Args) string { return v.texts.Text(v.lang, key, args) }

// name never is empty, so that a card always says whom it is about.
func (v view) name() string { return Called(&v.s.Customer) }

// Called is a customer's name as staff see it, never empty.
func Called(c *profile.Customer) string {
	return cmp.Or(Entry{Name: c.Name, Username: c.Username, Namesake: c.Namesake}.named(), string(c.ID))
}

// remark is a text about the customer; more are further arguments, name and value in turn.
func (v view) remark(key string, more ...string) outbox.Item {
	args := locales.Args{"Name": v.name()}
	for i := 0; i+1 < len(more); i += 2 {
		args[more[i]] = more[i+1]
	}
	return outbox.Item{Chat: outbox.Desk, Text: v.text(key, args), Answers: true}
}

// since is the day on which the customer first wrote.
func (v view) since() string { return v.day(v.s.Customer.Since) }

// day is a date as the reader writes it.
func (v view) day(unix int64) string { return hours.Date(v.texts, v.lang, v.at(unix)) }

// at is a moment on the shop's clock.
func (v view) at(unix int64) time.Time {
	if v.Clock == nil {
		return time.Unix(unix, 0).UTC()
	}
	return v.Clock(time.Unix(unix, 0))
}

// reach is by what else the customer is known: username and phone.
func (v view) reach() (lines []string) {
	if name := v.s.Customer.Username; name != "" {
		lines = append(lines, "@"+locales.Escape(name))
	}
	if phone := v.s.Customer.Phone; phone != "" {
		lines = append(lines, "📞 "+locales.Escape(phone))
	}
	return lines
}

func (v view) card(h *dialogs.HandOff) []outbox.Item {
	args := locales.Args{
		"Name": v.name(), "Language": v.texts.Name(v.s.Speaks()),
		"Since": v.since(),
	}
	key := "desk-card"
	if stars, err := strconv.Atoi(h.Stars); err == nil {
		key, args["Count"] = "desk-card-rating", stars
	}
	parts := []string{strings.Join(slices.Concat([]string{v.text(key, args)}, v.reach(), v.pending()), "\n")}
	if h.Words != "" {
		parts = append(parts, v.text("desk-words", locales.Args{"Words": h.Words}))
	}
	parts = append(parts, v.text("desk-reply-hint", nil))
	return v.with(v.pressable(outbox.Item{Chat: outbox.Desk, Text: strings.Join(parts, "\n\n"), Answers: true}), h.Messages)
}
