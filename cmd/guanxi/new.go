package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"guanxi/dialogs"
)

// newCommand makes a shop's folder.
type newCommand struct {
	Folder    string `arg:"" type:"path" help:"The folder to make; it must not be there, or be empty."`
	Name      string `placeholder:"NAME" help:"The shop's name."`
	Languages string `placeholder:"LANGS" help:"The languages that it answers in, the default first: en,zh."`
	Hours     string `placeholder:"HOURS" help:"When staff can answer: \"mon-fri 10:00-14:00, 16:00-20:00; sat 10:00-14:00\", or always."`
	TimeZone  string `placeholder:"ZONE" help:"The time zone: Europe/Madrid."`
	Currency  string `placeholder:"CODE" help:"The currency: EUR."`
	Contact   string `placeholder:"CONTACT" help:"An e-mail address, phone number, web site or address for customers, or none."`
	Yes       bool   `short:"y" help:"Ask nothing: take the defaults for what no flag names."`
}

// Help is shown under guanxi new --help.
func (*newCommand) Help() string {
	return "Asks for what no flag names; Enter takes the default that stands in brackets. " +
		"What it writes is commented, works at once, and waits to be filled with what your customers ask."
}

// Run asks, writes and says how to go on.
func (c *newCommand) Run(ctx context.Context, t *terminal) error {
	entries, err := os.ReadDir(c.Folder)
	switch {
	case len(entries) > 0:
		return usageError{fmt.Errorf("%s is not empty\nhint: name a folder that is not there yet", c.Folder)}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usageError{fmt.Errorf("look into the folder: %w", err)}
	}
	s := &starter{}
	if err := c.ask(ctx, s, t.out); err != nil {
		return err
	}
	if err := s.write(c.Folder); err != nil {
		return fmt.Errorf("write the shop's folder: %w", err)
	}
	if _, err := dialogs.Load(os.DirFS(c.Folder)); err != nil {
		return fmt.Errorf("read the new folder: %w", err)
	}
	return c.next(t.out)
}

// question is one thing to be known of a new shop.
type question struct {
	flag, given string // the flag's name, and what it was given
	ask         string
	fallback    string // the answer that Enter gives
	take        func(string) error
}

func (c *newCommand) questions(s *starter) []question {
	return []question{
		{"name", c.Name, "What is your shop called?", titled(filepath.Base(c.Folder)), s.takeName},
		{"languages", c.Languages, "Which languages does it answer in, the default first? (" + strings.Join(languages(), ", ") + ")", "en", s.takeLanguages},
		{"hours", c.Hours, "When can staff answer?", "mon-sat 10:00-19:00", s.takeHours},
		{"time-zone", c.TimeZone, "In which time zone?", localZone(), s.takeZone},
		{"currency", c.Currency, "Which currency are your prices in?", "EUR", s.takeCurrency},
		{"contact", c.Contact, "How else can customers reach you? (e-mail, phone, web site or address)", "none", s.takeContact},
	}
}

// ask gets every answer: from its flag, from the keyboard, or with --yes the default.
func (c *newCommand) ask(ctx context.Context, s *starter, out io.Writer) error {
	var k *keyboard
	for _, q := range c.questions(s) {
		switch {
		case q.given != "":
			if err := q.take(q.given); err != nil {
				return usageError{fmt.Errorf("--%s: %w", q.flag, err)}
			}
		case c.Yes:
			if err := q.take(q.fallback); err != nil {
				return usageError{fmt.Errorf("%w\nhint: say it with --%s", err, q.flag)}
			}
		default:
			if k == nil {
				k = newKeyboard(ctx, os.Stdin)
			}
			if err := q.put(ctx, k, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// put asks until there is an answer that can be used.
func (q question) put(ctx context.Context, k *keyboard, out io.Writer) error {
	for {
		fmt.Fprintf(out, "%s [%s] ", q.ask, q.fallback)
		answer, ok := k.next(ctx)
		if !ok {
			fmt.Fprintln(out)
			return usageError{fmt.Errorf("no answer to %q, so nothing was written\nhint: --yes takes the defaults", q.ask)}
		}
		if answer == "" {
			answer = q.fallback
		}
		err := q.take(answer)
		if err == nil {
			return nil
		}
		fmt.Fprintf(out, "  %s\n", strings.ReplaceAll(err.Error(), "\n", "\n  "))
	}
}

// titled makes a name of a folder's: my-shop, My shop.
func titled(folder string) string {
	name := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(folder))
	for i, r := range name {
		return string(unicode.ToUpper(r)) + name[i+len(string(r)):]
	}
	return "My shop"
}

// localZone is the machine's time zone, as far as it has a name.
func localZone() string {
	if name := time.Local.String(); name != "Local" && name != "" {
		return name
	}
	if target, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			return name
		}
	}
	return "UTC"
}

// next says what to do now.
func (c *newCommand) next(out io.Writer) error {
	folder := c.Folder
	if here, err := os.Getwd(); err == nil {
		if short, err := filepath.Rel(here, folder); err == nil && !strings.HasPrefix(short, "..") {
			folder = short
		}
	}
	if strings.ContainsFunc(folder, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`'"$&();<>|*?\`+"`", r) }) {
		folder = "'" + strings.ReplaceAll(folder, "'", `'\''`) + "'"
	}
	_, err := fmt.Fprintf(out, `
%[1]s is made. Its files say what they are for.

Next
  %[2]s chat %[1]s              ask it something, here in the terminal
  %[2]s check %[1]s             after each edit: what is wrong, with file and line
  GUANXI_SHOP=%[1]s %[2]s       play it in the browser; edits count while it runs

On Telegram
  1. Write /newbot to @BotFather, choose a name, and copy the token that it gives.
  2. TELEGRAM_BOT_TOKEN=123456:what-BotFather-gave GUANXI_SHOP=%[1]s %[2]s
  3. Open the link that it prints: the bot is yours.
`, folder, called(os.Args[0]))
	return err
}

// called is how this program is called: go run leaves it in a folder of its own that is gone afterwards.
func called(program string) string {
	if strings.Contains(filepath.ToSlash(program), "/go-build") {
		return "go run ./cmd/guanxi"
	}
	return "guanxi"
}
