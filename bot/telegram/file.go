package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
)

// ErrTooLarge says that a file is larger than it may be.
var ErrTooLarge = errors.New("the file is too large")

// File downloads one of Telegram's files of at most limit bytes, and returns it with a name that tells its kind.
func (c *Client) File(ctx context.Context, id string, limit int64) (name string, content []byte, err error) {
	var file struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := c.Call(ctx, "getFile", map[string]string{"file_id": id}, &file); err != nil {
		return "", nil, err
	}
	if file.Size > limit {
		return "", nil, ErrTooLarge
	}
	u := *c.base
	at := strings.LastIndex(strings.TrimSuffix(u.Path, "/"), "/bot")
	u.Path = u.Path[:at] + "/file" + u.Path[at:] + file.Path
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return "", nil, errors.New("download a file: not an address")
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return "", nil, &Lost{Method: "download", err: err}
	}
	defer resp.Body.Close()
	content, err = io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return "", nil, &Lost{Method: "download", Status: resp.StatusCode, err: err}
	case resp.StatusCode != http.StatusOK:
		return "", nil, fmt.Errorf("download a file: Telegram answers %d", resp.StatusCode)
	case int64(len(content)) > limit:
		return "", nil, ErrTooLarge
	}
	if name = path.Base(file.Path); path.Ext(name) == "" || path.Ext(name) == ".oga" { // endpoints know a voice by its ending
		name = strings.TrimSuffix(name, ".oga") + ".ogg"
	}
	return name, content, nil
}
