package dialogs

import "strings"

// short cuts a text to at most n bytes at a letter's end.
func short(s string, n int) string {
	s = strings.TrimSpace(s)
	if len(s) <= n {
		return s
	}
	cut := 0
	for i := range s {
		if i > n-len("…") {
			break
		}
		cut = i
	}
	return s[:cut] + "…"
}

// shortWords is short, and ends with a whole word where there are words of half that length.
func shortWords(s string, n int) string {
	cut := short(s, n)
	whole, ok := strings.CutSuffix(cut, "…")
	if !ok || cut == s {
		return cut
	}
	if rest := strings.TrimSpace(s)[len(whole):]; !strings.HasPrefix(rest, " ") {
		if space := strings.LastIndexByte(whole, ' '); space > n/2 {
			whole = whole[:space]
		}
	}
	return strings.TrimRight(whole, " ,;:،；，：") + "…"
}
