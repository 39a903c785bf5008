package desk

import (
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
)

// ownData begins the callback data of the buttons in the owner's chat: desk.own:ACT:WHOM.
const ownData = "desk.own:"

// What the owner's buttons do.
const (
	ActAlone = "alone" // the owner answers
	ActGroup = "group" // a group is to
	ActCheck = "check" // look once more whether the group can
	ActKeep  = "keep"  // the bot stays the owner's
	ActGive  = "give"  // and this: it becomes somebody's
	ActFire  = "fire"  // somebody is no marketer any more
	ActWhose = "whose" // names whose words could not be handled, since a time in Unix milliseconds
)

// Owns returns what a press in the owner's chat asks for, and whom or when it is about.
func Owns(data string) (act string, whom int64, ok bool) {
	rest, ok := strings.CutPrefix(data, ownData)
	act, user, _ := strings.Cut(rest, ":")
	whom, _ = strconv.ParseInt(user, 10, 64) // most are about nobody
	return act, whom, ok
}

// Owner is the owner's chat with the bot.
type Owner struct {
	Chat  int64
	texts *locales.Catalogue
	lang  string
}

// Owner returns the owner's chat.
func (d Desk) Owner(texts *locales.Catalogue) Owner {
	return Owner{Chat: d.Chat, texts: texts, lang: texts.Match(d.Language)}
}

// To returns somebody else's chat, for what they are told in the same words.
func (p Person) To(texts *locales.Catalogue) Owner {
	return Owner{Chat: p.ID, texts: texts, lang: texts.Match(p.Language)}
}

// Say is a text in the chat.
func (o Owner) Say(key string, args locales.Args, rows ...[]dialogs.Button) outbox.Item {
	return outbox.Item{Chat: o.Chat, Text: o.Text(key, args), Buttons: rows}
}

// Text is a text in the language of the chat.
func (o Owner) Text(key string, args locales.Args) string { return o.texts.Text(o.lang, key, args) }

func (o Owner) button(key, act string, whom ...string) dialogs.Button {
	return dialogs.Button{Label: o.Text(key, nil), Data: ownData + strings.Join(append([]string{act}, whom...), ":")}
}

// Choose are the buttons that say who answers.
func (o Owner) Choose() []dialogs.Button {
	return []dialogs.Button{o.button("desk-who-alone", ActAlone), o.button("desk-who-group", ActGroup)}
}

// Standing tells who answers.
func (o Owner) Standing(d Desk) outbox.Item {
	if d.Group == 0 {
		return o.Alone()
	}
	return o.Say("desk-now-group", locales.Args{"Group": d.Title}, o.Choose())
}

// Elsewhere says that a group answers, and nothing was done.
func (o Owner) Elsewhere(d Desk) outbox.Item {
	return o.Say("desk-group-answers", locales.Args{"Group": clip(oneLine(d.Title), maxCalled)})
}

// Handed says that the bot is somebody else's, and nothing was done.
func (o Owner) Handed(to string) outbox.Item {
	return o.Say("desk-heir-former", locales.Args{"Name": clip(oneLine(to), maxCalled)})
}

// Alone tells that the owner answers.
func (o Owner) Alone() outbox.Item {
	return o.Say("desk-alone", nil, []dialogs.Button{o.button("desk-who-group", ActGroup)})
}

// Invite tells how a group comes to answer.
func (o Owner) Invite(link string) outbox.Item {
	return o.Say("desk-group-how", nil, []dialogs.Button{{Label: o.Text("desk-group-choose", nil), Data: link}}, o.again())
}

func (o Owner) again() []dialogs.Button {
	return []dialogs.Button{o.button("desk-check", ActCheck), o.button("desk-who-alone", ActAlone)}
}

// Faults of a group: why it cannot answer.
const (
	NotIn    = "desk-fault-out"    // the bot is not in it
	NoTopics = "desk-fault-topics" // topics are off, or it is no supergroup, which cannot have any
	NoAdmin  = "desk-fault-admin"  // the bot is no administrator
	NoManage = "desk-fault-manage" // may not manage topics
	NoPin    = "desk-fault-pin"
	NoDelete = "desk-fault-delete"
)

// Silences says whether a fault keeps the bot from showing anything in the group.
func Silences(fault string) bool { return fault != NoPin && fault != NoDelete }

// Faulty tells what keeps a group from answering that never did.
func (o Owner) Faulty(title string, faults []string) outbox.Item {
	it := o.faulty("desk-group-faults", title, faults, o.again())
	it.Card, it.Anew = guestCard, true
	return it
}

// guestCard names what tells the owner of the faults of a group that never answered.
const guestCard = "guest"

// Settled has what told of those faults lose its buttons: they are mended, or others, or matter no more.
func (o Owner) Settled() outbox.Item { return outbox.Item{Chat: o.Chat, Card: guestCard} }

