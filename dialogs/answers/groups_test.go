package answers_test

import (
	"slices"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
)

// same are questions that a shop would answer once, and apart such as it would not.
var same = [][]string{
	{"do you repair teapots?", "Do you repair broken teapots", "hello, can you repair my teapot please"},
	{"can I bring my bicycle inside?", "where can i leave my bicycle"},
	{"do you have a birthday discount", "is there a discount on my birthday?", "birthday discount??"},
	{"你们修茶壶吗", "可以修茶壶吗？", "请问修茶壶多少钱"},
	{"можно прийти с собакой?", "а с собаками к вам можно", "пускаете с собакой"},
	{"¿arregláis teteras?", "hola, se arreglan teteras rotas"},
	{"هل تصلحون الأباريق المكسورة؟", "تصلحون أباريق مكسورة"},
}

var apart = []string{"do you sell stamps?", "who is your boss", "is the king coming", "есть ли у вас бассейн", "你们老板是谁", "¿hay playa cerca?", "هل يوجد مسبح"}

func TestGroups(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	of := map[string]int{}
	for g, questions := range same {
		for _, q := range questions {
			of[q] = g
		}
		all = append(all, questions...)
	}
	for i, q := range apart {
		of[q] = len(same) + i
	}
	all = append(all, apart...)
	groups := world.Groups(all)
	split := 0
	seen := map[int]bool{}
	for _, group := range groups {
		first := of[all[group[0]]]
		if seen[first] {
			split++
			t.Logf("apart: %q", all[group[0]])
		}
		seen[first] = true
		for _, i := range group[1:] {
			if of[all[i]] != first {
				t.Errorf("%q is with %q", all[i], all[group[0]])
			}
		}
	}
	if split > 3 {
		t.Errorf("%d of %d questions stand apart from those that ask the same", split, len(all)-len(apart)-len(same))
	}
	if !slices.IsSortedFunc(groups, func(a, b []int) int { return a[0] - b[0] }) {
		t.Error("groups are not in the order of their first questions")
	}
}
