// Package sample holds the help centre of Ploverdesk, an invented company that
// sells scheduling software to field-service teams. The demo ingests it, tests
// and measurements ask it questions. Nothing enters; the articles leave as a
// read-only file system. It must never hold text of a real company.
//
// The folder is a question set too: CORPUS names the articles and
// questions.jsonl the questions with their gold passages. Those are read from
// disk by whoever measures and are not part of the binary.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
)

// Organization is the name of the invented company whose help centre this is.
const Organization = "Ploverdesk"

//go:embed all:helpcentre
var files embed.FS

// Files returns the articles. Paths begin with the language, as in
// "en/billing/refunds.md".
func Files() fs.FS {
	root, err := fs.Sub(files, "helpcentre")
	if err != nil {
		// fs.Sub fails on an invalid path only, and this one is constant.
		panic(fmt.Sprintf("open the embedded help centre: %v", err))
	}
	return root
}
