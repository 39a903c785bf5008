package classify

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"guanxi/dialogs/answers/quality"
)

// examples are a few in several scripts.
func examples() (all []Example) {
	for intent, texts := range map[string]string{
		"hours":            "when do you open|are you open on sunday|what are your opening hours|几点开门|周日营业吗|متى تفتحون|во сколько вы открываетесь|日曜日は開いていますか",
		"delivery":         "how much is delivery|do you deliver to france|what does shipping cost|送货要多少钱|能送到法国吗|كم سعر التوصيل|сколько стоит доставка|送料はいくらですか",
		"returns":          "can i return it|i want my money back|how do i send it back|我要退货|可以退款吗|أريد إرجاع المنتج|как вернуть товар|返品できますか",
		quality.OutOfScope: "sing me a song|who won the match|今天天气怎么样|ما هي عاصمة فرنسا|расскажи анекдот",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			all = append(all, Example{text, intent})
		}
	}
	slices.SortFunc(all, func(a, b Example) int { return strings.Compare(a.Text, b.Text) })
	return all
}

func model(t testing.TB) *Model {
	t.Helper()
	m, err := Train(examples(), nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestGuess asks in words that no example has, with slips, in every script.
func TestGuess(t *testing.T) {
	m := model(t)
	if got := strings.Join(m.Intents(), " "); got != "delivery hours returns" {
		t.Errorf("intents %s", got)
	}
	for text, want := range map[string]string{
		"When are you OPEN?": "hours", "opneing huors": "hours", "the cost of delivery": "delivery", "RETURNING it": "returns",
		"星期日几点开门": "hours", "送貨多少錢": "delivery", "我想退款": "returns", "متى تفتح": "hours", "доставка сколько": "delivery", "日曜日開いてる？": "hours",
	} {
		g := m.Guess(text)
		if g.Intent != want || len(g.Next) != 2 || slices.Contains(g.Next, want) || g.Confidence <= 0 || g.Confidence >= 1 {
			t.Errorf("%s: %+v, want %s", text, g, want)
		}
		scores := m.Scores(text)
		if i := slices.Index(m.Intents(), want); scores[i] != slices.Max(scores) {
			t.Errorf("%s: %v", text, scores)
		}
	}
	if open, song := m.Guess("do you open on sunday"), m.Guess("qwerty zxcvb"); open.Confidence <= song.Confidence || !open.Sure || song.Sure {
		t.Errorf("%+v is no surer than %+v", open, song)
	}
}

// TestWorkers wants the same model to the bit, however many learn it.
func TestWorkers(t *testing.T) {
	one, err := Train(examples(), nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{0, 2, 5, 50} {
		if other, err := Train(examples(), nil, workers); err != nil || !reflect.DeepEqual(one, other) {
			t.Errorf("%d workers make another model, %v", workers, err)
		}
	}
}

// TestFewExamples learns where there is hardly anything to learn from, and says what is missing.
func TestFewExamples(t *testing.T) {
	for _, test := range []struct {
		examples []Example
		want     string
	}{
		{nil, "no examples"},
		{[]Example{{"who won", quality.OutOfScope}}, "no examples"},
		{[]Example{{"when", "hours"}, {"who won", quality.OutOfScope}}, `of one intent, "hours"`},
	} {
		if _, err := Train(test.examples, nil, 1); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v", test.examples, err)
		}
	}
	m, err := Train([]Example{{"when do you open", "hours"}, {"where is it", "status"}, {"", "status"}, {"?!", "hours"}}, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	if g := m.Guess("do you open"); g.Intent != "hours" || len(g.Next) != 1 || g.Next[0] != "status" {
		t.Errorf("%+v", g)
	}
	if _, err := Train([]Example{{"when", "hours"}, {"where", "status"}}, []Example{{"nothing known", "other"}}, 1); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"", " ", "?!", "\xff\xfe", "😊", strings.Repeat("送", 100_000), strings.Repeat("a b ", 100_000)} {
		if g := m.Guess(text); !(g.Confidence >= 0 && g.Confidence <= 1) {
			t.Errorf("%.20q: %+v", text, g)
		}
	}
}

// TestStopped gives learning up.
func TestStopped(t *testing.T) {
	stop := make(chan struct{})
	if m, err := TrainUntil(stop, examples(), nil, 2); m == nil || err != nil {
		t.Errorf("learned %v, %v", m, err)
	}
	close(stop)
	if m, err := TrainUntil(stop, examples(), nil, 2); m != nil || !errors.Is(err, ErrStopped) {
		t.Errorf("learned %v, %v", m, err)
	}
}

// TestAtOnce asks one model from many sides; the race detector looks on.
func TestAtOnce(t *testing.T) {
	m := model(t)
	want := m.Guess("are you open today")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := m.Guess("are you open today"); !reflect.DeepEqual(got, want) {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
	group.Wait()
}

// TestSlip changes some letters and adds none that the text has not.
func TestSlip(t *testing.T) {
	random, changed := newXorshift(), 0
	const text = "送到马德里要多少运费呢 thank you very much"
	for range 100 {
		typed := slip(text, &random)
		if typed != text {
			changed++
		}
		if strings.ContainsFunc(typed, func(r rune) bool { return !strings.ContainsRune(text, r) }) {
			t.Errorf("%s has other letters", typed)
		}
	}
	if changed < 50 {
		t.Errorf("only %d of 100 changed", changed)
	}
}

// TestCut keeps no more weights than it should, of many.
func TestCut(t *testing.T) {
	learned := make([][]float32, 400_000)
	energy := make([]float32, len(learned))
	for i := range learned {
		learned[i], energy[i] = []float32{float32(i + 1), -float32(i + 1)}, 1
	}
	least, kept := cut(learned, energy), 0
	for _, row := range learned {
		if row[0]*row[0] >= least {
			kept += 2
		}
	}
	if kept > maxWeights || kept < maxWeights*9/10 {
		t.Errorf("%d are kept of %d", kept, 2*len(learned))
	}
}

func FuzzGuess(f *testing.F) {
	m := model(f)
	f.Add("几点开门，送货多少钱 كم سعر التوصيل ومتى 日曜日は")
	f.Add("\xff، و و,\xd9")
	f.Fuzz(func(t *testing.T, text string) {
		if g := m.Guess(text); !(g.Confidence >= 0 && g.Confidence <= 1) || len(g.Next) != 2 {
			t.Errorf("%+v", g)
		}
	})
}

// BenchmarkGuess asks a model of 100 intents with 20 examples each.
func BenchmarkGuess(b *testing.B) {
	var all []Example
	random := newXorshift()
	nouns := strings.Fields("card parcel order money account refund delivery invoice voucher table tea bread shoes repair booking address phone photo colour size")
	verbs := strings.Fields("lost want change pay send return find open close know")
	for range 2000 {
		noun, verb := random.below(len(nouns)), random.below(len(verbs))
		all = append(all, Example{fmt.Sprintf("please how do i %s the %s of mine number %d", verbs[verb], nouns[noun], random.below(1000)), nouns[noun] + verbs[verb/2]})
	}
	m, err := Train(all, nil, 2)
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{"short": "how do i change the address", "long": strings.Repeat("the quick brown fox ", 200), "chinese": "我想知道怎么更改地址"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Guess(text)
			}
		})
	}
}

