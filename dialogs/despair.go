// Who speaks of wanting to die is met as a human being, wherever the conversation is.
package dialogs

// despairWords is the list of phrases that speak of wanting to die, wherever they stand.
const despairWords = "despair-words"

// despairs answers who speaks of wanting to die: nothing is asked of them, and nothing that is under way changes. With
// staff it is passed on as well; they may not be there just now.
func (t *turn) despairs() bool {
	if !t.w.mentions(t.in.Text, despairWords) {
		return false
	}
	if t.staffed() {
		t.relay()
		t.say("talk-despair-alone", nil)
		return true
	}
	var person [][]Button
	if t.w.call != "" {
		person = [][]Button{{{Label: t.text("engine-human", nil), Data: t.w.call}}}
	}
	t.s.Last, t.s.Sore = short(t.in.Text, lastWords), t.in.At.Unix()
	t.say("talk-despair", person)
	return true
}
