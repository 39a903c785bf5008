package outbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

// busy has the minute be used up by words of others, who go on writing.
func (o *office) busy(minutes int) {
	for n := range int64(minutes * 30) {
		o.add(forDesk(1000+n, 1, "hello"))
	}
	o.run()
	pass(time.Minute)
}

// renamed is the n-th change of the name of a customer's topic.
func (o *office) renamed(chat int64, n int, was, name string) Item {
	it := forDesk(chat, n, "")
	it.Topic = &Topic{Name: name, Was: was, Thread: o.threads[profile.TelegramCustomer(chat)]}
	return it
}

// names are those that topics were given.
func (o *office) names() []string {
	var names []string
	for _, c := range o.posts() {
		if c.method == "editForumTopic" {
			names = append(names, c.Name)
		}
	}
	return names
}

func TestANameAndBackTakesNoCall(t *testing.T) {
	for _, c := range []struct {
		name        string
		back, again bool // the name is as it was; an earlier life may have changed it
		calls       int
	}{
		{"another", false, false, 1},
		{"back", true, false, 0},
		{"back, after a restart", true, true, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			inOffice(t, func(t *testing.T, o *office) {
				o.open(7)
				first, second := o.renamed(7, 2, "🔴 Mei", "🟢 Mei"), o.renamed(7, 3, "🟢 Mei", "✅ Mei")
				if c.back {
					second.Topic.Name = "🔴 Mei"
				}
				o.commit(first)
				if c.again {
					if err := o.Load(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				o.Queue(first)
				o.add(second)
				o.run()
				pass(3 * time.Minute)
				if names := o.names(); len(names) != c.calls || len(o.left(ListIn)) != 0 || o.Stats().Waiting != 0 {
					t.Errorf("calls %q, stats %+v", names, o.Stats())
				}
			})
		})
	}
}

// TestANameOfAFormerTopic: what the topic was called says nothing about one made in its place.
func TestANameOfAFormerTopic(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.open(7)
		first := o.renamed(7, 2, "🔴 Mei", "🟢 Mei")
		first.Topic.Thread++
		o.open(8)
		other := o.renamed(8, 2, "🔴 Ida", "🔴 Ida")
		other.Topic.Thread++
		o.add(first, o.renamed(7, 3, "🟢 Mei", "🔴 Mei"), other)
		o.run()
		pass(3 * time.Minute)
		names := o.names()
		slices.Sort(names)
		expect(t, names, []string{"🔴 Ida", "🔴 Mei"})
	})
}

// open gives a customer a topic that is there already.
func (o *office) open(chat int64) {
	o.t.Helper()
	var made struct {
		ID int `json:"message_thread_id"`
	}
	if err := o.client.Call(o.t.Context(), "createForumTopic", map[string]any{"chat_id": staff, "name": fmt.Sprint(chat)}, &made); err != nil {
		o.t.Fatal(err)
	}
	o.threads[profile.TelegramCustomer(chat)] = made.ID
}

// TestLateMarksAreNotSet: after a storm nobody looks for those that waited longer than ten minutes.
func TestLateMarksAreNotSet(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.box.AddUser(sandbox.User{ID: 1})
		var read []int // staff wrote these
		for range 60 {
			id, err := o.box.Send(sandbox.Post{Chat: staff, From: 1, Text: "yes"})
			if err != nil {
				t.Fatal(err)
			}
			read = append(read, id)
		}
		o.busy(8)
		for n, id := range read {
			it := forDesk(7, n+1, "")
			it.Chat, it.Edit, it.React = staff, id, arrived
			o.add(it)
		}
		pass(40 * time.Minute)
		o.budget()
		marks := 0
		var last time.Time
		for _, c := range o.posts() {
			if c.method == "setMessageReaction" {
				marks++
				last = c.at
			}
		}
		if marks == 0 || marks == len(read) || o.Stats().Waiting != 0 || len(o.left(ListIn)) != 0 {
			t.Errorf("%d of %d marks, the last at %v, stats %+v", marks, len(read), last, o.Stats())
		}
	})
}
