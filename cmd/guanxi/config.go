package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"guanxi/deploy/shop"
	"guanxi/locales"
	"guanxi/profile/store"

	"github.com/alecthomas/kong"
)

// settings are everything that can be set, by flag or environment. Secrets come from the environment alone: a flag
// would show them to everybody on the machine.
type settings struct {
	Shop       string `env:"GUANXI_SHOP" type:"path" placeholder:"FOLDER" help:"The shop's folder; without it the example shop serves."`
	Data       string `env:"GUANXI_DATA" type:"path" default:"guanxi-data" placeholder:"FOLDER" help:"Where the embedded store lies (default: guanxi-data)."`
	KeyFile    string `env:"GUANXI_KEY_FILE" type:"path" placeholder:"FILE" help:"The key that seals the embedded store (default: beside it, guanxi-data.key; the sandbox's is guanxi-data.sandbox.key), and Redis where this is set."`
	Listen     string `env:"GUANXI_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the pages and the webhook are served (default: 127.0.0.1:8080)."`
	APIURL     string `env:"TELEGRAM_API_URL" name:"api-url" default:"https://api.telegram.org" placeholder:"URL" help:"The Bot API server (default: Telegram's)."`
	WebhookURL string `env:"GUANXI_WEBHOOK_URL" placeholder:"URL" help:"Have Telegram post updates to this https address instead of asking for them."`

	modelSettings `embed:""`

	token         string // TELEGRAM_BOT_TOKEN
	redisURL      string // REDIS_URL, which may hold a password
	webhookSecret string // GUANXI_WEBHOOK_SECRET
}

// defaultAPI is Telegram's own Bot API server.
const defaultAPI = "https://api.telegram.org"

// read takes the secrets from the environment and refuses settings that cannot work, all of them at once.
func (s *settings) read() error {
	s.token = os.Getenv("TELEGRAM_BOT_TOKEN")
	s.redisURL = os.Getenv("REDIS_URL")
	s.webhookSecret = os.Getenv("GUANXI_WEBHOOK_SECRET")
	err := errors.Join(append(s.readModel(),
		check(s.token == "" || tokenForm.MatchString(s.token), "TELEGRAM_BOT_TOKEN: not a token; hint: it is what @BotFather gave, the like of 123456:AbC-dEf"),
		store.CheckURL(s.redisURL),
		check(isBare(s.APIURL), "TELEGRAM_API_URL: not an http or https address of host, port and path alone; hint: leave it out for Telegram's"),
		check(isAddress(s.Listen), "GUANXI_LISTEN: %q is not HOST:PORT; hint: the like of 127.0.0.1:8080", s.Listen),
		check(s.Shop == "" || isFolder(s.Shop), "GUANXI_SHOP: there is no folder %[1]s; hint: guanxi new %[1]s makes one", s.Shop),
		s.checkWebhook(),
		check(s.WebhookURL == "" || s.token != "", "GUANXI_WEBHOOK_URL is set without TELEGRAM_BOT_TOKEN; hint: set both, or neither for the sandbox"),
		check(s.WebhookURL == "" || secretForm.MatchString(s.webhookSecret), "GUANXI_WEBHOOK_SECRET: want 1 to 256 of A-Z a-z 0-9 _ -; hint: openssl rand -hex 32"),
	)...)
	if err != nil {
		return usageError{err}
	}
	return nil
}

var (
	tokenForm  = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)
	secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
)

// known are the settings whose names are ours.
var known = []string{
	"GUANXI_SHOP", "GUANXI_DATA", "GUANXI_LISTEN", "GUANXI_KEY_FILE", "GUANXI_WEBHOOK_URL", "GUANXI_WEBHOOK_SECRET",
	"GUANXI_MODEL_TOKENS", "GUANXI_AUDIO_MODEL",
}

