package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/dialogs/answers"
)

// evalShopCommand asks a shop its own questions.
type evalShopCommand struct {
	evalOutput `embed:""`
	evalModel  `embed:""`
	Folder     string `arg:"" optional:"" env:"GUANXI_SHOP" type:"path" help:"The shop's folder; without it the example shop."`
	Questions  string `type:"existingfile" placeholder:"FILE" help:"The questions (default: questions.jsonl in the shop's folder)."`
}

// questionsFile is where a shop keeps its questions.
const questionsFile = "questions.jsonl"

// unanswerable is the topic of what the shop's knowledge does not tell.
const unanswerable = "none"

const askedLike = `{"id": "en-01", "locale": "en", "text": "until when are you open", "topic": "hours"}, the topic "none" where it cannot be answered`

// Help is shown under guanxi eval shop --help.
func (*evalShopCommand) Help() string {
	return "A line of the questions is " + askedLike + ". A question is right if it is answered by its topic, withheld if the customer is asked what they mean or told " +
		"that the shop does not know, and wrong if something else answers it. Where several topics answer, they stand apart by spaces; a product is product:ID, a category category:TAG. " +
		"With --model, what is not surely answered is put to the language model with a shortlist, and what it says is checked, as in a chat; embeddings are not asked."
}

// asked is a question of a customer's.
type asked struct {
	ID     string `json:"id"`
	Locale string `json:"locale"`
	Text   string `json:"text"`
	Topic  string `json:"topic"`
}

// outcome is a question, and what became of it.
type outcome struct {
	asked
	Answer     string  `json:"answer"`          // the entry that answered; empty: none
	Confidence float64 `json:"confidence"`      // how probably it is right
	Offered    bool    `json:"offered"`         // the topic was among what the customer may have meant
	Model      bool    `json:"model,omitempty"` // the language model answered
}

// Run asks the questions.
func (c *evalShopCommand) Run(ctx context.Context, t *terminal) error {
	var folder fs.FS = shop.FS
	if c.Folder != "" {
		if !isFolder(c.Folder) {
			return usageError{fmt.Errorf("there is no folder %s\nhint: guanxi eval shop FOLDER, with the shop's folder", c.Folder)}
		}
		folder = os.DirFS(c.Folder)
	}
	world, err := dialogs.Load(folder)
	if err != nil {
		return fmt.Errorf("read the shop: %w\nhint: guanxi check tells more", err)
	}
	questions, err := c.questions(folder)
	if err != nil {
		return err
	}
	advisor, err := c.open(ctx)
	if err != nil {
		return err
	}
	outcomes, err := askAll(ctx, t, &shopMind{world, advisor, time.Now()}, questions)
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	if c.JSON {
		object := outcomesAsJSON(outcomes)
		for _, f := range advisor.figures() {
			object[f.key] = f.plain()
		}
		return json.NewEncoder(t.out).Encode(object)
	}
	if err := printOutcomes(t.out, outcomes); err != nil || advisor == nil {
		return err
	}
	fmt.Fprintln(t.out)
	return c.print(t.out, advisor.figures())
}

func (c *evalShopCommand) questions(folder fs.FS) ([]asked, error) {
	complete := func(q asked) error {
		return present("id", q.ID, "locale", q.Locale, "text", q.Text, "topic", q.Topic)
	}
	if c.Questions != "" {
		return readRows([]string{c.Questions}, askedLike, complete)
	}
	data, err := fs.ReadFile(folder, questionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s in the shop's folder\nhint: write what customers ask, a line is %s", questionsFile, askedLike)
	}
	if err != nil {
		return nil, fmt.Errorf("read the questions: %w", err)
	}
	rows, err := rowsOf(questionsFile, data, complete)
	if err != nil {
		return nil, fmt.Errorf("read %w\nhint: a line is %s", err, askedLike)
	}
	return rows, nil
}

// shopMind is what answers: the shop's knowledge, with a language model beside it or without.
type shopMind struct {
	world   *dialogs.World
	advisor *consultant // nil: there is none
	at      time.Time
}

