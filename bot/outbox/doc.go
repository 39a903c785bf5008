// Package outbox is everything that goes out: pace, order, retry, and what to do with each kind of failure.
//
// An item is committed with the turn that wrote it and lies in its customer's shard until its life ends:
//
//	             ┌── 429, no connection, 5xx, time-out: later ───┐
//	             ▼                                               │
//	commit ─▶ queued ────────────────────────────────────────▶ sending ──┬─▶ sent       Telegram has it: removed
//	           │ ▲ │                                                     ├─▶ failed     refused: moved to the list "dead"
//	           │ │ ├─▶ dropped     the chat cannot be reached ◀──────────┤
//	           │ │ └─▶ uncertain   Once, found begun at a start ◀────────┤              Once, and no answer came
//	           │ └──── held        for the desk: nobody is there, ◀──────┘
//	           │                   or its customer's topic is not
//	           └─────▶ replaced    a newer state of the same waits: removed with it
//
// What each kind promises:
//   - Items of one chat are sent in order, the next only when the former's life has ended. Chats go in parallel and in turn.
//     In a group the order is that of each customer's words.
//   - An item is sent at least once. It is sent twice only where Telegram's answer was lost, or the process was killed
//     after the send and before its mark: at most as many as were in flight. After such a kill the repeated message
//     may come behind a younger one that was marked already.
//   - A Once item is sent at most once. Its mark is committed before; where no answer came it is uncertain and given up.
//   - A 429 silences the whole bot for as long as it says, every kind of item.
//   - An item that Telegram keeps failing on while others pass is failed after 20 tries, so that it does not block its chat.
//
// Pace: a private chat gets 20 messages at once, each of an album counted, then one a second; Bulk items together 30 a
// second less what other items took of it. A group gets 5 at once, then one a second, and never more than 20 in any
// minute, whatever the calls are; a call counts from its end. When the desk's group was called is written down before
// each call, so a restart keeps to it.
//
// # The desk's group
//
// What goes out within the 20, first to last:
//   - Words: whose customer has waited longest. Their texts that wait go as one message, in order. A ticket's First
//     message counts as waiting a minute longer, and while tickets are being opened 4 of the 20 are kept for the next two.
//     Of one second who came first goes first.
//     So that these come free again soon and not all a minute later, other calls go one in 3 s once the minute had 5.
//   - What yields (titles, icons, marks, edits, cards) takes what leaves 8 to words, and one call a minute whatever waits; of
//     each only the newest state is sent, none where a title is again as it was, and no mark that waited ten minutes.
//   - Before all of them, once a minute, the queue's card, General; pinned with its first showing. Its calls are left to it
//     while nobody has waited 20 s for them.
//
// Items lie in their customers' shards, not in one of the group's: so they are committed with the turn, a message's
// texts end in one commit, and one process holds all shards. With several replicas the holder of the group's shard would
// have to be handed them.
//
// A customer's items go into their topic. Options.Topic says which; where there is none, createForumTopic is called first
// and Options.Opened keeps what came of it. A topic that is gone or closed holds its customer's items, and Options.Held
// tells; the desk may then queue a card and the story so far as Lead items, and calls Resume. Without rights in the
// group, or without the group, all for the desk is held, until SetDesk.
package outbox
