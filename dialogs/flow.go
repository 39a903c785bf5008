package dialogs

import (
	"strconv"
	"strings"
	"time"
)

// flow is one YAML file: what starts it, and its steps.
type flow struct {
	Needs  string            `yaml:"needs"`  // products: the flow is left out, with the buttons to it, where the shop sells none
	Starts map[string]string `yaml:"starts"` // a /command, a trigger, or a list of phrases that ask for it, to a step
	Lists  map[string]string `yaml:"lists"`  // a /command that Telegram lists, to the text that says what it does
	Steps  map[string]*step  `yaml:"steps"`
}

// Triggers start a flow without a command; each must lead somewhere.
const (
	onWords   = "words"   // words or media that no step waits for
	onPerson  = "person"  // the customer wants a person
	onStaff   = "staff"   // staff wrote to a customer whom they do not have
	onReturn  = "return"  // staff gave the conversation back
	onStuck   = "stuck"   // the customer's answers could not be used, several times
	onLost    = "lost"    // nothing better is known: the menu
	onSolved  = "solved"  // staff settled a complaint: an open step that asks whether the customer agrees
	onShelf   = "shelf"   // what stands under lists of products leads here: an open step with choices for each of them
	onConsent = "consent" // the bot was of use: an open step that asks whether offers are welcome
	onPhone   = "phone"   // the customer sent their own card: a step that says that its number is kept
	onTongue  = "tongue"  // the customer may choose a language: a step with a choice for each
	onLeft    = "left"    // the customer comes back, after a long time, to a question that was left open

	// These need not lead anywhere.
	onAnswered = "answered" // a question was answered: an open step whose buttons stand under the answer
	onGrief    = "grief"    // words or a photo speak of a grievance: an open step that takes words and offers to complain
	onRefused  = "refused"  // staff refused a complaint: an open step that takes words to it for a while
	onUrged    = "urged"    // scolding, or a call to hurry, while a complaint is open: it is added
	onAdded    = "added"    // an open complaint is taken back, or all is well: it is added
	onPraise   = "praise"   // praise, which is passed on
	onServed   = "served"   // staff who had answered ended the conversation; without it, as on return
	onUnserved = "unserved" // staff who had not answered gave it back; without it, as on return
	onVoice    = "voice"    // a voice message that nobody heard: it is passed on; without it, a person is offered
)

var triggers = []string{onWords, onPerson, onStaff, onReturn, onStuck, onLost, onTongue, onSolved, onShelf, onConsent, onLeft, onPhone}

var optional = []string{onAnswered, onServed, onUnserved, onGrief, onRefused, onUrged, onAdded, onPraise, onVoice}

// demands are what the steps of some triggers must be, besides what every step must.
var demands = map[string]struct {
	what string
	is   func(*step) bool
}{
	onStaff:   {"a relay", func(s *step) bool { return s.Relay }},
	onLost:    {"a question that waits", (*step).waits},
	onLeft:    {"a question that waits", (*step).waits},
	onTongue:  {"open, with choices", (*step).lingers},
	onSolved:  {"open, with choices", (*step).lingers},
	onShelf:   {"open, with choices", (*step).lingers},
	onConsent: {"open, with choices", (*step).lingers},
}

