// A group of colleagues, made as the owner would make it.
package console

import (
	"context"
	"fmt"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/sandbox"
)

// Group is the group with topics in which colleagues answer, once it was gathered.
const Group = -1000000000001

const gatherTime = 10 * time.Second // for the bot's answers

// colleagues answer in the group, beside the owner.
var colleagues = []sandbox.User{
	{ID: 100002, Name: "Vera", Username: usernames + "vera", Language: "en"},
	{ID: 100003, Name: "Omid", Username: usernames + "omid", Language: "en"},
}

// Gather makes the group and has the owner bring the bot into it, by the buttons and the link that the bot gives. The
// owner must have taken the bot. It returns when the bot is in the group; the bot tells both sides.
func (c *Console) Gather(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, gatherTime)
	defer cancel()
	group := sandbox.Group{ID: Group, Title: "Team", Forum: true, Without: true, Members: []int64{owner.id}, Admins: []int64{owner.id}}
	for _, u := range colleagues {
		c.box.AddUser(u)
		group.Members = append(group.Members, u.ID)
	}
	c.box.AddGroup(group)
	asked, err := c.box.Send(sandbox.Post{Chat: owner.id, Text: "/desk"})
	if err != nil {
		return fmt.Errorf("gather a group: %w", err)
	}
	for _, wanted := range []func(sandbox.Button) bool{
		func(b sandbox.Button) bool { act, _, ok := desk.Owns(b.Data); return ok && act == desk.ActGroup },
		func(b sandbox.Button) bool { return strings.Contains(b.URL, "startgroup=") },
	} {
		m, b, err := c.offered(ctx, asked, wanted)
		switch {
		case err != nil:
			return fmt.Errorf("gather a group: %w", err)
		case b.URL != "":
			return c.box.Enlist(Group, owner.id, b.URL)
		}
		if _, err := c.box.Press(owner.id, m, b.Data); err != nil {
			return fmt.Errorf("gather a group: %w", err)
		}
	}
	return nil
}

// offered waits until the bot offers the owner a button after a message, and returns where.
func (c *Console) offered(ctx context.Context, after int, wanted func(sandbox.Button) bool) (message int, button sandbox.Button, err error) {
	m, err := c.box.WaitFor(ctx, owner.id, func(m sandbox.Message) bool {
		for _, row := range m.Keyboard {
			for _, b := range row {
				if m.FromBot && m.ID > after && wanted(b) {
					button = b
					return true
				}
			}
		}
		return false
	})
	return m.ID, button, err
}
