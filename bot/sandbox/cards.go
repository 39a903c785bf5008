// What can be sent that is neither words nor a file.

package sandbox

type wireVenue struct {
	Location Place  `json:"location"`
	Title    string `json:"title"`
	Address  string `json:"address"`
}

type wirePoll struct {
	ID       string       `json:"id"`
	Question string       `json:"question"`
	Options  []wireOption `json:"options"`
	Total    int          `json:"total_voter_count"`
	Closed   bool         `json:"is_closed"`
	Secret   bool         `json:"is_anonymous"`
	Type     string       `json:"type"`
	Several  bool         `json:"allows_multiple_answers"`
}

type wireOption struct {
	Text  string `json:"text"`
	Votes int    `json:"voter_count"`
}

type wireDice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
}

type wireStory struct {
	Chat wireChat `json:"chat"`
	ID   int      `json:"id"`
}

type wirePaid struct {
	Stars int        `json:"star_count"`
	Media []struct{} `json:"paid_media"`
}

type wireGame struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Photo       []wireFile `json:"photo"`
}

// fillCard shows what is no file as its kind.
func (m *Message) fillCard(w *wireMessage) {
	switch m.Media {
	case "location":
		w.Location = m.Place
	case "venue":
		w.Location, w.Venue = m.Place, &wireVenue{*m.Place, "Meeting point", "Calle del Sauce 12"}
	case "contact":
		w.Contact = m.Contact
	case "poll":
		options := []wireOption{{"Green", 0}, {"Black", 0}}
		w.Poll = &wirePoll{ID: m.File, Question: "Which tea?", Options: options, Secret: true, Type: "regular"}
	case "dice":
		w.Dice = &wireDice{"🎲", 4}
	case "story":
		w.Story = &wireStory{w.Chat, m.ID}
	case "paid_media":
		w.PaidMedia = &wirePaid{1, []struct{}{}}
	case "game":
		w.Game = &wireGame{"Tea", "A game", []wireFile{}}
	}
}

// getFile tells where a file can be had. There is none to be had: the sandbox keeps no contents.
// fileSize is how large each file is, in bytes.
const fileSize = 1024

func getFile(_ *Server, c *call) ([]byte, *failure) {
	id := c.text("file_id")
	kind := fileKind(id)
	if kind == "" {
		return nil, bad("invalid file_id")
	}
	return encode(struct {
		ID     string `json:"file_id"`
		Unique string `json:"file_unique_id"`
		Size   int    `json:"file_size"`
		Path   string `json:"file_path"`
	}{id, "AgAD" + id[max(0, len(id)-12):], fileSize, kind + "s/file_" + id[len(filePrefix)+len(kind)+1:]}), nil
}
