// Keeping the chats over restarts, in a file written anew after each change.

package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// keepPause lets what comes together be written together; a kill loses at most what came within it.
const keepPause = 100 * time.Millisecond

// kept is what the file holds, as JSON. Presses, settings and counts are not: a bot sets its commands when it starts,
// and whom an old press belongs to nobody needs to know.
type kept struct {
	NextUpdate  int64
	NextMessage int
	NextFile    int64
	Allowed     []string `json:",omitempty"`
	Users       []keptUser
	Chats       []keptChat
	Updates     []keptUpdate
}

type keptUser struct {
	User
	Wrote, Blocked, Gone bool
}

type keptChat struct {
	ID       int64
	Group    *Group         `json:",omitempty"`
	Kicked   bool           `json:",omitempty"`
	Moved    int64          `json:",omitempty"`
	Topics   map[int]*topic `json:",omitempty"`
	Messages []keptMessage
}

type keptMessage struct {
	Message
	Changed  time.Time
	Topic    *wireTopicCreated `json:",omitempty"`
	Service  string            `json:",omitempty"`
	Named    string            `json:",omitempty"`
	Migrated int64             `json:",omitempty"`
}

type keptUpdate struct {
	ID      int64
	Kind    string
	Presses bool `json:",omitempty"`
	Lane    int64
	At      time.Time
	Body    json.RawMessage
}

// restore reads the File, and from then on writes it. A damaged one is set aside and told, and all begins anew.
func (s *Server) restore() error {
	if s.opt.File == "" {
		return nil
	}
	text, err := os.ReadFile(s.opt.File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the sandbox's chats: %w\nhint: move the file away to begin anew", err)
	}
	var k kept
	if err == nil {
		if err := json.Unmarshal(text, &k); err != nil {
			k = kept{}
			s.opt.Log.Warn("the sandbox's chats are damaged; they begin anew", "aside", s.damaged(), "err", err)
			if err := os.Rename(s.opt.File, s.damaged()); err != nil {
				return fmt.Errorf("set the damaged chats of the sandbox aside: %w", err)
			}
		}
	}
	s.take(&k)
	s.work.Go(s.keep)
	return nil
}

func (s *Server) damaged() string { return s.opt.File + ".damaged" }

func (s *Server) take(k *kept) {
	s.queue.next, s.nextID, s.nextFile = max(s.queue.next, k.NextUpdate), max(s.nextID, k.NextMessage), k.NextFile
	s.queue.allowed = k.Allowed
	for _, u := range k.Users {
		s.users[u.ID] = &person{User: u.User, wrote: u.Wrote, blocked: u.Blocked, gone: u.Gone}
	}
	for _, c := range k.Chats {
		ch := &chat{id: c.ID, group: c.Group, kicked: c.Kicked, moved: c.Moved, topics: c.Topics}
		if ch.group != nil && ch.topics == nil {
			ch.topics = map[int]*topic{}
		}
		for _, m := range c.Messages {
			one := m.Message
			one.changed = m.Changed
			one.topic, one.service, one.named, one.migrated = m.Topic, m.Service, m.Named, m.Migrated
			ch.messages = append(ch.messages, &one)
		}
		s.chats[c.ID] = ch
	}
	for _, u := range k.Updates {
		s.queue.waiting = append(s.queue.waiting, &update{id: u.ID, kind: u.Kind, lane: lane{u.Presses, u.Lane}, at: u.At, body: u.Body})
	}
}

// stir says that the File is to be written.
func (s *Server) stir() {
	select {
	case s.stirred <- struct{}{}:
	default:
	}
}

// keep writes the File until the sandbox closes, and then once more.
func (s *Server) keep() {
	for open := true; open; {
		select {
		case <-s.stirred:
			open = !s.stopsWithin(keepPause)
		case <-s.stop:
			open = false
			select {
			case <-s.stirred:
			default: // nothing new: a process that never got to run writes nothing over another's file
				return
			}
		}
		if err := s.write(); err != nil {
			s.opt.Log.Error("keep the sandbox's chats", "err", err)
		}
	}
}

func (s *Server) stopsWithin(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return false
	case <-s.stop:
		return true
	}
}

// write puts the whole into a new file and that in the old one's place.
func (s *Server) write() error {
	text, err := json.Marshal(s.gather())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.opt.File), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(s.opt.File+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(s.opt.File+".new", s.opt.File)
}

// gather copies what is to be kept, so that the bot need not wait for it to be written.
func (s *Server) gather() *kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := &kept{NextUpdate: s.queue.next, NextMessage: s.nextID, NextFile: s.nextFile, Allowed: s.queue.allowed}
	for _, p := range s.users {
		k.Users = append(k.Users, keptUser{p.User, p.wrote, p.blocked, p.gone})
	}
	for _, ch := range s.chats {
		k.Chats = append(k.Chats, ch.kept(s.opt.Keep))
	}
	waiting := slices.Clone(s.queue.waiting)
	for _, l := range s.hook.lanes {
		waiting = append(waiting, l.waiting...)
	}
	slices.SortFunc(waiting, func(a, b *update) int { return int(a.id - b.id) })
	for _, u := range waiting {
		k.Updates = append(k.Updates, keptUpdate{u.id, u.kind, u.lane.presses, u.lane.id, u.at, u.body})
	}
	return k
}

func (ch *chat) kept(most int) keptChat {
	k := keptChat{ID: ch.id, Kicked: ch.kicked, Moved: ch.moved}
	if ch.group != nil {
		k.Group = new(*ch.group)
		k.Group.Members = slices.Clone(ch.group.Members) // who leaves is taken out in place
	}
	if len(ch.topics) != 0 {
		k.Topics = map[int]*topic{}
		for id, t := range ch.topics {
			k.Topics[id] = new(*t)
		}
	}
	for _, m := range ch.messages[max(0, len(ch.messages)-most):] {
		k.Messages = append(k.Messages, keptMessage{*m, m.changed, m.topic, m.service, m.named, m.migrated})
	}
	return k
}
