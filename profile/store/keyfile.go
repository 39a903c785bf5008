package store

// The key file: a line of base64 that nobody but us and its backups should have. Lines with # are for people.

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

const keyNote = `# This key seals what Guanxi remembers. Whoever has it and the data can read them; without it nobody can, nor can it
# be made again. Keep a copy of this file in a safe place, apart from the data and its backups.
`

// keyFileOf is where the key of the store in folder lies by default: beside the folder, so that a copy of the folder
// does not carry it.
func keyFileOf(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("find the key file: %w", err)
	}
	return whole + ".key", nil
}

// readKey returns the key in a file, or an error that is fs.ErrNotExist; the warning is for the log.
func readKey(path string) (s *secret, warning string, err error) {
	text, err := readSome(path)
	if err != nil {
		return nil, "", fmt.Errorf("read the key file: %w\nhint: name a file that the user who runs guanxi can read (GUANXI_KEY_FILE)", err)
	}
	s = new(secret)
	decoded, err := base64.StdEncoding.DecodeString(string(keyLine(text)))
	if err != nil || len(decoded) != len(s) {
		return nil, "", fmt.Errorf("read the key file %s: want one line of base64 for %d bytes\nhint: put a copy of the key back; if the data are new, remove the file and a new key is made", path, len(s))
	}
	copy(s[:], decoded)
	// No refusal: secrets that Docker and Kubernetes mount are often readable for all in the container.
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		warning = fmt.Sprintf("others on this machine may read the key file %s (mode %o); hint: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	return s, warning, nil
}

// maxKeyFile is far more bytes than a key and what people write beside it.
const maxKeyFile = 64 << 10

// readSome reads a file, of one that is too large for a key the beginning.
func readSome(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxKeyFile))
}

// keyLine is the file without what is for people; a second key, like anything else, is no base64.
func keyLine(text []byte) []byte {
	var line []byte
	for each := range bytes.Lines(text) {
		if each = bytes.TrimSpace(each); len(each) > 0 && each[0] != '#' {
			line = append(append(line, ' '), each...)
		}
	}
	return bytes.TrimSpace(line)
}

// makeable says, before anything is made, why a key could not be made for the store in folder.
func makeable(path, folder string) error {
	home := filepath.Dir(path)
	if !there(home) && within(home, folder) {
		return nil // it is made with the store's folder
	}
	probe, err := os.CreateTemp(home, ".guanxi-*")
	if err == nil {
		err = errors.Join(probe.Close(), os.Remove(probe.Name()))
	} else if wrong, ok := errors.AsType[*fs.PathError](err); ok {
		wrong.Path = path
	}
	if _, link := os.Lstat(path); err == nil && link == nil {
		err = fmt.Errorf("%s is a link to a file that is not there", path)
	}
	return unmade(err)
}

// unmade is why a key was not made.
func unmade(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("make the key file: %w\nhint: name a file in a folder that can be written (GUANXI_KEY_FILE; without it the key lies beside GUANXI_DATA)", err)
}

// makeKey makes a key and its file, which is on the disk when it returns. It never writes over a file.
func makeKey(path string) (_ *secret, err error) {
	s := new(secret)
	_, _ = rand.Read(s[:]) // never fails
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, unmade(err)
	}
	_, err = file.WriteString(keyNote + base64.StdEncoding.EncodeToString(s[:]) + "\n")
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make the key file: %w", err), os.Remove(path))
	}
	return s, nil
}

// syncFolder puts a folder's names on the disk.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // it has no such call
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// within tells whether a file lies in a folder or below.
func within(folder, file string) bool {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	file, err = filepath.Abs(file)
	if err != nil {
		return false
	}
	way, err := filepath.Rel(folder, file)
	return err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator))
}

// missing tells of a file that is not there, nor could be below another file.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func there(path string) bool {
	_, err := os.Stat(path)
	return !missing(err)
}
