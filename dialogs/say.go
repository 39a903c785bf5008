package dialogs

import (
	"strings"

	"guanxi/locales"
)

// maxBubble is how long texts are joined, in bytes: well under Telegram's 4096 UTF-16 units.
const maxBubble = 3000

// replace makes the turn's first text take the place of a message.
func (t *turn) replace(message int) {
	t.Messages = append(t.Messages, Message{Edit: message})
}

// say shows a text of the catalogues under the arguments that every flow's text may use.
func (t *turn) say(key string, buttons [][]Button) {
	key = t.reword(key)
	t.show(t.text(key, t.facts(key)), buttons)
}

// reword returns the key of a text's other words where they are wanted and there are some.
func (t *turn) reword(key string) string {
	key = t.alone(key)
	if t.again && t.w.Texts.Has(key+again) {
		t.again = false
		return key + again
	}
	return key
}

// facts are what every flow's text may speak of, as far as this one does.
func (t *turn) facts(key string) locales.Args {
	args := locales.Args{}
	for _, name := range t.w.Texts.Placeholders(key) {
		switch name {
		case "Name":
			args[name] = t.firstName()
		case "Shop":
			args[name] = t.w.Shop.Called(t.lang())
		case "Phone":
			args[name] = t.c.Phone
		case "Number":
			args[name] = t.number
		case "State":
			args[name] = t.stateText()
		case "Title":
			args[name] = t.title
		case "Hours":
			args[name] = t.w.Shop.open.Tell(t.in.At).In(t.w.Texts, t.lang())
		case "Question":
			args[name] = t.leftOff()
		}
	}
	return args
}

// show joins a turn's texts into one bubble until one has buttons: a phone shows one message, and one is paid for.
func (t *turn) show(html string, buttons [][]Button) {
	if t.again {
		html, t.again = t.text("engine-once-more", nil)+"\n"+html, false
	}
	if n := len(t.Messages); n > 0 {
		last := &t.Messages[n-1]
		empty := last.Text == "" && last.Copy == nil // the place of a message that is replaced
		if empty || last.Copy == nil && last.File == "" && last.Buttons == nil && len(last.Text)+len(html) < maxBubble {
			if !empty {
				html = last.Text + "\n\n" + html
			}
			last.Text, last.Buttons = html, buttons
			return
		}
	}
	t.Messages = append(t.Messages, Message{Text: html, Buttons: buttons})
}

// firstName is the first word of the customer's name.
func (t *turn) firstName() string {
	name, _, _ := strings.Cut(t.c.Name, " ")
	return name
}
