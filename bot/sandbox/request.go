// How a call is read: JSON, multipart, urlencoded or the query, all into the same named values.

package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	maxBody   = 1 << 20  // bytes of a body without files
	maxUpload = 20 << 20 // bytes of a body with files
	maxFile   = 1 << 20  // bytes of a file that is kept, for a page to show; larger ones are read and thrown away
	maxPhoto  = 10 << 20 // bytes of a file that is sent as a photo (Telegram)
)

// value is one parameter. Telegram reads all of them as text, so do we; typed tells the spec what JSON it was.
type value struct {
	text  string          // a JSON string unquoted, other JSON as it stands
	typed json.RawMessage // as in a JSON body; nil where the body has no types
}

// call is one request of the bot.
type call struct {
	name   string
	params map[string]value
	files  map[string]upload // by field
	lost   bool              // its answer will not arrive
	ctx    context.Context
}

// upload is a file that came with a call.
type upload struct {
	name    string
	size    int
	content []byte // nil of one that is larger than is kept
}

func readCall(r *http.Request, name string) (*call, *failure) {
	c := &call{name: name, params: map[string]value{}, ctx: r.Context()}
	if r.URL.RawQuery != "" {
		query, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return nil, bad("can't parse query: %v", err)
		}
		c.form(query)
	}
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		return nil, bad("method %s is not supported", r.Method)
	}
	if err := c.readBody(r); err != nil {
		return nil, err
	}
	for _, v := range c.params {
		if !utf8.ValidString(v.text) {
			return nil, bad("strings must be encoded in UTF-8")
		}
	}
	return c, nil
}

func (c *call) readBody(r *http.Request) *failure {
	kind, options, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	var err error
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "application/json":
		err = c.readJSON(r.Body)
	case "application/x-www-form-urlencoded":
		err = c.readForm(r.Body)
	case "multipart/form-data":
		err = c.readMultipart(r.Body, kind+";"+options)
	}
	switch {
	case errors.Is(err, errTooLarge):
		return refuse(http.StatusRequestEntityTooLarge, "Request Entity Too Large")
	case err != nil:
		return bad("can't parse request: %v", err)
	}
	return nil
}

func (c *call) readJSON(body io.Reader) error {
	text, err := readAll(body, maxBody)
	if err != nil || len(text) == 0 {
		return err
	}
	return c.object(text)
}

// object takes the members of a JSON object as parameters.
func (c *call) object(text []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	for name, raw := range members {
		switch {
		case raw[0] == '"':
			var unquoted string
			if err := json.Unmarshal(raw, &unquoted); err != nil {
				return err
			}
			c.params[name] = value{unquoted, raw}
		default: // null too: Telegram takes it for the word
			c.params[name] = value{string(raw), raw}
		}
	}
	return nil
}

func (c *call) readForm(body io.Reader) error {
	text, err := readAll(body, maxBody)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(text))
	if err != nil {
		return err
	}
	c.form(values)
	return nil
}

func (c *call) form(values url.Values) {
	for name, all := range values {
		c.params[name] = value{text: all[0]}
	}
}

func (c *call) readMultipart(body io.Reader, contentType string) error {
	_, options, err := mime.ParseMediaType(contentType)
	if err != nil {
		return err
	}
	limited := &limitedReader{body, maxUpload}
	parts := multipart.NewReader(limited, options["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.takePart(part); err != nil {
			return err
		}
	}
}

func (c *call) takePart(part *multipart.Part) error {
	if file := part.FileName(); file != "" {
		if c.files == nil {
			c.files = map[string]upload{}
		}
		content, err := io.ReadAll(part)
		up := upload{name: file, size: len(content)}
		if up.size <= maxFile {
			up.content = content
		}
		c.files[part.FormName()] = up
		return err
	}
	text, err := readAll(part, maxBody)
	c.params[part.FormName()] = value{text: string(text)}
	return err
}

var errTooLarge = errors.New("body too large")

func readAll(r io.Reader, limit int64) ([]byte, error) { return io.ReadAll(&limitedReader{r, limit}) }

// limitedReader fails, rather than ends, beyond its limit.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

func (c *call) has(name string) bool    { _, ok := c.params[name]; return ok }
func (c *call) text(name string) string { return c.params[name].text }

// number is 0 where the parameter is missing or no number.
func (c *call) number(name string) int64 {
	n, _ := integer(c.text(name))
	return n
}

// truth reads what Telegram takes for true.
func (c *call) truth(name string) bool {
	switch strings.ToLower(strings.TrimSpace(c.text(name))) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// decode reads a parameter that is JSON; where it is missing, to stays as it is.
func (c *call) decode(name, what string, to any) *failure {
	text := c.text(name)
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), to); err != nil {
		return bad("can't parse %s JSON object", what)
	}
	return nil
}

func integer(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
