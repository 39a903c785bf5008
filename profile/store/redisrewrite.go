package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

// ErrRefused says that a server will not do what is asked, now or ever.
var ErrRefused = errors.New("the server refuses")

// rewrite asks the servers to rewrite their logs of commands, which hold what was deleted since. They do so in the
// background, some seconds to minutes long.
func (r *Redis) rewrite(ctx context.Context) error {
	ask := func(ctx context.Context, server *redis.Client) error {
		err := server.BgRewriteAOF(ctx).Err()
		if err != nil && strings.Contains(err.Error(), "already in progress") {
			return nil
		}
		return err
	}
	var err error
	if r.writer.cluster != nil {
		err = r.writer.cluster.ForEachMaster(ctx, ask)
	} else {
		err = ask(ctx, r.writer.client)
	}
	var refusal redis.Error
	switch {
	case errors.As(err, &refusal):
		return fmt.Errorf("rewrite the log of commands: %w: %w\nhint: erased data go from the server's files when it next rewrites its log or takes a snapshot; have that happen within a day", ErrRefused, err)
	case err != nil:
		return fmt.Errorf("rewrite the log of commands: %w", err)
	}
	return nil
}
