package dialogs

// An action does what a text cannot; its outcome names where the flow goes on. Outcomes are listed beside it, so
// that the checker can require a way on for each.
type action func(*turn) string

// Outcomes of actions.
const (
	done      = "done"
	found     = "found"
	unknown   = "unknown"
	unsure    = "unsure"
	wordless  = "wordless"
	warm      = "warm"
	place     = "place"
	card      = "card"
	strange   = "strange"
	newcomer  = "new"
	nameless  = "nameless"
	returning = "returning"
	opened    = "open"
	closed    = "closed"
	wanted    = "wanted"
	unwanted  = "unwanted"
	over      = "over"
	withWords = "told"
)

var actions = map[string]struct {
	do       action
	outcomes []string
}{
	"answer":   {(*turn).answer, []string{found, unsure, unknown, wordless}},
	"greet":    {(*turn).greet, []string{newcomer, nameless, returning}},
	"language": {(*turn).language, []string{done}},
	"awaited":  {(*turn).awaited, []string{opened, done}},
	"call":     {(*turn).call, []string{opened, closed}},
	"file":     {(*turn).file, []string{done}},
	"cases":    {(*turn).cases, []string{found, unknown}},
	"gathered": {(*turn).gathered, []string{withWords, unknown}},
	"add":      {(*turn).add, []string{done, withWords, unknown}},
	"protests": {(*turn).protests, []string{withWords, unknown}},
	"appeal":   {(*turn).appeal, []string{done, withWords, unknown}},
	"settle":   {(*turn).settle, []string{done, withWords, unknown}},
	"reopen":   {(*turn).reopen, []string{done, withWords, unknown}},
	"suggest":  {(*turn).suggest, []string{done}},
	"browse":   {(*turn).browse, []string{found, unknown}},
	"list":     {(*turn).list, []string{done}},
	"product":  {(*turn).product, []string{done}},
	"more":     {(*turn).more, []string{found, unknown}},
	"privacy":  {(*turn).privacy, []string{done}},
	"mydata":   {(*turn).mydata, []string{done}},
	"losses":   {(*turn).losses, []string{done}},
	"forget":   {(*turn).forget, []string{done}},
	"offers":   {(*turn).offers, []string{wanted, unwanted}},
	"consent":  {(*turn).consent, []string{done}},
	"withdraw": {(*turn).withdraw, []string{done}},
	"resume":   {(*turn).resume, []string{unknown}},
	"recite":   {(*turn).recite, []string{found, unknown}},
	"change":   {(*turn).change, []string{done, over}},
	"report":   {(*turn).report, []string{done}},
	"look":     {(*turn).look, []string{found, warm, wordless, place, card, strange}},
	"unphone":  {(*turn).unphone, []string{done}},
	"advise":   {(*turn).advise, []string{found, unknown}},
}

// answer looks the customer's words up in the shop's knowledge, and says what it found.
func (t *turn) answer() string {
	switch {
	case t.in.Media != "" || !hasWords(t.in.Text):
		return wordless
	case t.consult():
		t.s.Lost = t.lost
		return later
	case !t.foreign(false) && t.known(): // what it has in common with ours is by chance
		return found
	}
	t.s.Last, t.s.Kept = short(t.in.Text, lastWords), nil
	t.onto = t.aggrieves()
	if t.onto == nil || t.onto == t.w.starts[onGrief] { // else they are recorded as those of a complaint
		t.event("question", "", t.in.Text)
	}
	if t.onto != nil {
		return unknown
	}
	t.s.Heard = t.in.Message
	if t.speaksOther() {
		return found
	}
	if len(t.near) > 0 && !t.unclear {
		return unsure
	}
	return t.atLoss()
}

// atLoss tells what becomes of words that nothing is known to. Some times in a row that is said; then ways on are offered
// once, in other words; and what comes after those is answered in short.
func (t *turn) atLoss() string {
	t.s.Lost = min(t.lost, maxTries) + 1
	switch {
	case t.s.Lost < maxTries:
	case t.s.Lost == maxTries:
		t.onto = t.w.starts[onStuck]
	default:
		t.say("answer-lost", nil)
		return found
	}
	return unknown
}

// greet tells who comes for the first time.
func (t *turn) greet() string {
	switch {
	case t.c.Name == "":
		return nameless
	case t.s.Seq > 1:
		return returning
	}
	return newcomer
}

// language keeps the language that was chosen. The owner is shown the menu of their own below, not the customers'.
func (t *turn) language() string {
	t.c.Language, t.c.Chosen = t.s.picked("language"), true
	t.s.Tongue = ""
	if t.in.Sender.owns() {
		t.say("language-set", nil)
		return ""
	}
	return done
}

// handOff shows staff the customer, and what they sent in the flow under way.
func (t *turn) handOff() {
	words := t.s.Last
	if len(t.s.Kept) > 0 { // they are read there
		words = ""
	}
	h := HandOff{Stars: t.s.picked("rating"), Words: words, Messages: t.brought()}
	if t.in.Text != "" && t.in.Kind != Press && t.s.Last == short(t.in.Text, lastWords) {
		h.Asked, h.Message = short(t.in.Text, eventWords), t.in.Message
	}
	t.effect(Effect{HandOff: &h})
}

// call asks staff to take the conversation, and tells whether the shop is open. The owner is nobody's customer.
func (t *turn) call() string {
	if t.in.Sender.owns() {
		t.say("human-owner", nil)
		return ""
	}
	t.handOff()
	if t.w.Shop.open.Open(t.in.At) {
		return opened
	}
	return closed
}
