package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"guanxi/dialogs"
	"guanxi/dialogs/graph"
)

// graphCommand draws a shop's flows.
type graphCommand struct {
	Folder   string `arg:"" optional:"" env:"GUANXI_SHOP" type:"path" help:"The shop's folder; without it the example shop."`
	Format   string `enum:"svg,mermaid" default:"svg" help:"svg, a picture for a browser, or mermaid, text that many editors draw."`
	Flow     string `placeholder:"NAME" help:"Draw this flow alone."`
	Language string `placeholder:"LANG" help:"The language of the texts; without it the shop's first."`
	Output   string `short:"o" type:"path" placeholder:"FILE" help:"Where to write; without it to the terminal."`
}

// Help is shown under guanxi graph --help.
func (*graphCommand) Help() string {
	return "Steps are boxes with the first line of what they say; what leads from one to the next stands on the line. " +
		"Dark pills are what brings a customer in, dashed boxes are steps of other flows."
}

// Run draws.
func (c *graphCommand) Run(t *terminal) error {
	world, err := loadFolder(c.Folder)
	if err != nil {
		return err
	}
	lang, err := spoken(world, c.Language)
	if err != nil {
		return err
	}
	graphs, err := c.choose(graph.Flows(world.Outlines(lang)))
	if err != nil {
		return err
	}
	text := graph.SVG(graphs)
	if c.Format == "mermaid" {
		text = graph.Mermaid(graphs)
	}
	if c.Output == "" {
		_, err := io.WriteString(t.out, text)
		return err
	}
	if err := os.WriteFile(c.Output, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// choose returns the flow that was asked for, or all.
func (c *graphCommand) choose(all []graph.Graph) ([]graph.Graph, error) {
	if c.Flow == "" {
		return all, nil
	}
	i := slices.IndexFunc(all, func(g graph.Graph) bool { return g.Name == c.Flow })
	if i < 0 {
		var names []string
		for _, g := range all {
			names = append(names, g.Name)
		}
		return nil, usageError{fmt.Errorf("there is no flow %q\nhint: the flows are %s", c.Flow, strings.Join(names, ", "))}
	}
	return all[i : i+1], nil
}

// loadFolder is the world of a shop's folder, or of the example shop where none is named.
func loadFolder(folder string) (*dialogs.World, error) {
	s := settings{Shop: folder}
	if folder != "" && !isFolder(folder) {
		return nil, usageError{fmt.Errorf("there is no folder %s\nhint: guanxi new %s makes one", folder, folder)}
	}
	world, err := dialogs.Load(s.shopFolder())
	if err != nil {
		return nil, fmt.Errorf("the shop's folder has faults:\n%w", err)
	}
	return world, nil
}

// spoken is the language that was asked for, or the shop's first.
func spoken(world *dialogs.World, lang string) (string, error) {
	if lang == "" {
		return world.Shop.Languages[0], nil
	}
	if all := world.Texts.Languages(); !slices.Contains(all, lang) {
		return "", usageError{fmt.Errorf("there are no texts in %q\nhint: the languages are %s", lang, strings.Join(all, ", "))}
	}
	return lang, nil
}
