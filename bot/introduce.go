package bot

import (
	"context"
	"fmt"

	"guanxi/locales"

	api "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Introduce tells Telegram, in every language, which commands there are and what the bot says of itself before it is
// started. English is what other languages see.
func (b *Bot) Introduce(ctx context.Context) error {
	w := b.world.Load()
	for _, lang := range append([]string{""}, w.Texts.Languages()...) {
		shop := locales.Args{"Shop": w.Shop.Called(lang)}
		commands := make([]models.BotCommand, len(w.Commands))
		for i, c := range w.Commands {
			commands[i] = models.BotCommand{Command: c.Name, Description: w.Texts.Text(lang, c.Text, nil)}
		}
		for method, params := range map[string]any{
			"setMyCommands":         &api.SetMyCommandsParams{Commands: commands, LanguageCode: lang},
			"setMyDescription":      &api.SetMyDescriptionParams{Description: w.Texts.Text(lang, "about-long", shop), LanguageCode: lang},
			"setMyShortDescription": &api.SetMyShortDescriptionParams{ShortDescription: w.Texts.Text(lang, "about-short", shop), LanguageCode: lang},
		} {
			if err := b.client.Call(ctx, method, params, nil); err != nil {
				return fmt.Errorf("introduce the bot in %q: %w", lang, err)
			}
		}
	}
	return nil
}
