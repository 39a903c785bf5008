package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"io/fs"
)

// checkCommand checks a shop's folder.
type checkCommand struct {
	Folder string `arg:"" optional:"" type:"existingdir" help:"The shop's folder; without it the example shop."`
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
		folder = os.DirFS(c.Folder)
	}
	_, err := dialogs.Load(folder)
	var faults []string
	if err != nil {
		faults = strings.Split(err.Error(), "\n")
	}
	if c.JSON {
		if err := json.NewEncoder(t.out).Encode(map[string]any{"faults": faults}); err != nil {
			return err
		}
	} else if err == nil {
		fmt.Fprintln(t.out, "no faults")
	} else {
		fmt.Fprintln(t.out, strings.Join(faults, "\n"))
	}
	if err != nil {
		return fmt.Errorf("check: %d faults", len(faults))
	}
	return nil
}
