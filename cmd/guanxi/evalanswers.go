package main

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
		"Nothing is learned from the messages of --test."
}

// example is a message and what it asks for.
type example struct {
	Text   string `json:"text"`
	Intent string `json:"intent"`
}

const exampleLike = `{"text": "where is my parcel", "intent": "order-status"}, the intent "oos" where it is out of scope`

func readExamples(files []string) ([]example, error) {
	return readRows(files, exampleLike, func(e example) error { return present("text", e.Text, "intent", e.Intent) })
}

// Run learns, and tells how well.
func (c *evalAnswersCommand) Run(t *terminal) error {
	var all [3][]example
	for i, files := range [][]string{c.Train, c.Valid, c.Test} {
		var err error
		if all[i], err = readExamples(files); err != nil {
			return err
		}
	}
	return c.print(t.out, []figure{
		number("train", len(all[0]), "%d"), number("valid", len(all[1]), "%d"), number("test", len(all[2]), "%d"),
	})
}
