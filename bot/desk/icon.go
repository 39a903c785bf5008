package desk

import (
	"slices"
	"strings"

	"guanxi/dialogs"
)

// Signs of how a ticket stands, which begin its topic's name.
const (
	waitsSign     = "🔴"
	complaintSign = "⚠️"
	answeredSign  = "🟢"
	closedSign    = "⚪"
)

// sign is how a ticket stands.
func sign(s *dialogs.State, t *Ticket) string {
	switch {
	case t.Waiting != 0:
		return waitsSign
	case complaint(s) != nil:
		return complaintSign
	case t.Opened != 0:
		return answeredSign
	}
	return closedSign
}

// wantedIcons are the emoji that show each sign as a topic's icon, the best first.
var wantedIcons = map[string][]string{
	waitsSign: {"❗", "🔥", "❓"}, complaintSign: {"‼", "⁉", "📝"}, answeredSign: {"💬", "🗣"}, closedSign: {"✅", "🏁"},
}

// Icons are the ids of the custom emoji that show how a ticket stands, by sign.
type Icons map[string]string

// Emoji is a custom emoji that Telegram lets be a topic's icon.
type Emoji struct {
	Emoji string `json:"emoji"` // that it stands for
	ID    string `json:"custom_emoji_id"`
}

// IconsOf chooses among those that Telegram has for everybody. A sign for which there is none has none.
func IconsOf(all []Emoji) Icons {
	icons := Icons{}
	for sign, wanted := range wantedIcons {
		for _, emoji := range wanted {
			i := slices.IndexFunc(all, func(e Emoji) bool { return strings.TrimSuffix(e.Emoji, "\uFE0F") == emoji })
			if i >= 0 && all[i].ID != "" {
				icons[sign] = all[i].ID
				break
			}
		}
	}
	return icons
}

// Of is the icon of a ticket as it stands; empty: there is none.
func (i Icons) Of(s *dialogs.State, t *Ticket) string { return i[sign(s, t)] }
