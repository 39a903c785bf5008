package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestGroupDesk has staff answer in a group with topics: the owner and Lin.
func TestGroupDesk(t *testing.T) {
	t.Parallel() // it waits for the group's twenty calls a minute most of the time
	m := newMinutes(t)
	m.gather()
	leila := m.complainInTopic()
	anna := m.answerInTopic()
	m.raceForClaim(anna)
	m.closeTalk(anna)
	m.restartDesk(leila, anna)
	m.loseTopic(leila)
	m.holdDeskPhone(anna)
	m.demo.stop()
}

// gather has the owner choose a group, and bring the bot into it by the link.
func (m *minutes) gather() {
	m.open("http://" + m.demo.address + "/sandbox")
	m.press(key("owner", m.text("en", "desk-who-group")))
	m.press(key("owner", m.text("en", "desk-group-choose")))
	m.until(said("desk", "Hello! From now on"))
	m.until(`document.querySelector("#topics [aria-current]").textContent.includes("General")`)
}

// topic waits until a customer has one, opens it, and returns its slug.
func (m *minutes) topic(customer string) (slug string) {
	m.t.Helper()
	link := fmt.Sprintf(`[...document.querySelectorAll("#topics a")].find((it) => it.textContent.includes(%s))`, quote(customer))
	m.press(link)
	m.do(chromedp.Evaluate(link+".dataset.chat", &slug))
	m.until(fmt.Sprintf(`document.activeElement.matches("#chat-%s textarea")`, slug))
	return slug
}

// stands says that the list of topics tells this of one.
func stands(slug, state string) string {
	return fmt.Sprintf(`document.querySelector("#topics [data-chat=%s]").dataset.state === %s`, slug, quote(state))
}

// marked says that the bot put a sign on what staff wrote.
func marked(slug, words, sign string) string {
	return last(slug, ".bubble.mine", words) + `?.querySelector(".reaction")?.textContent === ` + quote(sign)
}

// complainInTopic has Leila's complaint come as a topic with a card, and taken up there.
func (m *minutes) complainInTopic() (slug string) {
	m.file()
	slug = m.topic("ليلى")
	m.until(last(slug, ".notice", "created"))
	m.until(said(slug, "C-1001"))
	m.press(key(slug, m.text("en", "desk-work")))
	m.until(said("leila", m.text("ar", "complain-work")))
	m.until(stands(slug, "complaint"))
	m.until(last(slug, ".notice", "renamed"))
	m.do(chromedp.Evaluate(`document.querySelector("#chat-`+slug+` .thread").scrollTop = 60`, nil)) // at its card
	m.picture("desk-complaint.png")
	return slug
}

// answerInTopic has Anna ask for a person, and the owner answer her in her topic.
func (m *minutes) answerInTopic() (slug string) {
	m.press(`document.querySelector("nav a[data-chat=anna]")`)
	m.press(`document.querySelector("#chat-anna .start button")`)
	m.press(key("anna", m.text("ru", "menu-human")))
	m.press(`document.querySelector("#chat-anna textarea")`)
	m.write("anna", "Где мой заказ? Жду с понедельника.")
	slug = m.topic("Анна")
	m.until(stands(slug, "waits"))
	m.until(said(slug, "Где мой заказ?"))
	m.write(slug, "Здравствуйте, Анна! Уже в пути, будет завтра.")
	m.until(said("anna", "Уже в пути"))
	m.until(marked(slug, "Уже в пути", "👍"))
	m.until(stands(slug, "answered"))
	m.until(ticked("a person", "answer as staff"))
	return slug
}

// raceForClaim has Lin write to Anna, who is the owner's: Lin is told before it goes out. What begins with // stays inside.
func (m *minutes) raceForClaim(slug string) {
	m.press(`document.querySelector("#chat-` + slug + ` .as [value=lin]").closest("label")`)
	m.press(`document.querySelector("#chat-` + slug + ` textarea")`)
	m.write(slug, "Добрый день, это Лин!")
	m.until(said(slug, "Owner has this conversation"))
	m.write(slug, "// ask the courier, please")
	m.until(marked(slug, "ask the courier", "✍"))
	m.picture("desk.png")
	m.press(key(slug, m.text("en", "desk-send")))
	m.until(said("anna", "это Лин!"))
	m.until("!(" + said("anna", "courier") + ")")
}

// closeTalk has Lin end the owner's conversation by a command, which is asked about, and Anna give it stars.
func (m *minutes) closeTalk(slug string) {
	m.press(`document.querySelector("#chat-` + slug + ` textarea")`)
	m.write(slug, "/close")
	m.press(key(slug, m.text("en", "desk-back-end")))
	m.press(key("anna", m.text("ru", "rate-star-5")))
	m.until(said("anna", m.text("ru", "service-thanks-high")))
	m.until(knows("anna", "★★★★★"))
	m.until(stands(slug, "closed"))
}

// restartDesk ends guanxi and starts it again: the topics are as they were, and what is not looked at is counted.
func (m *minutes) restartDesk(complaint, talk string) {
	var before, after []string
	const rows = `[...document.querySelectorAll("#topics a, #staff .bubble, #staff .notice")].map((it) => it.id + it.textContent).sort()`
	m.do(chromedp.Evaluate(rows, &before), chromedp.Evaluate(`window.old = true`, nil))
	m.demo.stop()
	m.demo.start()
	m.until(`!window.old && document.readyState === "complete" && document.querySelector("#topics")`)
	m.do(chromedp.Evaluate(rows, &after))
	if diff := cmp.Diff(before, after); diff != "" || len(after) < 10 {
		m.t.Errorf("after the restart the desk shows %s", diff)
	}
	m.press(`document.querySelector("#topics [data-chat=` + talk + `]")`)
	m.press(`document.querySelector("nav a[data-chat=leila]")`)
	m.press(key("leila", m.text("ar", "menu-human")))
	m.until(`document.querySelector("#topics [data-chat=` + complaint + `] .badge").textContent > 0`)
	m.until(stands(complaint, "waits"))
}

// loseTopic has staff delete a topic by hand: it is made again, with its card, for the customer's next words.
func (m *minutes) loseTopic(slug string) {
	m.press(`document.querySelector("#topics [data-chat=` + slug + `]")`)
	m.press(`document.querySelector("#chat-` + slug + ` .drop")`)
	m.until(`!document.querySelector("#chat-` + slug + `") && document.body.dataset.desk === "desk"`)
	m.press(`document.querySelector("#chat-leila textarea")`)
	m.write("leila", "أين أنتم؟")
	again := m.topic("ليلى")
	m.until(said(again, "C-1001"))
	m.until(said(again, "أين أنتم؟"))
}

// holdDeskPhone finds the staff's side under a tab, with the topics over the one that is open.
func (m *minutes) holdDeskPhone(slug string) {
	m.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	m.press(`document.querySelector("nav .owner")`)
	m.press(`document.querySelector("#topics [data-chat=` + slug + `]")`)
	m.until(`document.querySelector("#chat-` + slug + `").offsetParent && !document.querySelector("#chat-anna").offsetParent`)
	m.until(`document.documentElement.scrollWidth <= innerWidth`)
	m.until(`document.querySelector("#chat-` + slug + ` .thread").clientHeight > 0.6 * innerHeight`) // the topics are a line
	m.press(`document.querySelector("nav a[data-chat=anna]")`)
	m.until(`document.querySelector("#chat-anna").offsetParent && !document.querySelector("#chat-` + slug + `").offsetParent`)
}
