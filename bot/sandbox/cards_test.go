package sandbox

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestAlbum sends an album, and copies it: it stays one, under another name.
func TestAlbum(t *testing.T) {
	r := newRig(t, Options{})
	r.AddUser(User{ID: 8, Name: "Li", Wrote: true})
	ids, err := r.SendAlbum(Post{Chat: 7, Media: "photo", Text: "two cups"}, Post{Chat: 7, Media: "photo"})
	if err != nil {
		t.Fatal(err)
	}
	alone := r.say(7, "that is all")
	if got := string(r.call("getUpdates", nil).Result); strings.Count(got, `"media_group_id"`) != 2 {
		t.Errorf("updates of an album: %s", got)
	}
	to := params{"chat_id": 8, "from_chat_id": 7}
	to["message_ids"] = []int{ids[1], ids[0]}
	r.refused("copyMessages", to, 400, "Bad Request: message identifiers must be in a strictly increasing order")
	to["message_ids"] = []int{ids[0], ids[1], alone}
	r.ok("copyMessages", to, nil)
	got := r.History(8)
	if len(got) != 3 || got[0].Album == "" || got[0].Album != got[1].Album || got[2].Album != "" {
		t.Fatalf("copies %+v", got)
	}
	if got[0].Album == r.History(7)[1].Album || got[0].Plain != "two cups" || got[1].Plain != "" {
		t.Errorf("copies %+v", got)
	}
}

// TestReactions go both ways, and only where they are asked for.
func TestReactions(t *testing.T) {
	r := newRig(t, Options{})
	id := r.send(7, "tea?")
	r.refused("setMessageReaction", params{"chat_id": 7, "message_id": id, "reaction": []params{{"type": "emoji", "emoji": "✅"}}}, 400, "Bad Request: REACTION_INVALID")
	r.ok("setMessageReaction", params{"chat_id": 7, "message_id": id, "reaction": []params{{"type": "emoji", "emoji": "👍"}}}, nil)
	if err := r.React(7, id, "👎"); err != nil {
		t.Fatal(err)
	}
	asked := params{"allowed_updates": []string{"message", "message_reaction"}}
	if got := string(r.call("getUpdates", asked).Result); strings.Contains(got, "message_reaction") {
		t.Errorf("a reaction came unasked: %s", got)
	}
	if err := r.React(7, id, "❤"); err != nil {
		t.Fatal(err)
	}
	got := string(r.call("getUpdates", asked).Result)
	if !strings.Contains(got, `"old_reaction":[{"type":"emoji","emoji":"👎"}],"new_reaction":[{"type":"emoji","emoji":"❤"}]`) {
		t.Errorf("updates %s", got)
	}
	if m := r.find(7, id); m.Reaction != "👍" || m.Reacted != "❤" {
		t.Errorf("message %+v", m)
	}
	if r.React(7, id+100, "👍") == nil {
		t.Error("a reaction to nothing")
	}
}

// find is a message as an observer sees it.
func (r *rig) find(chat int64, id int) Message {
	for _, m := range r.History(chat) {
		if m.ID == id {
			return m
		}
	}
	return Message{}
}

// TestEveryKind comes to the bot as what it is and is copied, where Telegram copies it.
func TestEveryKind(t *testing.T) {
	r := newRig(t, Options{})
	r.AddUser(User{ID: 8, Name: "Li", Wrote: true})
	for _, kind := range customerMedia {
		id, err := r.Send(Post{Chat: 7, Media: kind, Name: "a.pdf", Phone: "1", Owner: 7, Place: [2]float64{1, 2}})
		if err != nil {
			t.Fatal(err)
		}
		var updates []struct{ Message map[string]json.RawMessage }
		r.ok("getUpdates", params{"offset": -1}, &updates)
		if updates[0].Message[kind] == nil {
			t.Errorf("%s came as %v", kind, updates[0].Message)
		}
		switch got := r.call("copyMessage", params{"chat_id": 8, "from_chat_id": 7, "message_id": id}); {
		case kind == "paid_media" && got.OK:
			t.Error("paid media were copied")
		case kind != "paid_media" && !got.OK:
			t.Errorf("copy of %s: %s", kind, got.Description)
		}
	}
	if got := r.History(8); got[3].FileName != "a.pdf" {
		t.Errorf("a document's name: %+v", got[3])
	}
}

// TestDeletedByTheCustomer cannot be changed any more.
func TestDeletedByTheCustomer(t *testing.T) {
	r := newRig(t, Options{})
	id := r.send(7, "tea?")
	if err := r.Delete(7, id); err != nil {
		t.Fatal(err)
	}
	r.refused("editMessageText", params{"chat_id": 7, "message_id": id, "text": "more tea?"}, 400, "Bad Request: message to edit not found")
	if r.Delete(7, id) == nil {
		t.Error("deleted twice")
	}
}

// TestGetFile names a place for a file of the sandbox's own.
func TestGetFile(t *testing.T) {
	r := newRig(t, Options{})
	if _, err := r.Send(Post{Chat: 7, Media: "voice"}); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Path string `json:"file_path"`
	}
	r.ok("getFile", params{"file_id": r.History(7)[1].File}, &file)
	if !strings.HasPrefix(file.Path, "voices/") {
		t.Errorf("path %q", file.Path)
	}
	r.refused("getFile", params{"file_id": "x"}, 400, "Bad Request: invalid file_id")
}
