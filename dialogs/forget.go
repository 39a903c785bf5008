// Forgetting a customer: asked twice, the second time with what will be gone. The erasing itself is bot's.
package dialogs

import (
	"strings"

	"guanxi/locales"
	"guanxi/profile"
)

// losses tells what will be gone.
func (t *turn) losses() string {
	lines := []string{t.text("forget-losses", nil), t.text("forget-loses-profile", nil)}
	if open := t.open(); open != nil {
		lines = append(lines, t.text("forget-loses-cases", locales.Args{"Numbers": strings.Join(open, ", ")}))
	}
	if t.staffed() || t.s.Awaits {
		lines = append(lines, t.text("forget-loses-talk", nil))
	}
	t.show(strings.Join(lines, "\n"), nil)
	return done
}

// open are the numbers of the customer's complaints that are not over.
func (t *turn) open() (numbers []string) {
	for _, c := range t.c.Cases {
		if c.Open() {
			numbers = append(numbers, c.Called())
		}
	}
	return numbers
}

// forget says good-bye, and what remains that the bot cannot reach.
func (t *turn) forget() string {
	lines := []string{
		t.text("forget-done", nil), "", t.text("forget-remains", nil), t.text("forget-remains-chat", nil), t.text("forget-remains-staff", nil),
	}
	lines = append(lines, t.text("forget-remains-backups", locales.Args{"Count": t.w.Shop.Backups}))
	if refused(t.c) {
		lines = append(lines, t.text("forget-remains-no", nil))
	}
	lines = append(lines, "")
	if reached := t.w.Shop.Reached(); reached != "" {
		lines = append(lines, t.text("privacy-contact", locales.Args{"Contact": reached}))
	}
	t.show(strings.Join(append(lines, t.text("forget-again", nil)), "\n"), nil)
	t.effect(Effect{Forget: &Forget{Cases: t.open(), Talk: t.staffed() || t.s.Awaits}})
	t.hush()
	return done
}

// refused says whether the customer said no to offers.
func refused(c *profile.Customer) bool {
	wants, known := c.Offers()
	return known && !wants
}