// tried reads the settings as they are in the environment, and tells what is wrong with them, or looks it. The shop's
// folder is another's to look at.
func tried(ctx context.Context, environment []string) (faults, warnings []string) {
	s := &settings{}
	parser, err := kong.New(s)
	if err == nil {
		_, err = parser.Parse(nil)
	}
	if err == nil {
		s.Shop = ""
		err = s.read()
	}
	if wrong, ok := errors.AsType[usageError](err); ok {
		err = wrong.error
	}
	if err == nil {
		faults = tryModel(ctx, s.open(nil, nil, nil))
	}
	return append(list(err), faults...), oddSettings(environment)
}

// unsetEmpty makes an empty setting, as compose files write them, one that is not set.
func unsetEmpty() {
	for _, name := range append([]string{"TELEGRAM_API_URL", "OPENAI_MODEL", "OPENAI_BASE_URL", "OPENAI_EMBEDDING_MODEL"}, known...) {
		if value, set := os.LookupEnv(name); set && value == "" {
			os.Unsetenv(name)
		}
	}
}

// mistaken are names by which other programs know what we read under another.
var mistaken = map[string]string{
	"TELEGRAM_TOKEN": "TELEGRAM_BOT_TOKEN", "BOT_TOKEN": "TELEGRAM_BOT_TOKEN", "TG_BOT_TOKEN": "TELEGRAM_BOT_TOKEN",
	"TELEGRAM_API_TOKEN": "TELEGRAM_BOT_TOKEN", "REDIS_URI": "REDIS_URL", "REDIS_ADDR": "REDIS_URL",
}

// oddSettings tells of names that look as if they were meant for us: a misspelt setting would be passed over in silence.
// They are not refused, for Kubernetes sets GUANXI_PORT and the like beside a service of our name.
func oddSettings(environment []string) (warnings []string) {
	warnings = unnamed()
	for _, setting := range environment {
		name, value, _ := strings.Cut(setting, "=")
		ours := mistaken[name]
		switch {
		case value == "" || strings.HasPrefix(name, "GUANXI_SERVICE_") || strings.HasPrefix(name, "GUANXI_PORT"):
		case ours != "" && os.Getenv(ours) == "":
			warnings = append(warnings, fmt.Sprintf("%s is set and not read; did you mean %q?", name, ours))
		case strings.HasPrefix(name, "GUANXI_") && !slices.Contains(known, name):
			warnings = append(warnings, name+": there is no such setting"+cmp.Or(locales.Near(name, known), "; hint: the settings are "+strings.Join(known, ", ")))
		}
	}
	return warnings
}

// checkWebhook refuses an address that Telegram would, or that cannot be served.
func (s *settings) checkWebhook() error {
	u, err := url.Parse(s.WebhookURL)
	telegrams := s.APIURL == defaultAPI
	switch {
	case s.WebhookURL == "":
		return nil
	case err != nil || !isURL(s.WebhookURL) || !isServed(u.Path):
		return errors.New("GUANXI_WEBHOOK_URL: not an http or https address; hint: the like of https://shop.example/hook")
	case telegrams && (u.Scheme != "https" || !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port())):
		return errors.New("GUANXI_WEBHOOK_URL: not an https address on port 443, 80, 88 or 8443: Telegram posts to no other")
	}
	return nil
}

func check(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// isServed tells a path that our server can have a handler for.
func isServed(way string) bool {
	way = "/" + strings.TrimPrefix(way, "/")
	return !strings.ContainsAny(way, "{} ") && strings.TrimSuffix(way, "/") == strings.TrimSuffix(path.Clean(way), "/")
}

// isBare tells an address of nothing but host, port and path: the client drops the rest.
func isBare(s string) bool { return isURL(s) && !strings.ContainsAny(s, "@?#") }

func isURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	return u.Port() == "" || err == nil && port != 0
}

func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	return err == nil && port != ""
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// shopFolder is the shop's folder, or the example's.
func (s *settings) shopFolder() fs.FS {
	if s.Shop == "" {
		return shop.FS
	}
	return os.DirFS(s.Shop)
}
