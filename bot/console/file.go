// The files that the bot sent, to be looked at.
package console

import (
	"mime"
	"net/http"
	"strconv"

	"guanxi/bot/sandbox"
)

// file brings a document out of a person's chat.
func (c *Console) file(w http.ResponseWriter, r *http.Request) {
	p := c.cast.bySlug(r.PathValue("person"))
	id, err := strconv.Atoi(r.PathValue("message"))
	if p == nil || err != nil {
		http.NotFound(w, r)
		return
	}
	for _, m := range c.box.History(p.id) {
		if m.ID != id || m.Content == nil || m.Deleted {
			continue
		}
		w.Header().Set("Content-Type", "application/octet-stream") // never shown as a page of this site
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": m.FileName}))
		w.Write(m.Content) //nolint:errcheck // the browser hung up: nothing to tell it
		return
	}
	http.NotFound(w, r)
}

// document is a file that can be downloaded.
type document struct{ Name, Link string }

// documentOf is a message's document; nil: the sandbox has none of it.
func documentOf(p *person, m sandbox.Message) *document {
	if m.Content == nil {
		return nil
	}
	return &document{m.FileName, "/sandbox/" + p.Slug + "/file/" + strconv.Itoa(m.ID)}
}
