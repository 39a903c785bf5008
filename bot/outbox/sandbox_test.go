package outbox

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/deploy/needs"
	"guanxi/dialogs"
)

// apiDescription is the Bot API's description, or "".
func apiDescription(t *testing.T) string {
	return needs.Shared(t, "data/telegram/bot-api-10.1.json", "what the outbox calls was not checked against the Bot API")
}

// inSandbox runs a test with an outbox against the strict server.
func inSandbox(t *testing.T, limits bool, test func(*testing.T, *rig, *sandbox.Server)) {
	spec := apiDescription(t)
	synctest.Test(t, func(t *testing.T) {
		box, err := sandbox.New(sandbox.Options{Token: "1:test", Spec: spec, Limits: limits})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(box.Close)
		test(t, newRigOn(t, newAPI(nil), box), box)
		lawful(t, box)
	})
}

// lawful holds that no call broke the Bot API's description.
func lawful(t *testing.T, box *sandbox.Server) {
	t.Helper()
	if broken := box.Violations(); len(broken) > 0 {
		t.Errorf("calls against the Bot API: %q", broken)
	}
}

// bubbles are what a customer reads in a chat.
func bubbles(box *sandbox.Server, chat int64) []string {
	var texts []string
	for _, m := range box.History(chat) {
		if m.FromBot {
			texts = append(texts, m.Plain)
		}
	}
	return texts
}

func TestPaceSatisfiesTheLimits(t *testing.T) {
	inSandbox(t, true, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddGroup(sandbox.Group{ID: -100500})
		r.add(row(7, 60)...)
		r.add(row(-100500, 60)...)
		for chat := range int64(200) {
			box.AddUser(sandbox.User{ID: 1000 + chat, Wrote: true})
			it := item(1000+chat, 1, "news")
			it.Bulk = true
			r.add(it)
		}
		r.run()
		pass(10 * time.Minute)
		if got := r.Stats(); got != (Stats{Sent: 320}) {
			t.Errorf("stats %+v", got)
		}
		expect(t, bubbles(box, 7), numbers(60))
		expect(t, bubbles(box, -100500), numbers(60))
	})
}

func TestSandboxWithFaults(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		const chats, each = 30, 20
		box.SetFaults(sandbox.Faults{Seed: 5, TooMany: 0.03, Internal: 0.05, HTML: 0.05, Lost: 0.05})
		for chat := range int64(chats) {
			box.AddUser(sandbox.User{ID: 100 + chat, Wrote: true})
			items := row(100+chat, each)
			items[3].Buttons = [][]dialogs.Button{{{Label: "Yes", Data: "a.b:c"}}}
			items[5].Text = "<b>6</b>"
			items[7].Text = "8 <" // refused as HTML
			r.add(items...)
		}
		r.run()
		pass(time.Hour)
		want := numbers(each)
		want[7] = "8 <"
		total := 0
		for chat := range int64(chats) {
			got := bubbles(box, 100+chat)
			total += len(got)
			expect(t, once(got), want)
		}
		stats, injected := r.Stats(), box.Injected()
		if stats.Sent != chats*each || stats.Waiting != 0 || stats.Failed != 0 {
			t.Errorf("stats %+v", stats)
		}
		if doubled := total - chats*each; doubled == 0 || doubled > injected["lost"] {
			t.Errorf("%d doubled, %d answers lost", doubled, injected["lost"])
		}
		t.Logf("injected %v; %d messages for %d items", injected, total, chats*each)
	})
}

func TestSandboxEditsAndBlocks(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 8, Wrote: true})
		r.add(item(7, 1, "first"))
		r.run()
		pass(time.Second)
		edit := item(7, 2, "second")
		edit.Edit = box.History(7)[0].ID
		same, gone, copied := edit, edit, item(8, 1, "")
		same.Seq, gone.Seq, gone.Edit = 3, 4, 987654
		copied.Copy = &dialogs.Copy{Chat: 7, Message: edit.Edit}
		r.add(edit, same, gone)
		pass(time.Second)
		r.add(copied)
		pass(time.Second)
		expect(t, bubbles(box, 7), []string{"second", "second"})
		expect(t, bubbles(box, 8), []string{"second"})
		if err := box.Block(8); err != nil {
			t.Fatal(err)
		}
		r.add(item(8, 2, "x"), item(8, 3, "y"), item(9, 1, "to a stranger"))
		pass(time.Second)
		if got := r.Stats(); got != (Stats{Sent: 5, Dropped: 3}) || !slices.Equal(bubbles(box, 8), []string{"second"}) {
			t.Errorf("stats %+v", got)
		}
	})
}
