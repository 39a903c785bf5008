package profile

import (
	"slices"
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

// TestStands counts a question that was answered again in its round once, by its last answer, in the list and in its month.
func TestStands(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Unix()
	events := []Event{
		{Kind: "rating", At: at, Value: "2"},
		{Kind: "rating-reason", At: at + 5, Value: "price", Round: at},
		{Kind: "rating", At: at + 60, Value: "4", Round: at},
		{Kind: "rating", At: at + 3600, Value: "5"}, // another visit
		{Kind: "rating", At: at + 7200, Value: "3", Round: at},
	}
	var standing []string
	for i, e := range events {
		if e.Stands(events[i+1:]) {
			standing = append(standing, e.Kind+" "+e.Value)
		}
	}
	if want := []string{"rating-reason price", "rating 5", "rating 3"}; !slices.Equal(standing, want) {
		t.Errorf("%q stand, want %q", standing, want)
	}
	h := History{}.With(events...)
	for i := range keptEvents {
		h = h.With(Event{Kind: "question", At: at + 8000 + int64(i)})
	}
	if got := h.Months[0].Counts; got["rating"] != 2 || got["rating-reason"] != 1 {
		t.Errorf("the month counts %v, want 2 ratings and 1 reason", got)
	}
}