// Lost tells that the group that answered cannot any more.
func (o Owner) Lost(title string, faults []string) outbox.Item {
	rows := [][]dialogs.Button{{o.button("desk-check", ActCheck)}, {o.button("desk-alone-instead", ActAlone)}}
	if slices.Contains(faults, NotIn) { // it may be no more
		rows[0] = append(rows[0], o.button("desk-another", ActGroup))
	}
	it := o.faulty("desk-group-trouble", title, faults, rows...)
	it.Card, it.Anew = troubleCard, true
	return it
}

// troubleCard names what tells the owner of the group's faults.
const troubleCard = "trouble"

// Found has what told of the group's faults lose its buttons: they are mended, or others.
func (o Owner) Found() outbox.Item { return outbox.Item{Chat: o.Chat, Card: troubleCard} }

// Mended tells that the group can answer again: where its faults stood when the owner has just asked there, else anew.
func (o Owner) Mended(title string, asked bool) outbox.Item {
	it := o.Say("desk-group-mended", locales.Args{"Group": title})
	if asked {
		it.Card = troubleCard
	}
	return it
}

func (o Owner) faulty(key, title string, faults []string, rows ...[]dialogs.Button) outbox.Item {
	lines := []string{o.Text(key, locales.Args{"Group": title}), ""}
	for _, fault := range faults {
		lines = append(lines, "• "+o.Text(fault, nil))
	}
	it := o.Say(key, nil, rows...)
	it.Text = strings.Join(lines, "\n")
	return it
}

// Heir gives the owner the link by which somebody asks for the bot.
func (o Owner) Heir(link string) outbox.Item {
	it := o.Say("desk-heir-link", nil, []dialogs.Button{o.button("desk-heir-keep", ActKeep)})
	it.Text += "\n\n" + locales.Escape(link)
	return it
}

// Confirm asks the owner whether the bot is to be somebody's.
func (o Owner) Confirm(p Person) outbox.Item {
	return o.Say("desk-heir-confirm", locales.Args{"Name": p.Name},
		[]dialogs.Button{o.button("desk-heir-give", ActGive, strconv.FormatInt(p.ID, 10)), o.button("desk-heir-keep", ActKeep)})
}

// Hire gives the owner the link that makes a marketer, and names those whom there are.
func (o Owner) Hire(link string, marketers []Person) outbox.Item {
	var rows [][]dialogs.Button
	for _, p := range marketers {
		button := o.button("desk-fire", ActFire, strconv.FormatInt(p.ID, 10))
		button.Label = "✕ " + clip(p.Name, 28)
		rows = append(rows, []dialogs.Button{button})
	}
	it := o.Say("desk-hire-link", nil, rows...)
	it.Text += "\n\n" + locales.Escape(link)
	return it
}

// Hired tells the owner of a new marketer.
func (o Owner) Hired(p Person) outbox.Item {
	return o.Say("desk-hired-owner", locales.Args{"Name": p.Name}, []dialogs.Button{o.button("desk-fire", ActFire, strconv.FormatInt(p.ID, 10))})
}

// ownerCommands are what the owner can write to the bot besides what customers can, with the texts that say what for.
var ownerCommands = []dialogs.Command{
	{Name: "today", Text: "desk-lists-today"}, {Name: "desk", Text: "desk-lists-desk"},
	{Name: "gaps", Text: "desk-lists-gaps"}, {Name: "soldout", Text: "desk-lists-soldout"}, {Name: "taught", Text: "desk-lists-taught"},
	{Name: grounded.Translate, Text: "desk-lists-translate"},
	{Name: "marketer", Text: "desk-lists-marketer"}, {Name: "owner", Text: "desk-lists-owner"}, {Name: "help", Text: "desk-lists-help"},
}

// OwnerCommand returns the name of a command that is the owner's alone; empty: it is none.
func OwnerCommand(text string) string {
	name, _ := command(text)
	if lists(ownerCommands, name) {
		return name
	}
	return ""
}

// Commands are those that Telegram lists in a chat of the desk's: the owner's before the customers' in their chat,
// staff's in the group. Helped says whether a language model is there: without one nothing is translated.
func (d Desk) Commands(chat int64, customers []dialogs.Command, helped bool) []dialogs.Command {
	all := slices.Clone(commands)
	switch {
	case chat == d.Chat && d.Group == 0:
		all = slices.Concat(all, ownerCommands, customers)
	case chat == d.Chat:
		all = slices.Concat(ownerCommands, customers)
	}
	listed := map[string]bool{}
	return slices.DeleteFunc(all, func(c dialogs.Command) bool {
		twice := listed[c.Name]
		listed[c.Name] = true
		return twice || c.Name == grounded.Translate && (!helped || chat == d.Chat && d.Group != 0)
	})
}
