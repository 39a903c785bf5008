package dialogs

import "testing"

// TestPassingPress presses old buttons whose way asks nothing while a complaint is under way, which goes on; and buttons
// that do ask, which take its place.
func TestPassingPress(t *testing.T) {
	w := shopWorld(t)
	complaining := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Press, Data: "complain.about:price"},
		Input{Kind: Words, Text: "too dear", Message: 9}).State
	if complaining.Session.Step != "complain.wish" {
		t.Fatalf("at %s", complaining.Session.Step)
	}
	product := w.shelf.products[0].ID
	for data, stays := range map[string]bool{
		"offers.ask:yes": true, "offers.ask:no": true, "offers.wanted:stop": true, "products.shelf:" + product: true,
		"products.shelf:page.all.1": true, "media.mine:remove": true, "welcome.menu:status": true,
		"products.shelf:browse": false, "welcome.menu:rate": false, "welcome.menu:human": false, "answer.unknown:human": false,
	} {
		r := after(w, complaining, Input{Kind: Press, Data: data, Message: 3})
		s := r.State.Session
		if len(r.Messages) == 0 {
			t.Errorf("%s: silence", data)
		}
		if went := s.Step == "complain.wish" && s.picked("complaint") == "price" && len(s.Kept) == 1; went != stays {
			t.Errorf("%s: the complaint goes on: %v; at %q, talk %q", data, went, s.Step, s.Talk)
		}
	}
}

// TestMenuBeginsARound rates from a menu that a choice brought up: the rating begins a round of its own.
func TestMenuBeginsARound(t *testing.T) {
	r := after(shopWorld(t), State{}, Input{Kind: Words, Text: "/language"}, Input{Kind: Press, Data: "welcome.language:en"},
		Input{Kind: Press, Data: "welcome.menu:rate"}, Input{Kind: Press, Data: "rate.stars:5"})
	if len(r.Events) != 1 || r.Events[0].Round != 0 {
		t.Errorf("got %+v", r.Events)
	}
}
