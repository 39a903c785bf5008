package desk

import "strings"

// Kinds of the links of the owner's that work once.
const (
	Invite = "desk" // brings the bot into the group that is to answer
	Heir   = "heir" // asks the owner for the bot
	Hire   = "hire" // makes a marketer of who opens it
)

// Carry is what a link of a kind carries to /start.
func Carry(kind, secret string) string { return kind + "_" + secret }

// Carried returns the kind and the secret of the link by which somebody came, in private or into a group.
func Carried(text string) (kind, secret string, ok bool) {
	name, payload := command(text)
	kind, secret, ok = strings.Cut(payload, "_")
	return kind, secret, ok && name == "start" && (kind == Invite || kind == Heir || kind == Hire)
}

// wanted are the rights in the group that the bot asks for, as links name them.
const wanted = "manage_topics+pin_messages+delete_messages"

// InviteLink is the address at which Telegram has the owner choose a group, adds the bot to it with its rights, and
// sends the secret there.
func InviteLink(bot, secret string) string {
	return "https://t.me/" + bot + "?startgroup=" + Carry(Invite, secret) + "&admin=" + wanted
}

// StartLink is the address at which a link of a kind is opened in private.
func StartLink(bot, kind, secret string) string {
	return "https://t.me/" + bot + "?start=" + Carry(kind, secret)
}
