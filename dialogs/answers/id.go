// The ids of entries.
package answers

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"

	"guanxi/locales"
)

// idSyntax keeps an id short enough for a button's 64 bytes of data.
var idSyntax = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 32

// TaughtID begins the ids of what staff taught the bot: no file has such.
const TaughtID = "taught-"

// name derives an id from what an entry asks first: its words where they are of a-z, else a hash of them.
func (r *reader) name(e *Entry) string {
	asked := e.first(r.languages)
	if asked == "" {
		return ""
	}
	hashed := hashOf(locales.Fold(asked))
	id := slug(asked)
	switch _, taken := r.seen[id]; {
	case id == "":
		return "q-" + hashed
	case taken || strings.HasPrefix(id, TaughtID):
		return "q-" + hashed
	}
	return id
}

// slug is the words of a text that an id can have; empty: it has letters that an id cannot.
func slug(text string) string {
	folded := locales.Fold(text)
	if strings.ContainsFunc(folded, func(r rune) bool { return r >= 0x80 }) {
		return ""
	}
	id := ""
	for word := range strings.FieldsSeq(notOfID.ReplaceAllString(folded, " ")) {
		if len(id)+1+len(word) > maxID {
			break
		}
		id = strings.TrimPrefix(id+"-"+word, "-")
	}
	return id
}

var notOfID = regexp.MustCompile(`[^a-z0-9]+`)

var idEncoding = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// hashOf is a short name for a text that has no letters for one: 50 bits of SHA-256.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return idEncoding.EncodeToString(sum[:])[:10]
}
