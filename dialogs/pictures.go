// Pictures that lie in the shop's folder and stand above answers.
package dialogs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the kinds that can be measured
	_ "image/png"
	"io/fs"
	"path"
	"strings"

	"guanxi/dialogs/answers"
)

// Telegram's limits for a picture.
const (
	maxPicture = 10 << 20 // bytes
	maxSides   = 10_000   // pixels of width and height together
	maxRatio   = 20       // how many times as long as the other a side may be
)

// picturePrefix begins the name of a picture as messages and items have it: picture:SUM:FILE. So one that was changed is
// another one.
const picturePrefix = "picture:"

// IsPicture says whether a message's photo, or an item's file, is a picture of the shop's folder.
func IsPicture(name string) bool { return strings.HasPrefix(name, picturePrefix) }

// loadPictures looks at the pictures of the shop's folder that entries name, and gives each its name.
func (w *World) loadPictures(shop fs.FS, entries []answers.Entry) (faults []error) {
	w.folder, w.pictures = shop, map[string]string{}
	named := map[string]string{} // by file
	for i := range entries {
		e := &entries[i]
		if e.Photo == "" || strings.Contains(e.Photo, "://") {
			continue
		}
		if named[e.Photo] == "" {
			content, err := readPicture(shop, e.Photo)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s: entry %s: photo: %w", e.Place, e.ID, err))
				continue
			}
			sum := sha256.Sum256(content)
			named[e.Photo] = picturePrefix + hex.EncodeToString(sum[:12]) + ":" + path.Base(e.Photo)
			w.pictures[named[e.Photo]] = e.Photo
		}
		e.Photo = named[e.Photo]
	}
	return faults
}

// Picture returns a picture by its name, and what its file is called. It is [fs.ErrNotExist] for one that no answer has any
// more.
func (w *World) Picture(name string) (file string, content []byte, err error) {
	file, ok := w.pictures[name]
	if !ok {
		return "", nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	content, err = readPicture(w.folder, file)
	return path.Base(file), content, err
}

// readPicture reads a picture that Telegram takes.
func readPicture(shop fs.FS, name string) ([]byte, error) {
	if err := inside(shop, name); err != nil {
		return nil, err
	}
	info, err := fs.Stat(shop, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %q in the shop's folder: %w", name, fs.ErrNotExist)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%q is no file", name)
	case info.Size() > maxPicture:
		return nil, fmt.Errorf("%q has %d bytes, and Telegram takes %d: hint: save it smaller; 1280 pixels a side are enough", name, info.Size(), maxPicture)
	}
	content, err := fs.ReadFile(shop, name)
	if err != nil {
		return nil, err
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(content))
	short, long := min(size.Width, size.Height), max(size.Width, size.Height)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q is no picture that can be read: hint: save it as JPEG or PNG", name)
	case short == 0, short+long > maxSides, long > maxRatio*short:
		return nil, fmt.Errorf("%q measures %d × %d, and Telegram takes %d pixels for both sides together, none %d times the other: hint: save it smaller",
			name, size.Width, size.Height, maxSides, maxRatio)
	}
	return content, nil
}

// errOutside says that a path leads out of the shop's folder.
var errOutside = errors.New("leads out of the shop's folder: hint: put the picture into the folder")

// inside says what leads out of the folder on the way to a file: the path itself, or a link. Links within it are followed, as
// Kubernetes has them in what it mounts.
func inside(shop fs.FS, name string) error {
	rest, at := name, "."
	for links := 0; rest != ""; {
		if !fs.ValidPath(rest) || strings.Contains(rest, `\`) || links > 40 {
			return fmt.Errorf("%q %w", name, errOutside)
		}
		first, more, _ := strings.Cut(rest, "/")
		step := path.Join(at, first)
		info, err := fs.Lstat(shop, step)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 { // one that is missing is told by who reads it
			rest, at = more, step
			continue
		}
		target, err := fs.ReadLink(shop, step)
		if err != nil {
			return err
		}
		links++
		if rest, at = path.Join(at, target, more), "."; path.IsAbs(target) {
			return fmt.Errorf("%q %w", name, errOutside)
		}
	}
	return nil
}