// step is one place in a flow. It waits for the customer when it has choices, words or a relay; else it moves on. An
// open step with choices and next moves on too, and its buttons remain.
type step struct {
	Say     string            `yaml:"say"`      // a text's key
	Choices []choice          `yaml:"choices"`  // the buttons under it
	PerRow  int               `yaml:"per-row"`  // buttons a row; default 1
	Words   string            `yaml:"words"`    // where words and media lead that are no choice
	Also    string            `yaml:"also"`     // a list of phrases that are words here, and nothing else
	Ahead   string            `yaml:"ahead"`    // the step of the flow that words answer here already
	As      string            `yaml:"as"`       // the choice that words are here, besides
	Else    string            `yaml:"else"`     // where words lead instead that are no choice for the second time; only there they are that of as
	Within  time.Duration     `yaml:"within"`   // how long an open step takes words, other than questions; then they are about something else
	Person  string            `yaml:"person"`   // where the call for a person leads first
	Left    string            `yaml:"left"`     // where leaving for another flow leads first
	Relay   bool              `yaml:"relay"`    // what comes is passed to staff, and the bot is silent
	Keep    bool              `yaml:"keep"`     // what is written or sent here is kept for staff
	Record  string            `yaml:"record"`   // the kind of event that an answer becomes; where the choices are numbers, nothing else is one
	Do      string            `yaml:"do"`       // an action
	On      map[string]string `yaml:"on"`       // the action's outcome to a step
	Next    string            `yaml:"next"`     // where a step leads that does not wait
	After   time.Duration     `yaml:"after"`    // how long it waits
	InHours bool              `yaml:"in-hours"` // only the shop's open time counts
	Then    string            `yaml:"then"`     // where it leads when the wait is over
	Open    bool              `yaml:"open"`     // its buttons work for ever: they need nothing of the session
	Trail   bool              `yaml:"trail"`    // what is chosen stays in sight when the next text takes the question's place

	Questions string `yaml:"questions"` // where the shop's suggested questions lead, which stand above the buttons

	name    string // flow.step
	near    bool   // above its buttons stand those for what the customer may mean
	do      action
	buttons map[string][][]Button     // by language
	typed   map[string]map[string]int // by language: what a customer may type, folded, to the choice
	low     int                       // the least and greatest value of choices that are numbers; else 0
	high    int

	ahead             *step
	person, left      *step
	otherwise         *step // where else leads
	words, next, then *step // where names lead; nil: end
	questions         *step // to which the suggested ones lead, if there are any
	on                map[string]*step
}

// choice is one button of a step.
type choice struct {
	Value string `yaml:"value"` // stable: it stands in the callback data and in events
	Label string `yaml:"label"` // a text's key
	Also  lists  `yaml:"also"`  // lists of phrases that mean the choice, too, when they are typed
	Tells string `yaml:"tells"` // a list of phrases that mean the choice wherever they stand, as also does at the head of more; the words are kept
	Each  string `yaml:"each"`  // language, category, product: stands for one choice for each; near: for each entry that the customer may mean; page, more: for pages of products and more about each, without buttons
	Next  string `yaml:"next"`

	next *step  // nil: end
	at   string // where it stands under its step in the file
}

// lists are keys of lists of phrases. In a flow's file one may stand without brackets.
type lists []string

// UnmarshalYAML reads one key or several.
func (l *lists) UnmarshalYAML(read func(any) error) error {
	var one string
	if read(&one) == nil {
		*l = lists{one}
		return nil
	}
	return read((*[]string)(l))
}

// waits says whether the step stays until the customer does something.
func (s *step) waits() bool { return len(s.Choices) > 0 && !s.lasts() || s.Words != "" || s.Relay }

// lingers says whether the step has buttons that work for ever.
func (s *step) lingers() bool { return s.Open && len(s.Choices) > 0 }

// lasts says whether the step moves on and leaves its buttons.
func (s *step) lasts() bool { return s.lingers() && s.Next != "" }

// records says whether a value answers the step's question: where that is for a number, nothing else does.
func (s *step) records(value string) bool {
	_, err := strconv.Atoi(value)
	if s.Within > 0 && s.choice(value) != nil { // its words are the record
		return false
	}
	return s.Record != "" && (s.high == 0 || err == nil)
}

// choice returns the choice with this value, or nil. A step that leads questions on takes any of them.
func (s *step) choice(value string) *choice {
	for i := range s.Choices {
		if s.Choices[i].Value == value {
			return &s.Choices[i]
		}
	}
	if s.questions != nil && strings.HasPrefix(value, suggestedValue) {
		return &choice{Value: value, Each: "question", next: s.questions}
	}
	return nil
}
