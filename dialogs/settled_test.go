package dialogs

import (
	"strings"
	"testing"
	"time"

	"guanxi/profile"
)

// noes and yeses are what customers say to the question whether a complaint is settled.
var (
	noes  = map[string]string{"en": "no|nope|not yet|not solved|no, still broken", "zh": "不|没有|还没有|没解决", "ru": "нет|ещё нет|не решено|нет, не решено", "es": "no|todavía no|no está resuelto|no, sigue igual", "ar": "لا|ليس بعد|لم تحل|لا، لم تحل"}
	yeses = map[string]string{"en": "yes|all good now", "zh": "是的|解决了", "ru": "да|всё решено", "es": "sí|está resuelto", "ar": "نعم|تم الحل"}
)

// amidst are flows that somebody may have begun when the question comes.
var amidst = []string{"/complain", "/suggest", "/rate"}

// askedAmidst is the state of somebody who began a flow an hour before they were asked whether their complaint is settled.
func askedAmidst(w *World, lang, flow string, more ...Input) State {
	s := Turn(w, openComplaint(w, lang), Input{Kind: Words, Text: flow, At: monday.Add(3 * time.Hour), Chat: 7, Message: 8}).State
	for _, in := range more {
		in.At, in.Chat, in.Message = monday.Add(3*time.Hour), 7, 9
		s = Turn(w, s, in).State
	}
	return Turn(w, s, Input{Kind: Moved, At: monday.Add(4 * time.Hour), Number: 1042, Text: "resolved"}).State
}

// TestSettledAmidst answers whether a complaint is settled with a flow open that was begun before: by a no it is taken up
// again, by a yes it is settled and the flow goes on; a day later, too.
func TestSettledAmidst(t *testing.T) {
	w := shopWorld(t)
	for _, flow := range amidst {
		for want, words := range map[profile.State]map[string]string{profile.Received: noes, profile.Settled: yeses} {
			for lang := range words {
				s := askedAmidst(w, lang, flow)
				for said := range strings.SplitSeq(words[lang], "|") {
					for _, later := range []time.Duration{time.Minute, 48 * time.Hour} {
						r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(4*time.Hour + later), Chat: 7, Message: 10})
						goesOn := r.State.Session.Step == s.Session.Step
						if got := r.State.Customer.Cases[0].State; got != want || goesOn != (want == profile.Settled) {
							t.Errorf("%s %s %q after %v: %s at %q: %q", flow, lang, said, later, got, r.State.Session.Step, written(r))
						}
					}
				}
			}
		}
	}
}

// TestFlowsOwnAnswers says what is for the flow, though it is asked whether a complaint is settled: the choices and the words
// that the flow asks for, and a no after a later question of its own.
func TestFlowsOwnAnswers(t *testing.T) {
	w := shopWorld(t)
	own := map[string]map[string]string{
		"/rate":    {"en": "5", "zh": "五", "ru": "пять", "es": "cinco", "ar": "٥"},
		"/suggest": {"en": "put chairs outside", "zh": "外面放些椅子吧", "ru": "поставьте стулья на улице", "es": "poned sillas fuera", "ar": "ضعوا كراسي في الخارج"},
		"/complain": {"en": "quality|no cup was in the parcel|the lid is broken", "zh": "质量|包裹里没有杯子", "ru": "качество|нет чашки в посылке",
			"es": "calidad|no venía la taza", "ar": "الجودة|لا يوجد كوب في الطرد"},
	}
	for flow, words := range own {
		for lang := range words {
			s := askedAmidst(w, lang, flow)
			for said := range strings.SplitSeq(words[lang], "|") {
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(5 * time.Hour), Chat: 7, Message: 10})
				if got := r.State.Customer.Cases[0].State; got != profile.Resolved || r.State.Session.Step == s.Session.Step {
					t.Errorf("%s %s %q: %s at %q: %q", flow, lang, said, got, r.State.Session.Step, written(r))
				}
			}
		}
	}
	for lang, words := range noes {
		no, _, _ := strings.Cut(words, "|")
		s := askedAmidst(w, lang, "/rate")
		for _, in := range []Input{{Kind: Press, Data: "rate.stars:2", Message: 8}, {Kind: Words, Text: "no tea was hot", Message: 10}, {Kind: Words, Text: no, Message: 11}} {
			in.At, in.Chat = monday.Add(5*time.Hour), 7
			s = Turn(w, s, in).State
		}
		if got := s.Customer.Cases[0].State; got != profile.Resolved || s.Session.Step != "rate.thanks-low" {
			t.Errorf("%s %q to a later question: %s at %q", lang, no, got, s.Session.Step)
		}
	}
}

// TestSettledWithStaff says no with a person in the conversation: that is for them.
func TestSettledWithStaff(t *testing.T) {
	w := shopWorld(t)
	s := after(w, openComplaint(w, "en"), Input{Kind: Words, Text: "/human"}, Input{Kind: Moved, Number: 1042, Text: "resolved"}, Input{Kind: Words, Text: "no", Message: 9}).State
	if got := s.Customer.Cases[0].State; got != profile.Resolved || !s.Session.Staffed() {
		t.Errorf("%s, with staff %v", got, s.Session.Staffed())
	}
}
