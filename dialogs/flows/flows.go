// Package flows holds the flows that are shipped, as data, and the transcripts that show how they talk.
package flows

import "embed"

// FS has one YAML file a flow, at its root.
//
//go:embed *.yaml
var FS embed.FS
