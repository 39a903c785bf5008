// How an answer of staff's becomes the bot's: they see what would be taught, and say whether.
package desk

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/tongue"
	"guanxi/locales"
)

// lesson is an answer that staff may teach. The first question is the one that is shown with it.
type lesson struct {
	Questions []string `cbor:"1,keyasint,omitempty"`
	Answer    string   `cbor:"2,keyasint,omitempty"`
	Message   int      `cbor:"3,keyasint,omitempty"` // of the answer, or of the command that says it
}

// teachData begins the callback data of the buttons under a lesson: desk.teach:CUSTOMER:WHAT:LESSON. What is a number of its
// questions, or one of these.
const teachData = "desk.teach:"

const (
	teachYes   = "yes"
	teachWhich = "which" // question it answers
	teachNo    = "no"
)

const (
	maxAsked    = 5   // questions that are offered
	maxPreview  = 600 // UTF-16 units of the answer that is shown
	maxQuestion = 120 // and of a question
)

// teach offers to make knowledge of an answer of staff's: the one that the command replies to, else the one below the
// question that follows the command, else the last. Without a question it is one that the customer asked before.
func (s *step) teach(rest string) {
	question, answer, _ := strings.Cut(rest, "\n")
	question, answer = strings.TrimSpace(question), strings.TrimSpace(answer)
	l := lesson{Answer: answer, Message: s.act.Message}
	at := s.act.At.Unix()
	if answer == "" {
		l.Answer, l.Message, at = s.given()
	}
	if l.Answer == "" {
		s.answer("desk-teach-how")
		return
	}
	s.t.Lesson = &l
	if question != "" {
		s.propose([]string{question})
		return
	}
	s.propose(s.asked(at))
}

// given is the answer of staff's that the command is about, with its message and when it was sent; empty: there is none.
func (s *step) given() (words string, message int, at int64) {
	if s.act.ReplyTo != 0 && !s.act.names() {
		if len(s.Pairs) == 0 || !s.Pairs[0].Staff {
			return "", 0, 0
		}
		return s.act.RepliedText, s.act.ReplyTo, cmp.Or(s.Pairs[0].At, s.act.At.Unix())
	}
	for _, l := range slices.Backward(s.Talk.Lines) {
		if l.Staff && l.Words != "" && locales.Units(l.Words) < grounded.MaxSaid { // else only its beginning is known
			return l.Words, s.act.Message, l.At
		}
	}
	return "", 0, 0
}

// asked is what the customer asked up to a time, the last first.
func (s *step) asked(until int64) (all []string) {
	type asked struct {
		at    int64
		words string
	}
	var said []asked
	for _, e := range s.History.Last {
		if e.Kind == "question" {
			said = append(said, asked{e.At, e.Words})
		}
	}
	for _, l := range s.Talk.Lines {
		if !l.Staff {
			said = append(said, asked{l.At, l.Words})
		}
	}
	slices.SortStableFunc(said, func(a, b asked) int { return cmp.Compare(a.at, b.at) })
	for _, a := range slices.Backward(said) {
		words := Nameless(oneLine(a.words), &s.s.Customer)
		same := func(other string) bool { return locales.Fold(other) == locales.Fold(words) }
		if locales.Fold(words) == "" || a.at > until || slices.ContainsFunc(all, same) || s.Inquires != nil && !s.Inquires(words) {
			continue
		}
		if all = append(all, words); len(all) == maxAsked {
			break
		}
	}
	return all
}

// propose shows the lesson with the first of some questions, and asks whether it is to be taught; without any, for the
// question.
func (s *step) propose(questions []string) {
	l := *s.t.Lesson
	l.Questions = questions[:min(len(questions), maxAsked)]
	s.t.Lesson = &l
	if len(questions) == 0 {
		s.offerLesson(s.which())
		return
	}
	if room, over := s.lessonOf(&l).Over(); over {
		s.t.Lesson = nil
		s.offerLesson(s.note("desk-teach-long", locales.Args{"Number": room}))
		return
	}
	it := s.note("desk-teach-ask", locales.Args{"Question": clip(l.Questions[0], maxQuestion), "Answer": clip(l.Answer, maxPreview)})
	it.Buttons = [][]dialogs.Button{
		{s.teachButton(s.text("desk-teach-yes", nil), teachYes)},
		{s.teachButton(s.text("desk-teach-other", nil), teachWhich), s.teachButton(s.text("desk-teach-no", nil), teachNo)},
	}
	s.offerLesson(it)
}

