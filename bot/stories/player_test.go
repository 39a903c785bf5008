package stories_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

// player plays a story from a script and writes down what each side sees. The script's lines:
//
//	# a remark
//	staff ru olga Ольга, anna Анна       who they are, in their apps' language; the first owns the bot
//	customers zh mei 王梅, lan 李兰
//	desk group                            or basic, a group not upgraded yet; or owner, the owner alone
//	mei< words                            she writes, or presses the button of this label that she sees
//	anna in mei< words                    in Mei's topic; "general" is the group's general topic
//	mei< a line⏎another                   words of several lines
//	mei<! photo a caption                 media
//	mei<& photo a caption                 one of an album, with the same one's lines around it
//	mei<= words                           she changes what she wrote last
//	mei<+ 👍                              she reacts to what she was sent last
//	mei< ↪"five" words                    with any of these: the message with these words is answered, or changed
//	+ lan< words                          at the same moment as the line before
//	~ 10m                                 time passes
//	@ mei blocks | @ mei unblocks | @ anna leaves | @ topic mei deleted | @ topic mei closed by anna
//	@ topics off | @ topics on | @ group upgraded | @ group answers | @ bot thrown out | @ bot back | @ bot restarts | @ bot killed
//
// What they see, a line each, is not read but written:
//
//	mei> words                            a message in her chat, and below it [ its buttons ]
//	topic mei> words                      in her topic; topic mei🔔> makes a sound
//	mei>> words                           a message that was changed
//	topic mei+ 👍 "words"                 a mark on a message
//	mei- "words"                          a message is gone
//	topic mei= 🔴 王梅                    the topic's name, where it is another
//	anna! words                           shown over the chat for a moment
type player struct {
	*town
	people    map[string]int64 // by handle
	customers []string
	staff     []string
	group     int64 // the desk's; 0: the owner alone
	flat      bool  // its topics are off
	changes   <-chan sandbox.Change
	album     []sandbox.Post
	last      map[string]wrote // by who and where
	presses   map[string]string
	titles    map[int]string
	out       strings.Builder
}

// wrote is a message of a person's.
type wrote struct {
	chat int64
	id   int
}

var input = regexp.MustCompile(`^(?:\+ )?(\S+?)(?: in (\S+))?<([!&=+]?) (.*)$`)

// isInput says whether a line is the script's own.
func isInput(line string) bool {
	for _, prefix := range []string{"#", "staff ", "customers ", "desk ", "~ ", "@ "} {
		if strings.HasPrefix(line, prefix) {
			return true
		}
	}
	return line == "" || input.MatchString(line)
}

// play returns the story with what each side sees now.
func (w *town) play(script string) (string, error) {
	p := &player{town: w, people: map[string]int64{}, last: map[string]wrote{}, presses: map[string]string{}, titles: map[int]string{}}
	var lines []string
	for line := range strings.Lines(script) {
		if line = strings.TrimRight(line, "\n"); isInput(line) {
			lines = append(lines, line)
		}
	}
	changes := make(chan sandbox.Change, 100_000)
	p.changes = changes
	watched := w.box.Watch(w.t.Context(), 0)
	go func() { // until the test's context ends
		for c := range watched {
			changes <- c
		}
	}()
	for i, line := range lines {
		if err := p.line(line, i+1 < len(lines) && p.goesOn(line, lines[i+1])); err != nil {
			return "", fmt.Errorf("play %q: %w", line, err)
		}
	}
	return p.out.String(), nil
}

// goesOn says whether a line belongs to the same moment as the one before.
func (p *player) goesOn(line, next string) bool {
	a, b := input.FindStringSubmatch(line), input.FindStringSubmatch(next)
	return strings.HasPrefix(next, "+ ") || a != nil && b != nil && a[3] == "&" && b[3] == "&" && a[1] == b[1] && a[2] == b[2]
}

func (p *player) line(line string, goesOn bool) error {
	fmt.Fprintln(&p.out, line)
	kind, rest, _ := strings.Cut(line, " ")
	acted, err := true, error(nil)
	switch {
	case line == "", kind == "#":
		acted = false
	case kind == "staff", kind == "customers":
		p.cast(kind, rest)
		acted = false
	case kind == "desk":
		p.open(rest)
		return nil
	case kind == "~":
		var d time.Duration
		if d, err = time.ParseDuration(rest); err == nil {
			pass(d)
		}
	case kind == "@":
		err = p.happens(rest)
	default:
		err = p.act(input.FindStringSubmatch(line), goesOn)
	}
	if err != nil || goesOn || !acted {
		return err
	}
	p.settle()
	p.show()
	return nil
}

// cast lets people exist.
func (p *player) cast(kind, rest string) {
	language, names, _ := strings.Cut(rest, " ")
	for name := range strings.SplitSeq(names, ", ") {
		handle, name, _ := strings.Cut(name, " ")
		id := int64(len(p.people) + 1)
		p.people[handle] = id
		p.box.AddUser(sandbox.User{ID: id, Name: name, Language: language})
		if kind == "staff" {
			p.staff = append(p.staff, handle)
		} else {
			p.customers = append(p.customers, handle)
		}
	}
}

