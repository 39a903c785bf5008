package source

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestText reads UTF-8, and names what else spreadsheets write.
func TestText(t *testing.T) {
	const spanish, russian, chinese = "question,answer\n¿Cuánto cuesta el envío a España?,Según el tamaño: más o menos cinco euros.\n",
		"question,answer\nСколько стоит доставка?,Зависит от веса: примерно пять евро.\n", "question,answer\n你们几点开门？,每天上午十点到晚上八点，周日休息。\n"
	for _, test := range []struct {
		name, text string
		in         encoding.Encoding
		want       string
	}{
		{"UTF-8", spanish + russian + chinese, encoding.Nop, ""},
		{"UTF-8 with a mark", spanish, unicode.UTF8BOM, ""},
		{"UTF-16 from Windows", chinese, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "a.csv:1: is written in UTF-16: hint: save it as UTF-8"},
		{"UTF-16 without a mark", spanish, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "a.csv:1: is written in UTF-16"},
		{"Spanish", spanish, charmap.Windows1252, "a.csv:2: is written in Latin-1"},
		{"a little Spanish", "question,answer\nopen?,mañana", charmap.ISO8859_1, "a.csv:2: is written in Latin-1"},
		{"Russian", russian, charmap.Windows1251, "a.csv:2: is written in Windows-1251"},
		{"Chinese", chinese, simplifiedchinese.GBK, "a.csv:2: is written in GBK"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00 with a few letters", encoding.Nop, "a.csv:3: is written in something that is no text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := test.in.NewEncoder().Bytes([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			text, err := Text(fstest.MapFS{"a.csv": {Data: data}}, "a.csv")
			switch {
			case test.want == "" && (err != nil || string(text) != test.text):
				t.Errorf("%q, %v", text, err)
			case test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)):
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// large is a folder of one file that says it has 50 MB and must not be read.
type large struct{ t *testing.T }

func (l large) Open(string) (fs.File, error)     { return largeFile(l), nil }
func (l large) Stat(string) (fs.FileInfo, error) { return largeFile(l), nil }
func (l large) ReadFile(string) ([]byte, error)  { l.t.Error("it is read"); return nil, nil }
func (l largeFile) Stat() (fs.FileInfo, error)   { return l, nil }
func (l largeFile) Read([]byte) (int, error)     { l.t.Error("it is read"); return 0, nil }
func (largeFile) Close() error                   { return nil }
func (largeFile) Name() string                   { return "a.csv" }
func (largeFile) Size() int64                    { return 50 << 20 }
func (largeFile) Mode() fs.FileMode              { return 0o644 }
func (largeFile) ModTime() time.Time             { return time.Time{} }
func (largeFile) IsDir() bool                    { return false }
func (largeFile) Sys() any                       { return nil }

type largeFile struct{ t *testing.T }

func TestTooLarge(t *testing.T) {
	_, err := Text(large{t}, "a.csv")
	if err == nil || err.Error() != "a.csv: is too large, 50.0 MB of at most 1: hint: split it by topic" {
		t.Error(err)
	}
}

// endless is a folder of one file without an end or a size, as a device is.
type endless struct{ largeFile }

func (e endless) Open(string) (fs.File, error) { return e, nil }
func (e endless) Stat() (fs.FileInfo, error)   { return e, nil }
func (endless) Size() int64                    { return 0 }
func (endless) Read(into []byte) (int, error)  { return len(into), nil }

// TestEndless gives up on what does not end, and on what is no file.
func TestEndless(t *testing.T) {
	if _, err := Text(endless{largeFile{t}}, "a.csv"); err == nil || !strings.HasPrefix(err.Error(), "a.csv: is too large") {
		t.Error(err)
	}
	if _, err := Text(fstest.MapFS{"a.csv/b": {}}, "a.csv"); err == nil || !strings.HasPrefix(err.Error(), "a.csv: is a folder") {
		t.Error(err)
	}
}
