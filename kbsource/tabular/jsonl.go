package tabular

import (
	"context"
	"fmt"
	"strings"

	"footnote/kbsource/document"
)

// JSONL reads JSON Lines: an object a line with a question and its answer, or
// with id, title and text.
func JSONL(ctx context.Context, f document.File) (document.Result, error) {
	r := newRowReader(f)
	n := 0
	for line := range strings.Lines(f.Text) {
		n++
		switch {
		case n%1000 == 0 && ctx.Err() != nil:
			return document.Result{}, ctx.Err()
		case strings.TrimSpace(line) == "":
			continue
		case len(line) > document.MaxLineSize:
			r.odd(n, 1, fmt.Sprintf("it is longer than %d MB; split the article", document.MaxLineSize>>20))
			continue
		}
		fields, err := document.ParseFields([]byte(line))
		if err != nil {
			r.odd(n, 1, fmt.Sprintf("it is not a JSON object (%v); write one object a line", err))
			continue
		}
		if err := r.add(n, n, fields); err != nil {
			return document.Result{}, err
		}
	}
	result, err := r.result("line")
	if err == nil && r.rows > 0 && len(result.Documents) == 0 {
		return document.Result{}, document.Fail(document.ErrMissingColumns, "the objects need the keys question and answer, or id, title and text")
	}
	return result, err
}
