// The people whom the page plays.
package console

import (
	"slices"

	"guanxi/bot/sandbox"
)

// person is a customer, or the owner.
type person struct {
	id       int64
	Slug     string // in addresses
	Name     string // as the bot sees it
	Latin    string // for those who cannot read Name; "" where it would be the same
	Tongue   string // the language's own name
	language string // as Telegram's apps report it
}

// Ids are like those of old accounts; they stay the same over runs, since the bot's data outlives the sandbox.
var owner = &person{id: 100001, Slug: "owner", Name: "Owner", Tongue: "English", language: "en"}

var customers = []*person{
	{id: 200001, Slug: "mei", Name: "美玲", Latin: "Mei", Tongue: "中文", language: "zh-hans"},
	{id: 200002, Slug: "anna", Name: "Анна", Latin: "Anna", Tongue: "Русский", language: "ru"},
	{id: 200003, Slug: "leila", Name: "ليلى", Latin: "Leila", Tongue: "العربية", language: "ar"},
	{id: 200004, Slug: "tom", Name: "Tom", Tongue: "English", language: "en"},
	{id: 200005, Slug: "lucia", Name: "Lucía", Tongue: "Español", language: "es"},
}

var people = append(slices.Clone(customers), owner)

func (p *person) user() sandbox.User {
	return sandbox.User{ID: p.id, Name: p.Name, Username: "sandbox_" + p.Slug, Language: p.language}
}

// IsOwner tells the staff's side of the page from the customers'.
func (p *person) IsOwner() bool { return p == owner }

// bySlug and byID give nil for strangers.
func bySlug(slug string) *person {
	return find(func(p *person) bool { return p.Slug == slug })
}

func byID(id int64) *person {
	return find(func(p *person) bool { return p.id == id })
}

func find(is func(*person) bool) *person {
	i := slices.IndexFunc(people, is)
	if i < 0 {
		return nil
	}
	return people[i]
}
