// Command bench embeds passages with the built-in model and prints how many
// seconds that took. Build it with -tags use_weights.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"footnote/index/embedding/use"
)

func main() {
	in := flag.String("passages", "", "file with a passage a line, each a JSON string")
	batch := flag.Int("batch", 64, "passages embedded at a time")
	flag.Parse()
	if err := run(os.Stdout, *in, *batch); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, in string, batch int) error {
	passages, err := read(in)
	if err != nil {
		return err
	}
	start := time.Now()
	m, err := use.Load()
	if err != nil {
		return err
	}
	loaded := time.Since(start)
	start = time.Now()
	tokens := 0
	for from := 0; from < len(passages); from += batch {
		part := passages[from:min(from+batch, len(passages))]
		if _, err := m.Embed(context.Background(), part); err != nil {
			return err
		}
	}
	elapsed := time.Since(start)
	for _, p := range passages {
		tokens += len(m.Tokenize(p))
	}
	_, err = fmt.Fprintf(out, "%.3f seconds, %d passages, %d tokens, loaded in %.3f seconds\n",
		elapsed.Seconds(), len(passages), tokens, loaded.Seconds())
	return err
}

func read(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var passages []string
	for line := range bytes.Lines(data) {
		var p string
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("line %d of %s: %w", len(passages)+1, path, err)
		}
		passages = append(passages, p)
	}
	return passages, nil
}
