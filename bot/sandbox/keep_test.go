package sandbox

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const group = -1001

// closed ends the rig's sandbox, which then has written its file.
func (r *rig) closed() {
	r.web.Close()
	r.Close()
}

func TestKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "telegram.json")
	r := newRig(t, Options{File: file})
	r.AddGroup(Group{ID: group, Title: "Staff", Forum: true, Members: []int64{7}})
	r.ok("sendMessage", params{"chat_id": 7, "text": "<b>Hi</b>", "parse_mode": "HTML",
		"reply_markup": params{"inline_keyboard": [][]params{{{"text": "Rate", "callback_data": "rate:5"}}}}}, nil)
	r.ok("sendPhoto", params{"chat_id": 7, "photo": "https://shop.example/cup.png"}, nil)
	r.ok("createForumTopic", params{"chat_id": group, "name": "Mei"}, nil)
	if _, err := r.Send(Post{Chat: 7, Media: "location", Place: [2]float64{30.2, 120.1}}); err != nil {
		t.Fatal(err)
	}
	hi := r.History(7)[1]
	if _, err := r.Press(7, hi.ID, "rate:5"); err != nil {
		t.Fatal(err)
	}
	if err := r.Block(7); err != nil {
		t.Fatal(err)
	}
	before, topics, updates := r.History(7), r.Topics(group), r.updates(nil)
	r.closed()

	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the file: %v, %v", info, err)
	}
	again := newRig(t, Options{File: file})
	after := again.History(7)
	own := cmp.AllowUnexported(Message{}, wireTopicCreated{})
	if diff := cmp.Diff(before, after[:len(before)], own, cmpopts.EquateEmpty()); diff != "" {
		t.Error("messages differ:", diff)
	}
	if last := after[len(after)-1]; last.ID <= before[len(before)-1].ID {
		t.Errorf("message id %d was used before", last.ID)
	}
	if diff := cmp.Diff(topics, again.Topics(group)); diff != "" || len(topics) != 1 {
		t.Error("topics differ:", diff)
	}
	got := again.updates(nil)
	if len(got) != len(updates)+2 { // the rig unblocks and writes
		t.Fatalf("%d updates wait, want %d and two more", len(got), len(updates))
	}
	for i, u := range updates {
		if got[i].ID != u.ID {
			t.Errorf("update %d has id %d, had %d", i, got[i].ID, u.ID)
		}
	}
	if last := got[len(got)-1]; last.ID <= updates[len(updates)-1].ID {
		t.Errorf("update id %d was used before", last.ID)
	}
}

// TestKeptInTime wants what was done written soon: a kill asks nobody.
func TestKeptInTime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "telegram.json")
	synctest.Test(t, func(t *testing.T) {
		box, err := New(Options{Token: token, File: file})
		if err != nil {
			t.Fatal(err)
		}
		defer box.Close()
		box.AddUser(User{ID: 7, Name: "Mei"})
		if _, err := box.Send(Post{Chat: 7, Text: "/start"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * keepPause) // of the test's own clock
		synctest.Wait()
		if text, err := os.ReadFile(file); err != nil || !bytes.Contains(text, []byte("/start")) {
			t.Errorf("%s, %v", text, err)
		}
	})
}

func TestKeptIsBounded(t *testing.T) {
	file := filepath.Join(t.TempDir(), "telegram.json")
	r := newRig(t, Options{File: file, Keep: 10})
	for range 11 {
		r.say(7, "hello")
	}
	r.closed()
	if got := len(newRig(t, Options{File: file}).History(7)); got != 11 { // the rig writes one
		t.Errorf("%d messages, want 11", got)
	}
}

func TestDamagedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "telegram.json")
	for _, damage := range []string{"", `{"Users":[`, "\x00\x00", `{"Users":{}}`, `{"Chats":[{"ID":"x"}]}`} {
		if err := os.WriteFile(file, []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		var log strings.Builder
		r := newRig(t, Options{File: file, Log: slog.New(slog.NewTextHandler(&log, nil))})
		r.closed()
		if !strings.Contains(log.String(), "damaged") {
			t.Errorf("%q is not told: %q", damage, log.String())
		}
		if aside, err := os.ReadFile(file + ".damaged"); err != nil || string(aside) != damage {
			t.Errorf("%q is set aside as %q, %v", damage, aside, err)
		}
		again := newRig(t, Options{File: file})
		if len(again.History(7)) != 2 {
			t.Errorf("after %q nothing is kept", damage)
		}
		again.closed()
	}
}

// TestIdleWritesNothing holds that a process that never got to run leaves another's file alone.
func TestIdleWritesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "telegram.json")
	newRig(t, Options{File: file}).closed()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	idle, err := New(Options{Token: token, File: file})
	if err != nil {
		t.Fatal(err)
	}
	idle.AddUser(User{ID: 7, Name: "Mei", Username: "mei", Language: "zh"})
	other := slices.Concat(text, []byte("\n"))
	if err := os.WriteFile(file, other, 0o600); err != nil {
		t.Fatal(err)
	}
	idle.Close()
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, other) {
		t.Errorf("the file was written: %v", err)
	}
}

func TestReset(t *testing.T) {
	file := filepath.Join(t.TempDir(), "telegram.json")
	r := newRig(t, Options{File: file})
	last := r.say(7, "secret")
	r.SetFaults(Faults{TooMany: 1})
	r.Reset()
	if len(r.Users()) != 0 || r.History(7) != nil || r.Waiting() != 0 {
		t.Errorf("left: %v, %v, %d", r.Users(), r.History(7), r.Waiting())
	}
	r.AddUser(User{ID: 7, Name: "Mei"})
	if id := r.say(7, "hello"); id <= last {
		t.Errorf("message id %d was used before", id)
	}
	r.ok("sendMessage", params{"chat_id": 7, "text": "hi"}, nil)
	r.closed()
	if text, err := os.ReadFile(file); err != nil || bytes.Contains(text, []byte("secret")) {
		t.Errorf("the file: %s, %v", text, err)
	}
}

// BenchmarkKeep writes six chats of 500 messages each: 1.6 MB.
func BenchmarkKeep(b *testing.B) {
	box, err := New(Options{Token: token, Keep: 500, File: filepath.Join(b.TempDir(), "telegram.json")})
	if err != nil {
		b.Fatal(err)
	}
	for user := range int64(6) {
		box.AddUser(User{ID: user + 1, Name: "Mei"})
		for range 500 {
			if _, err := box.Send(Post{Chat: user + 1, Text: "How much is the Longjing, and when are you open on Sunday?"}); err != nil {
				b.Fatal(err)
			}
		}
	}
	box.queue.confirm(1 << 60) // a bot takes them
	box.Close()                // or it would write, too
	for b.Loop() {
		if err := box.write(); err != nil {
			b.Fatal(err)
		}
	}
	info, err := os.Stat(box.opt.File)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size()), "bytes")
}
