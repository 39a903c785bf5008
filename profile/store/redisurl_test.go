package store

import (
	"slices"
	"strings"
	"testing"
)

func TestParseURL(t *testing.T) {
	for raw, want := range map[string]struct {
		addrs            []string
		user, password   string
		db               int
		master, shown    string
		cluster, secured bool
	}{
		"redis://localhost:6380":         {addrs: []string{"localhost:6380"}, shown: "redis://localhost:6380"},
		"redis://":                       {addrs: []string{"localhost:6379"}, shown: "redis://localhost:6379"},
		"redis://h/3":                    {addrs: []string{"h:6379"}, db: 3, shown: "redis://h:6379/3"},
		"redis://h?db=3":                 {addrs: []string{"h:6379"}, db: 3, shown: "redis://h:6379"},
		"redis://:p%40s@[::1]:6380/0":    {addrs: []string{"[::1]:6380"}, password: "p@s", shown: "redis://[::1]:6380/0"},
		"rediss://u:p@h":                 {addrs: []string{"h:6379"}, user: "u", password: "p", secured: true, shown: "rediss://h:6379"},
		"redis+sentinel://a,b:1/m?db=2":  {addrs: []string{"a:26379", "b:1"}, master: "m", db: 2, shown: "redis+sentinel://a:26379,b:1/m"},
		"redis+cluster://u:p@a:1,b:2":    {addrs: []string{"a:1", "b:2"}, user: "u", password: "p", cluster: true, shown: "redis+cluster://a:1,b:2"},
		"rediss+cluster://a:1,[::1]:2/0": {addrs: []string{"a:1", "[::1]:2"}, cluster: true, secured: true, shown: "rediss+cluster://a:1,[::1]:2/0"},
	} {
		got, err := parseURL(raw)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		o := got.options
		if !slices.Equal(o.Addrs, want.addrs) || o.Username != want.user || o.Password != want.password || o.DB != want.db ||
			o.MasterName != want.master || got.cluster != want.cluster || (o.TLSConfig != nil) != want.secured || got.shown != want.shown {
			t.Errorf("%s: %+v, want %+v", raw, got, want)
		}
	}
}

// What is no Redis URL is refused with its mend, and no part of a password is told.
func TestParseURLRefused(t *testing.T) {
	for _, raw := range []string{
		"", "localhost:6379", "http://:secret@h", "redis+other://:secret@h", "redis://:sec/ret@h", "redis://:secret@h:port",
		"redis://:secret@a,b", "redis://:secret@h/x", "redis://:secret@h?pool=3", "redis+sentinel://:secret@h",
		"redis+cluster://:secret@h/1", "redis+cluster://:secret@a,,b", "redis://:secret@h/-1", "redis://:secret%zz@h", "redis://:secret@h#f",
	} {
		_, err := parseURL(raw)
		switch {
		case err == nil:
			t.Errorf("%q: no error", raw)
		case !strings.Contains(err.Error(), "hint: "), strings.Contains(err.Error(), "sec"):
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func FuzzParseURL(f *testing.F) {
	f.Add("redis+sentinel://u:p@a:1,b/m?db=1")
	f.Add("rediss+cluster://[::1]:2/0")
	f.Fuzz(func(t *testing.T, raw string) {
		if got, err := parseURL(raw); err == nil && len(got.options.Addrs) == 0 {
			t.Errorf("%q names no server: %+v", raw, got)
		}
	})
}
