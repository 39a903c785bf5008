package flows_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/profile"

	"github.com/fxamacker/cbor/v2"
)

const (
	oddCustomers = 300
	oddTurns     = 60 // of each
)

// oddWords are what customers of all languages write, and what nobody expects.
var oddWords = strings.Split(`hi|hello bot|thanks!|thank you 🙏|bye|ok|yes|no|yes please|human pls|can I please talk to a real person?|the operator was rude|menu|
cancel|stop|5|10|6/10|0|-1|4.5|٥|五|пять|when do you open on sunday?|what does a teapot cost|purple monkeys|asdf|?|...|👍|❤️|😡|👎|🤡|
你好|谢谢|再见|好的|不用了|转人工客服谢谢|你们的店员很差|几点关门|菜单|取消|随便说说|привет|спасибо|пока|да|нет|соедините с оператором пожалуйста|
оператор нагрубил|до скольки вы работаете|меню|отмена|какая-то ерунда|hola|gracias!|adiós|sí|no gracias|quiero hablar con una persona por favor|
el agente fue grosero|a qué hora abrís|menú|cancelar|tonterías varias|مرحبا|شكرا|مع السلامة|نعم|لا|موظف من فضلك|كان الموظف فظا|متى تفتحون|القائمة|إلغاء|
كلام فارغ|/start|/start x_y|/rate too slow|/human lost my bag|/complain mouldy tea|/suggest cakes|/ask delivery cost|/language es|/nosuch words|/help|/rate|/complain|/suggest|/human|/status|/language|/ask|/privacy|/mydata|/forget|/stop|/offers|/products|/nosuch|/|
`+"\u202e\u0000|{{.Name}}|<b>|&amp;|"+strings.Repeat("很长", 2000), "|")

var oddMedia = []string{"photo", "voice", "audio", "video", "document", "sticker", "location", "contact", "video_note",
	"animation", "venue", "poll", "dice", "other"}

// odd is one customer of the property test, and what their phone has shown.
type odd struct {
	t       *testing.T
	world   *dialogs.World
	draw    *rand.Rand
	lang    string
	name    string
	packed  []byte
	now     time.Time
	message int
	buttons []string // the callback data of every button seen so far
	last    string   // the text read last
	number  int
	log     []string
}

// TestOddCustomers lets generated customers press, write and send anything at any time, while staff answer, hand back
// and move complaints. None meets silence, a crash, the same words twice in a row, or another customer.
func TestOddCustomers(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	languages := world.Texts.Languages()
	for n := range oddCustomers {
		o := &odd{
			t: t, world: world, draw: rand.New(rand.NewPCG(7, uint64(n))), lang: languages[n%len(languages)],
			name: fmt.Sprintf("Name%dx", n), now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), number: 1000,
		}
		for range oddTurns {
			o.live()
		}
		if t.Failed() {
			t.Fatalf("customer %d (%s):\n%s", n, o.lang, strings.Join(o.log, "\n"))
		}
	}
}

// live lets some time pass and something happen.
func (o *odd) live() {
	spans := []time.Duration{time.Second, time.Second, 5 * time.Second, time.Minute, 16 * time.Minute, 5 * time.Hour, 25 * time.Hour, 8 * 24 * time.Hour}
	until := o.now.Add(spans[o.draw.IntN(len(spans))])
	for {
		at := time.Unix(o.state().Session.Alarm(), 0)
		if at.Unix() == 0 || at.After(until) {
			break
		}
		o.now = at
		o.turn(dialogs.Input{Kind: dialogs.Wake})
		if o.t.Failed() {
			return
		}
	}
	o.now = until
	o.turn(o.input())
}

