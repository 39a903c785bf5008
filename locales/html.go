// Telegram's HTML as our texts may use it, and what the customer sees of it.
package locales

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// MaxText is Telegram's limit for a message, in UTF-16 units after its HTML is parsed.
const MaxText = 4096

// MaxCaption is that for the words under a picture or the like.
const MaxCaption = 1024

// Each tag that a text may use, with the attributes it may have. Telegram knows aliases of them; one spelling is enough.
var tags = map[string]*regexp.Regexp{
	"b": none, "i": none, "u": none, "s": none, "pre": none, "tg-spoiler": none,
	"a":          regexp.MustCompile(`^ href="[^"<>]+"$`),
	"code":       regexp.MustCompile(`^( class="language-[\w+#-]+")?$`),
	"blockquote": regexp.MustCompile(`^( expandable)?$`),
}

var (
	none   = regexp.MustCompile(`^$`)
	entity = regexp.MustCompile(`^&(lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)
)

// Plain returns what is seen of a text in Telegram's HTML, or the first thing in it that Telegram would refuse.
func Plain(text string) (string, error) {
	var seen strings.Builder
	var open []string
	for rest := text; rest != ""; {
		n := strings.IndexAny(rest, "<>&")
		if n < 0 {
			seen.WriteString(rest)
			break
		}
		seen.WriteString(rest[:n])
		rest = rest[n:]
		if rest[0] != '<' {
			found := entity.FindString(rest)
			if found == "" {
				return "", fmt.Errorf("a bare %q: hint: write &lt; &gt; &amp;", rest[0])
			}
			seen.WriteString(html.UnescapeString(found))
			rest = rest[len(found):]
			continue
		}
		tag, after, closed := strings.Cut(rest[1:], ">")
		if !closed {
			return "", fmt.Errorf("a tag without its >: %.20q", rest)
		}
		var err error
		if open, err = nest(open, tag); err != nil {
			return "", err
		}
		rest = after
	}
	if len(open) > 0 {
		return "", fmt.Errorf("<%s> is not closed", open[len(open)-1])
	}
	return seen.String(), nil
}

// nest opens or closes a tag.
func nest(open []string, tag string) ([]string, error) {
	if name, closing := strings.CutPrefix(tag, "/"); closing {
		if len(open) == 0 || open[len(open)-1] != name {
			return nil, fmt.Errorf("</%s> closes nothing", name)
		}
		return open[:len(open)-1], nil
	}
	name, _, _ := strings.Cut(tag, " ")
	attributes, known := tags[name]
	if !known {
		return nil, fmt.Errorf("<%s> is not of Telegram's HTML: hint: only b i u s a code pre blockquote tg-spoiler", name)
	}
	if !attributes.MatchString(tag[len(name):]) {
		return nil, fmt.Errorf("<%s> has attributes that Telegram refuses", tag)
	}
	return append(open, name), nil
}

// Units counts UTF-16 units, as Telegram does.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
