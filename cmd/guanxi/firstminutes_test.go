package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/locales"

	"github.com/chromedp/chromedp"
)

// demo is guanxi as a newcomer starts it: without a token, in an empty folder.
type demo struct {
	t       *testing.T
	address string
	folder  string
	cmd     *exec.Cmd
	log     output
}

func newDemo(t *testing.T) *demo {
	d := &demo{t: t, address: quietAddress(t), folder: t.TempDir()}
	d.start()
	t.Cleanup(func() {
		_ = d.cmd.Process.Kill() // it may be gone already
		_ = d.cmd.Wait()
		if t.Failed() {
			t.Logf("guanxi wrote\n%s", d.log.tail(8000))
		}
	})
	return d
}

func (d *demo) start() {
	d.t.Helper()
	d.cmd = exec.Command("guanxi")
	d.cmd.Dir, d.cmd.Stdout, d.cmd.Stderr = d.folder, &d.log, &d.log
	d.cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GUANXI_LISTEN=" + d.address, "GORACE=halt_on_error=1"}
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
}

// stop ends it as Ctrl-C does.
func (d *demo) stop() {
	d.t.Helper()
	if err := d.cmd.Process.Signal(syscall.SIGINT); err != nil {
		d.t.Fatal(err)
	}
	if err := d.cmd.Wait(); err != nil {
		d.t.Fatalf("guanxi ended after Ctrl-C with %v", err)
	}
}

// minutes are a newcomer's first ten in the sandbox.
type minutes struct {
	*browser
	demo  *demo
	texts *locales.Catalogue
}

// text is what is read on the screen of a text of the catalogue, without what differs from time to time.
func (m *minutes) text(lang, key string) string {
	m.t.Helper()
	words, err := locales.Plain(m.texts.Text(lang, key, locales.Args{"Number": "C-1001", "Title": ""}))
	if err != nil {
		m.t.Fatal(err)
	}
	return strings.TrimSpace(words)
}

func newMinutes(t *testing.T) *minutes {
	b := newBrowser(t, 1280, 800)
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &minutes{b, newDemo(t), world.Texts}
}

// TestFirstTenMinutes lives them in the browser, step by step.
func TestFirstTenMinutes(t *testing.T) {
	t.Parallel() // with the desk's, which mostly waits
	m := newMinutes(t)
	m.arrive()
	m.ask()
	m.writeArabic()
	m.complain()
	m.callPerson()
	m.holdPhone()
	m.restart()
	m.meetFaults()
	m.reset()
	m.demo.stop()
}

// arrive finds three customers, a chat with its greeting, the owner at the right, and on the terminal what it is.
func (m *minutes) arrive() {
	m.open("http://" + m.demo.address + "/sandbox")
	m.until(key("mei", m.text("zh", "menu-ask")))
	m.until(said("owner", m.text("en", "desk-claimed")))
	m.until(`document.querySelectorAll("body > nav a:not(.owner)").length === 3 && document.querySelectorAll(".try.done").length === 0`)
	m.until(knows("mei", "Chinese, as Telegram says"))
	for _, want := range []string{"no token needed", "Open   http://" + m.demo.address + "/sandbox", "Data   ", "go run ./cmd/guanxi new ./myshop"} {
		if !m.demo.log.holds(want) {
			m.t.Errorf("the start does not print %q:\n%s", want, m.demo.log.tail(2000))
		}
	}
}

// ask presses a suggested question, finds the answer's title under it, and says that it helped; then it asks in words.
func (m *minutes) ask() {
	m.press(`document.querySelector("#chat-mei .key[value*=choosing]")`)
	m.until(said("mei", m.text("zh", "answer-source")))
	m.until(ticked("ask"))
	m.press(key("mei", "👍"))
	m.until(key("mei", "👍 ✓"))
	m.until(knows("mei", "👍 choosing"))
	m.press(`document.querySelector("#chat-mei textarea")`)
	m.write("mei", "龙井多少钱？")
	m.until(knows("mei", "“龙井多少钱？”"))
	m.picture("sandbox.png")
}

