package bot

import (
	"context"
	"fmt"
	"maps"

	"guanxi/bot/desk"
)

// icons asks Telegram, once in a life and while a group answers, which custom emoji can be topics' icons. Those in use are
// kept with the desk, so that a later life has them from its start.
func (w *watcher) icons(ctx context.Context) error {
	if w.iconed || w.desk.Load().Group == 0 || w.now().Before(w.outbox.Hushed()) {
		return nil
	}
	var all []desk.Emoji
	err := w.heed(w.client.Call(ctx, "getForumTopicIconStickers", nil, &all))
	if err := passable(err); err != nil {
		return fmt.Errorf("ask for the icons of topics: %w", err)
	}
	w.iconed = true
	icons := desk.IconsOf(all)
	if len(icons) == 0 || maps.Equal(icons, w.office.Load().Icons) {
		return nil
	}
	if err := w.amend(nil, func(a *amendment) error {
		a.office.Icons = icons
		return nil
	}); err != nil {
		return err
	}
	w.log.Debug("topics have icons", "kinds", len(icons))
	return nil
}