func (o *odd) input() dialogs.Input {
	pick := func(all []string) string { return all[o.draw.IntN(len(all))] }
	own := dialogs.Input{Chat: 42, Name: o.name, Language: o.lang}
	o.message++
	own.Message = o.message
	switch n := o.draw.IntN(100); {
	case n < 45:
		own.Kind, own.Text = dialogs.Words, strings.TrimSpace(pick(oddWords))
	case n < 70 && o.buttons != nil:
		own.Kind, own.Data = dialogs.Press, pick(o.buttons[max(0, len(o.buttons)-12):])
	case n < 76 && o.buttons != nil:
		own.Kind, own.Data = dialogs.Press, pick(o.buttons)
	case n < 80:
		own.Kind, own.Data = dialogs.Press, pick([]string{"", ":", "rate.stars:9", "rate.stars:5", "human.talk:back", "welcome.left:go", "no.step:x", "complain.wish:hear", "desk.back:1"})
	case n < 87:
		own.Kind, own.Media, own.Text = dialogs.Media, pick(oddMedia), pick([]string{"", "", "look at this"})
	case n < 89:
		own.Kind, own.Text = dialogs.Edit, "I meant this"
	case n < 94:
		return dialogs.Input{Kind: dialogs.Staff, From: 1, Message: 7}
	case n < 96:
		return dialogs.Input{Kind: dialogs.HandBack}
	case n < 98:
		return dialogs.Input{Kind: dialogs.Moved, Number: o.number, Text: pick([]string{"work", "answered", "resolved", "refused"})}
	case n < 99:
		own.Kind = dialogs.Blocked
	default:
		return dialogs.Input{Kind: dialogs.Refused}
	}
	return own
}

func (o *odd) state() (s dialogs.State) {
	if o.packed == nil {
		return s
	}
	if err := cbor.Unmarshal(o.packed, &s); err != nil {
		o.t.Fatal(err)
	}
	return s
}

// turn takes a turn as a process does that keeps nothing, and holds what came of it against what a customer may expect.
func (o *odd) turn(in dialogs.Input) {
	in.At = o.now
	state := o.state()
	r := dialogs.Turn(o.world, state, in)
	for r.Draw || r.Recall {
		o.number++
		in.Number, in.History = o.number, &profile.History{}
		r = dialogs.Turn(o.world, state, in)
	}
	o.log = append(o.log, fmt.Sprintf("%s %d %q %q %s -> %s/%s", o.now.Format(time.DateTime), in.Kind, short(in.Text), in.Data, in.Media, r.State.Session.Step, r.State.Session.Talk))
	switch in.Kind {
	case dialogs.Words, dialogs.Press, dialogs.Media:
		if len(r.Messages)+len(r.Effects) == 0 && r.Toast == "" {
			o.t.Error("the customer was answered with silence")
		}
	}
	if state.Session.Staffed() && !r.State.Session.Staffed() && !told(r) {
		o.t.Error("the customer lost the person whom they talk to, and nobody told staff")
	}
	if in.Chat != 0 && state.Session.Staffed() && !r.State.Session.Staffed() && !leaves(in) {
		o.t.Error("the customer lost the person whom they talk to by saying something else")
	}
	o.read(r)
	if size := packedSize(o.t, &r.State.Session); size > 300 {
		o.t.Errorf("a session of %d bytes", size)
	}
	packed, err := cbor.Marshal(&r.State)
	if err != nil {
		o.t.Fatal(err)
	}
	o.packed = packed
}

// told says whether staff hear that a conversation is over.
func told(r dialogs.Result) bool {
	return slices.ContainsFunc(r.Effects, func(e dialogs.Effect) bool { return e.Returned != nil || e.Undelivered != nil || e.Forget != nil })
}

// leaves says whether an input means to end the conversation with staff.
func leaves(in dialogs.Input) bool {
	return in.Kind == dialogs.Blocked || strings.HasSuffix(in.Data, ":back") || in.Data == "privacy.sure:erase"
}

// read is what the customer sees of a turn.
func (o *odd) read(r dialogs.Result) {
	texts := []string{r.Toast}
	for _, m := range r.Messages {
		if m.Copy != nil {
			texts = append(texts, "a person's words")
			o.last = ""
		}
		texts = append(texts, m.Text)
		for _, row := range m.Buttons {
			for _, b := range row {
				o.buttons = append(o.buttons, b.Data)
			}
		}
	}
	for _, text := range texts {
		if text == "" {
			continue
		}
		o.log = append(o.log, "  > "+short(text))
		if text == o.last && text != "a person's words" {
			o.t.Error("the same words twice in a row")
		}
		if i := strings.Index(text, "Name"); i >= 0 && strings.Contains(text, "x") && !strings.Contains(text, o.name) && !strings.Contains(text, "{{.Name}}") {
			o.t.Error("another customer's name")
		}
		o.last = text
	}
}

func packedSize(t *testing.T, s *dialogs.Session) int {
	packed, err := cbor.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return len(packed)
}

func short(s string) string {
	if r := []rune(s); len(r) > 90 {
		return string(r[:90]) + "…"
	}
	return s
}
