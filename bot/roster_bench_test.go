package bot

import (
	"fmt"
	"testing"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// BenchmarkSearch looks for one of 100,000 customers in a sealed store on the disk, none of whom has a topic, and every tenth
// of whom complained.
func BenchmarkSearch(b *testing.B) {
	memory, _, err := store.Open(b.Context(), store.Options{Folder: b.TempDir() + "/data"})
	if err != nil {
		b.Fatal(err)
	}
	defer memory.Close()
	commits := make([]store.Commit, profile.Shards)
	for n := range 100_000 {
		id := profile.TelegramCustomer(int64(n + 1))
		entry := desk.Entry{Name: fmt.Sprintf("Ada Byron %d", n), Username: fmt.Sprintf("ada%d", n)}
		if n%10 == 0 {
			entry.Gists = []string{fmt.Sprintf("The lid of pot %d came in two pieces, and nobody picks up the phone since Tuesday; I want my money back, please", n)}
		}
		value, err := cbor.Marshal(entry)
		if err != nil {
			b.Fatal(err)
		}
		c := &commits[id.Shard()]
		c.Shard = id.Shard()
		c.Add = append(c.Add, store.Link{List: desk.RosterIn(c.Shard), Entry: store.Entry{Score: int64(n), ID: string(id), Value: value}})
	}
	for _, c := range commits {
		if err := memory.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	bot := &Bot{store: memory}
	for b.Loop() {
		if found, err := bot.search("pot 77770 came"); err != nil || len(found) != 1 {
			b.Fatalf("%d found, %v", len(found), err)
		}
	}
}
