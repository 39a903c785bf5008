package bot

import (
	"context"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/mask"
)

// help has the model asked for staff. What it says comes back as an act in the customer's topic; if the process ends
// before, whoever pressed presses again.
func (b *Bot) help(k *known, h *grounded.Help) {
	rec, world := k.record, b.world.Load()
	names := b.names(k)
	if h.What == grounded.Draft {
		h.Question = world.Question(&dialogs.Consult{Words: h.Question.Words, Language: h.Customer}, b.now())
	}
	act := &desk.Act{Kind: desk.Offered, Group: b.desk.Load().Answering(), Data: h.What, Said: h.Talk, Message: h.Under}
	offer := func(r *grounded.Helped) {
		act.Help, act.At = r, b.now()
		b.lanes.add(delivery{customer: rec.State.Customer.ID, act: act, done: func(err error) {
			if err != nil {
				b.log.Error("show staff what the language model wrote", "customer", rec.State.Customer.ID, "err", err)
			}
		}})
	}
	if !b.consults.start(func(ctx context.Context) { offer(b.consults.help(ctx, h, names, world.Texts.Languages())) }) {
		offer(nil)
	}
}

// help is what the model says; nil: nothing that can be used.
func (c *consults) help(ctx context.Context, h *grounded.Help, names, languages []string) *grounded.Helped {
	m := mask.New(names...)
	said, err := c.model.Ask(ctx, h.Prompt(m), nil)
	if err != nil {
		return nil
	}
	r, err := h.Read(said, m, languages)
	if err != nil {
		return nil
	}
	return &r
}
