// The icons that topics can have.

package sandbox

import (
	"slices"
	"strconv"
)

// icons are some of those that Telegram lets everybody use. It takes them by the ids of custom emoji.
var icons = []string{"📰", "💡", "⚡️", "❗️", "📝", "🔥", "❓", "⁉️", "‼️", "🏁", "🛍", "💬", "✅", "☕️"}

// firstIcon is the id of the first, the others' follow: as long as Telegram's.
const firstIcon = 5312016608254762256

// colours are those that a topic without an icon can have.
var colours = []int{0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F}

func iconID(i int) string { return strconv.Itoa(firstIcon + i) }

// iconOf is the emoji of an icon; empty: there is no such one.
func iconOf(id string) string {
	for i, emoji := range icons {
		if iconID(i) == id {
			return emoji
		}
	}
	return ""
}

// icon is the one that the call names, and whether it names one. An empty one takes the topic's away.
func (c *call) icon() (id string, named bool, err *failure) {
	id = c.text("icon_custom_emoji_id")
	if id != "" && iconOf(id) == "" {
		return "", false, bad("DOCUMENT_INVALID")
	}
	return id, c.has("icon_custom_emoji_id"), nil
}

// colour is the one that the call names, else blue.
func (c *call) colour() (int, *failure) {
	if !c.has("icon_color") {
		return colours[0], nil
	}
	colour := int(c.number("icon_color"))
	if !slices.Contains(colours, colour) {
		return 0, bad("TOPIC_ICON_COLOR_INVALID")
	}
	return colour, nil
}

func getForumTopicIconStickers(*Server, *call) ([]byte, *failure) {
	type sticker struct {
		File     string `json:"file_id"`
		Unique   string `json:"file_unique_id"`
		Type     string `json:"type"`
		Width    int    `json:"width"`
		Height   int    `json:"height"`
		Animated bool   `json:"is_animated"`
		Video    bool   `json:"is_video"`
		Emoji    string `json:"emoji"`
		Set      string `json:"set_name"`
		Custom   string `json:"custom_emoji_id"`
	}
	all := make([]sticker, len(icons))
	for i, emoji := range icons {
		id := iconID(i)
		all[i] = sticker{"icon" + id, "unique" + id, "custom_emoji", 100, 100, true, false, emoji, "Topics", id}
	}
	return encode(all), nil
}
