package dialogs_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guanxi/dialogs"
)

// pictured is a shop's folder whose one entry has a photo.
func pictured(t *testing.T, photo string, files map[string][]byte) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "shop")
	files["shop.yaml"] = []byte("name: {en: Small}\nlanguages: [en]\ncurrency: EUR\ntime-zone: UTC\n")
	files["knowledge/a.yaml"] = []byte("# tea\n- id: tea\n  questions: {en: [What does the tea look like]}\n  answer: {en: Green.}\n  photo: " + photo + "\n")
	for name, content := range files {
		name = filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, content, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// drawn is a picture of this size.
func drawn(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPictureFaults wants each with the entry's file and line.
func TestPictureFaults(t *testing.T) {
	tea := drawn(t, 4, 3)
	for _, c := range []struct{ name, photo, want string }{
		{"missing", "tea.png", `there is no file "tea.png"`},
		{"above", "../tea.png", "leads out of the shop's folder"},
		{"above, from within", "photos/../../tea.png", "leads out of the shop's folder"},
		{"absolute", "/etc/hostname", "leads out of the shop's folder"},
		{"a folder", "knowledge", "is no file"},
		{"no picture", "shop.yaml", "is no picture"},
		{"too large", "large.png", "Telegram takes 10485760: hint"},
		{"too long", "long.png", "measures 84 × 4"},
		{"a link out", "out.png", "leads out of the shop's folder"},
		{"a folder's link out", "up/tea.png", "leads out of the shop's folder"},
		{"a circle", "circle.png", "leads out of the shop's folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := pictured(t, c.photo, map[string][]byte{"large.png": append(bytes.Clone(tea), make([]byte, 10<<20)...), "long.png": drawn(t, 84, 4)})
			if err := errors.Join(
				os.WriteFile(filepath.Join(folder, "..", "tea.png"), tea, 0o644), os.Symlink("../tea.png", filepath.Join(folder, "out.png")),
				os.Symlink("..", filepath.Join(folder, "up")), os.Symlink("circle.png", filepath.Join(folder, "circle.png")),
			); err != nil {
				t.Fatal(err)
			}
			w, err := dialogs.Load(os.DirFS(folder))
			if err == nil || w != nil || !strings.HasPrefix(err.Error(), "knowledge/a.yaml:2: entry tea: photo: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestPicture shows a picture above its answer under a name that changes with what it shows; a link within the folder is
// followed.
func TestPicture(t *testing.T) {
	folder := pictured(t, "photos/tea.png", map[string][]byte{"..1/tea.png": drawn(t, 4, 3)})
	if err := errors.Join(os.Symlink("..1", filepath.Join(folder, "..data")), os.Symlink("..data", filepath.Join(folder, "photos"))); err != nil {
		t.Fatal(err)
	}
	var before string
	for _, size := range []int{4, 5} {
		if err := os.WriteFile(filepath.Join(folder, "..1", "tea.png"), drawn(t, size, 3), 0o644); err != nil {
			t.Fatal(err)
		}
		w, err := dialogs.Load(os.DirFS(folder))
		if err != nil {
			t.Fatal(err)
		}
		said := dialogs.Turn(w, dialogs.State{}, dialogs.Input{Kind: dialogs.Words, Chat: 7, Language: "en", At: time.Unix(2e9, 0), Text: "What does the tea look like?"}).Messages
		photo := said[len(said)-1].Photo
		if !dialogs.IsPicture(photo) || photo == before {
			t.Fatalf("%+v after %q", said, before)
		}
		if file, content, err := w.Picture(photo); file != "tea.png" || err != nil || !bytes.Equal(content, drawn(t, size, 3)) {
			t.Errorf("%s, %v", file, err)
		}
		if _, _, err := w.Picture(before); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the picture before: %v", err)
		}
		before = photo
	}
}

// TestPictureOnce asks the same twice: the words are said again, and the picture stands above already.
func TestPictureOnce(t *testing.T) {
	w, err := dialogs.Load(os.DirFS(pictured(t, "photos/tea.png", map[string][]byte{"photos/tea.png": drawn(t, 4, 3)})))
	if err != nil {
		t.Fatal(err)
	}
	in := dialogs.Input{Kind: dialogs.Words, Chat: 7, Language: "en", At: time.Unix(2e9, 0), Text: "What does the tea look like?"}
	first := dialogs.Turn(w, dialogs.State{}, in)
	second := dialogs.Turn(w, first.State, in)
	if first.Messages[0].Photo == "" || len(second.Messages) == 0 || second.Messages[0].Photo != "" || second.Messages[0].Text == "" {
		t.Errorf("%+v, then %+v", first.Messages, second.Messages)
	}
}
