package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
)

// evalShopCommand asks a shop its own questions.
type evalShopCommand struct {
	evalOutput `embed:""`
	Shop       string `env:"GUANXI_SHOP" type:"path" placeholder:"FOLDER" help:"The shop's folder; without it the example shop."`
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
		"that the shop does not know, and wrong if something else answers it. Where several topics answer, they stand apart by spaces; a product is product:ID, a category category:TAG."
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
	Answer     string  `json:"answer"`     // the entry that answered; empty: none
	Confidence float64 `json:"confidence"` // how probably it is right
	Offered    bool    `json:"offered"`    // the topic was among what the customer may have meant
}

// Run asks the questions.
func (c *evalShopCommand) Run(t *terminal) error {
	var folder fs.FS = shop.FS
	if c.Shop != "" {
		if !isFolder(c.Shop) {
			return usageError{fmt.Errorf("there is no folder %s\nhint: guanxi eval shop --shop FOLDER, with the shop's folder", c.Shop)}
		}
		folder = os.DirFS(c.Shop)
	}
	world, err := dialogs.Load(folder)
	if err != nil {
		return fmt.Errorf("read the shop: %w\nhint: guanxi check tells more", err)
	}
	questions, err := c.questions(folder)
	if err != nil {
		return err
	}
	outcomes := map[string][]outcome{"right": {}, "wrong": {}, "withheld": {}}
	for _, q := range questions {
		kind, o := ask(world, q)
		outcomes[kind] = append(outcomes[kind], o)
	}
	if c.JSON {
		return json.NewEncoder(t.out).Encode(outcomesAsJSON(outcomes))
	}
	return printOutcomes(t.out, outcomes)
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

// ask asks one question.
func ask(world *dialogs.World, q asked) (kind string, o outcome) {
	o = outcome{asked: q}
	kind = "withheld"
	for _, p := range world.Ask(q.Text, q.Locale) {
		o.Confidence = max(o.Confidence, p.Match.Score)
		for _, near := range p.Near {
			o.Offered = o.Offered || world.Tells(near.ID, q.Topic)
		}
		switch {
		case !p.Sure:
		case world.Tells(p.Match.ID, q.Topic):
			kind, o.Answer = "right", p.Match.ID
		case kind != "right":
			kind, o.Answer = "wrong", p.Match.ID
		}
	}
	return kind, o
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

func outcomesAsJSON(outcomes map[string][]outcome) any {
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
