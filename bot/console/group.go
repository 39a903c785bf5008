// What staff do with their group and its topics.
package console

import (
	"errors"
	"net/http"
	"net/url"

	"guanxi/bot/sandbox"
)

// gathers says whether a link brings a bot into a group, which the sandbox can play.
func gathers(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.Host == "t.me" && u.Query().Has("startgroup")
}

// gather opens a link of the bot's that brings it into a group: into the staff's, which then is there.
func (c *Console) gather(a actor, r *http.Request) error {
	link := r.PostForm.Get("link")
	if a.who != ownerID || !gathers(link) {
		return errors.New("bring the bot into the group: that is done by the owner, with the link that it gives")
	}
	if _, ok := c.box.Title(groupID); !ok {
		group := sandbox.Group{ID: groupID, Title: groupTitle, Forum: true, Admins: []int64{ownerID}}
		for _, p := range staff {
			group.Members = append(group.Members, p.id)
		}
		c.box.AddGroup(group)
	}
	if err := c.box.Enlist(groupID, ownerID, link); err != nil {
		return err
	}
	c.feed.put(event{reload: true})
	return nil
}

// shut closes a topic by hand, or opens it again.
func (c *Console) shut(a actor, r *http.Request) error {
	return c.box.ShutTopic(a.chat, a.thread, a.who, r.PostForm.Get("closed") != "")
}

// drop deletes a topic by hand.
func (c *Console) drop(a actor, _ *http.Request) error {
	if !a.InGroup() || a.IsGeneral() {
		return errors.New("delete a topic: this is none")
	}
	c.box.DeleteTopic(a.chat, a.thread)
	return nil
}

// rooms are the parts of the page that tell of the group's rooms.
func (c *Console) rooms() []part {
	topics := c.topics()
	if topics == nil {
		return nil
	}
	all := []part{{"topics", render("topics", list{Topics: topics})}}
	for _, t := range topics {
		all = append(all, part{t.Head(), render("head", t)})
	}
	return all
}
