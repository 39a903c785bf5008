// What is done on the page, as a person: each act is a form.
package console

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/sandbox"
)

// actor is who does something, and where.
type actor struct {
	room
	who int64
}

// act wraps one deed: it finds the room and who acts there, reads the form, and answers the script (which asks for JSON)
// or a plain form.
func (c *Console) act(do func(actor, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at, ok := c.bySlug(r.PathValue("room"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		if !readForm(w, r) {
			return
		}
		if err := do(actor{at, playing(at, r)}, r); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		done(w, r, "/sandbox/"+at.Slug)
	})
}

// playing is as whom a form is sent: in the group as the one of the staff whom it names, else as the owner.
func playing(at room, r *http.Request) int64 {
	if !at.InGroup() {
		return at.chat
	}
	if p := find(staff, func(p *person) bool { return p.Slug == r.PostForm.Get("as") }); p != nil {
		return p.id
	}
	return ownerID
}

// set wraps what is done to the sandbox as a whole; then the page at the returned address is shown.
func (c *Console) set(do func(*http.Request) (string, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !readForm(w, r) {
			return
		}
		address, err := do(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		done(w, r, address)
	})
}

func readForm(w http.ResponseWriter, r *http.Request) bool {
	var large *http.MaxBytesError
	err := r.ParseForm()
	switch {
	case errors.As(err, &large):
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "read the form: "+err.Error(), http.StatusBadRequest)
	}
	return err == nil
}

func done(w http.ResponseWriter, r *http.Request, address string) {
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// send writes a message, text or a sample of media with the text as its caption, or edits an earlier one.
func (c *Console) send(a actor, r *http.Request) error {
	text := strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")) // "\r\n" is how forms send it
	post := sandbox.Post{Chat: a.chat, From: a.who, Thread: a.thread, Media: r.PostForm.Get("media"), Text: text}
	edit, err := number(r, "edit")
	if err != nil {
		return err
	}
	if post.ReplyTo, err = number(r, "reply"); err != nil {
		return err
	}
	sample(&post)
	switch {
	case edit != 0:
		return c.box.Edit(a.chat, edit, text)
	case post.Media == "album":
		post.Media = "photo"
		second := post
		second.Text = ""
		_, err = c.box.SendAlbum(post, second)
		return err
	}
	return c.write(post)
}

// number reads the number of a message; 0 where the form has none.
func number(r *http.Request, field string) (int, error) {
	text := r.PostForm.Get(field)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%s message %q: not a number", field, text)
	}
	return n, nil
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
	_, err := c.box.Send(post)
	return err
}

func (c *Console) press(a actor, r *http.Request) error {
	id, err := number(r, "message")
	if err != nil {
		return err
	}
	_, err = c.box.PressAs(a.chat, id, r.PostForm.Get("data"), a.who)
	return err
}

// react puts a reaction on a message, or takes it away.
func (c *Console) react(a actor, r *http.Request) error {
	id, err := number(r, "message")
	emoji := r.PostForm.Get("emoji")
	if err != nil || emoji != "" && !slices.Contains(reactions, emoji) {
		return errors.Join(errors.New("react: no such reaction here"), err)
	}
	return c.box.ReactAs(a.chat, id, emoji, a.who)
}

func (c *Console) remove(a actor, r *http.Request) error {
	id, err := number(r, "message")
	if err != nil {
		return err
	}
	return c.box.Delete(a.chat, id)
}

func (c *Console) block(a actor, _ *http.Request) error {
	return c.stand(a, c.box.Block)
}

// unblock starts the bot anew, as Telegram's apps do.
func (c *Console) unblock(a actor, _ *http.Request) error {
	return c.stand(a, c.box.Unblock)
}

func (c *Console) stand(a actor, change func(int64) error) error {
	if a.InGroup() {
		return errors.New("block the bot: that is done in a private chat")
	}
	if err := change(a.chat); err != nil {
		return err
	}
	c.feed.put(event{chat: a.chat, standing: c.standing(a.chat)})
	return nil
}

// newcomer adds a customer.
func (c *Console) newcomer(r *http.Request) (string, error) {
	p, err := c.cast.add(c.box, r.PostForm.Get("language"))
	if err != nil {
		return "", err
	}
	c.feed.put(event{reload: true})
	return "/sandbox/" + p.Slug, nil
}

// trouble switches the faults on or off.
func (c *Console) trouble(r *http.Request) (string, error) {
	on := r.PostForm.Get("on") != ""
	wanted := sandbox.Faults{}
	if on {
		wanted = trouble
	}
	c.box.SetFaults(wanted)
	c.mu.Lock()
	c.troubled = on
	c.mu.Unlock()
	c.stir()
	return "/sandbox", nil
}

// beginAnew forgets all.
func (c *Console) beginAnew(r *http.Request) (string, error) {
	return "/sandbox", c.bot.Reset(r.Context())
}