// writeArabic is answered in Arabic at once, and offered one time to keep to it.
func (m *minutes) writeArabic() {
	offer := m.text("ar", "language-keep")
	m.write("mei", "متى تفتحون يوم الأحد؟")
	m.until(said("mei", m.text("ar", "answer-source")))
	m.until(said("mei", offer))
	m.until(knows("mei", "writes Arabic now"))
	m.write("mei", "كم سعر الشحن إلى ألمانيا؟")
	m.until(knows("mei", "كم سعر الشحن"))
	m.until(count(said("mei", offer), 1))
	m.write("mei", "谢谢，你们明天几点开门？")
	m.until(`!` + knows("mei", "writes Arabic now"))
}

// complain has Leila complain by two taps and a photo, the owner take it up, and her see it.
func (m *minutes) complain() {
	m.file()
	m.until(ticked("complain"))
	m.press(key("owner", m.text("en", "desk-work")))
	m.until(said("leila", m.text("ar", "complain-work")))
	m.until(knows("leila", "C-1001, quality: in progress"))
	m.picture("complaint.png")
}

// file is Leila's side of it.
func (m *minutes) file() {
	m.press(`document.querySelector("nav a[data-chat=leila]")`)
	m.until(`document.activeElement === document.querySelector("#chat-leila .start button")`)
	m.do(chromedp.KeyEvent("\r")) // START
	m.until(`document.activeElement === document.querySelector("#chat-leila textarea")`)
	m.press(key("leila", m.text("ar", "menu-complain")))
	m.press(key("leila", m.text("ar", "rate-why-quality")))
	m.until(said("leila", m.text("ar", "complain-words")))
	m.press(`document.querySelector("#chat-leila .attach summary")`)
	m.press(`document.querySelector("#chat-leila .attach button[value=photo]")`)
	m.press(key("leila", m.text("ar", "complain-wish-refund")))
	m.until(said("leila", "C-1001"))
	m.until(knows("leila", "C-1001, quality: received"))
}

// callPerson has Anna ask for a person, and the owner answer her.
func (m *minutes) callPerson() {
	m.press(`document.querySelector("nav a[data-chat=anna]")`)
	m.press(`document.querySelector("#chat-anna .start button")`)
	m.press(key("anna", m.text("ru", "menu-human")))
	m.until(ticked("a person"))
	m.until(knows("anna", "a person"))
	card := last("owner", ".bubble.bot", "Анна")
	m.press(card + `?.querySelector(".reply")`)
	m.until(`!document.querySelector("#chat-owner .replying").hidden`)
	m.do(chromedp.KeyEvent("\u001b")) // Esc leaves the message, and the focus where one writes
	m.until(`document.querySelector("#chat-owner .replying").hidden && document.activeElement.matches("#chat-owner textarea")`)
	m.press(card + `?.querySelector(".reply")`)
	m.until(`(it => (it.scrollTop = it.scrollTop ? 0 : 1, !it.follows))(document.querySelector("#chat-owner .thread"))`) // who reads above
	m.write("owner", "Добрый день! Чем помочь?")
	m.until(said("anna", "Добрый день! Чем помочь?"))
	m.until(last("owner", ".bubble.mine", "Чем помочь?") + `?.querySelector(".reaction")?.textContent === "👍"`)            // it arrived
	m.until(`(it => it.scrollHeight - it.scrollTop - it.clientHeight < 2)(document.querySelector("#chat-owner .thread"))`) // and is seen
	m.until(ticked("a person", "answer as staff"))
	m.press(key("owner", m.text("en", "desk-back")))
	m.press(key("anna", m.text("ru", "rate-star-5")))
	m.until(said("anna", m.text("ru", "service-thanks-high")))
	m.until(knows("anna", "★★★★★"))
}

