package bot

// figures tells the owner how the day has been.
func (b *Bot) figures(d *delivery) error { return nil }
