// Package shop is the example shop, a tea house: its settings, its knowledge, what it sells, and flows and words of its own, embedded so that Guanxi
// runs at once.
package shop

import "embed"

// FS holds shop.yaml, products.yaml, questions.jsonl and knowledge/*.yaml, laid out like any shop's folder.
//
//go:embed shop.yaml products.yaml questions.jsonl knowledge/*.yaml flows/*.yaml texts/*.toml
var FS embed.FS
