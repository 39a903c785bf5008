package dialogs

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"guanxi/deploy/shop"
)

// changed is the shop's world with one flow in the place of the shipped one of its name.
func changed(t *testing.T, name, text string) *World {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(shop.FS, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(shop.FS, file)
		folder[file] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folder["flows/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)} // also in the place of the shop's own
	w, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const otherHuman = `
starts: {/human: call, person: call, staff: talk, return: over, stuck: over}
steps:
  call: {do: call, on: {open: queue, closed: queue}}
  queue: {say: human-called, relay: true, choices: [{value: back, label: human-back, next: over}]}
  talk: {say: human-talk, relay: true, choices: [{value: back, label: human-back, next: over}]}
  over: {say: human-returned, next: end}
`

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// after takes the turns of several inputs of one customer, an hour apart, and returns the last one's result.
func after(w *World, s State, inputs ...Input) Result {
	var r Result
	for i, in := range inputs {
		in.Chat, in.Name, in.Language = 7, "Mei", "en"
		if in.At.IsZero() {
			in.At = monday.Add(time.Duration(i) * time.Hour)
		}
		r = Turn(w, s, in)
		s = r.State
	}
	return r
}

// TestStepGone changes the flows under a customer who waits for a person.
func TestStepGone(t *testing.T) {
	waiting := after(shopWorld(t), State{}, Input{Kind: Words, Text: "/human"}).State
	if waiting.Session.Alarm() == 0 {
		t.Fatal("no timer is set")
	}
	w := changed(t, "human", otherHuman)
	for name, in := range map[string]Input{
		"time":  {Kind: Wake, At: monday.Add(24 * time.Hour)},
		"words": {Kind: Words, Text: "hello?"},
		"human": {Kind: Words, Text: "/human"},
		"staff": {Kind: Staff, From: 1, Message: 2},
	} {
		r := after(w, waiting, in)
		if len(r.Messages) == 0 {
			t.Errorf("%s: silence", name)
		}
		if r.State.Session.Alarm() != 0 {
			t.Errorf("%s: the timer rings for ever", name)
		}
	}
}

// TestEndAfterChoice ends a flow by a press alone: the message keeps its words and loses its buttons.
func TestEndAfterChoice(t *testing.T) {
	w := changed(t, "extra", `
starts: {/extra: ask}
steps:
  ask: {say: rate-ask, choices: [{value: ok, label: rate-yes, next: end}]}
`)
	r := after(w, State{}, Input{Kind: Words, Text: "/extra"}, Input{Kind: Press, Data: "extra.ask:ok", Message: 5})
	if len(r.Messages) != 1 || r.Messages[0].Edit != 5 || r.Messages[0].Text != "" || r.Messages[0].Buttons != nil {
		t.Errorf("got %+v", r.Messages)
	}
}

// TestQuiet gives a customer back to the bot a day after staff's last word, and not before.
func TestQuiet(t *testing.T) {
	w := shopWorld(t)
	answered := after(w, State{}, Input{Kind: Words, Text: "/human"}, Input{Kind: Staff, From: 1, Message: 2}).State
	early := after(w, answered, Input{Kind: Wake, At: monday.Add(24 * time.Hour)})
	if early.State.Session.Talk == "" {
		t.Error("given back 23 hours after staff's last word")
	}
	late := after(w, answered, Input{Kind: Wake, At: monday.Add(25 * time.Hour)})
	if late.State.Session.Talk != "" || len(late.Effects) != 1 || late.Effects[0].Returned == nil || len(late.Messages) != 1 {
		t.Errorf("after a day: %+v, %+v", late.Effects, late.Messages)
	}
}

// TestPersonTwice asks for a person in every way while there is one: staff get no second card.
func TestPersonTwice(t *testing.T) {
	w := shopWorld(t)
	for name, again := range map[string]Input{
		"command": {Kind: Words, Text: "/human"},
		"menu":    {Kind: Press, Data: "welcome.hello:human", Message: 3},
	} {
		r := after(w, State{}, Input{Kind: Words, Text: "/start"}, Input{Kind: Words, Text: "/human"}, again)
		if len(r.Effects) != 0 || len(r.Messages) != 1 || r.State.Session.Talk == "" {
			t.Errorf("%s: effects %+v, messages %+v", name, r.Effects, r.Messages)
		}
	}
}

// TestTyped takes what customers type in the place of a button, and nothing that only we know.
func TestTyped(t *testing.T) {
	w := shopWorld(t)
	for typed, step := range map[string]string{
		"no": "rate.thanks-low", "No, thanks": "rate.thanks-low", "YES": "human.wait", "да": "human.wait", "不用了": "rate.thanks-low", "نعم": "human.wait", "maybe": "rate.person",
	} {
		at := State{Session: Session{Step: "rate.person", Asked: monday.Unix()}}
		at.Customer.Language, at.Customer.Chosen = tongueOf(typed), true
		r := Turn(w, at, Input{Kind: Words, Text: typed, Chat: 7, At: monday})
		if got := cmp.Or(r.State.Session.Step, r.State.Session.Talk); got != step {
			t.Errorf("%q leads to %q, want %q", typed, got, step)
		}
	}
}

// tongueOf is the language of a short answer.
func tongueOf(typed string) string {
	switch []rune(typed)[0] {
	case 'д':
		return "ru"
	case '不':
		return "zh"
	case 'ن':
		return "ar"
	}
	return "en"
}

// TestChecker refuses what would leave a customer in silence or a circle, each with file and line.
func TestChecker(t *testing.T) {
	for name, test := range map[string]struct{ flow, want string }{
		"no such step":     {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: b}", `flows/x.yaml:3: there is no step "b"`},
		"no such text":     {"starts: {/x: a}\nsteps:\n  a: {say: no-such, next: end}", `flows/x.yaml:3: there is no text "no-such"`},
		"no such field":    {"starts: {/x: a}\nsteps:\n  a: {says: rate-ask}", "flows/x.yaml:3: unknown field"},
		"dead end":         {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask}", "flows/x.yaml:3: dead end"},
		"dead choice":      {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: y, label: rate-yes}]}", "dead end: the choice"},
		"unreachable":      {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: end}\n  b: {say: rate-ask, next: end}", "flows/x.yaml:4: nothing leads"},
		"circle":           {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: b}\n  b: {say: rate-ask, next: a}", "comes round to itself"},
		"command twice":    {"starts: {/rate: a}\nsteps:\n  a: {say: rate-ask, next: end}", "starts another flow too"},
		"odd trigger":      {"starts: {rate: a}\nsteps:\n  a: {say: rate-ask, next: end}", "starts nothing"},
		"odd command":      {"starts: {/Go now: a}\nlists: {/Go now: command-rate}\nsteps:\n  a: {say: rate-ask, next: end}", `"/Go now" is no command that Telegram takes`},
		"value twice":      {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: y, label: rate-yes, next: end}, {value: y, label: rate-no, next: end}]}", `the value "y" stands twice`},
		"label twice":      {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: y, label: rate-yes, next: end}, {value: z, label: rate-yes, next: end}]}", "reads like"},
		"long label":       {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: y, label: human-called, next: end}]}", "a button at most 30"},
		"long data":        {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: " + strings.Repeat("y", 70) + ", label: rate-yes, next: end}]}", "64 bytes"},
		"no such action":   {"starts: {/x: a}\nsteps:\n  a: {do: dance, on: {done: end}}", `there is no action "dance"`},
		"outcome missing":  {"starts: {/x: a}\nsteps:\n  a: {do: answer, on: {found: end}}", `answer can end in "unknown"`},
		"outcome too many": {"starts: {/x: a}\nsteps:\n  a: {do: call, on: {open: end, closed: end, maybe: end}}", `call never ends in "maybe"`},
		"placeholder":      {"starts: {/x: a}\nsteps:\n  a: {say: desk-words, next: end}", "nothing fills {{.Words}}"},
		"buttons closed":   {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: end, choices: [{value: y, label: rate-yes, next: end}]}", "it must be open"},
		"odd value":        {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, choices: [{value: y@z, label: rate-yes, next: end}]}", "a value has no @"},
		"trail alone":      {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, trail: true, choices: [{value: y, label: rate-yes, next: end}]}", "trail goes with record"},
		"long thumb":       {"starts: {answered: a}\nsteps:\n  a: {say: rate-ask, open: true, choices: [{value: much-too-long-a-thumb, label: rate-yes, next: end}], next: end}", "over the 22 bytes"},
		"thumb that waits": {"starts: {answered: a}\nsteps:\n  a: {say: rate-ask, open: true, choices: [{value: y, label: rate-yes, next: end}]}", "must be open and have choices and next"},
		"thumb asks":       {"starts: {answered: a}\nsteps:\n  a: {say: rate-ask, open: true, choices: [{value: y, label: rate-yes, next: b}], next: end}\n  b: {say: rate-ask, words: end}", "must be open and say something"},
		"questions":        {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, questions: b, words: end}", `there is no step "b"`},
		"staff not heard":  {"starts: {staff: a}\nsteps:\n  a: {say: human-talk, next: end}", "x.a must be a relay"},
		"menu that passes": {"starts: {lost: a}\nsteps:\n  a: {say: welcome-menu, next: end}", "x.a must be a question that waits"},
		"consent once":     {"starts: {consent: a}\nsteps:\n  a: {say: offers-ask, choices: [{value: y, label: rate-yes, next: end}]}", "x.a must be open, with choices"},
		"nothing to sell":  {"starts: {/x: a}\nsteps:\n  a: {do: list, on: {done: end}}", "say needs: products"},
		"time alone":       {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, words: a, after: 1h}", "after and then go together"},
		"left at once":     {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: end, left: a}", "only a step that waits can be left"},
		"no YAML":          {"starts: [", "flows/x.yaml:1: "},
		"nearly a field":   {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, perrow: 2, next: end}", `unknown field "perrow"; did you mean "per-row"?`},
		"a list":           {"starts: {/x: a}\nsteps:\n  a: {say: [rate-ask], next: end}", "flows/x.yaml:3: this is a list, want a text"},
		"a word":           {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, per-row: two, next: end}", "flows/x.yaml:3: this is a text, want a whole number"},
		"no mapping":       {"- starts", "flows/x.yaml:1: this is a list, want a mapping"},
		"two flows":        {"starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: end}\n---\nstarts: {/y: a}\n", "flows/x.yaml:5: after --- stands another flow"},
		"UTF-16":           {"\xFF\xFEs\x00t\x00", "flows/x.yaml:1: is written in UTF-16"},
		"no text":          {"starts:\n  \x00", "flows/x.yaml:2: is written in something that is no text"},
		"behind a mark":    {"\uFEFF# mine\nstarts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: b}", `flows/x.yaml:4: there is no step "b"`},
	} {
		folder := fstest.MapFS{"shop.yaml": {Data: []byte("name: {en: Shop}\nlanguages: [en]")}, "flows/x.yaml": {Data: []byte(test.flow)}}
		if _, err := Load(folder); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want ...%s...", name, err, test.want)
		}
	}
}

