// Command guanxi is the bot: one binary that serves a shop's customers on Telegram.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // wrong use or settings
)

// gcPercent trades some CPU for memory: a shop's machine is small, and of a heap of some 10 MB half as much garbage
// again is soon collected. GOGC overrides it.
const gcPercent = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// description is what guanxi --help says of it.
const description = `A shop's bot on Telegram that gets to know its customers and looks after them.

Without TELEGRAM_BOT_TOKEN in the environment it plays in a sandbox on this machine. guanxi run --help tells all settings.`

// commands are the subcommands; guanxi alone is guanxi run.
type commands struct {
	Run    runCommand    `cmd:"" default:"withargs" help:"Serve customers: on Telegram with a token, in the sandbox without one."`
	New    newCommand    `cmd:"" help:"Make a shop's folder of your own: a few questions, and it works."`
	Check  checkCommand  `cmd:"" help:"Check a shop's folder: flows, texts, knowledge and settings."`
	Import importCommand `cmd:"" help:"Bring in what you have in other files: knowledge."`
	Graph  graphCommand  `cmd:"" help:"Draw a shop's flows, as SVG or Mermaid."`
	Audit  auditCommand  `cmd:"" help:"Print who did what that can be asked about later."`
	Chat   chatCommand   `cmd:"" help:"Play a customer in the terminal, and record it as a transcript."`
	Eval   evalCommand   `cmd:"" help:"Measure what the bot understands."`

	Version kong.VersionFlag `help:"Print the version."`
}

// terminal is where a command writes.
type terminal struct {
	out, err io.Writer
}

// execute runs the command line and returns its exit code.
func execute(ctx context.Context, args []string, out, errOut io.Writer) int {
	unsetEmpty()
	exited := -1
	parser, err := kong.New(&commands{},
		kong.Name("guanxi"),
		kong.Description(description),
		kong.Vars{"version": version()},
		kong.Writers(out, errOut),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&terminal{out, errOut}),
	)
	if err != nil {
		return report(errOut, err)
	}
	if len(args) > 0 && args[0] == "help" { // guanxi help run is guanxi run --help
		args = append(slices.Clone(args[1:]), "--help")
	}
	parsed, err := parser.Parse(args)
	switch {
	case exited >= 0: // --help or --version was answered
		return exited
	case err != nil:
		return report(errOut, usageError{fmt.Errorf("%w\nhint: guanxi --help tells the commands and flags", err)})
	}
	return report(errOut, parsed.Run())
}

// version is the module's version, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "guanxi, of unknown version"
	}
	text := "guanxi " + info.Main.Version
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && !strings.Contains(text, setting.Value[:min(len(setting.Value), 12)]) {
			text += " " + setting.Value
		}
	}
	return text + " " + info.GoVersion
}

// usageError is a mistake of whoever called the command, mended by calling it otherwise.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// report tells an error on the terminal and returns the exit code it means.
func report(w io.Writer, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(w, "guanxi: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(w, "guanxi: %v\n", err)
	return exitFailed
}
