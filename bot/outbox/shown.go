package outbox

import (
	"strconv"
	"strings"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"
)

// ShownIn is the list of the messages in staff's chats that are about a customer, by when they were sent in Unix
// milliseconds; the ids are chat:message, or chat:message:customer of one that only names the customer, and the values the
// customers'. With it a customer's are found, and old ones.
func ShownIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "shown"} }

// Trace is the entry of a message in that list. It lies with the message's record under AnswersKey.
func Trace(chat int64, message int, id profile.CustomerID, now time.Time) store.Link {
	name := strconv.FormatInt(chat, 10) + ":" + strconv.Itoa(message)
	return store.Link{
		List:  ShownIn(AnswersKey(chat, message).Shard),
		Entry: store.Entry{Score: now.UnixMilli(), ID: name, Value: []byte(id)},
	}
}

// Naming is the entry of a message that names the customer, and belongs to another or to nobody.
func Naming(chat int64, message int, id profile.CustomerID, now time.Time) store.Link {
	link := Trace(chat, message, id, now)
	link.Entry.ID += ":" + string(id)
	return link
}

// Names says whether an entry of the list is of a message that only names its customer.
func Names(e store.Entry) bool { return strings.Count(e.ID, ":") > 1 }

// Shown returns the message that an entry of the list names.
func Shown(e store.Entry) (chat int64, message int, ok bool) {
	of, at, _ := strings.Cut(e.ID, ":")
	at, _, _ = strings.Cut(at, ":")
	chat, err := strconv.ParseInt(of, 10, 64)
	if err != nil {
		return 0, 0, false
	}
	message, err = strconv.Atoi(at)
	return chat, message, err == nil
}
