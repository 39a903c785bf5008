package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
)

// checkCommand checks a shop's folder, and the settings.
type checkCommand struct {
	Folder string `arg:"" optional:"" env:"GUANXI_SHOP" type:"path" help:"The shop's folder; without it the example shop."`
	JSON   bool   `help:"Print the faults as JSON: file, line and fault of each."`
}

// Help is shown under guanxi check --help.
func (*checkCommand) Help() string {
	return "Tells all faults at once, each with its file and line, and those of the settings in the environment; and ends with 1 if there is one. Where a language model is set, it is asked for a word."
}

// fault is one thing that is wrong, or could be better.
type fault struct {
	File  string `json:"file"` // in the shop's folder; empty: of no file
	Line  int    `json:"line"` // 0: of the file as a whole
	Fault string `json:"fault"`
}

// String is the fault as editors understand it.
func (f fault) String() string {
	switch {
	case f.File == "":
		return f.Fault
	case f.Line == 0:
		return f.File + ": " + f.Fault
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Fault)
}

// Run prints what is wrong.
func (c *checkCommand) Run(ctx context.Context, t *terminal) error {
	var folder fs.FS = shop.FS
	if c.Folder != "" {
		if !isFolder(c.Folder) {
			return usageError{fmt.Errorf("there is no folder %s\nhint: guanxi check FOLDER, with the shop's folder", c.Folder)}
		}
		folder = os.DirFS(c.Folder)
	}
	wrong, odd := tried(ctx, os.Environ())
	world, err := dialogs.Load(folder)
	if err == nil {
		odd = append(odd, world.Warnings...)
	}
	faults, warnings := placed(append(list(err), wrong...)), placed(odd)
	if err := c.print(t, faults, warnings); err != nil {
		return err
	}
	switch len(faults) {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("check: 1 fault")
	}
	return fmt.Errorf("check: %d faults", len(faults))
}

func (c *checkCommand) print(t *terminal, faults, warnings []fault) error {
	if c.JSON {
		return json.NewEncoder(t.out).Encode(map[string][]fault{"faults": faults, "warnings": warnings})
	}
	for _, warning := range warnings {
		fmt.Fprintln(t.out, "could be better:", warning)
	}
	for _, f := range faults {
		fmt.Fprintln(t.out, f)
	}
	if len(faults) == 0 {
		fmt.Fprintln(t.out, "no faults")
	}
	return nil
}

// placeForm is how faults begin that are of a file.
var placeForm = regexp.MustCompile(`(?s)^([^:\s]+\.(?:ya?ml|toml|md|csv|jsonl))(?::(\d+))?: (.*)$`)

// placed takes faults apart and puts them in the order of their files and lines, each once.
func placed(texts []string) []fault {
	faults := []fault{}
	for _, text := range texts {
		f := fault{Fault: text}
		if parts := placeForm.FindStringSubmatch(text); parts != nil {
			f.File, f.Fault = parts[1], parts[3]
			f.Line, _ = strconv.Atoi(parts[2]) // digits, or nothing
		}
		faults = append(faults, f)
	}
	slices.SortStableFunc(faults, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.Compact(faults)
}

// list takes an error of many joined ones apart; nil has none.
func list(err error) []string {
	faults := []string{}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, each := range joined.Unwrap() {
			faults = append(faults, list(each)...)
		}
	} else if err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}
