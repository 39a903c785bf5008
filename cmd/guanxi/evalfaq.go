package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

// evalFAQCommand measures how often a question finds its answer.
type evalFAQCommand struct {
	evalOutput `embed:""`
	evalModel  `embed:""`
	KB         []string `name:"kb" type:"existingfile" required:"" placeholder:"FILE" help:"Questions with their answers; may be given several times."`
	Queries    []string `type:"existingfile" required:"" placeholder:"FILE" help:"What is asked, in other words."`
}

// Help is shown under guanxi eval faq --help.
func (*evalFAQCommand) Help() string {
	return "A line of --kb is " + solvedLike + ", and one of --queries " + queryLike + ". Nothing is learned from the queries. " +
		"With --model, what is not surely answered is put to the language model with the six first, and those that its answer names come before the others."
}

const (
	solvedLike = `{"id": "wifi", "question": "Do you have wifi?", "answers": ["Yes, the password is guest."]}`
	queryLike  = `{"query": "can I get on the internet here", "id": "wifi"}`
)

// solved is a question with its answers.
type solved struct {
	ID       name     `json:"id"`
	Question string   `json:"question"`
	Answers  []string `json:"answers"`
}

// query is what is asked, and the question it means.
type query struct {
	Query string `json:"query"`
	ID    name   `json:"id"`
}

// name is an id, which may be a number.
type name string

// UnmarshalJSON takes texts and numbers.
func (n *name) UnmarshalJSON(data []byte) error {
	var number json.Number
	if err := json.Unmarshal(data, &number); err == nil && data[0] != '"' {
		*n = name(number)
		return nil
	}
	return json.Unmarshal(data, (*string)(n))
}

// Run asks.
func (c *evalFAQCommand) Run(ctx context.Context, t *terminal) error {
	list, err := readRows(c.KB, solvedLike, func(s solved) error { return present("id", string(s.ID), "question", s.Question) })
	if err != nil {
		return err
	}
	queries, err := readRows(c.Queries, queryLike, func(q query) error { return present("query", q.Query, "id", string(q.ID)) })
	if err != nil {
		return err
	}
	lang := languageOf(list)
	entries, err := entriesOf(list, lang)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(queries, func(q query) bool {
		return !slices.ContainsFunc(entries, func(e answers.Entry) bool { return e.ID == string(q.ID) })
	}); i >= 0 {
		return fmt.Errorf("query %q: there is no question with the id %s", queries[i].Query, queries[i].ID)
	}
	advisor, err := c.open(ctx)
	if err != nil {
		return err
	}
	begun := time.Now()
	f := &finder{index: answers.New(entries, lang), lang: lang, advisor: advisor}
	f.index.Learn()
	f.trained = time.Since(begun)
	figures, err := f.measure(ctx, t, queries)
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	return c.print(t.out, figures)
}

// languageOf is the language that a list is written in, as far as it is one of the shipped ones and can be told.
func languageOf(list []solved) string {
	var text strings.Builder
	for _, s := range list[:min(len(list), 20)] {
		text.WriteString(s.Question + "\n")
	}
	if lang := tongue.Of(text.String(), locales.Shipped()); lang != "" {
		return lang
	}
	return locales.Shipped()[0]
}

func entriesOf(list []solved, lang string) ([]answers.Entry, error) {
	entries, places := make([]answers.Entry, len(list)), map[name]bool{}
	for i, s := range list {
		if places[s.ID] {
			return nil, fmt.Errorf("question %q: %w", s.Question, errors.New("another has the id "+string(s.ID)))
		}
		places[s.ID] = true
		entries[i] = answers.Entry{
			ID: string(s.ID), Questions: map[string][]string{lang: {s.Question}}, Answer: map[string]string{lang: strings.Join(s.Answers, "\n")},
		}
	}
	return entries, nil
}

// finder finds questions in a list, with a language model beside it or without.
type finder struct {
	index   *answers.Index
	lang    string
	advisor *consultant // nil: there is none
	trained time.Duration
}

// measure asks each query, and looks where its question ranks.
func (f *finder) measure(ctx context.Context, t *terminal, queries []query) ([]figure, error) {
	ranked := make([][]string, len(queries))
	begun := time.Now()
	err := newProgress(t, "queries", len(queries)).each(ctx, 1, func(i int) error {
		ranked[i] = f.index.Rank(queries[i].Query, f.lang, len(f.index.Entries()))
		return nil
	})
	spent := time.Since(begun)
	if err == nil && f.advisor != nil {
		err = f.advise(ctx, t, queries, ranked)
	}
	if err != nil {
		return nil, err
	}
	var first, third, reciprocal float64
	for i, q := range queries {
		at := slices.Index(ranked[i], string(q.ID))
		if at == 0 {
			first++
		}
		if at >= 0 && at < 3 {
			third++
		}
		if at >= 0 {
			reciprocal += 1 / float64(at+1)
		}
	}
	n := float64(len(queries))
	return append([]figure{
		share("top1", first/n), share("top3", third/n), number("mrr", reciprocal/n, "%.3f"),
		number("us_per_query", float64(spent.Nanoseconds())/1000/n, "%.0f µs"),
		number("train_seconds", f.trained.Seconds(), "%.1f s"),
	}, f.advisor.figures()...), nil
}

// advise has the language model asked about what is not surely answered.
func (f *finder) advise(ctx context.Context, t *terminal, queries []query, ranked [][]string) error {
	var unsure []int
	for i, q := range queries {
		if _, sure := f.index.Find(q.Query, f.lang); !sure {
			unsure = append(unsure, i)
		}
	}
	return newProgress(t, "queries that the model is asked about", len(unsure)).each(ctx, evalCalls, func(k int) error {
		i := unsure[k]
		named, err := f.advisor.answer(ctx, f.question(queries[i].Query, ranked[i]), locales.Shipped())
		others := slices.DeleteFunc(ranked[i], func(id string) bool { return slices.Contains(named, id) })
		ranked[i] = slices.Concat(named, others)
		return err
	})
}

// question is what the language model is asked: with the first of those that were ranked.
func (f *finder) question(words string, ranked []string) *grounded.Question {
	q := &grounded.Question{Words: words, Language: f.lang}
	for _, id := range ranked[:min(len(ranked), evalShortlist)] {
		e, _ := f.index.Of(id)
		q.Sources = append(q.Sources, grounded.Source{ID: id, Title: e.Questions[f.lang][0], Text: e.Answer[f.lang]})
	}
	return q
}
