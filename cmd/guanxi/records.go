package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/profile/store"
)

// auditSocket is where, in the folder of the embedded store, a running bot tells the audit list: nobody else can read the
// store meanwhile. Who may read the folder may ask.
const auditSocket = "audit.sock"

const auditTime = 10 * time.Second // for whoever asks to take the list: a reader that stops must not hold up the bot's end

// tellAudit answers whoever asks at the socket, until stop is called. Without the socket the list is read when no bot runs.
func tellAudit(folder string, memory store.Store, log *slog.Logger) (stop func()) {
	path := filepath.Join(folder, auditSocket)
	_ = os.Remove(path) // of a life that was killed; the store's lock is ours
	listener, err := net.Listen("unix", path)
	if err != nil {
		log.Info("guanxi audit will have to wait until this ends", "err", err)
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	work.Go(func() {
		for {
			asked, err := listener.Accept()
			if err != nil {
				return // closed
			}
			acts, err := bot.Audit(ctx, memory)
			if err == nil {
				err = asked.SetWriteDeadline(time.Now().Add(auditTime))
			}
			if err == nil {
				err = json.NewEncoder(asked).Encode(acts)
			}
			if err := errors.Join(err, asked.Close()); err != nil && ctx.Err() == nil {
				log.Warn("tell the audit list", "err", err)
			}
		}
	})
	return func() {
		cancel()
		listener.Close()
		work.Wait()
	}
}

// askAudit gets the list from the bot that runs on a folder.
func askAudit(ctx context.Context, folder string) (acts []desk.Audit, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, "unix", filepath.Join(folder, auditSocket))
	if err != nil {
		return nil, fmt.Errorf("ask the running bot: %w", err)
	}
	defer conn.Close()
	if err := json.NewDecoder(conn).Decode(&acts); err != nil {
		return nil, fmt.Errorf("read what the running bot tells: %w", err)
	}
	return acts, nil
}
