package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"guanxi/dialogs"
	"guanxi/dialogs/transcript"
	"guanxi/locales"
)

// chatCommand plays a customer in the terminal.
type chatCommand struct {
	Folder   string `arg:"" optional:"" env:"GUANXI_SHOP" type:"path" help:"The shop's folder; without it the example shop."`
	Language string `placeholder:"LANG" help:"The language of the customer's Telegram, such as zh or es-MX; without it the shop's first."`
	Name     string `default:"Ada" help:"The customer's name."`
	Record   string `type:"path" placeholder:"FILE" help:"Write the conversation down as a transcript that can be played again."`
}

// sendable is what a customer can send besides words.
var sendable = []string{
	"photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker", "location", "venue", "contact",
	"poll", "dice", "other",
}

// Help is shown under guanxi chat --help.
func (*chatCommand) Help() string {
	return `You write as a customer and read what the bot answers; nothing is kept, and no network is used. The chat begins on a Monday morning, and says what time it is in the shop then; what you let pass counts from there.

  words, /commands   what the customer writes
  2                  presses the button with this number; its label does as well
  !photo a caption   sends a photo; also ` + strings.Join(sendable[1:], ", ") + `
  ~ 10m              lets time pass: 30s, 10m, 24h, 8d
  @ reply            staff write something, whatever it is; @ back has them give the conversation back to the bot
  <- flow.step:value presses an older button
  << 2               writes a 2 that is no button

Ctrl-D ends it. A recording of the example shop belongs into dialogs/flows/testdata, where the tests play it.`
}

// Run talks until there is no more to read.
func (c *chatCommand) Run(ctx context.Context, t *terminal) error {
	world, err := loadFolder(c.Folder)
	if err != nil {
		return err
	}
	if c.Language == "" {
		c.Language = world.Shop.Languages[0]
	}
	var learning sync.WaitGroup
	learning.Go(world.Learn) // while the first question is typed
	defer learning.Wait()
	talk := conversation{player: transcript.New(world), out: t.out, record: io.Discard}
	if c.Record != "" {
		file, err := os.OpenFile(c.Record, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			return usageError{fmt.Errorf("%s is there already\nhint: record into a new file", c.Record)}
		}
		if err != nil {
			return usageError{fmt.Errorf("record: %w", err)}
		}
		defer file.Close()
		talk.record = file
	}
	if err := talk.begin(c.Language, c.Name); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "You are %s, a customer of %s. Write, or press a button by its number; ? tells more, Ctrl-D ends.\nIt is %s in the shop.\n",
		c.Name, world.Shop.Called(c.Language), world.Shop.Clock(talk.player.Now()).Format("Monday 2 January 2006, 15:04"))
	return talk.all(ctx, newKeyboard(ctx, os.Stdin), c.Help())
}

// conversation is one customer's with the bot.
type conversation struct {
	player *transcript.Player
	out    io.Writer
	record io.Writer // the transcript
}

// begin tells the player who the customer is.
func (c *conversation) begin(lang, name string) error {
	if _, err := io.WriteString(c.record, "# recorded\n"); err != nil {
		return err
	}
	return c.play(fmt.Sprintf("lang %s · name %s", lang, name))
}

// all takes line by line.
func (c *conversation) all(ctx context.Context, k *keyboard, help string) error {
	for {
		fmt.Fprint(c.out, "\n> ")
		typed, ok := k.next(ctx)
		switch {
		case !ok:
			fmt.Fprintln(c.out)
			return nil
		case typed == "":
			continue
		case typed == "?":
			fmt.Fprintln(c.out, help)
			continue
		}
		line, err := c.line(typed)
		if err == nil {
			err = c.play(line)
		}
		var unwritten writeError
		if errors.As(err, &unwritten) {
			return err
		}
		if err != nil {
			fmt.Fprintf(c.out, "  %v\n", err)
		}
	}
}

// line is the transcript's line for what was typed.
func (c *conversation) line(typed string) (string, error) {
	shown := c.player.Shown()
	n, err := strconv.Atoi(typed)
	first, _, _ := strings.Cut(typed, " ")
	switch {
	case err == nil && 1 <= n && n <= len(shown):
		return press(shown, n-1), nil
	case strings.HasPrefix(typed, "~"):
		return "~ " + strings.TrimSpace(typed[1:]), nil
	case strings.HasPrefix(typed, "!"):
		media, _, _ := strings.Cut(strings.TrimSpace(typed[1:]), " ")
		if !slices.Contains(sendable, media) {
			return "", fmt.Errorf("%q is nothing to send; hint: one of %s, or << to write it", media, strings.Join(sendable, ", "))
		}
		return "<! " + strings.TrimSpace(typed[1:]), nil
	case slices.Contains([]string{"<-", "<<", "@"}, first):
		return typed, nil
	}
	return "< " + typed, nil
}

// press is the line that presses a button in sight: by its label, as people read it, where no other has the same.
func press(shown []dialogs.Button, i int) string {
	b := shown[i]
	if slices.IndexFunc(shown, func(other dialogs.Button) bool { return other.Label == b.Label }) == i {
		return "< " + b.Label
	}
	return "<- " + b.Data
}

// writeError is a transcript that cannot be written.
type writeError struct{ error }

func (e writeError) Unwrap() error { return e.error }

// play plays a line and shows what the bot says to it.
func (c *conversation) play(line string) error {
	text, err := c.player.Line(line)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(c.record, text); err != nil {
		return writeError{fmt.Errorf("record: %w", err)}
	}
	c.show()
	return nil
}

// show prints the bubbles with their buttons, numbered, and what else the turn led to.
func (c *conversation) show() {
	r := c.player.Last()
	for i, m := range r.Messages {
		fmt.Fprintln(c.out)
		if m.Edit != 0 {
			fmt.Fprintln(c.out, "  (in the place of the message before)")
		}
		for line := range strings.SplitSeq(plain(transcript.Said(m)), "\n") {
			fmt.Fprintln(c.out, strings.TrimRight("  "+line, " "))
		}
		n := 0
		for _, row := range m.Buttons {
			fmt.Fprint(c.out, " ")
			for _, b := range row {
				n++
				number := "" // only the last message's can be pressed by it
				if i == len(r.Messages)-1 {
					number = fmt.Sprint(n)
				}
				fmt.Fprintf(c.out, " [%s %s]", number, b.Label)
			}
			fmt.Fprintln(c.out)
		}
	}
	if r.Toast != "" {
		fmt.Fprintf(c.out, "  (for a moment) %s\n", r.Toast)
	}
	for _, note := range transcript.Notes(r) {
		fmt.Fprintf(c.out, "  * %s\n", note)
	}
}

// plain is a message without its markup.
func plain(html string) string {
	text, err := locales.Plain(html)
	if err != nil {
		return html
	}
	return text
}
