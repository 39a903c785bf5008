package outbox

import (
	"slices"
	"testing"

	"guanxi/dialogs"
)

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

// TestEditsRenew has what waits to change a message be one call, with the words and the buttons that come of all of them,
// whichever became known first.
func TestEditsRenew(t *testing.T) {
	row := func(label string) [][]dialogs.Button { return [][]dialogs.Button{{{Label: label}}} }
	label := func(it Item) string {
		if all := slices.Concat(it.Buttons...); len(all) > 0 {
			return all[0].Label
		}
		return ""
	}
	words, keys := Item{Edit: 3, Text: "words", Buttons: row("a")}, Item{Edit: 3, Buttons: row("b")}
	for _, c := range []struct {
		first, then Item
		text, label string
	}{
		{words, keys, "words", "b"},
		{keys, words, "words", "a"},
		{keys, Item{Edit: 3}, "", ""},
		{words, Item{Edit: 3}, "words", ""},
	} {
		c.first.Seq, c.then.Seq = 1, 2
		if c.first.state() != c.then.state() || c.first.state() == (&Item{Edit: 3, Delete: true}).state() {
			t.Errorf("%+v and %+v are states of %q and %q", c.first, c.then, c.first.state(), c.then.state())
		}
		inOrder, late := job{Item: c.first}, job{Item: c.then}
		inOrder.renew(c.then)
		late.renew(c.first)
		for name, j := range map[string]job{"in order": inOrder, "late": late} {
			if j.Text != c.text || label(j.Item) != c.label || j.Seq != 2 || len(j.with) != 1 {
				t.Errorf("%+v, then %+v, %s: %q with %q", c.first, c.then, name, j.Text, label(j.Item))
			}
		}
	}
}
