package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"guanxi/dialogs/answers"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long a shop's folder must be still before it is read again: editors write a file in several steps.
const quiet = 300 * time.Millisecond

// subfolders are the folders of a shop; each may appear later.
var subfolders = []string{"knowledge", "flows", "texts", "photos"}

// watcher notices changes in a shop's folder. A nil one, for the shop that is built in, notices none.
type watcher struct {
	folder  string // absolute
	changes *fsnotify.Watcher
}

// newWatcher begins to notice changes; they wait for follow. It watches folders, not files, for many editors put a
// new file in the old one's place, and the folder above, for the whole folder may be replaced as well.
func newWatcher(folder string) (*watcher, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	changes, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", folder, err)
	}
	w := &watcher{folder, changes}
	if err := w.add(); err != nil {
		changes.Close()
		return nil, fmt.Errorf("watch %s: %w", folder, err)
	}
	return w, nil
}

// watchShop returns the watcher of a shop's folder. Where the system allows none, the shop is served all the same.
func watchShop(folder string, log *slog.Logger) *watcher {
	if folder == "" {
		return nil
	}
	w, err := newWatcher(folder)
	if err != nil {
		log.Warn("edits of the shop's folder count only after a restart", "err", err)
		return nil
	}
	return w
}

// add watches the folder, what of its subfolders is there, and the folder above, whatever stands under their names now.
func (w *watcher) add() error {
	if err := w.changes.Add(w.folder); err != nil {
		return err
	}
	for _, name := range subfolders {
		if err := w.changes.Add(filepath.Join(w.folder, name)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	_ = w.changes.Add(filepath.Dir(w.folder)) // it may not be ours to read
	return nil
}

// follow calls reload after changes, until the returned function is called, which waits for a reload under way. An
// error means that the version before goes on; each of its faults is told in a line of its own.
func (w *watcher) follow(ctx context.Context, log *slog.Logger, told io.Writer, reload func() error) (stop func()) {
	if w == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { w.run(ctx, log, told, reload) })
	return func() {
		cancel()
		wg.Wait()
	}
}

// close ends the noticing, after follow was stopped.
func (w *watcher) close() {
	if w != nil {
		w.changes.Close()
	}
}

func (w *watcher) run(ctx context.Context, log *slog.Logger, told io.Writer, reload func() error) {
	still := time.NewTimer(quiet)
	still.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.changes.Events:
			if w.concerns(e) {
				still.Reset(quiet)
			}
		case err := <-w.changes.Errors: // more changes than the system remembers
			log.Warn("watch the shop's folder", "err", err)
			still.Reset(quiet)
		case <-still.C:
			err := w.add() // before reading, so that no change falls between
			if err == nil {
				err = reload()
			}
			if err != nil {
				faults := list(err)
				log.Error("the shop's folder changed and is refused; the version before goes on", "faults", len(faults))
				_, _ = io.WriteString(told, plainly(placed(faults))) // where the log goes, which tells if it cannot
				continue
			}
			log.Info("the shop's folder changed and was read again")
		}
	}
}

// plainly is a line for each fault: as a value in a line of the log they would be hard to read.
func plainly(faults []fault) string {
	var text strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&text, "  %s\n", strings.ReplaceAll(f.String(), "\n", "\n    "))
	}
	return text.String()
}

// concerns tells whether a change can mean anything: not those of rights alone, nor of editors' own files.
func (w *watcher) concerns(e fsnotify.Event) bool {
	name, folder := filepath.Base(e.Name), filepath.Dir(e.Name)
	switch {
	case e.Op == fsnotify.Chmod:
		return false
	case e.Name == w.folder:
		return true
	case folder == filepath.Dir(w.folder):
		return false // a neighbour
	case name == "..data": // Kubernetes swaps a mounted folder by this link
		return true
	case folder == w.folder && slices.Contains(subfolders, name):
		return true
	}
	ending := filepath.Ext(name)
	if strings.HasPrefix(name, ".") {
		return false
	}
	return slices.Contains([]string{".yaml", ".yml", ".toml", ".jpg", ".jpeg", ".png"}, strings.ToLower(ending)) || filepath.Base(folder) == "knowledge" && slices.Contains(answers.Endings, ending)
}
