package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"guanxi/dialogs"
	"guanxi/locales"

	api "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Introduce tells Telegram, in every language of the shop, which commands there are and what the bot says of itself
// before it is started. The shop's first language is what everybody else sees. Called again, after the shop's folder
// was edited, it tells what has changed; one call at a time.
func (b *Bot) Introduce(ctx context.Context) error {
	w := b.world.Load()
	spoken := w.Texts.Languages()
	for _, lang := range append([]string{""}, spoken...) {
		if err := b.tell(ctx, lang, words(w, lang)); err != nil {
			return err
		}
	}
	for _, lang := range locales.Shipped() { // what an earlier version of the shop may have left
		if slices.Contains(spoken, lang) {
			continue
		}
		if err := b.tell(ctx, lang, silence(lang)); err != nil {
			return err
		}
	}
	return nil
}

// introduction is a call and its parameters.
type introduction struct {
	method string
	params any
}

// words are what the bot says of itself in a language.
func words(w *dialogs.World, lang string) []introduction {
	shop := locales.Args{"Shop": w.Shop.Called(lang)}
	commands := make([]models.BotCommand, len(w.Commands))
	for i, c := range w.Commands {
		commands[i] = models.BotCommand{Command: c.Name, Description: w.Texts.Text(lang, c.Text, nil)}
	}
	return []introduction{
		{"setMyCommands", &api.SetMyCommandsParams{Commands: commands, LanguageCode: lang}},
		{"setMyDescription", &api.SetMyDescriptionParams{Description: w.Texts.Text(lang, "about-long", shop), LanguageCode: lang}},
		{"setMyShortDescription", &api.SetMyShortDescriptionParams{ShortDescription: w.Texts.Text(lang, "about-short", shop), LanguageCode: lang}},
	}
}

// silence takes back what was said in a language.
func silence(lang string) []introduction {
	return []introduction{
		{"deleteMyCommands", &api.DeleteMyCommandsParams{LanguageCode: lang}},
		{"setMyDescription", &api.SetMyDescriptionParams{LanguageCode: lang}},
		{"setMyShortDescription", &api.SetMyShortDescriptionParams{LanguageCode: lang}},
	}
}

// tell makes the calls that were not made alike before.
func (b *Bot) tell(ctx context.Context, lang string, calls []introduction) error {
	for i, c := range calls {
		said, err := json.Marshal(c.params)
		if err != nil {
			return fmt.Errorf("introduce the bot in %q: %w", lang, err)
		}
		place := fmt.Sprintf("%s %d", lang, i)
		if b.introduced[place] == c.method+string(said) {
			continue
		}
		if err := b.quiet(ctx); err != nil {
			return err
		}
		if err := b.heed(b.client.Call(ctx, c.method, c.params, nil)); err != nil {
			return fmt.Errorf("introduce the bot in %q: %w", lang, err)
		}
		b.introduced[place] = c.method + string(said)
	}
	return nil
}
