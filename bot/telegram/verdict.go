package telegram

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"
)

// ErrResult says that a call was carried out and that what it returned is not of the type asked for.
var ErrResult = errors.New("unexpected result")

// errNoAnswer says that what came, whole, is not what the Bot API answers.
var errNoAnswer = errors.New("not an answer of the Bot API")

// Refusal is Telegram's no: the call was not carried out.
type Refusal struct {
	Method      string
	Code        int    // 400 to 499, mostly as in HTTP
	Description string // English, for operators
	RetryAfter  time.Duration
	MigrateTo   int64 // the chat's new id
}

// Error says which method was refused and why.
func (e *Refusal) Error() string {
	return fmt.Sprintf("call %s: refused: %d %s", e.Method, e.Code, e.Description)
}

// Lost is a call without an answer of Telegram's: a broken connection, a time-out, an inner error, a page of HTML. It
// may have been carried out, unless Unsent.
type Lost struct {
	Method string
	Status int  // of HTTP; 0: no answer at all
	Unsent bool // no connection came about, so surely nothing was done
	err    error
}

// Error says which call was lost and how.
func (e *Lost) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("call %s: status %d: %v", e.Method, e.Status, e.err)
	}
	return fmt.Sprintf("call %s: %v", e.Method, e.err)
}

// Unwrap returns the error of the network.
func (e *Lost) Unwrap() error { return e.err }

func neverSent(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") {
		return true
	}
	var untrusted *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	return errors.As(err, &untrusted) || errors.As(err, &notTLS)
}

// Next is what to do after a call.
type Next uint8

const (
	Done        Next = iota // nothing: it was carried out
	Wait                    // hold all calls of this bot for Verdict.Wait, then the same again
	Plain                   // the same without markup: Telegram cannot read it
	Anew                    // send a new message: the one to edit is gone
	Unreachable             // stop writing to this chat: blocked, deactivated, kicked, not found
	Move                    // the same to the chat Verdict.To, and all that follows: the group was upgraded
	NoTopic                 // hold what is for this topic: it was deleted, or Telegram lost it
	Shut                    // hold what is for this topic: it is closed
	Denied                  // hold what is for this group: the bot lacks a right there, or topics are off
	Gone                    // drop it: what it copies is there no more
	Refused                 // drop it: it will never be accepted
	Revoked                 // stop: the token is refused
	Unsent                  // the same again later: surely not done
	Unknown                 // the same again later if twice does no harm: it may have been done
)

// Verdict is what to do after a call, with what that needs.
type Verdict struct {
	Next Next
	Wait time.Duration
	To   int64
}

// Judge says what to do after Call returned err.
func Judge(err error) Verdict {
	if err == nil {
		return Verdict{}
	}
	var refusal *Refusal
	var lost *Lost
	switch {
	case errors.Is(err, ErrResult):
		return Verdict{Next: Done}
	case errors.As(err, &refusal):
		return refusal.judge()
	case errors.As(err, &lost) && lost.Unsent:
		return Verdict{Next: Unsent}
	case errors.As(err, &lost):
		return Verdict{Next: Unknown}
	}
	return Verdict{Next: Refused} // params that do not marshal
}

func (e *Refusal) judge() Verdict {
	switch {
	case e.Code == 429 || e.RetryAfter > 0:
		return Verdict{Next: Wait, Wait: max(e.RetryAfter, time.Second)}
	case e.MigrateTo != 0:
		return Verdict{Next: Move, To: e.MigrateTo}
	case e.Code == 401, e.Code == 404 && e.Description == "Not Found": // a malformed token has no such path
		return Verdict{Next: Revoked}
	case e.Code == 403:
		return Verdict{Next: Unreachable}
	}
	for _, known := range badRequests {
		if strings.Contains(e.Description, known.text) {
			return Verdict{Next: known.next}
		}
	}
	return Verdict{Next: Refused}
}

// badRequests are the refusals with code 400 after which there is something to do, as the Bot API server words them.
var badRequests = []struct {
	text string
	next Next
}{
	{"message is not modified", Done},
	{"TOPIC_NOT_MODIFIED", Done},
	{"message thread not found", NoTopic},
	{"TOPIC_DELETED", NoTopic},
	{"TOPIC_ID_INVALID", NoTopic},
	{"TOPIC_CLOSED", Shut},
	{"not enough rights", Denied},
	{"have no rights to send", Denied},
	{"need administrator rights", Denied},
	{"CHAT_ADMIN_REQUIRED", Denied},
	{"CHAT_WRITE_FORBIDDEN", Denied},
	{"the chat is not a forum", Denied},
	{"CHANNEL_FORUM_MISSING", Denied},
	{"can't parse entities", Plain},
	{"message to edit not found", Anew},
	{"message can't be edited", Anew},
	{"message to delete not found", Anew},
	{"message to react not found", Anew},
	{"message to copy not found", Gone},
	{"no messages to copy", Gone},
	{"there is no text in the message to edit", Anew},
	{"MESSAGE_ID_INVALID", Anew},
	{"chat not found", Unreachable},
	{"user not found", Unreachable},
	{"PEER_ID_INVALID", Unreachable},
	{"USER_IS_BLOCKED", Unreachable},
	{"INPUT_USER_DEACTIVATED", Unreachable},
	{"group chat was deactivated", Unreachable},
}
