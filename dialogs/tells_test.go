package dialogs

import (
	"testing"

	"guanxi/profile"
)

// TestNotSettled answers "is it settled?" in words: a no and more takes the complaint up again with them, and praise or a
// question does not.
func TestNotSettled(t *testing.T) {
	w := shopWorld(t)
	for said, want := range map[string]profile.State{
		"no, still the same": profile.Received, "nope, the tea never came": profile.Received, "it is not solved": profile.Received,
		"нет, не решено": profile.Received, "всё по-прежнему": profile.Received, "no, sigue igual": profile.Received, "sigo sin el paquete": profile.Received,
		"没有，还没收到": profile.Received, "还是没有解决": profile.Received, "لا، لم يصل الطرد": profile.Received, "ما زالت المشكلة": profile.Received,
		"sí, gracias": profile.Settled, "no": profile.Received,
		"how much is delivery?": profile.Resolved, "great, no more trouble": profile.Resolved,
	} {
		s := State{}
		s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}}
		r := after(w, s, Input{Kind: Moved, Number: 1042, Text: string(profile.Resolved), At: monday},
			Input{Kind: Words, Text: said, Message: 9, At: monday})
		if got := r.State.Customer.Cases[0].State; got != want {
			t.Errorf("%q leaves the complaint %s, want %s", said, got, want)
			continue
		}
		if want == profile.Received && said != "no" && (len(r.Effects) != 2 || len(r.Effects[1].Progress.Messages) != 1 || r.Effects[1].Progress.Messages[0] != 9) {
			t.Errorf("%q is not kept: %+v", said, r.Effects)
		}
	}
}
