package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"footnote/answer"
	"footnote/eval"
	"footnote/internal/catalog"
)

// samplesOfLabels makes samples of a file of labels, and tells how many
// labels were left out; each of those is named on the error stream.
func (c *command) samplesOfLabels(ctx context.Context, path string) (samples []eval.Sample, left int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	labels, err := eval.ReadLabels(file, filepath.Base(path))
	if err != nil {
		return nil, 0, err
	}
	err = c.withApp(ctx, func(a *app) error {
		finder, err := newLabelled(a)
		if err != nil {
			return err
		}
		looking := newProgress(c.std.err, "Looking up")
		defer looking.end()
		for i, label := range labels {
			given, err := finder.answer(ctx, label)
			if err == nil && len(given.Features) == 0 {
				err = errors.New("nothing was computed that confidence could follow from")
			}
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				fmt.Fprintf(c.std.err, "left out the label of %q: %v\n", label.AnswerID+label.Question, err)
				left++
			default:
				samples = append(samples, eval.Sample{
					Set: filepath.Base(path), Question: given.Question, Language: given.Language, Features: given.Features, Right: label.Right,
				})
			}
			looking.set(i+1, len(labels))
		}
		return nil
	})
	return samples, left, err
}

// labelled finds the answers that labels are about.
type labelled struct {
	*app
	// again answers without recording.
	again *answer.Engine
}

func newLabelled(a *app) (labelled, error) {
	options := a.options
	options.Records = nil
	again, err := answer.New(options)
	return labelled{a, again}, err
}

// answer returns the recorded answer, or the one that is given today.
func (l labelled) answer(ctx context.Context, label eval.Label) (answer.Answer, error) {
	request := answer.Request{Question: label.Question, History: label.History, Filter: l.filter()}
	if label.AnswerID == "" {
		return l.again.Answer(ctx, request, answer.Observer{})
	}
	record, err := l.catalog.Answer(ctx, label.AnswerID)
	if errors.Is(err, catalog.ErrNotFound) {
		return answer.Answer{}, errors.New("there is no answer with this id")
	}
	if err != nil {
		return answer.Answer{}, err
	}
	given, err := answer.ReadRecord(record)
	if err != nil || len(given.Features) > 0 {
		return given.Answer, err
	}
	// Recorded by a version that kept no features.
	request.Question = record.Question
	today, err := l.again.Answer(ctx, request, answer.Observer{})
	if err == nil && today.Text != given.Text {
		err = errors.New("it was recorded without features, and the answer is another today")
	}
	return today, err
}
