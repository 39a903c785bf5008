package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

// evalFAQCommand measures how often a question finds its answer.
type evalFAQCommand struct {
	evalOutput `embed:""`
	KB         []string `name:"kb" type:"existingfile" required:"" placeholder:"FILE" help:"Questions with their answers; may be given several times."`
	Queries    []string `type:"existingfile" required:"" placeholder:"FILE" help:"What is asked, in other words."`
}

// Help is shown under guanxi eval faq --help.
func (*evalFAQCommand) Help() string {
	return "A line of --kb is " + solvedLike + ", and one of --queries " + queryLike + ". Nothing is learned from the queries."
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
func (c *evalFAQCommand) Run(t *terminal) error {
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
	return c.print(t.out, measureFAQ(answers.New(entries, lang), queries, lang, len(entries)))
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

// measureFAQ asks each query, and looks where its question ranks.
func measureFAQ(index *answers.Index, queries []query, lang string, entries int) []figure {
	var first, third, reciprocal float64
	var spent time.Duration
	for _, q := range queries {
		begun := time.Now()
		ids := index.Rank(q.Query, lang, entries)
		spent += time.Since(begun)
		at := slices.Index(ids, string(q.ID))
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
	return []figure{
		share("top1", first/n), share("top3", third/n), number("mrr", reciprocal/n, "%.3f"),
		number("us_per_query", float64(spent.Nanoseconds())/1000/n, "%.0f µs"),
	}
}
