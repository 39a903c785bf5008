package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/profile/store"
)

// auditCommand prints what people did that can be asked about later.
type auditCommand struct {
	Data    string `env:"GUANXI_DATA" type:"path" default:"guanxi-data" placeholder:"FOLDER" help:"Where the embedded store lies (default: guanxi-data)."`
	KeyFile string `env:"GUANXI_KEY_FILE" type:"path" placeholder:"FILE" help:"The key that seals it (default: beside it, guanxi-data.key)."`
	JSON    bool   `name:"json" help:"A JSON object a line."`
}

// Help is shown under guanxi audit --help.
func (*auditCommand) Help() string {
	return "Customers stand in it under their names of ours, never under their own, and go from it when they are forgotten. " +
		"No chat changes the list. With REDIS_URL it reads from Redis; beside a running bot it asks that."
}

// Run prints, the oldest first.
func (c *auditCommand) Run(ctx context.Context, t *terminal) error {
	url := os.Getenv("REDIS_URL")
	if err := store.CheckURL(url); err != nil {
		return usageError{err}
	}
	if _, err := os.Stat(c.Data); url == "" && err != nil {
		return usageError{fmt.Errorf("read the audit: %w\nhint: name the folder of the data with --data", err)}
	}
	acts, err := c.acts(ctx, url)
	if err != nil {
		return err
	}
	for _, a := range acts {
		at := time.UnixMilli(a.At).UTC().Format(time.RFC3339)
		if !c.JSON {
			fmt.Fprintf(t.out, "%s  %-12s by %d %s  %s %s\n", at, a.What, a.By, a.Name, a.Customer, a.Detail)
			continue
		}
		line, err := json.Marshal(map[string]any{
			"at": at, "by": a.By, "name": a.Name, "what": a.What, "customer": a.Customer, "detail": a.Detail,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s\n", line)
	}
	return nil
}

// acts reads the list, or asks the bot that has the store open.
func (c *auditCommand) acts(ctx context.Context, url string) ([]desk.Audit, error) {
	memory, _, err := store.Open(ctx, store.Options{Folder: c.Data, RedisURL: url, KeyFile: c.KeyFile})
	if errors.Is(err, store.ErrInUse) {
		acts, asking := askAudit(ctx, c.Data)
		if asking != nil {
			return nil, usageError{errors.Join(asking, err)}
		}
		return acts, nil
	}
	if err != nil {
		return nil, usageError{err}
	}
	defer memory.Close()
	return bot.Audit(ctx, memory)
}
