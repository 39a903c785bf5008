package outbox

import (
	"html"
	"regexp"
)

// tag is what reads like one; a lone < is the customer's or the shop's, and the likely reason why Telegram refused.
var tag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// plain takes the markup out of Telegram's HTML.
func plain(text string) string {
	return html.UnescapeString(tag.ReplaceAllString(text, ""))
}
