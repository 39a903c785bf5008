// Where in a catalogue's file a key stands: the TOML library tells no lines.
package locales

import (
	"regexp"
	"strings"
)

// keyLine is a line that gives a key a value or opens a table of its forms.
var keyLine = regexp.MustCompile(`^\s*\[?\s*"?([A-Za-z0-9_-]+)"?\s*[.=\]]`)

// lines returns the first line of each key. Lines inside texts of several lines are passed over.
func lines(text string) map[string]int {
	at, n, inside := map[string]int{}, 0, ""
	for line := range strings.Lines(text) {
		n++
		if inside == "" {
			if found := keyLine.FindStringSubmatch(line); found != nil && at[found[1]] == 0 {
				at[found[1]] = n
			}
		}
		for _, quotes := range []string{`"""`, `'''`} {
			if strings.Count(line, quotes)%2 == 1 && (inside == "" || inside == quotes) {
				if inside == "" {
					inside = quotes
				} else {
					inside = ""
				}
			}
		}
	}
	return at
}
