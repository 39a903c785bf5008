package outbox

import "testing"

// TestAstray passes over what changes a message that is not in the chat that answers now.
func TestAstray(t *testing.T) {
	const owner, group = 7, -5
	for _, c := range []struct {
		item         Item
		alone, forum bool // in which it goes astray
	}{
		{Item{Text: "words"}, false, false},
		{Item{Text: "words", Within: owner}, false, false},
		{Item{Edit: 3, Text: "of the group"}, true, false},
		{Item{Edit: 3, React: "👀", Within: owner}, false, true},
		{Item{Edit: 3, Within: 8}, true, true}, // of an owner before
		{Item{Topic: &Topic{Name: "Mei"}}, true, false},
		{Item{Chat: owner, Edit: 3}, false, false},
	} {
		if alone, forum := c.item.astray(owner, false), c.item.astray(group, true); alone != c.alone || forum != c.forum {
			t.Errorf("%+v: alone %v, in a forum %v", c.item, alone, forum)
		}
	}
}
