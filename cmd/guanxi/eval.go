package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
)

// evalCommand measures what the bot understands, on files of messages of which it is known what they ask for.
type evalCommand struct {
	Answers evalAnswersCommand `cmd:"" help:"How often a message is understood, with examples to learn from."`
	FAQ     evalFAQCommand     `cmd:"" name:"faq" help:"How often a question finds its answer, in a list of them."`
	Shop    evalShopCommand    `cmd:"" help:"How often a shop's own questions are answered rightly."`

	Language evalLanguageCommand `cmd:"" help:"How often the language of a message is told."`
}

// evalOutput is the flag that all of them have.
type evalOutput struct {
	JSON bool `name:"json" help:"A JSON object instead of a table."`
}

// figure is one thing that was measured.
type figure struct {
	key   string
	value any    // as JSON has it; a float that is not a number is null there
	text  string // as the table has it
}

// share is a figure from 0 to 1, in percent in the table.
func share(key string, v float64) figure {
	return figure{key, v, fmt.Sprintf("%.1f %%", 100*v)}
}

// number is any other figure; format says how the table shows it, with its unit.
func number[N int | float64](key string, v N, format string) figure {
	return figure{key, v, fmt.Sprintf(format, v)}
}

// print writes the figures in their order.
func (o evalOutput) print(w io.Writer, figures []figure) error {
	if o.JSON {
		return printJSON(w, figures)
	}
	rows := make([][]string, len(figures))
	for i, f := range figures {
		if missing(f.value) {
			f.text = "-"
		}
		rows[i] = []string{f.key, f.text}
	}
	return printTable(w, rows)
}

// missing says whether a figure could not be measured on these files.
func missing(value any) bool {
	v, ok := value.(float64)
	return ok && (math.IsNaN(v) || math.IsInf(v, 0))
}

// plain is a figure's value as JSON can have it.
func (f figure) plain() any {
	if missing(f.value) {
		return nil
	}
	return f.value
}

// printJSON writes the figures as one object.
func printJSON(w io.Writer, figures []figure) error {
	object := map[string]any{}
	for _, f := range figures {
		object[f.key] = f.plain()
	}
	return json.NewEncoder(w).Encode(object)
}

// printTable writes rows with their columns aligned.
func printTable(w io.Writer, rows [][]string) error {
	aligned := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(aligned, strings.Join(row, "\t")) // an error comes again with Flush
	}
	return aligned.Flush()
}
