package main

import (
	"log/slog"
	"strings"
	"testing"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"
)

// TestAudit prints the list while a bot runs on the store, and after.
func TestAudit(t *testing.T) {
	c := auditCommand{Data: t.TempDir()}
	t.Setenv("REDIS_URL", "")
	memory, _, err := store.Open(t.Context(), store.Options{Folder: c.Data, KeyFile: c.Data + ".key"})
	if err != nil {
		t.Fatal(err)
	}
	c.KeyFile = c.Data + ".key"
	id := profile.TelegramCustomer(7)
	for n, act := range []desk.Audit{
		{At: 1_700_000_060_000, By: 2, Name: "Anna", What: "sale", Customer: id, Detail: "45.00"},
		{At: 1_700_000_000_000, By: 1, Name: "Olga", What: "owner", Detail: "0 to 1"},
	} {
		link, err := act.Link(1, n)
		if err == nil {
			err = memory.Commit(t.Context(), store.Commit{Shard: link.List.Shard, Add: []store.Link{link}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	want := "2023-11-14T22:13:20Z  owner        by 1 Olga   0 to 1\n2023-11-14T22:14:20Z  sale         by 2 Anna  " + string(id) + " 45.00\n"
	print := func() string {
		var out strings.Builder
		if err := c.Run(t.Context(), &terminal{out: &out}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	stop := tellAudit(c.Data, memory, slog.New(slog.DiscardHandler))
	if got := print(); got != want {
		t.Errorf("beside a running bot:\n%s", got)
	}
	stop()
	if err := memory.Close(); err != nil {
		t.Fatal(err)
	}
	if got := print(); got != want {
		t.Errorf("with no bot running:\n%s", got)
	}
	c.JSON = true
	if got := print(); !strings.Contains(got, `"detail":"45.00"`) || strings.Count(got, "\n") != 2 {
		t.Errorf("as JSON:\n%s", got)
	}
}
