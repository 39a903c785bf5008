package bot_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"
	"testing/fstest"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// TestPicture shows a picture of the shop's folder above an answer: uploaded once, over lives and customers, until it
// changes or Telegram knows it no more.
func TestPicture(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	var named string
	shows := func(width int) {
		t.Helper()
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, width, 3))); err != nil {
			t.Fatal(err)
		}
		world, err := dialogs.Load(fstest.MapFS{
			"shop.yaml":        {Data: []byte("name: {en: Small}\nlanguages: [en]\ncurrency: EUR\ntime-zone: UTC\n")},
			"knowledge/a.yaml": {Data: []byte("- id: look\n  questions: {en: [What does the tea look like]}\n  answer: {en: Like grass in spring.}\n  photo: tea.png\n")},
			"tea.png":          {Data: picture.Bytes()},
		})
		if err != nil {
			t.Fatal(err)
		}
		r.bot.SetWorld(world)
		said := dialogs.Turn(world, dialogs.State{}, dialogs.Input{Kind: dialogs.Words, Chat: 7, At: time.Unix(2e9, 0), Language: "en", Text: "What does the tea look like?"}).Messages
		named = said[len(said)-1].Photo
	}
	chat := int64(100)
	asks := func() sandbox.Message { // each time somebody else: nobody is shown a picture twice in a row
		t.Helper()
		chat++
		r.box.AddUser(sandbox.User{ID: chat, Name: "Ann", Language: "en"})
		photo := r.say(chat, "What does the tea look like?")
		if answer := r.await(chat, photo.ID); photo.Media != "photo" || photo.Content == nil || answer.Media != "" || answer.Plain == "" {
			t.Fatalf("%+v\n%+v", photo, answer)
		}
		return photo
	}
	shows(4)
	first := asks().File
	if again, other := asks().File, asks().File; again != first || other != first {
		t.Errorf("uploaded as %s, %s and %s", first, again, other)
	}
	r.stop()
	r.start()
	shows(4)
	if later := asks().File; later != first {
		t.Errorf("uploaded again after a start: %s, %s", first, later)
	}
	shows(5)
	changed := asks().File
	if changed == first {
		t.Error("shows the picture as it was before it changed")
	}
	key := store.Key{Shard: profile.ShardOf("uploaded:" + named), Name: "uploaded:" + named}
	if err := memory.Commit(t.Context(), store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: []byte("forgotten")}}}); err != nil {
		t.Fatal(err)
	}
	if anew := asks().File; anew == changed || anew == first {
		t.Errorf("sent as %s, which Telegram knows no more", anew)
	}
}
