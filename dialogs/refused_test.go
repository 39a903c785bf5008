package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/profile"
)

// TestRefusedComplaint says what customers say when their complaint was refused: what does not accept it is added and the
// complaint taken up again; what surely asks something else is answered; of all else it is asked once what it is about.
func TestRefusedComplaint(t *testing.T) {
	w := shopWorld(t)
	s := refusedComplaint(w)
	for lang, words := range map[string]string{
		"en": "that is unfair|I don't accept this|I disagree with you", "zh": "不公平|我不接受|我不服|你们不对",
		"ru": "это несправедливо|я не согласен|это неправильно|так нельзя, вы обязаны", "es": "no lo acepto|es injusto|no estoy de acuerdo|quiero mi dinero",
		"ar": "هذا ظلم|لا أقبل هذا|لست موافقا|هذا غير مقبول",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for _, step := range []string{s.Session.Step, "", "complain.filed", "complain.sorry"} {
				s := s
				s.Session.Step, s.Customer.Language, s.Customer.Chosen = step, lang, true
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Message: 9})
				if n := len(r.Effects); n == 0 || r.State.Customer.Cases[0].State != profile.Received || r.Effects[n-1].Progress == nil || len(r.Effects[n-1].Progress.Messages) != 1 {
					t.Errorf("%s %q at %q: %s: %q", lang, said, step, r.State.Customer.Cases[0].State, written(r))
				}
			}
		}
	}
	for lang, words := range map[string]string{
		"en": "when are you open?|thanks|do you repair pianos?|that is not unfair?", "zh": "你们几点开门？|谢谢", "ru": "во сколько вы открываетесь?|спасибо", "es": "¿cuándo abrís?|gracias", "ar": "متى تفتحون؟|شكرا",
	} {
		for said := range strings.SplitSeq(words, "|") {
			s := s
			s.Customer.Language, s.Customer.Chosen = lang, true
			r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Message: 9})
			if r.State.Customer.Cases[0].State != profile.Refused || len(r.Effects) != 0 {
				t.Errorf("%s %q: %+v: %q", lang, said, r.Effects, written(r))
			}
		}
	}
}

// TestDisputesTheRefused disputes a refusal while another complaint is open or was refused earlier: that which was refused last
// is taken up again, also when its reason was asked for; what disputes nothing is added to the open one.
func TestDisputesTheRefused(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{"en": "i don't agree|that is unfair", "zh": "我不同意|不公平", "ru": "не согласен|это несправедливо", "es": "no estoy de acuerdo|es injusto", "ar": "لست موافقا|هذا ظلم"} {
		why := map[string]string{"en": "why?", "zh": "为什么？", "ru": "почему?", "es": "¿por qué?", "ar": "لماذا؟"}[lang]
		for _, refused := range []int{0, 1} {
			for _, other := range []profile.State{profile.Received, profile.Work, profile.Resolved, profile.Refused} {
				s := openComplaint(w, lang)
				s.Session = Session{}
				s.Customer.Cases = []profile.Case{{Number: 1042, State: other, Moved: monday.Unix()}, {Number: 1043, State: other, Moved: monday.Unix()}}
				s.Customer.Cases[refused].State = profile.Work
				s = Turn(w, s, Input{Kind: Moved, At: monday.Add(time.Hour), Number: 1042 + refused, Text: "refused"}).State
				asked := Turn(w, s, Input{Kind: Words, Text: why, At: monday.Add(2 * time.Hour), Chat: 7, Message: 8})
				if called := s.Customer.Cases[refused].Called(); !strings.Contains(written(asked), called) {
					t.Errorf("%s: %q for %s: %q", lang, why, called, written(asked))
				}
				for said := range strings.SplitSeq(words, "|") {
					for _, s := range []State{s, asked.State} {
						r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(3 * time.Hour), Chat: 7, Message: 9})
						c := r.State.Customer.Cases
						if c[refused].State != profile.Received || len(c[refused].Messages) != 1 || c[1-refused].State != other || c[1-refused].Messages != nil {
							t.Errorf("%s %q, the other %s: %+v: %q", lang, said, other, c, written(r))
						}
					}
				}
			}
		}
	}
	s := openComplaint(w, "en")
	s.Session = Session{}
	s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}, {Number: 1043, State: profile.Refused, Moved: monday.Unix()}}
	for said, later := range map[string]time.Duration{"when will you answer me?": time.Minute, "i don't agree": 8 * 24 * time.Hour} {
		r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(later), Chat: 7, Message: 9})
		if c := r.State.Customer.Cases; c[1].State != profile.Refused || c[1].Messages != nil {
			t.Errorf("%q after %v: %+v: %q", said, later, c, written(r))
		}
	}
}

