package profile

import (
	"testing"
	"time"
)

// TestHistoryWith appends over a month's end, keeps 30 events whole, counts the others by month, and leaves the
// history it started from alone.
func TestHistoryWith(t *testing.T) {
	start := time.Date(2026, 1, 31, 23, 0, 0, 0, time.UTC)
	var h, early History
	for i := range 40 {
		h = h.With(Event{Kind: "rating", At: start.Add(time.Duration(i) * 10 * time.Minute).Unix()})
		if i == 34 {
			early = h
		}
	}
	counted := func(h History) (total int) {
		for _, m := range h.Months {
			total += m.Counts["rating"]
		}
		return total
	}
	if len(h.Last) != 30 || counted(h) != 10 || len(h.Months) != 2 {
		t.Errorf("%d whole, %d counted in %d months; want 30, 10 in 2", len(h.Last), counted(h), len(h.Months))
	}
	if len(early.Last) != 30 || counted(early) != 5 {
		t.Errorf("the history appended to became %d whole, %d counted; want 30, 5", len(early.Last), counted(early))
	}
}

// TestIdentifiedBy tells customers apart by kind and value, spreads them over the shards, and never changes: stores
// hold these names.
func TestIdentifiedBy(t *testing.T) {
	if got := TelegramCustomer(7); got != "p2ztuzz733zqj3hx" {
		t.Errorf("the customer of chat 7 is %s", got)
	}
	if IdentifiedBy("phone", "7") == TelegramCustomer(7) {
		t.Error("a phone number and a chat are one customer")
	}
	var shards [Shards]int
	for chat := range int64(6400) {
		shards[TelegramCustomer(chat).Shard()]++
	}
	for shard, n := range shards {
		if n < 50 || n > 160 {
			t.Errorf("shard %d holds %d of 6400 customers", shard, n)
		}
	}
}
