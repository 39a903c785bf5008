package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

// evalLanguageCommand measures how often the language of a message is told.
type evalLanguageCommand struct {
	evalOutput `embed:""`
	Test       []string `type:"existingfile" required:"" placeholder:"FILE" help:"Messages whose language is known; may be given several times."`
}

// Help is shown under guanxi eval language --help.
func (*evalLanguageCommand) Help() string {
	return `A line of a file is {"l": "es", "t": "hola, ¿qué tal?"}. Languages that the bot does not speak count as other: ` +
		"the bot is right about them when it names none of its own."
}

// inLanguage is a message and its language.
type inLanguage struct {
	Language string `json:"l"`
	Text     string `json:"t"`
}

// otherLanguage is what all languages are that the bot does not speak.
const otherLanguage = "other"

// Run tells how often it is right, and how long it takes.
func (c *evalLanguageCommand) Run(ctx context.Context, t *terminal) error {
	all, err := readRows(c.Test, `{"l": "es", "t": "hola, ¿qué tal?"}`, func(m inLanguage) error { return present("l", m.Language, "t", m.Text) })
	if err != nil {
		return err
	}
	figures, err := languageFigures(ctx, t, all)
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	return c.print(t.out, figures)
}

func languageFigures(ctx context.Context, t *terminal, all []inLanguage) ([]figure, error) {
	shipped := locales.Shipped()
	told := make([]string, len(all))
	began := time.Now()
	err := newProgress(t, "messages", len(all)).each(ctx, 1, func(i int) error {
		told[i] = tongue.Of(all[i].Text, shipped)
		return nil
	})
	took := time.Since(began)
	if err != nil {
		return nil, err
	}
	right, total := map[string]int{}, map[string]int{}
	sum := 0
	for i, m := range all {
		if !slices.Contains(shipped, m.Language) {
			m.Language = otherLanguage
		}
		if told[i] == "" {
			told[i] = otherLanguage
		}
		if total[m.Language]++; told[i] == m.Language {
			right[m.Language]++
			sum++
		}
	}
	by, texts := map[string]float64{}, []string(nil)
	for _, lang := range slices.Sorted(maps.Keys(total)) {
		by[lang] = float64(right[lang]) / float64(total[lang])
		texts = append(texts, fmt.Sprintf("%s %.1f %% of %d", lang, 100*by[lang], total[lang]))
	}
	return []figure{
		share("accuracy", float64(sum)/float64(len(all))),
		{"by_language", by, strings.Join(texts, ", ")},
		number("us_per_message", float64(took.Nanoseconds())/1000/float64(len(all)), "%.1f µs"),
	}, nil
}