// TestSoreAfterRefusal scolds, hurries and tells of a grievance after a refusal: that is met with regret and a person, and the
// complaint stays closed.
func TestSoreAfterRefusal(t *testing.T) {
	w := shopWorld(t)
	s := refusedComplaint(w)
	for lang, words := range map[string]string{
		"en": "you are useless|the waiter was rude to me|when will you answer me?|I'm so disappointed|👎", "zh": "你真没用|服务员对我很粗鲁|什么时候回复我？|太失望了|😡",
		"ru": "вы бесполезны|официант мне нагрубил|когда вы ответите?|я разочарован|👎", "es": "no sirves para nada|el camarero fue grosero conmigo|¿cuándo me vais a responder?|qué decepción|👎",
		"ar": "أنت عديم الفائدة|النادل كان وقحا معي|متى ستردون علي؟|خيبة أمل|👎",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for _, step := range []string{s.Session.Step, ""} {
				s := s
				s.Session.Step, s.Customer.Language, s.Customer.Chosen = step, lang, true
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Message: 9})
				if at := r.State.Session.Step; at != "complain.upset" && at != "complain.grief" || r.State.Customer.Cases[0].State != profile.Refused || len(r.Effects) != 0 {
					t.Errorf("%s %q at %q: at %q, %+v: %q", lang, said, step, at, r.Effects, written(r))
				}
			}
		}
	}
}

// TestWhyRefused asks why a complaint was refused: staff's reason is told again, or that none is known, with ways on. With
// nothing refused it is a question like others.
func TestWhyRefused(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "why?|on what grounds?|could you explain why you refused?", "zh": "为什么？|凭什么拒绝|你们凭什么拒绝我的投诉？", "ru": "почему?|на каком основании?|а можно узнать почему?", "es": "¿por qué?|¿por qué la habéis rechazado?|¿se puede saber por qué?", "ar": "لماذا؟|على أي أساس؟|ممكن أعرف السبب؟",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for why, want := range map[string]string{"": w.Texts.Text(lang, "complain-why-none", nil), "complain-why-late": w.Texts.Text(lang, "complain-why-late", nil), "It was cracked before.": "It was cracked before."} {
				s := openComplaint(w, lang)
				s = Turn(w, s, Input{Kind: Moved, At: monday, Number: 1042, Text: "refused", Why: why}).State
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Message: 9})
				if got := written(r); !strings.Contains(got, want) || !strings.Contains(got, "C-1042") || len(r.Messages[0].Buttons) == 0 || r.State.Customer.Cases[0].State != profile.Refused {
					t.Errorf("%s %q for %q: %q", lang, said, why, got)
				}
			}
			s := openComplaint(w, lang)
			if r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(3 * time.Hour), Chat: 7, Message: 9}); strings.Contains(written(r), w.Texts.Text(lang, "complain-why-none", nil)) {
				t.Errorf("%s %q, with none refused: %q", lang, said, written(r))
			}
		}
	}
}