// open starts the bot, with its desk.
func (p *player) open(desk string) {
	p.live()
	p.own()
	if desk != "owner" {
		p.group = group
		g := sandbox.Group{ID: group, Title: "Desk", Forum: true, Basic: desk == "basic", Admins: []int64{owner}}
		for _, handle := range p.staff {
			g.Members = append(g.Members, p.people[handle])
		}
		p.office(g)
	}
	p.settle()
	for len(p.changes) > 0 {
		<-p.changes
	}
}

// act carries out a line of somebody's.
func (p *player) act(parts []string, goesOn bool) error {
	who, in, kind, words := parts[1], parts[2], parts[3], parts[4]
	from, ok := p.people[who]
	if !ok {
		return fmt.Errorf("nobody is called %q", who)
	}
	post := sandbox.Post{Chat: from}
	if in != "" {
		post.Chat, post.From = p.group, from
		if in != "general" {
			if post.Thread = p.thread(in); post.Thread == 0 {
				return fmt.Errorf("%q has no topic", in)
			}
		}
	}
	place := who + " in " + in
	about := p.last[place]
	if fragment, rest, quotes := quote(words); quotes {
		m, err := p.find(post, fragment)
		if err != nil {
			return err
		}
		post.ReplyTo, words = m.ID, rest
		about = wrote{post.Chat, m.ID}
	}
	switch kind {
	case "=":
		return p.box.Edit(about.chat, about.id, words)
	case "+":
		shown := p.box.History(post.Chat)
		return p.box.React(post.Chat, shown[len(shown)-1].ID, words)
	case "!", "&":
		post.Media, post.Text, _ = strings.Cut(words, " ")
	default:
		if pressed, err := p.press(post, who, words); pressed || err != nil {
			return err
		}
		post.Text = strings.ReplaceAll(words, "⏎", "\n")
	}
	if kind == "&" {
		p.album = append(p.album, post)
		if goesOn {
			return nil
		}
		_, err := p.box.SendAlbum(p.album...)
		p.album = nil
		return err
	}
	id, err := p.box.Send(post)
	p.last[place] = wrote{post.Chat, id}
	return err
}

// quote takes the message apart that words refer to.
func quote(words string) (fragment, rest string, ok bool) {
	after, ok := strings.CutPrefix(words, `↪"`)
	if !ok {
		return "", words, false
	}
	fragment, rest, ok = strings.Cut(after, `"`)
	return fragment, strings.TrimSpace(rest), ok
}

// find returns the last message with these words where a post goes.
func (p *player) find(post sandbox.Post, fragment string) (sandbox.Message, error) {
	for _, m := range slices.Backward(p.box.History(post.Chat)) {
		if (m.Thread == post.Thread || p.flat) && !m.Deleted && strings.Contains(m.Plain, fragment) {
			return m, nil
		}
	}
	return sandbox.Message{}, fmt.Errorf("no message has the words %q", fragment)
}

// press presses the last button of a label, if there is one.
func (p *player) press(post sandbox.Post, who, label string) (bool, error) {
	for _, m := range slices.Backward(p.box.History(post.Chat)) {
		if m.Thread != post.Thread || m.Deleted {
			continue
		}
		for _, row := range m.Keyboard {
			for _, b := range row {
				if b.Text == label && b.Data != "" {
					query, err := p.box.PressAs(post.Chat, m.ID, b.Data, p.people[who])
					p.presses[query] = who
					return true, err
				}
			}
		}
	}
	return false, nil
}

// thread is the topic of a customer that was made last; 0: none.
func (p *player) thread(handle string) int {
	id, last := profile.TelegramCustomer(p.people[handle]), 0
	for _, t := range p.box.Topics(p.group) {
		if p.topicOf(p.group, t.Thread) == id {
			last = t.Thread
		}
	}
	return last
}

// happens carries out what nobody says.
func (p *player) happens(what string) error {
	switch words := strings.Fields(what); {
	case what == "bot restarts":
		p.die()
		p.live()
	case what == "bot killed":
		p.kill()
		p.live()
	case what == "group upgraded":
		super := p.group - 1_000_000
		err := p.box.Upgrade(p.group, super)
		p.group = super
		return err
	case what == "topics off", what == "topics on":
		p.flat = what == "topics off"
		return p.box.SetForum(p.group, !p.flat)
	case what == "group answers":
		return p.bot.SetGroup(p.group)
	case what == "bot thrown out":
		return p.box.Block(p.group)
	case what == "bot back":
		if err := p.box.Unblock(p.group); err != nil {
			return err
		}
		return p.box.Promote(p.group, owner)
	case len(words) == 2 && words[1] == "blocks":
		return p.box.Block(p.people[words[0]])
	case len(words) == 2 && words[1] == "unblocks":
		return p.box.Unblock(p.people[words[0]])
	case len(words) == 2 && words[1] == "leaves":
		return p.box.Leave(p.group, p.people[words[0]])
	case len(words) == 3 && words[2] == "deleted":
		p.box.DeleteTopic(p.group, p.thread(words[1]))
	case len(words) == 5 && words[2] == "closed":
		return p.box.ShutTopic(p.group, p.thread(words[1]), p.people[words[4]], true)
	default:
		return fmt.Errorf("%q is not understood", what)
	}
	return nil
}