// TestCheckerTellsAll has one fault hide no other: not in the same file, nor a text or a file that cannot be read.
func TestCheckerTellsAll(t *testing.T) {
	const pot = "- {id: pot, name: {en: Pot}, description: {en: A pot.}, price: 5, unit: {en: 1 piece}, stock: 3}\n"
	const twice = "starts: {/x: a}\nsteps:\n  a: {says: rate-ask, say: rate-ask, next: b}\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
		count int
	}{
		"in one file":       {map[string]string{"flows/x.yaml": twice}, []string{"x.yaml:3: unknown field", `x.yaml:3: there is no step "b"`}, 2},
		"beside a text":     {map[string]string{"flows/x.yaml": twice + "  c: {say: mine, next: end}\n", "texts/en.toml": "mine = [1\n"}, []string{"texts/en.toml:", "x.yaml:3: unknown field", `no step "b"`}, 3},
		"beside no YAML":    {map[string]string{"flows/x.yaml": "starts: {/x: a}\nsteps:\n  a: {say: rate-ask, next: y.a}\n  b: {say: rate-ask, next: c}\n", "flows/y.yaml": "starts: ["}, []string{"flows/y.yaml:1: ", `no step "c"`}, 2},
		"a product twice":   {map[string]string{"shop.yaml": "name: {en: Shop}\nlanguages: [en]\ncurrency: EUR", "products.yaml": pot + pot}, []string{"products.yaml:2: product pot: is already at products.yaml:1"}, 1},
		"a language twice":  {map[string]string{"shop.yaml": "name: {en: Shop}\nlanguages: [en, ru, en]"}, []string{"shop.yaml:2: languages: en stands twice"}, 1},
		"no shop":           {map[string]string{"shop.yaml": "[]", "products.yaml": pot}, []string{"shop.yaml:1: no settings"}, 1},
		"no currency":       {map[string]string{"shop.yaml": "name: {en: Shop}\nlanguages: [en]\ncurrency: [EUR]", "products.yaml": pot}, []string{"shop.yaml:3: this is a list, want a text (currency)"}, 1},
		"a short setting":   {map[string]string{"shop.yaml": "name: {en: Shop}\nlanguages: [en]\nx: 1"}, []string{`shop.yaml:3: there is no setting "x"` + "\n"}, 1},
		"the shipped one's": {map[string]string{"flows/rate.yaml": "starts: ["}, []string{"flows/rate.yaml:1: "}, 1},
	} {
		folder := fstest.MapFS{"shop.yaml": {Data: []byte("name: {en: Shop}\nlanguages: [en]")}}
		for file, text := range test.files {
			folder[file] = &fstest.MapFile{Data: []byte(text)}
		}
		_, err := Load(folder)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error()+"\n", want) {
				t.Errorf("%s: got %v, want ...%s...", name, err, want)
			}
		}
		if lines := strings.Count(fmt.Sprint(err), "\n") + 1; lines != test.count {
			t.Errorf("%s: %d faults told, want %d: %v", name, lines, test.count, err)
		}
	}
}
