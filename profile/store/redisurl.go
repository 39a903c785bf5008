package store

// REDIS_URL: which servers a URL names, and the URL without its secrets.

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// errURL never quotes the URL: it may hold a password.
var errURL = errors.New(`REDIS_URL is not a Redis URL
hint: write redis://user:password@host:6379/0, redis+sentinel://host:26379,host:26379/master-name?db=0 or redis+cluster://host:6379,host:6379 (rediss for TLS; % codes for / @ : in a password)`)

// target is what a REDIS_URL names.
type target struct {
	sentinel, cluster bool
	options           redis.UniversalOptions // addresses, name and secrets; no settings
	shown             string                 // the URL as errors may show it
}

// CheckURL tells what is wrong with a REDIS_URL; an empty one is none.
func CheckURL(raw string) error {
	if raw == "" {
		return nil
	}
	_, err := parseURL(raw)
	return err
}

// parseURL reads redis://, redis+sentinel:// and redis+cluster://, and the same with rediss for TLS.
func parseURL(raw string) (target, error) {
	scheme, rest, found := strings.Cut(raw, "://")
	base, kind, _ := strings.Cut(scheme, "+")
	t := target{sentinel: kind == "sentinel", cluster: kind == "cluster"}
	if !found || base != "redis" && base != "rediss" || kind != "" && !t.sentinel && !t.cluster {
		return target{}, errURL
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	at := strings.LastIndex(authority, "@") + 1
	hosts := strings.Split(authority[at:], ",")
	// net/url knows one host; the others are told apart here.
	u, err := url.Parse(scheme + "://" + authority[:at] + "x" + tail)
	if err != nil || u.Fragment != "" {
		return target{}, errURL
	}
	if err := t.readHosts(hosts); err != nil {
		return target{}, err
	}
	if base == "rediss" {
		t.options.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	t.options.Username = u.User.Username()
	t.options.Password, _ = u.User.Password()
	t.shown = scheme + "://" + strings.Join(t.options.Addrs, ",") + u.Path
	return t, t.readPath(u)
}

func (t *target) readHosts(hosts []string) error {
	if len(hosts) > 1 && !t.sentinel && !t.cluster {
		return errURL
	}
	standard := "6379"
	if t.sentinel {
		standard = "26379"
	}
	for _, h := range hosts {
		u, err := url.Parse("redis://" + h)
		if err != nil || u.Host != h || u.Hostname() == "" && len(hosts) > 1 {
			return errURL
		}
		host, port := u.Hostname(), u.Port()
		if host == "" {
			host = "localhost"
		}
		if port == "" {
			port = standard
		}
		t.options.Addrs = append(t.options.Addrs, net.JoinHostPort(host, port))
	}
	return nil
}

// readPath takes the database's number or the master's name, and the query.
func (t *target) readPath(u *url.URL) error {
	query := u.Query()
	db := strings.Trim(u.Path, "/")
	if t.sentinel {
		t.options.MasterName, db = db, ""
		t.options.SentinelUsername = query.Get("sentinel_username")
		t.options.SentinelPassword = query.Get("sentinel_password")
		query.Del("sentinel_username")
		query.Del("sentinel_password")
		if t.options.MasterName == "" {
			return errors.New("REDIS_URL names no master\nhint: write redis+sentinel://host:26379/master-name")
		}
	}
	if query.Has("db") && db == "" {
		db = query.Get("db")
		query.Del("db")
	}
	for name := range query {
		return fmt.Errorf("REDIS_URL has an unknown parameter %q\nhint: known are db, and with redis+sentinel sentinel_username and sentinel_password", name)
	}
	if db == "" {
		return nil
	}
	n, err := strconv.Atoi(db)
	if err != nil || n < 0 || t.cluster && n != 0 {
		return fmt.Errorf("REDIS_URL: %.20q is no database number\nhint: 0 to 15; a cluster has 0 alone", db)
	}
	t.options.DB = n
	return nil
}
