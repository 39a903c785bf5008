package telegram

import "encoding/json"

// silent are the fields of a message that go with others, or that make it a service message: Bot API 10.1.
var silent = set(
	"message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
	"sender_business_bot", "sender_tag", "date", "guest_query_id", "business_connection_id", "chat", "forward_origin",
	"is_topic_message", "is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story",
	"reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot", "guest_bot_caller_user", "guest_bot_caller_chat",
	"edit_date", "has_protected_content", "is_from_offline", "is_paid_post", "media_group_id", "author_signature",
	"paid_star_count", "text", "entities", "link_preview_options", "suggested_post_info", "effect_id", "caption",
	"caption_entities", "show_caption_above_media", "has_media_spoiler", "reply_markup",

	"new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title", "new_chat_photo",
	"delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
	"message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message",
	"successful_payment", "refunded_payment", "users_shared", "chat_shared", "gift_upgrade_sent", "connected_website",
	"write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added", "chat_background_set",
	"checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created",
	"forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
	"general_forum_topic_unhidden", "giveaway_created", "giveaway_winners", "giveaway_completed", "managed_bot_created",
	"paid_message_price_changed", "poll_option_added", "poll_option_deleted", "suggested_post_approved",
	"suggested_post_approval_failed", "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded",
	"video_chat_scheduled", "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",

	// What this API no longer names and servers may still send.
	"forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature", "forward_sender_name",
	"forward_date", "new_chat_member", "new_chat_participant", "left_chat_participant", "user_shared",
)

func set(names ...string) map[string]bool {
	all := make(map[string]bool, len(names))
	for _, name := range names {
		all[name] = true
	}
	return all
}

// unheardOf says whether a message that carries nothing we know has a field that we do not know: what somebody sent
// is then of a kind that is newer than this program.
func unheardOf(raw json.RawMessage) bool {
	var update struct {
		Message map[string]json.RawMessage `json:"message"`
	}
	if json.Unmarshal(raw, &update) != nil {
		return false
	}
	for name, value := range update.Message {
		if !silent[name] && string(value) != "null" && string(value) != "[]" && string(value) != `""` {
			return true
		}
	}
	return false
}
