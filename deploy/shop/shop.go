// Package shop is the example shop, a tea house: its settings and its knowledge, embedded so that Guanxi runs at once.
package shop

import "embed"

// FS holds shop.yaml and knowledge/*.yaml, laid out like any shop's folder.
//
//go:embed shop.yaml knowledge/*.yaml
var FS embed.FS
