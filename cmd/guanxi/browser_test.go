package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guanxi/deploy/needs"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// screenshots has the README's pictures taken anew: go test ./cmd/guanxi -run FirstTenMinutes -screenshots
var screenshots = flag.Bool("screenshots", false, "take the pictures in deploy/screenshots anew")

// sight is how long something may take to be seen: a browser on a busy machine is slow.
const sight = 90 * time.Second

// browser is a page in Chromium. What it is asked for are expressions of JavaScript, tried at each frame until they
// come true.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// newBrowser opens Chromium with an empty page of this size.
func newBrowser(t *testing.T, width, height int64) *browser {
	t.Helper()
	path := needs.Program(t, "chromium", "the sandbox's page in a browser")
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WSURLReadTimeout(sight), chromedp.Flag("lang", "en"),
		chromedp.Flag("disable-dev-shm-usage", true), // which is small in containers
		chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"), // a mouse
	)...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // events that it is too old for
	t.Cleanup(cancel)
	b := &browser{t, ctx}
	b.do(chromedp.EmulateViewport(width, height))
	return b
}

func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// until waits for the expression to come true, on whichever page is there by then.
func (b *browser) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, sight)
	defer cancel()
	for {
		err := chromedp.Run(ctx, chromedp.Poll(expression, nil, chromedp.WithPollingTimeout(sight)))
		switch {
		case err == nil:
			return
		case ctx.Err() != nil || errors.Is(err, chromedp.ErrPollingTimeout):
			b.t.Fatalf("never came true: %s\nthe page shows\n%s", expression, b.shown())
		}
	}
}

// shown is the page's address, state and text, for who wants to know what went wrong.
func (b *browser) shown() string {
	var text string
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	const page = `document.location.pathname + " " + (document.body?.className ?? "") + "\n" + (document.body?.innerText ?? "")`
	if err := chromedp.Run(ctx, chromedp.Evaluate(page, &text)); err != nil {
		return err.Error()
	}
	return text
}

// press clicks an element as soon as it is there and nothing lies over its middle, on a page whose script runs: before, a
// button sends its form the plain way, and another page comes.
func (b *browser) press(element string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`(() => {
		const it = %s;
		if (document.readyState !== "complete" || !it || it.disabled) return false;
		it.scrollIntoView({ block: "nearest" });
		const box = it.getBoundingClientRect();
		const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		if (!top || !it.contains(top)) return false;
		it.focus();
		it.click();
		return true;
	})()`, element))
}

// write types where the focus is, which has to be the field of a chat, and sends it with Enter.
func (b *browser) write(chat, text string) {
	b.t.Helper()
	field := `document.querySelector("#chat-` + chat + ` textarea")`
	b.until("document.activeElement === " + field)
	b.do(input.InsertText(text))
	b.until(field + ".value.includes(" + quote(text) + ")")
	b.do(chromedp.KeyEvent("\r"))
	b.until(field + `.value === ""`)
}

// picture takes one of the README's pictures, where they are wanted.
func (b *browser) picture(name string) {
	b.t.Helper()
	if !*screenshots {
		return
	}
	b.until(`document.querySelectorAll(".toast:not([hidden])").length === 0`)
	var png []byte
	b.do(chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join("../../deploy/screenshots", name), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// open loads a page as soon as somebody serves it.
func (b *browser) open(address string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, sight)
	defer cancel()
	for {
		err := chromedp.Run(ctx, chromedp.Navigate(address))
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			b.t.Fatalf("open %s: %v", address, err)
		}
	}
}

// last is the last element of a kind in a chat that holds the words.
func last(chat, kind, words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("#chat-%s %s")].filter((it) => it.textContent.includes(%s)).at(-1)`,
		chat, kind, quote(words))
}

// count says that there are so many of what last gives the last of.
func count(last string, n int) string {
	return fmt.Sprintf("%s.length === %d", strings.TrimSuffix(last, ".at(-1)"), n)
}

// quote writes a string of JavaScript.
func quote(words string) string {
	text, err := json.Marshal(words)
	if err != nil {
		panic(err) // a string always can be
	}
	return string(text)
}

func key(chat, label string) string { return last(chat, ".key", label) }

func said(chat, words string) string { return last(chat, ".bubble.bot .text", words) }

// knows says that the panel about a customer holds the words.
func knows(customer, words string) string {
	return fmt.Sprintf(`document.querySelector("#known-%s").textContent.includes(%s)`, customer, quote(words))
}

// ticked says that the page counts so much as tried.
func ticked(names ...string) string {
	var all []string
	for _, name := range names {
		all = append(all, fmt.Sprintf(`[...document.querySelectorAll(".try.done")].some((it) => it.textContent.includes(%s))`, quote(name)))
	}
	return strings.Join(all, " && ")
}
