package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"
)

// maxLine bounds a line of JSON Lines, in bytes, so that a file without line
// ends is refused instead of read into memory.
const maxLine = 32 << 20

// readLines calls each with every line of the JSON Lines file that is not
// blank, counted from 1, and adds file and line to its errors.
func readLines(path string, each func(number int, line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	defer file.Close()
	return eachLine(file, filepath.Base(path), each)
}

func eachLine(from io.Reader, name string, each func(number int, line []byte) error) error {
	scanner := bufio.NewScanner(from)
	scanner.Buffer(make([]byte, 0, 64<<10), maxLine)
	number := 0
	for scanner.Scan() {
		number++
		line := bytes.TrimSpace(scanner.Bytes())
		if len(line) == 0 {
			continue
		}
		if !utf8.Valid(line) {
			return fmt.Errorf("%s line %d: not valid UTF-8", name, number)
		}
		if err := each(number, line); err != nil {
			return fmt.Errorf("%s line %d: %w", name, number, err)
		}
	}
	if err := scanner.Err(); errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("%s line %d: longer than %d bytes", name, number+1, maxLine)
	} else if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// corpusTexts returns title and text of the documents of a corpus.jsonl by
// id. Documents of a corpus folder have no text here: what came out of their
// files is for the extractors' own tests.
func (s Set) corpusTexts() (map[string]string, error) {
	texts := map[string]string{}
	if s.corpusIsFolder || s.corpus == "" {
		return texts, nil
	}
	err := readLines(s.corpus, func(_ int, line []byte) error {
		var document struct{ ID, Title, Text string }
		if err := json.Unmarshal(line, &document); err != nil {
			return fmt.Errorf("not a document: %w", err)
		}
		texts[document.ID] = document.Title + "\n" + document.Text
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the corpus of %s: %w", s.Name, err)
	}
	return texts, nil
}

// writeJSON writes a report as indented JSON; what names it in errors.
func writeJSON(to io.Writer, report any, what string) error {
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}
