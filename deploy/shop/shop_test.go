package shop_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/dialogs/transcript"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// TestFlows plays the shop's own flows, each in every language that the shop speaks. -update rewrites what the bot says;
// then a person reads it.
func TestFlows(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	flows, err := filepath.Glob("flows/*.yaml")
	if err != nil || len(flows) == 0 {
		t.Fatalf("no flows: %v", err)
	}
	for _, flow := range flows {
		name := strings.TrimSuffix(filepath.Base(flow), ".yaml")
		for _, lang := range world.Texts.Languages() {
			t.Run(name+"."+lang, func(t *testing.T) { play(t, world, "testdata/"+name+"."+lang+".txt") })
		}
	}
}

func play(t *testing.T, world *dialogs.World, file string) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, err := transcript.Play(world, string(want))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the transcript changed (-want +got):\n%s", diff)
	}
}

// TestNothingToBetter holds that guanxi check finds nothing.
func TestNothingToBetter(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil || len(world.Warnings) > 0 {
		t.Error(err, world.Warnings)
	}
}