// askAll asks the questions and returns them by what became of them, each in its order.
func askAll(ctx context.Context, t *terminal, m *shopMind, questions []asked) (map[string][]outcome, error) {
	kinds, all := make([]string, len(questions)), make([]outcome, len(questions))
	err := newProgress(t, "questions", len(questions)).each(ctx, evalCalls, func(i int) (err error) {
		kinds[i], all[i], err = m.ask(ctx, questions[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	outcomes := map[string][]outcome{"right": {}, "wrong": {}, "withheld": {}}
	for i, kind := range kinds {
		outcomes[kind] = append(outcomes[kind], all[i])
	}
	return outcomes, nil
}

// ask asks one question: the language model too where the knowledge does not surely answer all of it. Where the model does
// not answer, or not so that it may be shown, the knowledge does.
func (m *shopMind) ask(ctx context.Context, q asked) (kind string, o outcome, err error) {
	o = outcome{asked: q}
	parts := m.world.Ask(q.Text, q.Locale)
	unsure := len(parts) == 0 || slices.ContainsFunc(parts, func(p answers.Part) bool { return !p.Sure })
	if m.advisor != nil && unsure {
		question := m.world.Question(&dialogs.Consult{Words: q.Text, Language: q.Locale}, m.at)
		named, err := m.advisor.answer(ctx, question, m.world.Texts.Languages())
		if len(named) > 0 || err != nil {
			return m.judge(&o, named), o, err
		}
	}
	kind = "withheld"
	for _, p := range parts {
		o.Confidence = max(o.Confidence, p.Match.Score)
		for _, near := range p.Near {
			o.Offered = o.Offered || m.world.Tells(near.ID, q.Topic)
		}
		switch {
		case !p.Sure:
		case m.world.Tells(p.Match.ID, q.Topic):
			kind, o.Answer = "right", p.Match.ID
		case kind != "right":
			kind, o.Answer = "wrong", p.Match.ID
		}
	}
	return kind, o, nil
}

// judge says what an answer of the language model's is, by the entries that it names.
func (m *shopMind) judge(o *outcome, named []string) (kind string) {
	o.Answer, o.Confidence, o.Model = strings.Join(named, " "), 1, true
	if slices.ContainsFunc(named, func(id string) bool { return m.world.Tells(id, o.Topic) }) {
		return "right"
	}
	return "wrong"
}

// good counts what is right, and what is rightly withheld.
func good(outcomes map[string][]outcome) (good, all int) {
	for _, o := range outcomes["withheld"] {
		if o.Topic == unanswerable {
			good++
		}
	}
	for _, of := range outcomes {
		all += len(of)
	}
	return good + len(outcomes["right"]), all
}

func outcomesAsJSON(outcomes map[string][]outcome) map[string]any {
	n, all := good(outcomes)
	return map[string]any{
		"right": outcomes["right"], "wrong": outcomes["wrong"], "withheld": outcomes["withheld"], "right_or_rightly_withheld": float64(n) / float64(max(all, 1)),
	}
}

// printOutcomes lists the questions, the worst first, and sums up.
func printOutcomes(w io.Writer, outcomes map[string][]outcome) error {
	var rows [][]string
	for _, kind := range []string{"wrong", "withheld", "right"} {
		list := slices.Clone(outcomes[kind])
		slices.SortStableFunc(list, func(a, b outcome) int { return cmp.Compare(b.Confidence, a.Confidence) })
		for _, o := range list {
			note := ""
			switch {
			case kind == "wrong":
				note = "answered by " + o.Answer
			case kind == "right" && o.Model:
				note = "by the model"
			case kind == "withheld" && o.Topic == unanswerable:
				note = "rightly"
			case o.Offered && kind == "withheld":
				note = "offered"
			}
			rows = append(rows, []string{kind, fmt.Sprintf("%.2f", o.Confidence), o.ID, o.Topic, note, o.Text})
		}
	}
	n, all := good(outcomes)
	rows = append(rows, []string{}, []string{fmt.Sprintf("right %d, wrong %d, withheld %d", len(outcomes["right"]), len(outcomes["wrong"]), len(outcomes["withheld"]))},
		[]string{fmt.Sprintf("right or rightly withheld: %d of %d, %.1f %%", n, all, 100*float64(n)/float64(max(all, 1)))})
	return printTable(w, rows)
}
