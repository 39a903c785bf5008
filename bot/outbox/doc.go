// Package outbox is everything that goes out: pace, order, retry, and what to do with each kind of failure.
//
// An item is committed with the turn that wrote it and lies in its customer's shard until its life ends:
//
//	             ┌── 429, no connection, 5xx, time-out: later ───┐
//	             ▼                                               │
//	commit ─▶ queued ────────────────────────────────────────▶ sending ──┬─▶ sent       Telegram has it: removed
//	             │                                                       ├─▶ failed     refused: moved to the list "dead"
//	             ├─▶ dropped     the chat cannot be reached ◀────────────┤
//	             └─▶ uncertain   Once, found begun at a start ◀──────────┘              Once, and no answer came
//
// What each kind promises:
//   - Items of one chat are sent in order, the next only when the former's life has ended. Chats go in parallel and in turn.
//   - An item is sent at least once. It is sent twice only where Telegram's answer was lost, or the process was killed
//     after the send and before its mark: at most as many as were in flight. After such a kill the repeated message
//     may come behind a younger one that was marked already.
//   - A Once item is sent at most once. Its mark is committed before; where no answer came it is uncertain and given up.
//   - A 429 silences the whole bot for as long as it says, every kind of item.
//   - An item that Telegram keeps failing on while others pass is failed after 20 tries, so that it does not block its chat.
//
// Pace: a private chat gets 20 at once, then one a second; a group 20 in any minute; Bulk items together 30 a second less
// what other items took of it.
package outbox