// TestWhyRefusedBefore asks for the reason when the complaint was taken up again: it is told with that, and what is under way
// stays. When staff have resolved it, nobody tells of the refusal any more.
func TestWhyRefusedBefore(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "why was it refused?|why?|what was the reason?", "zh": "之前为什么拒绝？|为什么", "ru": "почему отклонили мою жалобу?|почему?", "es": "¿por qué se rechazó mi queja?|¿por qué?", "ar": "ما كان سبب الرفض؟|لماذا؟",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for why, want := range map[string]string{"": w.Texts.Text(lang, "complain-why-none", nil), "It was cracked before.": "It was cracked before."} {
				s := Turn(w, openComplaint(w, lang), Input{Kind: Moved, At: monday, Number: 1042, Text: "refused", Why: why}).State
				s = Turn(w, s, Input{Kind: Press, At: monday, Chat: 7, Message: 3, Data: "complain.refused:appeal"}).State
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Message: 9})
				if !strings.Contains(written(r), want) || len(r.Effects) != 0 || r.State.Session.Step != s.Session.Step {
					t.Errorf("%s %q for %q: at %q: %q", lang, said, why, r.State.Session.Step, written(r))
				}
				s = Turn(w, s, Input{Kind: Moved, At: monday, Number: 1042, Text: "resolved"}).State
				if s.Customer.Cases[0].Why != "" {
					t.Errorf("%s: resolved, and refused for %q", lang, s.Customer.Cases[0].Why)
				}
			}
		}
	}
}

// TestRefusedButtons presses what stands under a refusal: its text stays, a person is called, or the complaint taken up again.
func TestRefusedButtons(t *testing.T) {
	w := shopWorld(t)
	refusal := after(w, openComplaint(w, "en"), Input{Kind: Moved, Number: 1042, Text: "refused"})
	rows := refusal.Messages[0].Buttons
	if len(rows) == 0 || len(slices.Concat(rows...)) != 2 {
		t.Fatalf("buttons %v", rows)
	}
	for _, b := range slices.Concat(rows...) {
		r := Turn(w, refusal.State, Input{Kind: Press, At: monday.Add(time.Hour), Chat: 7, Message: 3, Data: b.Data})
		if reopened := r.State.Customer.Cases[0].State == profile.Received; r.Messages[0].Edit != 0 || reopened == r.State.Session.Staffed() {
			t.Errorf("%s: taken up again %v, with staff %v: %q", b.Label, reopened, r.State.Session.Staffed(), written(r))
		}
	}
}

// TestRefusedOffer has words that may be about the refused complaint passed on by a yes, also with what follows them, and
// not by a no, nor after its time.
func TestRefusedOffer(t *testing.T) {
	w := shopWorld(t)
	s := refusedComplaint(w)
	at := func(s State, text string, minutes int) Result {
		return Turn(w, s, Input{Kind: Words, Text: text, At: monday.Add(time.Duration(minutes) * time.Minute), Chat: 7, Language: "en", Message: 9 + minutes})
	}
	asked := at(s, "my wife had told you on the phone", 1)
	if !strings.Contains(written(asked), "C-1042") || asked.State.Customer.Cases[0].State != profile.Refused {
		t.Fatalf("%q", written(asked))
	}
	for said, messages := range map[string]int{"yes": 1, "and your man has promised it": 2, "no": 0} {
		r := at(asked.State, said, 2)
		if got := len(r.State.Customer.Cases[0].Messages) - 1; got != messages || (messages > 0) != (r.State.Customer.Cases[0].State == profile.Received) {
			t.Errorf("%q: %d messages more, %s: %q", said, got, r.State.Customer.Cases[0].State, written(r))
		}
	}
	if r := at(s, "I don't accept this", 8*24*60); r.State.Customer.Cases[0].State != profile.Refused {
		t.Errorf("after eight days: %q", written(r))
	}
}

// refusedComplaint is the state of somebody who complained and was refused.
func refusedComplaint(w *World) State {
	return after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: "the cup arrived broken", Message: 4},
		Input{Kind: Words, Text: "/status", Number: 1042}, Input{Kind: Moved, Number: 1042, Text: "refused"}).State
}

// TestReasonOfRefusalAlone moves a complaint on that was refused with a reason and taken up again: what comes is told without it.
func TestReasonOfRefusalAlone(t *testing.T) {
	w := shopWorld(t)
	const why = "It was cracked before."
	s := after(w, openComplaint(w, "en"), Input{Kind: Moved, Number: 1042, Text: "refused", Why: why}, Input{Kind: Words, Text: "that is unfair", Message: 9}).State
	for _, state := range []profile.State{profile.Work, profile.Answered, profile.Resolved} {
		r := Turn(w, s, Input{Kind: Moved, At: monday.Add(time.Hour), Number: 1042, Text: string(state)})
		if said := written(r); said == "" || strings.Contains(said, why) {
			t.Errorf("%s: %q", state, said)
		}
	}
}
