package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers/classify"
	"guanxi/dialogs/answers/quality"
	"guanxi/dialogs/grounded"
)

// evalAnswersCommand measures how often messages are understood that are like examples.
type evalAnswersCommand struct {
	evalOutput `embed:""`
	evalModel  `embed:""`
	Train      []string `type:"existingfile" required:"" placeholder:"FILE" help:"Examples to learn from; may be given several times."`
	Valid      []string `type:"existingfile" placeholder:"FILE" help:"Examples to find the threshold by; without it a part of the first ones."`
	Test       []string `type:"existingfile" required:"" placeholder:"FILE" help:"Messages to understand."`
}

// Help is shown under guanxi eval answers --help.
func (*evalAnswersCommand) Help() string {
	return `A line of a file is {"text": "where is my parcel", "intent": "order-status"}; the intent oos is of messages that are out of scope. ` +
		"Nothing is learned from the messages of --test. " +
		"accuracy is of messages in scope, without the threshold, and so is ece, by how much confidence is off; in_scope_accuracy and oos_recall are at the " +
		"threshold, and so is mcc, in which out of scope is an intent; auroc tells the two apart without it; coverage_at_97 is the share of messages " +
		"that can be answered while 97 % of the answers are right. With --model what is under the threshold is put to the language model with the six likeliest " +
		"intents, of which it picks one, which counts as sure, or none."
}

const exampleLike = `{"text": "where is my parcel", "intent": "order-status"}, with the intent "oos" where it is out of scope`

// readExamples reads examples. Messages without a word, of which public sets have a few, are passed over, which is told; a
// file that has no others is none.
func readExamples(files []string, out io.Writer) ([]classify.Example, error) {
	all, err := readRows(files, exampleLike, func(e classify.Example) error { return present("intent", e.Intent) })
	if err != nil {
		return nil, err
	}
	said := slices.DeleteFunc(all, func(e classify.Example) bool { return strings.TrimSpace(e.Text) == "" })
	switch empty := len(all) - len(said); {
	case len(said) == 0 && empty > 0:
		return nil, fmt.Errorf("read %s: no \"text\" in any line\nhint: a line is %s", strings.Join(files, ", "), exampleLike)
	case empty > 0:
		fmt.Fprintf(out, "%s: passed over %d of %d messages, which are empty\n", strings.Join(files, ", "), empty, len(all))
	}
	return said, nil
}

// manyExamples take some seconds to learn.
const manyExamples = 5000

// Run learns, and tells how well.
func (c *evalAnswersCommand) Run(ctx context.Context, t *terminal) error {
	var all [3][]classify.Example
	for i, files := range [][]string{c.Train, c.Valid, c.Test} {
		var err error
		if all[i], err = readExamples(files, t.err); err != nil {
			return err
		}
	}
	advisor, err := c.open(ctx)
	if err != nil {
		return err
	}
	if n := len(all[0]); n >= manyExamples {
		fmt.Fprintf(t.err, "learning from %d messages\n", n)
	}
	began := time.Now()
	model, err := classify.TrainUntil(ctx.Done(), all[0], all[1], runtime.GOMAXPROCS(0))
	switch {
	case errors.Is(err, classify.ErrStopped):
		return fmt.Errorf("learn from %d messages: %w", len(all[0]), errInterrupted)
	case err != nil:
		return fmt.Errorf("learn from %d lines: %w\nhint: a line is %s", len(all[0]), err, exampleLike)
	}
	learned := time.Since(began)
	g := &guesser{model: model, advisor: advisor, examples: examplesOf(all[0])}
	figures, err := g.measure(ctx, t, all[2])
	if err != nil {
		return err
	}
	return c.print(t.out, append(figures,
		number("train_seconds", learned.Seconds(), "%.1f s"),
		number("model_bytes", model.Bytes(), "%d"),
	))
}

// examplesOf are a few examples of each intent.
func examplesOf(all []classify.Example) map[string][]string {
	of := map[string][]string{}
	for _, e := range all {
		if len(of[e.Intent]) < evalExamples {
			of[e.Intent] = append(of[e.Intent], e.Text)
		}
	}
	return of
}

// guesser understands messages, with a language model beside it or without.
type guesser struct {
	model    *classify.Model
	advisor  *consultant         // nil: there is none
	examples map[string][]string // by intent
}

// measure understands messages that it has not seen.
func (g *guesser) measure(ctx context.Context, t *terminal, test []classify.Example) ([]figure, error) {
	outcomes := make([]quality.Outcome, len(test))
	began := time.Now()
	err := newProgress(t, "messages", len(test)).each(ctx, 1, func(i int) error {
		guess := g.model.Guess(test[i].Text)
		outcomes[i] = quality.Outcome{Want: test[i].Intent, Got: guess.Intent, Confidence: guess.Confidence}
		return nil
	})
	each := time.Since(began).Seconds() / float64(len(test))
	if err == nil && g.advisor != nil {
		err = g.advise(ctx, t, test, outcomes)
	}
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	threshold := g.model.Threshold()
	return append([]figure{
		share("accuracy", quality.Accuracy(outcomes)),
		share("in_scope_accuracy", quality.InScopeAccuracy(outcomes, threshold)),
		share("oos_recall", quality.OutOfScopeRecall(outcomes, threshold)),
		number("auroc", quality.AUROC(outcomes), "%.3f"),
		number("ece", quality.ECE(outcomes), "%.3f"),
		number("mcc", quality.MCC(outcomes, threshold), "%.3f"),
		share("coverage_at_97", quality.CoverageAt(outcomes, 0.97)),
		number("us_per_message", 1e6*each, "%.0f µs"),
	}, g.advisor.figures()...), nil
}

// advise has the language model asked about what is not sure. What it picks is sure then.
func (g *guesser) advise(ctx context.Context, t *terminal, test []classify.Example, outcomes []quality.Outcome) error {
	var unsure []int
	for i, o := range outcomes {
		if o.Confidence < g.model.Threshold() {
			unsure = append(unsure, i)
		}
	}
	return newProgress(t, "messages that the model is asked about", len(unsure)).each(ctx, evalCalls, func(k int) error {
		i := unsure[k]
		intent, err := g.advisor.pick(ctx, g.choice(test[i].Text))
		if intent != "" {
			outcomes[i].Got, outcomes[i].Confidence = intent, g.model.Threshold()
		}
		return err
	})
}

// choice is what the language model picks from: the likeliest intents, best first.
func (g *guesser) choice(text string) *grounded.Pick {
	scores, intents := g.model.Scores(text), g.model.Intents()
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	p := &grounded.Pick{Words: text}
	for _, i := range order[:min(len(order), evalShortlist)] {
		p.Intents = append(p.Intents, grounded.Intent{ID: intents[i], Examples: g.examples[intents[i]]})
	}
	return p
}
