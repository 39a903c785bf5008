// The files that the bot sent, to be looked at.
package console

import (
	"mime"
	"net/http"
	"strconv"

	"guanxi/bot/sandbox"
)

// file brings a document or a picture out of a room.
func (c *Console) file(w http.ResponseWriter, r *http.Request) {
	at, ok := c.bySlug(r.PathValue("room"))
	id, err := strconv.Atoi(r.PathValue("message"))
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	for _, m := range c.history(at) {
		if m.ID != id || m.Content == nil || m.Deleted {
			continue
		}
		kind := http.DetectContentType(m.Content)
		if m.Media != "photo" || kind != "image/jpeg" && kind != "image/png" {
			kind = "application/octet-stream" // never shown as a page of this site
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": m.FileName}))
		w.Write(m.Content) //nolint:errcheck // the browser hung up: nothing to tell it
		return
	}
	http.NotFound(w, r)
}

// document is a file that can be downloaded.
type document struct{ Name, Link string }

// documentOf is a message's document; nil: the sandbox has none of it.
func documentOf(r room, m sandbox.Message) *document {
	if m.Content == nil {
		return nil
	}
	return &document{m.FileName, "/sandbox/" + r.Slug + "/file/" + strconv.Itoa(m.ID)}
}
