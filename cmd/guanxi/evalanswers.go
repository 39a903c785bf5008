package main

import (
	"fmt"
	"runtime"
	"time"

	"guanxi/dialogs/answers/classify"
	"guanxi/dialogs/answers/quality"
)

// evalAnswersCommand measures how often messages are understood that are like examples.
type evalAnswersCommand struct {
	evalOutput `embed:""`
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
		"that can be answered while 97 % of the answers are right."
}

const exampleLike = `{"text": "where is my parcel", "intent": "order-status"}, with the intent "oos" where it is out of scope`

func readExamples(files []string) ([]classify.Example, error) {
	return readRows(files, exampleLike, func(e classify.Example) error { return present("text", e.Text, "intent", e.Intent) })
}

// Run learns, and tells how well.
func (c *evalAnswersCommand) Run(t *terminal) error {
	var all [3][]classify.Example
	for i, files := range [][]string{c.Train, c.Valid, c.Test} {
		var err error
		if all[i], err = readExamples(files); err != nil {
			return err
		}
	}
	began := time.Now()
	model, err := classify.Train(all[0], all[1], runtime.GOMAXPROCS(0))
	if err != nil {
		return fmt.Errorf("learn from %d lines: %w\nhint: a line is %s", len(all[0]), err, exampleLike)
	}
	learned := time.Since(began)
	return c.print(t.out, append(guessed(model, all[2]),
		number("train_seconds", learned.Seconds(), "%.1f s"),
		number("model_bytes", model.Bytes(), "%d"),
	))
}

// guessed measures a model on messages that it has not seen.
func guessed(model *classify.Model, test []classify.Example) []figure {
	began := time.Now()
	outcomes := make([]quality.Outcome, len(test))
	for i, e := range test {
		g := model.Guess(e.Text)
		outcomes[i] = quality.Outcome{Want: e.Intent, Got: g.Intent, Confidence: g.Confidence}
	}
	each := time.Since(began).Seconds() / float64(len(test))
	threshold := model.Threshold()
	return []figure{
		share("accuracy", quality.Accuracy(outcomes)),
		share("in_scope_accuracy", quality.InScopeAccuracy(outcomes, threshold)),
		share("oos_recall", quality.OutOfScopeRecall(outcomes, threshold)),
		number("auroc", quality.AUROC(outcomes), "%.3f"),
		number("ece", quality.ECE(outcomes), "%.3f"),
		number("mcc", quality.MCC(outcomes, threshold), "%.3f"),
		share("coverage_at_97", quality.CoverageAt(outcomes, 0.97)),
		number("us_per_message", 1e6*each, "%.0f µs"),
	}
}
