package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"
)

// maxFile is far more than a person writes in one file.
const maxFile = 1 << 20

// Text reads a file of the shop's: UTF-8, with or without a byte order mark, which is taken away. Of a file that is too
// large nothing is taken.
func Text(shop fs.FS, name string) ([]byte, error) {
	data, err := read(shop, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if encoding, at := encodingOf(data); encoding != "" {
		line := 1 + bytes.Count(data[:at], []byte("\n"))
		return nil, fmt.Errorf("%s:%d: is written in %s: hint: save it as UTF-8; spreadsheets call it \"CSV UTF-8\"", name, line, encoding)
	}
	return bytes.TrimPrefix(data, []byte("\uFEFF")), nil
}

func read(shop fs.FS, name string) ([]byte, error) {
	file, err := shop.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("is a folder: hint: a file of this name is read")
	case info.Size() > maxFile:
		return nil, tooLarge(info.Size())
	}
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1)) // it may grow meanwhile, and a device has no size
	if err == nil && len(data) > maxFile {
		err = tooLarge(int64(len(data)))
	}
	return data, err
}

func tooLarge(size int64) error {
	return fmt.Errorf("is too large, %.1f MB of at most %d: hint: split it by topic", float64(size)/(1<<20), maxFile>>20)
}

// encodingOf names the encoding of a text that is not UTF-8, and where that shows first; empty: it is UTF-8.
func encodingOf(data []byte) (encoding string, at int) {
	for _, mark := range []struct{ begins, encoding string }{
		{"\xFF\xFE\x00\x00", "UTF-32"}, {"\xFF\xFE", "UTF-16"}, {"\xFE\xFF", "UTF-16"},
	} {
		if bytes.HasPrefix(data, []byte(mark.begins)) {
			return mark.encoding, 0
		}
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		if n := bytes.Count(data, []byte{0}); n*5 > len(data) { // of ASCII every second byte
			return "UTF-16", 0
		}
		return "something that is no text", at
	}
	if utf8.Valid(data) {
		return "", 0
	}
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return eightBit(data), at
}

// eightBit guesses which of the encodings that spreadsheets write for West Europeans, Russians and Chinese a text has. In
// GBK the bytes above ASCII come in pairs, of which the first is mostly from B0 to F7; in Windows-1251 they come in words;
// in Latin-1 they stand alone between letters.
func eightBit(data []byte) string {
	high, pairs, common, alone := 0, 0, 0, 0
	for i := 0; i < len(data); {
		run := i
		for run < len(data) && data[run] >= 0x80 {
			run++
		}
		high += run - i
		if run == i+1 {
			alone++
		}
		for i+1 < len(data) && data[i] >= 0x81 && data[i] < 0xFF && data[i+1] >= 0x40 && data[i+1] != 0x7F && i < run {
			pairs += 2
			if data[i] >= 0xB0 && data[i] <= 0xF7 && data[i+1] >= 0xA1 || data[i] == 0xA1 || data[i] == 0xA3 {
				common += 2
			}
			i += 2
		}
		i = max(i, run) + 1
	}
	switch {
	case 2*alone > high:
		return "Latin-1 (Windows-1252)"
	case pairs*10 >= high*9 && common*4 >= high*3 && !russian(data):
		return "GBK"
	}
	return "Windows-1251"
}

// russian says whether the commonest letters of a text are those of Russian in Windows-1251: о, е, а and и.
func russian(data []byte) bool {
	var counts [256]int
	high := 0
	for _, b := range data {
		if b >= 0x80 {
			counts[b]++
			high++
		}
	}
	vowels := 0
	for _, b := range []byte("\xEE\xE5\xE0\xE8") {
		vowels += counts[b]
	}
	return vowels*4 > high
}
