// Which link brought a customer.
package dialogs

import (
	"regexp"
	"strings"
)

// payload is what a link may bring to /start (Telegram).
var payload = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// ownPrefix begins the payload of links that make somebody the owner: no source, and a secret.
const ownPrefix = "own_"

// arrive keeps the link of a /start: the first as the customer's source, others as events.
func (t *turn) arrive(command string) {
	words := strings.Fields(t.in.Text)
	if command != "/start" || len(words) != 2 || !payload.MatchString(words[1]) || strings.HasPrefix(words[1], ownPrefix) {
		return
	}
	if t.c.Source == "" {
		t.c.Source = words[1]
		return
	}
	t.event("source", words[1], "")
}
