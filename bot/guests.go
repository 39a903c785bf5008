package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// maxGreeted is how many groups are known without a look into the store.
const maxGreeted = 4096

// guests are the groups that are not staff's. The bot says there, once, that it works in private; nobody there is a
// customer. Channels it leaves alone.
type guests struct {
	lanes *lanes

	mu      sync.Mutex
	greeted map[profile.CustomerID]bool
}

// guest is the name under which a group's greeting lies in the store. It is no customer's.
func guest(chat int64) profile.CustomerID {
	return profile.IdentifiedBy("group", strconv.FormatInt(chat, 10))
}

// guestKey is the record that a group was greeted. It goes when the bot leaves: so there are no more of them than
// groups that the bot is in.
func guestKey(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "guest:" + string(id)}
}

// visit takes an update that is none of a customer's.
func (b *Bot) visit(u *telegram.Update, raw json.RawMessage, done func(error)) {
	group := u.Kind == "group" || u.Kind == "supergroup"
	said := u.Queue == telegram.Messages && (u.Text != "" || u.Media != "") && !u.From.Bot && !u.Edited
	if _, claims := desk.Claim(u.Text); claims || !group || b.forAnother(u.Text) {
		said = false
	}
	own := u.Queue == telegram.Members && u.Member.ID == 0
	if !group || !said && !own && u.MigrateTo == 0 {
		done(nil)
		return
	}
	b.guests.lanes.add(delivery{customer: guest(u.Chat), update: u.ID, queue: queueOf(u, true), raw: raw, from: u, done: done})
}

// forAnother says whether a text is a command for another bot, as /start@OtherBot.
func (b *Bot) forAnother(text string) bool {
	command, _, _ := strings.Cut(text, " ")
	_, name, named := strings.Cut(command, "@")
	return strings.HasPrefix(text, "/") && named && b.username != "" && !strings.EqualFold(name, b.username)
}

// receive is the work of the guests' lanes.
func (b *Bot) receive(id profile.CustomerID, batch []delivery) {
	for _, d := range batch {
		d.done(b.orAside(&d, shield(func() error { return b.entertain(id, &d) })))
	}
}

// entertain does what one update of a group that is not staff's asks for.
func (b *Bot) entertain(id profile.CustomerID, d *delivery) error {
	if err := b.come(d); err != nil {
		return err
	}
	switch at := b.office.Load().formerly(d.from.Chat); {
	case at != 0 && d.from.Queue == telegram.Messages:
		return b.unsent(at, d.from)
	case b.courted(d):
		return nil
	}
	return b.host(id, d.from)
}

// come has the owner's group answer, where that is what an update is about.
func (b *Bot) come(d *delivery) error {
	u := d.from
	kind, secret, carried := desk.Carried(u.Text)
	switch {
	case carried && kind == desk.Invite && u.Queue == telegram.Messages && !u.Edited:
		return b.arrive(d, u.Chat, secret)
	case u.MigrateTo != 0:
		return b.moveGroup(u.Chat, u.MigrateTo)
	case u.Queue != telegram.Members || u.Membership == telegram.Left:
		return nil
	case b.office.Load().Guest == u.Chat:
		return b.arrive(d, u.Chat, "")
	case u.Membership == telegram.Joined && u.From.ID == b.desk.Load().Chat && len(b.office.Load().Links[desk.Invite]) > 0:
		return b.amend(d, func(a *amendment) error { // the link's own message follows, in most apps
			a.office.Guest, a.office.Short = u.Chat, nil
			return nil
		})
	}
	return nil
}

// courted says whether an update is of a group that answers, or is about to: it is not told that the bot works in private.
func (b *Bot) courted(d *delivery) bool {
	_, _, carried := desk.Carried(d.from.Text)
	return carried || b.desk.Load().Group == d.from.Chat || b.office.Load().Guest == d.from.Chat && d.from.Membership != telegram.Left
}

// host does what a group's update asks for: a greeting where the bot is new, nothing where it was greeted.
func (b *Bot) host(id profile.CustomerID, u *telegram.Update) error {
	switch {
	case u.Membership == telegram.Left:
		b.guests.note(id, false)
		return b.apply(store.Commit{Shard: id.Shard(), Delete: []store.Key{guestKey(id)}})
	case u.MigrateTo != 0: // the same people under another id
		to := guest(u.MigrateTo)
		return b.apply(store.Commit{Shard: to.Shard(), Puts: []store.Put{{Key: guestKey(to), Value: []byte{1}}}})
	case u.Queue == telegram.Members && u.Membership == telegram.Unchanged, b.guests.knows(id):
		return nil
	}
	if err := b.doubts.settle(b.outbox, id.Shard()); err != nil {
		return err
	}
	if err := b.greet(id, u); err != nil && !errors.Is(err, store.ErrConflict) { // a conflict: greeted before
		return fmt.Errorf("greet group %d: %w", u.Chat, err)
	}
	b.guests.note(id, true)
	return nil
}

// greet says once, in the language of who added the bot or wrote first, that it works in private.
func (b *Bot) greet(id profile.CustomerID, u *telegram.Update) error {
	w := b.world.Load()
	lang := w.Texts.Match(u.From.Language)
	it := outbox.Item{
		Chat: u.Chat, Fleeting: true,
		Text: w.Texts.Text(lang, "group-private", locales.Args{"Shop": w.Shop.Called(lang)}),
	}
	if b.username != "" {
		it.Buttons = [][]dialogs.Button{{{Label: w.Texts.Text(lang, "group-open", nil), Data: "https://t.me/" + b.username + "?start=group"}}}
	}
	return b.once(id, it)
}

// once sends an item to a group that is not the desk's, unless one was sent under this name before.
func (b *Bot) once(id profile.CustomerID, it outbox.Item) error {
	now := b.now().UnixMilli() // also the number: the greeting of before may not be marked as sent yet
	it.Customer, it.Seq, it.Queued = id, uint64(now), now
	link, err := it.Link()
	if err != nil {
		return err
	}
	key := guestKey(id)
	defer b.doubts.hold(key.Shard)()
	err = b.apply(store.Commit{
		Shard: key.Shard, Guards: []store.Guard{{Key: key}}, Puts: []store.Put{{Key: key, Value: []byte{1}}}, Add: []store.Link{link},
	})
	switch {
	case err == nil:
		b.outbox.Queue(it)
	case !errors.Is(err, store.ErrConflict):
		b.doubts.raise(key.Shard)
	}
	return err
}

func (g *guests) knows(id profile.CustomerID) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.greeted[id]
}

func (g *guests) note(id profile.CustomerID, greeted bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !greeted:
		delete(g.greeted, id)
	case g.greeted == nil, len(g.greeted) >= maxGreeted:
		g.greeted = map[profile.CustomerID]bool{id: true}
	default:
		g.greeted[id] = true
	}
}
