package transcript_test

import (
	"strings"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/dialogs/transcript"
)

func TestPlayWritesTheBotsLinesAnew(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	got, err := transcript.Play(world, "# a remark\nlang en · name Ada Byron\n< /start\n> forged\n[ forged ]\n")
	if err != nil {
		t.Fatal(err)
	}
	again, err := transcript.Play(world, got)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case !strings.HasPrefix(got, "# a remark\nlang en · name Ada Byron\n< /start\n> "):
		t.Errorf("the script's lines changed:\n%s", got)
	case !strings.Contains(got, "Ada") || strings.Contains(got, "forged"):
		t.Errorf("the bot's lines are not its own:\n%s", got)
	case again != got:
		t.Errorf("a transcript does not play as itself:\n%s", again)
	}
}

func TestLineRefuses(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"~ soon", "@ shout", "lang en · age 7"} {
		if _, err := transcript.New(world).Line(line); err == nil {
			t.Errorf("%q was played", line)
		}
	}
}

// TestForgottenRefusal keeps of a customer who wanted no offers, and to be forgotten, that nobody asks about offers again;
// who only wanted to be forgotten is new in that too.
func TestForgottenRefusal(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	ask := world.Texts.Text("en", "offers-ask", nil)
	for before, asked := range map[string]bool{"< /stop\n": false, "< /start\n": true} {
		played, err := transcript.Play(world, "lang en · name Ada\n"+before+"< /forget\n< Yes, forget me\n< Erase everything\n< when are you open?\n< how much is delivery?\n")
		if err != nil || !strings.Contains(played, "* forget") || strings.Contains(played, ask) != asked {
			t.Errorf("after %q: %v\n%s", before, err, played)
		}
	}
}
