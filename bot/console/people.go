// The people whom the page plays.
package console

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"guanxi/bot/sandbox"
)

// person is a customer, or one of the staff.
type person struct {
	id       int64
	Slug     string // in addresses
	Name     string // as the bot sees it
	Latin    string // for those who cannot read Name; "" where it would be the same
	Tongue   string // the language's own name
	language string // as Telegram's apps report it
}

// Ids are like those of old accounts; they stay the same over runs, since the bot knows people by them.
const (
	ownerID     = 100001
	colleagueID = 100002
	firstID     = 200001 // of the customers who are there from the start
	firstNewID  = 200101 // of those added on the page
	maxNewcomer = 9      // so that what the page holds stays bounded
)

var owner = &person{id: ownerID, Slug: "owner", Name: "Owner", Tongue: "English", language: "en"}

// staff are who answers in the group.
var staff = []*person{owner, {id: colleagueID, Slug: "lin", Name: "Lin", Tongue: "English", language: "en"}}

// starters are who is there from the start.
var starters = []*person{
	{id: firstID, Slug: "mei", Name: "美玲", Latin: "Mei", Tongue: "中文", language: "zh-hans"},
	{id: firstID + 1, Slug: "anna", Name: "Анна", Latin: "Anna", Tongue: "Русский", language: "ru"},
	{id: firstID + 2, Slug: "leila", Name: "ليلى", Latin: "Leila", Tongue: "العربية", language: "ar"},
}

// newcomers are who may be added, one a language, as often as wanted; German is none of the bot's languages.
var newcomers = []*person{
	{Name: "Tom", Latin: "Tom", Tongue: "English", language: "en"},
	{Name: "Lucía", Latin: "Lucia", Tongue: "Español", language: "es"},
	{Name: "建国", Latin: "Jianguo", Tongue: "中文", language: "zh-hans"},
	{Name: "怡君", Latin: "Yijun", Tongue: "繁體中文", language: "zh-hant"},
	{Name: "Иван", Latin: "Ivan", Tongue: "Русский", language: "ru"},
	{Name: "عمر", Latin: "Omar", Tongue: "العربية", language: "ar"},
	{Name: "Hanna", Latin: "Hanna", Tongue: "Deutsch", language: "de"},
}

// errFull says that no more people can be added.
var errFull = errors.New("there are " + strconv.Itoa(maxNewcomer) + " more already: Reset makes room")

// cast is the people on the page. It is safe for use by many goroutines.
type cast struct {
	mu    sync.Mutex
	added []*person
}

// newCast has those who were added in an earlier run, too: the sandbox still knows them.
func newCast(box *sandbox.Server) *cast {
	c := &cast{}
	for _, u := range box.Users() {
		kind := kindOf(u.Language)
		if u.ID < firstNewID || u.ID >= firstNewID+maxNewcomer || kind == nil {
			continue
		}
		c.added = append(c.added, kind.copied(u.ID, u.Name, strings.TrimPrefix(u.Username, usernames)))
	}
	for _, p := range slices.Concat(c.customers(), staff) {
		box.AddUser(p.user())
	}
	return c
}

func kindOf(language string) *person {
	return find(newcomers, func(p *person) bool { return p.language == language })
}

func (p *person) copied(id int64, name, slug string) *person {
	q := *p
	q.id, q.Name, q.Slug = id, name, slug
	if name[0] < utf8.RuneSelf { // all can read it
		q.Latin = ""
	}
	return &q
}

// add lets one more exist who writes in the language.
func (c *cast) add(box *sandbox.Server, language string) (*person, error) {
	kind := kindOf(language)
	if kind == nil {
		return nil, errors.New("add a customer: no such language here")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.added) == maxNewcomer {
		return nil, errFull
	}
	name, slug := kind.Name, strings.ToLower(kind.Latin)
	same := 1
	for _, p := range c.added {
		if p.language == language {
			same++
		}
	}
	if same > 1 {
		name, slug = name+" "+strconv.Itoa(same), slug+strconv.Itoa(same)
	}
	p := kind.copied(firstNewID+int64(len(c.added)), name, slug)
	c.added = append(c.added, p)
	box.AddUser(p.user())
	return p, nil
}

// reset leaves only those of the start.
func (c *cast) reset(box *sandbox.Server) {
	c.mu.Lock()
	c.added = nil
	c.mu.Unlock()
	for _, p := range slices.Concat(c.customers(), staff) {
		box.AddUser(p.user())
	}
}

func (c *cast) customers() []*person {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Concat(starters, c.added)
}

// people are those with a chat of their own on the page.
func (c *cast) people() []*person { return append(c.customers(), owner) }

// name is how somebody is called; "" for strangers.
func (c *cast) name(id int64) string {
	if p := find(slices.Concat(c.customers(), staff), func(p *person) bool { return p.id == id }); p != nil {
		return p.Name
	}
	return ""
}

const usernames = "sandbox_" // begins everybody's

func (p *person) user() sandbox.User {
	return sandbox.User{ID: p.id, Name: p.Name, Username: usernames + p.Slug, Language: p.language}
}

// Language is what their app reports.
func (p *person) Language() string { return p.language }

// Initial is the letter in the person's picture.
func (p *person) Initial() string { return p.Slug[:1] }

// bySlug and byID give nil for strangers.
func (c *cast) bySlug(slug string) *person {
	return find(c.people(), func(p *person) bool { return p.Slug == slug })
}

func (c *cast) byID(id int64) *person {
	return find(c.people(), func(p *person) bool { return p.id == id })
}

func find(people []*person, is func(*person) bool) *person {
	i := slices.IndexFunc(people, is)
	if i < 0 {
		return nil
	}
	return people[i]
}
