package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"
)

// maxEvalFile is how large a file of examples may be: 200,000 messages and more.
const maxEvalFile = 20 << 20

var errTooLarge = errors.New("too large")

// readRows reads files of JSON lines. Complete says what a line lacks, and like is a line as it should be. One line
// that is wrong and nothing is read.
func readRows[T any](files []string, like string, complete func(T) error) ([]T, error) {
	var rows []T
	for _, file := range files {
		of, err := readFile(file, complete)
		switch {
		case errors.Is(err, errTooLarge):
			return nil, fmt.Errorf("read %w", err)
		case err != nil:
			return nil, fmt.Errorf("read %w\nhint: a line is %s", err, like)
		}
		rows = append(rows, of...)
	}
	return rows, nil
}

func readFile[T any](file string, complete func(T) error) (rows []T, err error) {
	data, err := contents(file)
	if err != nil {
		return nil, err
	}
	return rowsOf(file, data, complete)
}

// rowsOf reads the lines of a file.
func rowsOf[T any](file string, data []byte, complete func(T) error) (rows []T, err error) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		row, err := rowOf(line, complete)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: it is empty", file)
	}
	return rows, nil
}

// contents is a file without the mark that some editors put at its beginning.
func contents(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if size := info.Size(); size > maxEvalFile {
		return nil, fmt.Errorf("%s: %w: %d MB, at most %d\nhint: split it; a file may be given several times", file, errTooLarge, size>>20, maxEvalFile>>20)
	}
	data, err := os.ReadFile(file)
	return bytes.TrimPrefix(data, []byte("\ufeff")), err
}

func rowOf[T any](line []byte, complete func(T) error) (row T, err error) {
	if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
		return row, errors.New("this is not UTF-8")
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return row, fmt.Errorf("not the JSON that it should be: %w", err)
	}
	return row, complete(row)
}

// present refuses a line in which one of some fields is empty; fields are names and values by turns.
func present(fields ...string) error {
	for i := 0; i+1 < len(fields); i += 2 {
		if strings.TrimSpace(fields[i+1]) == "" {
			return fmt.Errorf("no %q", fields[i])
		}
	}
	return nil
}
