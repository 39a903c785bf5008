// Which methods there are. Each runs with the server's lock held; getUpdates lets go of it while it waits.

package sandbox

import "strings"

type method struct {
	name string
	run  func(*Server, *call) ([]byte, *failure)
}

// allMethods is by lower-case name, as Telegram takes names in any case.
func allMethods() map[string]method {
	table := map[string]method{}
	for _, m := range []method{
		{"getMe", getMe},
		{"getUpdates", getUpdates},
		{"setWebhook", setWebhook},
		{"deleteWebhook", deleteWebhook},
		{"getWebhookInfo", getWebhookInfo},

		{"sendMessage", sendMessage},
		{"sendPhoto", sendMedia("photo")},
		{"sendDocument", sendMedia("document")},
		{"sendVoice", sendMedia("voice")},
		{"sendVideo", sendMedia("video")},
		{"sendAudio", sendMedia("audio")},
		{"sendAnimation", sendMedia("animation")},
		{"sendSticker", sendMedia("sticker")},
		{"sendMediaGroup", sendMediaGroup},
		{"copyMessage", copyMessage},
		{"copyMessages", copyMessages},
		{"forwardMessage", forwardMessage},
		{"sendChatAction", sendChatAction},
		{"sendMessageDraft", sendMessageDraft},
		{"getFile", getFile},
		{"setMessageReaction", setMessageReaction},
		{"pinChatMessage", pinChatMessage},
		{"unpinChatMessage", unpinChatMessage},

		{"editMessageText", editMessageText},
		{"editMessageCaption", editMessageCaption},
		{"editMessageReplyMarkup", editMessageReplyMarkup},
		{"deleteMessage", deleteMessage},
		{"deleteMessages", deleteMessages},
		{"answerCallbackQuery", answerCallbackQuery},

		{"createForumTopic", createForumTopic},
		{"editForumTopic", editForumTopic},
		{"closeForumTopic", closeForumTopic},
		{"reopenForumTopic", reopenForumTopic},
		{"deleteForumTopic", deleteForumTopic},
		{"getForumTopicIconStickers", getForumTopicIconStickers},

		{"getChat", getChat},
		{"getChatMember", getChatMember},
		{"getChatAdministrators", getChatAdministrators},
		{"setMyCommands", setMyCommands},
		{"getMyCommands", getSetting("commands", "[]")},
		{"deleteMyCommands", deleteMyCommands},
		{"setMyName", setWords("name", 64)},
		{"getMyName", getSetting("name", "")},
		{"setMyDescription", setWords("description", 512)},
		{"getMyDescription", getSetting("description", "")},
		{"setMyShortDescription", setWords("short_description", 120)},
		{"getMyShortDescription", getSetting("short_description", "")},
		{"setChatMenuButton", setChatMenuButton},
	} {
		table[strings.ToLower(m.name)] = m
	}
	return table
}