// TestLesson tells classes apart by their features, and neither by what is of no class.
func TestLesson(t *testing.T) {
	l := NewLesson(4, 0)
	for range 3 {
		l.Add(0, []int32{0, 3}, []float32{0.8, 0.6})
		l.Add(1, []int32{1, 3}, []float32{0.8, 0.6})
		l.Add(-1, []int32{2, 3}, []float32{0.8, 0.6})
	}
	for class := range 2 {
		w := l.Weights(class)
		for other := range 3 {
			if score := 0.8*w[other] + 0.6*w[3] + w[4]; (score > 0) != (other == class) {
				t.Errorf("class %d: %v, %.2f for %d", class, w, score, other)
			}
		}
	}
}

// TestNetwork learns what no sum of weights can tell: which of two things go together.
func TestNetwork(t *testing.T) {
	l := &lesson{from: []int32{0}}
	points := [][3]int32{{0, 2, 0}, {1, 3, 0}, {0, 3, 1}, {1, 2, 1}} // two features and an intent
	for range 100 {
		for _, p := range points {
			l.terms = append(l.terms, term{p[0], 0.7}, term{p[1], 0.7})
			l.from, l.intent = append(l.from, int32(len(l.terms))), append(l.intent, p[2])
		}
	}
	n := course{intents: []string{"alike", "apart"}}.train(l, 4)
	for i, p := range points {
		scores := make([]float32, 2)
		n.add(l.message(int32(i)), scores)
		if scores[p[2]] <= scores[1-p[2]] {
			t.Errorf("%v: %v", p, scores)
		}
	}
	stop := make(chan struct{})
	close(stop)
	if n := (course{intents: []string{"alike", "apart"}, stop: stop}).train(l, 4); n != nil {
		t.Error("a network was learned though learning was stopped")
	}
}