// holdPhone shows one chat at a time, the owner's by its tab, and what is known over it.
func (m *minutes) holdPhone() {
	m.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	m.press(`document.querySelector("nav .owner")`)
	m.until(`document.querySelector("#chat-owner").offsetParent && !document.querySelector("#chat-anna").offsetParent`)
	m.press(`document.querySelector("nav a[data-chat=leila]")`)
	m.until(`!document.querySelector("#chat-owner").offsetParent && document.querySelector("#chat-leila").offsetParent`)
	m.picture("arabic.png")
	m.press(`document.querySelector("#chat-leila .peek")`)
	m.until(`document.querySelector("#known-leila").offsetParent && getComputedStyle(document.body).display === "grid"`)
	m.press(`document.querySelector("#chat-leila .peek")`)
	m.until(`!document.querySelector("#known-leila").offsetParent`)
	m.press(`document.querySelector("nav a[data-chat=mei]")`)
	m.until(`document.documentElement.scrollWidth <= innerWidth`)
	m.picture("phone.png")
	m.do(chromedp.EmulateViewport(1280, 800))
}

// restart ends guanxi and starts it again: the page comes back by itself, and everything is where it was. What was still to
// be sent, such as an edit of a card, may come behind it.
func (m *minutes) restart() {
	var bubbles, again []string
	const ids = `[...document.querySelectorAll(".bubble")].map((it) => it.id + (it.matches(".mine") ? it.textContent : ""))`
	m.do(chromedp.Evaluate(ids, &bubbles), chromedp.Evaluate(`window.old = true`, nil))
	m.demo.stop()
	m.demo.start()
	m.until(`!window.old && document.querySelector("#chat-owner")`)
	m.do(chromedp.Evaluate(ids, &again))
	lost := slices.DeleteFunc(slices.Clone(bubbles), func(bubble string) bool { return slices.Contains(again, bubble) })
	if len(lost) > 0 || len(bubbles) < 20 {
		m.t.Errorf("after the restart the page shows %d of %d bubbles: not %q", len(bubbles)-len(lost), len(bubbles), lost)
	}
	m.until(ticked("ask", "complain", "a person", "answer as staff"))
	m.until(knows("leila", "C-1001, quality: in progress"))
	m.press(`document.querySelector("nav a[data-chat=leila]")`)
	m.press(key("owner", m.text("en", "desk-resolved"))) // an old button still works
	m.until(said("leila", m.text("ar", "complain-resolved")))
}

// meetFaults has a conversation on a bad day: all of it arrives.
func (m *minutes) meetFaults() {
	m.press(`document.querySelector("#faults button")`)
	m.until(`document.querySelector("#faults .on")`)
	m.press(`document.querySelector("#chat-leila textarea")`)
	for _, rate := range []string{"/rate", "٤"} {
		m.write("leila", rate)
	}
	m.until(said("leila", m.text("ar", "rate-thanks-high")))
	m.until(ticked("rate"))
	m.until(knows("leila", "★★★★☆"))
	for spoiled := false; !spoiled; { // by chance, so it may take some more
		m.write("leila", "/status")
		m.until(`(() => {
			const all = [...document.querySelectorAll("#chat-leila .bubble")];
			const asked = all.findLastIndex((it) => it.matches(".mine"));
			return all.slice(asked).some((it) => it.textContent.includes("C-1001"));
		})()`)
		m.do(chromedp.Evaluate(`document.querySelector("#faults").textContent.includes("Spoiled on purpose")`, &spoiled))
	}
	m.until(`document.querySelector("#faults").textContent.includes("on their way: 0,")`)
	m.press(`document.querySelector("#faults .on")`)
	m.until(`!document.querySelector("#faults .on") && document.querySelector("#faults").textContent.includes("lost: 0,")`)
}

// reset begins anew, with the greeting.
func (m *minutes) reset() {
	m.do(chromedp.Evaluate(`window.old = true`, nil))
	m.press(`document.querySelector(".tools [popovertarget=reset]")`)
	m.press(`document.querySelector("#reset .danger")`)
	m.until(`!window.old && document.querySelectorAll("#chat-mei .bubble").length === 2`)
	m.until(said("owner", m.text("en", "desk-claimed")))
	m.until(`document.querySelectorAll("#chat-leila .bubble").length === 0 && document.querySelectorAll(".try.done").length === 0`)
	m.until(knows("leila", "never wrote"))
}
