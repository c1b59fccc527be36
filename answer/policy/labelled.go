package policy

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Limits of a file of labelled messages.
const (
	maxLabelledBytes = 64 << 20
	maxLabelledLine  = 1 << 20
)

// What the columns and keys of labelled messages may be called.
var (
	textNames  = []string{"text", "message", "question"}
	topicNames = []string{"topic", "category", "label", "intent"}
)

// LoadLabelled reads labelled messages: CSV whose first row names the columns
// (text and topic), or JSON Lines with the same keys in a file named *.jsonl.
func LoadLabelled(path string) ([]Labelled, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxLabelledBytes+1))
	if err == nil && len(data) > maxLabelledBytes {
		err = fmt.Errorf("the file is too large: at most %d MB are read", maxLabelledBytes>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("read messages %s: %w", path, err)
	}
	read := readCSV
	if strings.HasSuffix(strings.ToLower(path), ".jsonl") {
		read = readJSONL
	}
	messages, err := read(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if err == nil && len(messages) == 0 {
		err = errors.New("there are no messages in it")
	}
	if err != nil {
		return nil, fmt.Errorf("read messages %s: %w", path, err)
	}
	return messages, nil
}

func readCSV(data []byte) ([]Labelled, error) {
	rows := csv.NewReader(bytes.NewReader(data))
	head, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	column := func(names []string) int {
		return slices.IndexFunc(head, func(h string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(h))) })
	}
	text, topic := column(textNames), column(topicNames)
	if text < 0 || topic < 0 {
		return nil, fmt.Errorf("line 1: name the columns, one of them %s and one %s", textNames[0], topicNames[0])
	}
	var messages []Labelled
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return messages, nil
		} else if err != nil {
			return nil, err
		}
		messages = append(messages, Labelled{Text: row[text], Topic: strings.TrimSpace(row[topic])})
	}
}

func readJSONL(data []byte) ([]Labelled, error) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxLabelledLine)
	var messages []Labelled
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var fields map[string]any
		if err := json.Unmarshal(lines.Bytes(), &fields); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		value := func(names []string) string {
			for _, name := range names {
				if s, ok := fields[name].(string); ok {
					return s
				}
			}
			return ""
		}
		m := Labelled{Text: value(textNames), Topic: strings.TrimSpace(value(topicNames))}
		if m.Text == "" {
			return nil, fmt.Errorf("line %d: the message has no %s", n, textNames[0])
		}
		messages = append(messages, m)
	}
	return messages, lines.Err()
}
