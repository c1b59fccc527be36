package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/retrieval"
)

// Label is what a person said of an answer: that it was right, or wrong.
type Label struct {
	// AnswerID names a recorded answer. Without one Question is asked again,
	// after the turns in History.
	AnswerID string
	Question string
	History  []retrieval.Turn
	// Right says that the answer, shown or draft, answers the question.
	Right bool
}

// ReadLabels reads JSON Lines, one label each:
//
//	{"answer_id": "0193…", "right": true}
//	{"question": "How long is the link valid?", "right": false}
//
// Of several labels of one answer or question the last one holds. name is
// what errors call the file.
func ReadLabels(from io.Reader, name string) ([]Label, error) {
	var labels []Label
	at := map[string]int{}
	err := eachLine(from, name, func(_ int, line []byte) error {
		var written struct {
			AnswerID string           `json:"answer_id"`
			Question string           `json:"question"`
			History  []retrieval.Turn `json:"history"`
			Right    *bool            `json:"right"`
		}
		if err := json.Unmarshal(line, &written); err != nil {
			return fmt.Errorf("not a label: %w", err)
		}
		if written.Right == nil {
			return errors.New(`"right" is missing: true or false`)
		}
		if written.AnswerID == "" && strings.TrimSpace(written.Question) == "" {
			return errors.New(`name the answer by "answer_id" or ask again by "question"`)
		}
		label := Label{AnswerID: written.AnswerID, Question: written.Question, History: written.History, Right: *written.Right}
		if i, ok := at[label.key()]; ok {
			labels[i] = label
			return nil
		}
		at[label.key()] = len(labels)
		labels = append(labels, label)
		return nil
	})
	return labels, err
}

// key tells labels of different answers apart.
func (l Label) key() string {
	if l.AnswerID != "" {
		return l.AnswerID
	}
	key := "\x00" + l.Question
	for _, turn := range l.History {
		key += "\x00" + turn.Role + "\x00" + turn.Content
	}
	return key
}
