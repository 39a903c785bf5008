package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"guanxi/bot/sandbox"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the command as an operator does. Beside testscript's own commands a script has
//
//	exits CODE COMMAND…   runs a command that has to end with this code
//	begin                 starts guanxi without a token and returns once its owner has the bot; $SANDBOX is its address
//	end                   stops it by SIGTERM, after which it has to exit 0; what it wrote is in the file output
//
// and $API, where the bot 42:test is known, $REFUSING, where no bot is, and $BUSY, an address that is taken.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata",
		Setup: surroundings,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "begin": begin, "end": end,
		},
	})
}

func surroundings(env *testscript.Env) error {
	box, err := sandbox.New(sandbox.Options{Token: botToken})
	if err != nil {
		return err
	}
	api, refusing := httptest.NewServer(box), httptest.NewServer(http.HandlerFunc(refuse))
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	env.Defer(func() {
		busy.Close()
		api.Close()
		refusing.Close()
		box.Close()
	})
	env.Values[serving{}] = &process{}
	env.Setenv("API", api.URL)
	env.Setenv("REFUSING", refusing.URL)
	env.Setenv("BUSY", busy.Addr().String())
	env.Setenv("TOKEN", botToken)
	env.Setenv("GORACE", "halt_on_error=1")
	return nil
}

func refuse(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusUnauthorized)
	_, _ = io.WriteString(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`)
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	err := ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	code := 0
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s exits %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// process is the guanxi that a script began.
type process struct {
	cmd    *exec.Cmd
	output bytes.Buffer
	read   chan struct{} // closed when output is all there
}

// serving is the key of a script's process.
type serving struct{}

func begin(ts *testscript.TestScript, neg bool, args []string) {
	p := ts.Value(serving{}).(*process)
	if neg || len(args) != 0 || p.cmd != nil {
		ts.Fatalf("usage: begin, before end")
	}
	p.cmd, p.read = exec.Command("guanxi"), make(chan struct{})
	for _, name := range []string{"PATH", "GUANXI_LISTEN", "GUANXI_KEY_FILE", "GORACE"} {
		if value := ts.Getenv(name); value != "" {
			p.cmd.Env = append(p.cmd.Env, name+"="+value)
		}
	}
	p.cmd.Dir = ts.MkAbs(".")
	pipe, err := p.cmd.StdoutPipe()
	ts.Check(err)
	p.cmd.Stderr = p.cmd.Stdout
	ts.Check(p.cmd.Start())
	cmd, read := p.cmd, p.read
	ts.Defer(func() {
		_ = cmd.Process.Kill() // end has seen to it, where the script got there
		<-read
		_ = cmd.Wait()
	})
	address := make(chan string, 1)
	go func() {
		defer close(read)
		defer close(address)
		p.follow(pipe, address)
	}()
	open, ok := <-address
	if !ok {
		ts.Fatalf("guanxi ended with\n%s", p.output.String())
	}
	ts.Setenv("SANDBOX", open)
	ts.Check(taken(open))
}

var sinceOf = regexp.MustCompile(`data-since="([^"]+)"`)

// taken returns once the page shows that the sandbox's owner has taken the bot: all of it works then.
func taken(address string) error {
	const sign = "This bot is yours now"
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	page, err := get(ctx, address+"/sandbox/owner")
	if err != nil {
		return err
	}
	defer page.Close()
	text, err := io.ReadAll(page)
	if err != nil || bytes.Contains(text, []byte(sign)) {
		return err
	}
	since := sinceOf.FindSubmatch(text)
	if since == nil {
		return errors.New("the page does not say where its events go on")
	}
	events, err := get(ctx, address+"/sandbox/events?since="+string(since[1]))
	if err != nil {
		return err
	}
	defer events.Close()
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadString('\n')
		if err != nil || strings.Contains(line, sign) {
			return err
		}
	}
}

func get(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

// follow reads the output and tells the address that it invites to.
func (p *process) follow(output io.Reader, address chan<- string) {
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		p.output.WriteString(lines.Text() + "\n")
		words := strings.Fields(lines.Text())
		if len(words) == 2 && words[0] == "Open" {
			address <- strings.TrimSuffix(words[1], "/sandbox")
		}
	}
}

func end(ts *testscript.TestScript, neg bool, args []string) {
	p := ts.Value(serving{}).(*process)
	if neg || len(args) != 0 || p.cmd == nil {
		ts.Fatalf("usage: end, after begin")
	}
	ts.Check(p.cmd.Process.Signal(syscall.SIGTERM))
	<-p.read
	err := p.cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("output"), p.output.Bytes(), 0o600))
	if err != nil {
		ts.Fatalf("guanxi ended after SIGTERM with %v:\n%s", err, p.output.String())
	}
	*p = process{}
}
