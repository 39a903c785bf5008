package telegram

import (
	"context"
	"fmt"
	"maps"
	"mime/multipart"
	"slices"
	"time"
)

// File is one that a call brings along.
type File struct {
	Field   string // the parameter that it is
	Name    string // as people see it
	Content []byte // at most 50 MB (Telegram)
}

// Uploaded is a message with what was uploaded for it.
type Uploaded struct {
	ID     int `json:"message_id"`
	Photos []struct {
		ID string `json:"file_id"`
	} `json:"photo"` // the sizes of one picture, the largest last
}

// Photo is the id by which the picture can be sent again.
func (u *Uploaded) Photo() string {
	if len(u.Photos) == 0 {
		return ""
	}
	return u.Photos[len(u.Photos)-1].ID
}

// uploadTime is for a call with a file: 10 MB at 2 Mbit/s.
const uploadTime = 40 * time.Second

// Upload is Call with a file; params are by name, as Telegram reads them in a form.
func (c *Client) Upload(ctx context.Context, method string, params map[string]string, file File, result any) error {
	p := payloads.Get().(*payload)
	kind, err := p.form(params, file)
	if err != nil {
		return fmt.Errorf("call %s: %w", method, err)
	}
	defer p.release()
	header := c.header.Clone()
	header.Set("Content-Type", kind)
	return c.send(ctx, uploadTime, method, header, p, result)
}

// form writes what a form with a file would post, and returns its content type.
func (p *payload) form(params map[string]string, file File) (kind string, err error) {
	form := multipart.NewWriter(&p.out)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if err := form.WriteField(name, params[name]); err != nil {
			return "", err
		}
	}
	part, err := form.CreateFormFile(file.Field, file.Name)
	if err != nil {
		return "", err
	}
	if _, err := part.Write(file.Content); err != nil {
		return "", err
	}
	return form.FormDataContentType(), form.Close()
}
