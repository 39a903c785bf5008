// What is done on the page, as a person: each act is a form.
package console

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"guanxi/bot/sandbox"
)

// act wraps one deed: it finds the person, reads the form, and answers the script (which asks for JSON) or a plain form.
func (c *Console) act(do func(*person, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := bySlug(r.PathValue("person"))
		if p == nil {
			http.NotFound(w, r)
			return
		}
		var large *http.MaxBytesError
		err := r.ParseForm()
		switch {
		case errors.As(err, &large):
			http.Error(w, "too long", http.StatusRequestEntityTooLarge)
			return
		case err != nil:
			http.Error(w, "read the form: "+err.Error(), http.StatusBadRequest)
			return
		}
		if err := do(p, r); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		if strings.Contains(r.Header.Get("Accept"), "application/json") {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		http.Redirect(w, r, "/sandbox/"+p.Slug, http.StatusSeeOther)
	})
}

// send writes a message: text, or a sample of media with the text as its caption.
func (c *Console) send(p *person, r *http.Request) error {
	post := sandbox.Post{
		Chat: p.id, From: p.id, Media: r.PostForm.Get("media"),
		Text: strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")), // "\r\n" is how forms send it
	}
	if reply := r.PostForm.Get("reply"); reply != "" {
		id, err := strconv.Atoi(reply)
		if err != nil {
			return fmt.Errorf("reply to message %q: not a number", reply)
		}
		post.ReplyTo = id
	}
	sample(&post)
	return c.write(post)
}

// sample fills in what media of the kind have; file ids are drawn by the sandbox.
func sample(post *sandbox.Post) {
	switch post.Media {
	case "document":
		post.Name = "receipt.pdf"
	case "location":
		post.Text, post.Place = "", [2]float64{30.2427, 120.1492} // West Lake, Hangzhou
	case "contact":
		post.Text, post.Phone, post.Owner = "", "+15550100123", post.From
	case "sticker":
		post.Text = ""
	}
}

func (c *Console) write(post sandbox.Post) error {
	c.acts.Lock()
	defer c.acts.Unlock()
	if _, err := c.box.Send(post); err != nil {
		return err
	}
	delete(c.blocked, post.Chat)
	return nil
}

func (c *Console) press(p *person, r *http.Request) error {
	id, err := strconv.Atoi(r.PostForm.Get("message"))
	if err != nil {
		return errors.New("press: which message is not a number")
	}
	_, err = c.box.Press(p.id, id, r.PostForm.Get("data"))
	return err
}

func (c *Console) block(p *person, _ *http.Request) error {
	c.acts.Lock()
	defer c.acts.Unlock()
	if err := c.box.Block(p.id); err != nil {
		return err
	}
	c.blocked[p.id] = true
	c.feed.put(event{chat: p.id, standing: blocked})
	return nil
}

// unblock starts the bot anew, as Telegram's apps do.
func (c *Console) unblock(p *person, _ *http.Request) error {
	c.acts.Lock()
	defer c.acts.Unlock()
	if err := c.box.Unblock(p.id); err != nil {
		return err
	}
	delete(c.blocked, p.id)
	c.feed.put(event{chat: p.id, standing: open})
	return nil
}
