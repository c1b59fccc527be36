package verification

import (
	"context"
	"slices"
	"strings"

	"footnote/internal/sentence"
)

// Checker is a model that is asked too.
type Checker interface {
	// Support returns the probability, from 0 to 1, that a document says what
	// a claim says. After an error the built-in check stands alone.
	Support(ctx context.Context, document, claim string) (float64, error)
}

const (
	// refusedBelow is the probability below which a checker refuses what the
	// built-in check accepts, acceptedFrom the one from which it may let a
	// paraphrase pass. What reaches it is mostly true or mostly false already:
	// to turn that round it has to be sure.
	refusedBelow = 0.1
	acceptedFrom = 0.9
	// documentRunes bounds what a checker reads around all places together,
	// contextRunes what it reads of a source's title and headings.
	documentRunes = 1200
	contextRunes  = 300
)

// WithChecker returns evidence against which a model judges too. It may
// refuse what the built-in check accepts, unless that is said word for word.
// With passes it may also let a sentence through to whose closest place
// nothing is opposed but that it has other words, and is asked about every
// sentence that has one. A nil checker changes nothing.
func (e *Evidence) WithChecker(c Checker, passes bool) *Evidence {
	asked := *e
	asked.checker, asked.passes = c, passes
	return &asked
}

// ask lets the checker judge a sentence that the built-in check has judged.
func (e *Evidence) ask(ctx context.Context, text string, v *Verdict, further []Place) {
	if e.checker == nil || v.Source < 0 || v.verbatim || !v.Supported && !e.passes {
		return
	}
	p, err := e.checker.Support(ctx, e.document(append([]Place{{v.Source, v.Quote}}, further...)), text)
	if err != nil {
		return
	}
	v.Checker = &p
	switch {
	case v.Supported && p < refusedBelow:
		v.Supported, v.Score, v.Disagreements = false, p, []string{ByChecker}
	case v.paraphrase && p >= acceptedFrom:
		v.Supported, v.Score, v.Disagreements = true, Threshold, nil
	}
}

// document is what a checker reads: titles, headings and the text around the
// places, each source once.
func (e *Evidence) document(places []Place) string {
	var parts []string
	for _, p := range places {
		src := e.sources[p.Source]
		title := []rune(src.context)
		part := strings.TrimSpace(string(title[:min(len(title), contextRunes)]) + "\n" + src.around(p.Quote, documentRunes/len(places)))
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

// around returns a span with as many whole sentences before and after it as
// have room in a number of runes.
func (s *source) around(span sentence.Span, most int) string {
	first, last := s.sentencesOf(span)
	for {
		before, after := first > 0, last+1 < len(s.sentences)
		before = before && span.End-s.sentences[first-1].Start <= most
		if before {
			first--
			span.Start = s.sentences[first].Start
		}
		after = after && s.sentences[last+1].End-span.Start <= most
		if after {
			last++
			span.End = s.sentences[last].End
		}
		if !before && !after {
			return string(s.runes[span.Start:min(span.End, span.Start+most)])
		}
	}
}