// which asks what the lesson answers: staff tap a question, or reply with one.
func (s *step) which() outbox.Item {
	l := s.t.Lesson
	it := s.note("desk-teach-which", locales.Args{"Answer": clip(l.Answer, maxPreview)})
	var row []dialogs.Button
	for i, question := range l.Questions {
		if it.Text += "\n"; i == 0 {
			it.Text += "\n"
		}
		it.Text += strconv.Itoa(i+1) + ". " + s.text("desk-words", locales.Args{"Words": clip(question, maxQuestion)})
		row = append(row, s.teachButton(strconv.Itoa(i+1), strconv.Itoa(i)))
	}
	if row != nil {
		it.Buttons = append(it.Buttons, row)
	}
	it.Buttons = append(it.Buttons, []dialogs.Button{s.teachButton(s.text("desk-teach-no", nil), teachNo)})
	return it
}

// offerLesson shows a state of the lesson: in the place of the one before, else as an answer. In the owner's chat, where
// all customers are, a reply to it finds its own.
func (s *step) offerLesson(it outbox.Item) {
	it.Answers = s.Group == 0
	if s.act.Kind == Pressed {
		it.Edit = s.act.Message
	} else {
		it.Reply = s.act.Message
	}
	s.Items = append(s.Items, it)
}

func (s *step) teachButton(label, what string) dialogs.Button {
	return dialogs.Button{Label: label, Data: teachData + string(s.s.Customer.ID) + ":" + what + ":" + s.t.Lesson.sum()}
}

// sum tells one lesson from another, so that a button decides on what stands above it.
func (l *lesson) sum() string {
	sum := fnv.New32a()
	for _, part := range append([]string{l.Answer, strconv.Itoa(l.Message)}, l.Questions...) {
		sum.Write([]byte(part + "\x00"))
	}
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// replies says whether the act answers this text of the bot's, as it stands by now.
func (s *step) replies(to outbox.Item) bool {
	asked, err := locales.Plain(to.Text)
	return s.act.ReplyTo != 0 && s.act.Replied == 0 && s.act.Media == "" && err == nil && strings.TrimSpace(asked) == strings.TrimSpace(s.act.RepliedText)
}

// lesson does with the lesson what a button says.
func (s *step) lesson(what string) {
	what, sum, _ := strings.Cut(what, ":")
	l := s.t.Lesson
	if l == nil || l.sum() != sum {
		s.Toast = s.text("desk-teach-gone", nil)
		return
	}
	switch i, err := strconv.Atoi(what); {
	case what == teachNo:
		s.t.Lesson = nil
		s.offerLesson(s.note("desk-teach-dropped", nil))
	case what == teachWhich:
		s.offerLesson(s.which())
	case what == teachYes && len(l.Questions) > 0:
		s.learn(s.lessonOf(l))
	case err == nil && 0 <= i && i < len(l.Questions):
		s.propose(slices.Concat(l.Questions[i:i+1], l.Questions[:i], l.Questions[i+1:]))
	}
}

// lessonOf is what would be taught.
func (s *step) lessonOf(l *lesson) Taught {
	lang := cmp.Or(tongue.Of(l.Questions[0], s.texts.Languages()), s.s.Speaks())
	t := Lesson(s.act.Group, l.Message, lang, l.Questions[:1], l.Answer)
	t.By, t.At = s.act.Who, s.act.At.Unix()
	return t
}

// learn teaches it, and says so with the button that takes it back.
func (s *step) learn(t Taught) {
	s.t.Lesson = nil
	s.Taught = append(s.Taught, t)
	s.audit("taught", "")
	it := Books{view: s.view}.Learnt("desk-taught", t)
	it.General = false
	s.offerLesson(it)
}
