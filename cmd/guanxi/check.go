package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
)

// checkCommand checks a shop's folder.
type checkCommand struct {
	Folder string `arg:"" optional:"" type:"path" help:"The shop's folder; without it the example shop."`
	JSON   bool   `help:"Print the faults as JSON."`
}

// Help is shown under guanxi check --help.
func (*checkCommand) Help() string {
	return "Tells all faults at once, each with its file and line, and ends with 1 if there is one."
}

// Run prints what is wrong.
func (c *checkCommand) Run(t *terminal) error {
	var folder fs.FS = shop.FS
	if c.Folder != "" {
		if !isFolder(c.Folder) {
			return usageError{fmt.Errorf("there is no folder %s\nhint: guanxi check FOLDER, with the shop's folder", c.Folder)}
		}
		folder = os.DirFS(c.Folder)
	}
	world, err := dialogs.Load(folder)
	faults, warnings := list(err), []string{}
	if err == nil {
		warnings = append(warnings, world.Warnings...)
	}
	if c.JSON {
		if err := json.NewEncoder(t.out).Encode(map[string]any{"faults": faults, "warnings": warnings}); err != nil {
			return err
		}
	} else {
		for _, warning := range warnings {
			fmt.Fprintln(t.out, "could be better:", warning)
		}
		fmt.Fprintln(t.out, cmp.Or(strings.Join(faults, "\n"), "no faults"))
	}
	if err != nil {
		return fmt.Errorf("check: %d faults", len(faults))
	}
	return nil
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
