package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"guanxi/dialogs"
	"guanxi/dialogs/answers"
)

// importCommand brings files of others into a shop's folder.
type importCommand struct {
	Knowledge importKnowledgeCommand `cmd:"" help:"Bring questions and answers into the shop's folder."`
}

// importKnowledgeCommand brings questions and answers into a shop's folder.
type importKnowledgeCommand struct {
	File   string `arg:"" type:"existingfile" help:"The file: Markdown, CSV, JSON lines or YAML, by its ending."`
	Folder string `arg:"" optional:"" env:"GUANXI_SHOP" type:"path" help:"The shop's folder."`
	DryRun bool   `help:"Show what is found, and write nothing."`
}

// Help is shown under guanxi import knowledge --help.
func (*importKnowledgeCommand) Help() string {
	return `The simplest Markdown is a heading "## Do you have parking?" with the answer below it; the simplest CSV has the columns question,answer ` +
		`and perhaps lang. What is new goes into knowledge/NAME.yaml of the shop's folder; what the shop knows already is passed over, so a ` +
		"file may be brought in again. With any fault nothing is written. A file can also be put into knowledge/ as it is."
}

// Run shows what the file holds and writes what is new.
func (c *importKnowledgeCommand) Run(t *terminal) error {
	if !isFolder(c.Folder) {
		return usageError{fmt.Errorf("there is no shop's folder %s\nhint: guanxi import knowledge FILE FOLDER; guanxi new FOLDER makes one", c.Folder)}
	}
	world, err := dialogs.Load(os.DirFS(c.Folder))
	if err != nil {
		return fmt.Errorf("read the shop's folder:\n%w\nhint: guanxi check tells the same; mend that first", err)
	}
	languages := world.Shop.Languages
	known, _, err := answers.Parse(os.DirFS(c.Folder), languages[0], languages[1:]...)
	if err != nil {
		return err
	}
	name := filepath.Base(c.File)
	found, warnings, err := answers.Read(os.DirFS(filepath.Dir(c.File)), []string{name}, languages)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: there is no entry in it; hint: a heading ## asks and the words below answer; or a table with the columns question,answer", name)
	}
	if err != nil {
		return refused(t, err)
	}
	fresh, err := answers.Known(known, found)
	if err != nil {
		return refused(t, err)
	}
	c.show(t, found, fresh)
	for _, warning := range warnings {
		fmt.Fprintln(t.out, "could be better:", warning)
	}
	return c.keep(t, fresh, languages[0])
}

// refused tells all faults, each on a line of its own.
func refused(t *terminal, err error) error {
	faults := placed(list(err))
	for _, f := range faults {
		fmt.Fprintln(t.out, f)
	}
	return fmt.Errorf("import: %d of these to be mended; nothing was written", len(faults))
}

// show tells what was found.
func (c *importKnowledgeCommand) show(t *terminal, found, fresh []answers.Entry) {
	isNew := map[string]bool{}
	for _, e := range fresh {
		isNew[e.Place] = true
	}
	rows := [][]string{}
	for _, e := range found {
		state := "known"
		if isNew[e.Place] {
			state = "new"
		}
		asks := ""
		for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
			if len(e.Questions[lang]) > 0 {
				asks += fmt.Sprintf("%s: %s ", lang, e.Questions[lang][0])
			}
		}
		rows = append(rows, []string{state, e.ID, strings.TrimSpace(asks)})
	}
	_ = printTable(t.out, rows) // as all that is printed here
}

// notOfName is what a file of the shop's is not called by.
var notOfName = regexp.MustCompile(`[^\pL\pN]+`)

// keep writes the new entries behind those that were brought in before under the same name.
func (c *importKnowledgeCommand) keep(t *terminal, fresh []answers.Entry, first string) error {
	if len(fresh) == 0 {
		fmt.Fprintln(t.out, "nothing new: the shop knows all of it")
		return nil
	}
	base := filepath.Base(c.File)
	stem := strings.Trim(notOfName.ReplaceAllString(strings.ToLower(strings.TrimSuffix(base, filepath.Ext(base))), "-"), "-")
	name := filepath.Join("knowledge", stem+".yaml")
	text, err := answers.Written(fresh, first)
	if err != nil {
		return fmt.Errorf("write the entries: %w", err)
	}
	before, err := os.ReadFile(filepath.Join(c.Folder, name))
	switch {
	case errors.Is(err, os.ErrNotExist):
		before = fmt.Appendf(nil, "# Brought in from %s. From now on this file counts: change it as you like.\n", base)
	case err != nil:
		return fmt.Errorf("read what was brought in before: %w", err)
	}
	text = append(append(before, '\n'), text...)
	if err := tryOut(c.Folder, name, text); err != nil {
		return refused(t, err)
	}
	if c.DryRun {
		fmt.Fprintf(t.out, "would write %d entries to %s\n", len(fresh), name)
		return nil
	}
	if err := swap(filepath.Join(c.Folder, name), text); err != nil {
		return fmt.Errorf("write the entries: %w", err)
	}
	fmt.Fprintf(t.out, "wrote %d entries to %s\n", len(fresh), name)
	return nil
}

// tryOut reads the shop's folder as it would be with a file.
func tryOut(folder, name string, text []byte) error {
	copied, err := os.MkdirTemp("", "guanxi-import")
	if err != nil {
		return err
	}
	defer os.RemoveAll(copied)
	if err := os.CopyFS(copied, os.DirFS(folder)); err != nil {
		return fmt.Errorf("copy the shop's folder to try the entries: %w", err)
	}
	if err := swap(filepath.Join(copied, name), text); err != nil {
		return err
	}
	_, err = dialogs.Load(os.DirFS(copied))
	return err
}

// swap writes a file whole: who reads it meanwhile reads the one before.
func swap(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return err
	}
	return os.Rename(part, path)
}
