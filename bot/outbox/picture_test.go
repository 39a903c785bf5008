package outbox

import (
	"encoding/json"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

// TestPicture shows an item's picture above its words, as the Bot API takes it.
func TestPicture(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		it := item(7, 1, "Warm <b>croissants</b>")
		it.Photo = "https://a.example/croissant.jpg"
		r.add(it)
		r.run()
		pass(time.Second)
		if got := r.Stats(); got != (Stats{Sent: 1}) {
			t.Errorf("stats %+v", got)
		}
		expect(t, bubbles(box, 7), []string{"Warm croissants"})
		asked, err := json.Marshal(preview(&job{Item: it}))
		if want := `{"url":"https://a.example/croissant.jpg","prefer_large_media":true,"show_above_text":true}`; err != nil || string(asked) != want {
			t.Errorf("%s, %v", asked, err)
		}
	})
}
