// Files: a file id tells its kind, so that none has to be remembered.

package sandbox

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// sendMedia sends one file of the kind, which is also the name of the parameter.
func sendMedia(kind string) func(*Server, *call) ([]byte, *failure) {
	return func(s *Server, c *call) ([]byte, *failure) {
		m := Message{Media: kind}
		if err := s.takeFile(c, &m, c.text(kind), kind); err != nil {
			return nil, err
		}
		if err := c.words(&m, "caption", "caption_entities", captionLimit); err != nil {
			return nil, err
		}
		return s.send(c, m)
	}
}

// takeFile finds the file that a parameter or an item of an album means.
func (s *Server) takeFile(c *call, m *Message, given, field string) *failure {
	if attached, ok := strings.CutPrefix(given, "attach://"); ok {
		given, field = "", attached
	}
	file, uploaded := c.files[field]
	address, _ := url.Parse(given)
	switch {
	case uploaded && m.Media == "photo" && file.size > maxPhoto:
		return bad("file is too big")
	case uploaded:
		m.FileName, m.Content, m.File = file.name, file.content, s.drawFile(m.Media)
	case given == "":
		return bad("there is no %s in the request", m.Media)
	case fileKind(given) != "":
		if k := fileKind(given); k != m.Media && m.Media != "document" {
			return bad("can't use file of type %s as %s", title(k), title(m.Media))
		}
		m.File, m.Content = given, s.contentOf(given)
	case address != nil && (address.Scheme == "https" || address.Scheme == "http"):
		m.File = s.drawFile(m.Media)
	default:
		return bad("wrong file identifier/HTTP URL specified")
	}
	return nil
}

// contentOf is what was kept of a file when it was sent first.
func (s *Server) contentOf(id string) []byte {
	for _, ch := range s.chats {
		for _, m := range ch.messages {
			if m.File == id && m.Content != nil {
				return m.Content
			}
		}
	}
	return nil
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

const filePrefix = "BQACAgIAAxkB-" // looks like Telegram's

func (s *Server) drawFile(kind string) string {
	s.nextFile++
	return fmt.Sprintf("%s%s-%d", filePrefix, kind, s.queue.next+s.nextFile)
}

// fileKind is what a file id of the sandbox holds; "" for one that is not its own.
func fileKind(id string) string {
	rest, ok := strings.CutPrefix(id, filePrefix)
	kind, number, good := strings.Cut(rest, "-")
	if !ok || !good || number == "" || kind == "" {
		return ""
	}
	return kind
}

func sendMediaGroup(s *Server, c *call) ([]byte, *failure) {
	var items []json.RawMessage
	if err := c.decode("media", "media", &items); err != nil {
		return nil, err
	}
	if len(items) < 2 || len(items) > 10 {
		return nil, bad("there must be 2-10 items in the album")
	}
	album := make([]Message, len(items))
	for i, raw := range items {
		if err := s.item(c, raw, &album[i]); err != nil {
			return nil, err
		}
	}
	return s.sendAlbum(c, album)
}

// item reads one InputMedia.
func (s *Server) item(c *call, raw []byte, m *Message) *failure {
	inner := &call{params: map[string]value{}}
	if err := inner.object(raw); err != nil {
		return bad("can't parse InputMedia: %v", err)
	}
	m.Media = inner.text("type")
	if !strings.Contains(" photo video document audio ", " "+m.Media+" ") {
		return bad("can't parse InputMedia: type must be one of photo, video, document, audio")
	}
	if err := s.takeFile(c, m, inner.text("media"), m.Media); err != nil {
		return err
	}
	return inner.words(m, "caption", "caption_entities", captionLimit)
}

func (s *Server) sendAlbum(c *call, album []Message) ([]byte, *failure) {
	for i := range album {
		album[i].Album = fmt.Sprint(s.nextID)
	}
	for _, kind := range []string{"audio", "document"} {
		others := slices.DeleteFunc(slices.Clone(album), func(m Message) bool { return m.Media == kind })
		if len(others) != 0 && len(others) != len(album) {
			return nil, bad("%s can't be mixed with other media types", kind)
		}
	}
	ch, kept, err := s.placeAll(c, album)
	if err != nil {
		return nil, err
	}
	sent := make([]wireMessage, len(kept))
	for i, m := range kept {
		sent[i] = s.wire(ch, m, false)
	}
	return encode(sent), nil
}

// fillMedia shows the file as its kind.
func (m *Message) fillMedia(w *wireMessage) {
	f := wireFile{FileID: m.File, UniqueID: "AgAD" + m.File[max(0, len(m.File)-12):], FileName: m.FileName}
	switch m.Media {
	case "photo":
		f.FileName, f.Width, f.Height = "", 800, 600
		w.Photo = []wireFile{f}
	case "document":
		w.Document = &f
	case "voice":
		f.FileName, f.MimeType, f.Duration = "", "audio/ogg", new(3)
		w.Voice = &f
	case "audio":
		f.Duration = new(3)
		w.Audio = &f
	case "video":
		f.Width, f.Height, f.Duration = 640, 360, new(3)
		w.Video = &f
	case "animation":
		f.Width, f.Height, f.Duration = 320, 180, new(3)
		w.Animation = &f
	case "video_note":
		f.FileName, f.Length, f.Duration = "", 240, new(3)
		w.VideoNote = &f
	case "sticker":
		f.FileName, f.Type, f.Width, f.Height, f.Animated, f.IsVideo = "", "regular", 512, 512, new(false), new(false)
		w.Sticker = &f
	default:
		m.fillCard(w)
	}
}
