package lexical

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"footnote/index"
)

// The parts of a passage that are indexed, each in a field per language.
const (
	bodyField     = "body_"
	titleField    = "title_"
	headingsField = "headings_"
)

// The fields that filters look into.
const (
	collectionField = "collection"
	languageField   = "language"
	labelField      = "label"
)

// What a lexical index remembers besides passages.
const (
	seqKey      = "footnote.seq"
	analysisKey = "footnote.analysis"
)

// store is one word index on disk.
type store struct {
	analyzers *analyzers
	bleve     bleve.Index
	postings  bleveindex.Index
	seq       atomic.Int64

	mu      sync.Mutex
	current *view // of the newest snapshot that was searched
	scores  sync.Pool
}

// create makes an empty index in a folder that does not exist. Its
// sequence is index.NoSeq until it is set.
func create(dir string, a *analyzers) (*store, error) {
	mapping := bleve.NewIndexMapping()
	mapping.ScoringModel = bleveindex.BM25Scoring
	mapping.DefaultMapping.Dynamic = false
	kept, err := bleve.NewUsing(dir, mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create word index %s: %w", dir, err)
	}
	if err := kept.SetInternal([]byte(analysisKey), []byte(analysisVersion)); err != nil {
		return nil, errors.Join(fmt.Errorf("write word index %s: %w", dir, err), kept.Close())
	}
	return newStore(kept, a)
}

// open opens a word index. One that cannot be opened or read, or that
// another version of the analysis has written, is an error: rebuild it.
func open(dir string, a *analyzers) (s *store, err error) {
	// A damaged folder makes bleve panic as often as fail.
	defer func() {
		if p := recover(); p != nil {
			s, err = nil, fmt.Errorf("open word index %s: it is damaged: %v", dir, p)
		}
	}()
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("open word index: %w", err)
	}
	kept, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": "5s"})
	if err != nil {
		return nil, fmt.Errorf("open word index %s: %w", dir, err)
	}
	version, err := kept.GetInternal([]byte(analysisKey))
	if err == nil && string(version) != analysisVersion {
		err = fmt.Errorf("it was written by analysis version %q, this is %q", version, analysisVersion)
	}
	if err == nil {
		s, err = newStore(kept, a)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open word index %s: %w", dir, err), kept.Close())
	}
	return s, nil
}

func newStore(kept bleve.Index, a *analyzers) (*store, error) {
	postings, err := kept.Advanced()
	if err != nil {
		return nil, err
	}
	s := &store{analyzers: a, bleve: kept, postings: postings}
	s.seq.Store(index.NoSeq)
	s.scores.New = func() any { return &scoreboard{} }
	raw, err := kept.GetInternal([]byte(seqKey))
	if err != nil {
		return nil, err
	}
	if len(raw) == 8 {
		s.seq.Store(int64(binary.BigEndian.Uint64(raw)))
	}
	return s, nil
}

// Seq implements index.Follower.
func (s *store) Seq() int64 { return s.seq.Load() }

// Apply implements index.Follower.
func (s *store) Apply(ctx context.Context, batch index.Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b := s.bleve.NewBatch()
	for _, id := range batch.Remove {
		b.Delete(key(id))
	}
	for _, e := range batch.Add {
		if err := b.IndexAdvanced(s.document(e)); err != nil {
			return fmt.Errorf("index passage %d: %w", e.Passage.ID, err)
		}
	}
	b.SetInternal([]byte(seqKey), binary.BigEndian.AppendUint64(nil, uint64(batch.Seq)))
	if err := s.bleve.Batch(b); err != nil {
		return fmt.Errorf("write to the word index: %w", err)
	}
	s.seq.Store(batch.Seq)
	return nil
}

// document is a passage as the index sees it. Nothing of it is stored: the
// catalog knows what it says.
func (s *store) document(e index.Entry) *document.Document {
	field := s.analyzers.field(e.Language)
	analyzer := marked{s.analyzers.of(field)}
	d := document.NewDocument(key(e.Passage.ID))
	text := func(name, value string) {
		d.AddField(document.NewTextFieldCustom(name+field, nil, []byte(value), bleveindex.IndexField, analyzer))
	}
	text(bodyField, strings.TrimSpace(e.Passage.Context+"\n"+e.Passage.Text))
	text(titleField, e.Title)
	text(headingsField, strings.Join(e.Passage.Headings, "\n"))
	word := func(name, value string) {
		options := bleveindex.IndexField | bleveindex.SkipFreqNorm
		d.AddField(document.NewTextFieldCustom(name, nil, []byte(value), options, nil))
	}
	word(collectionField, e.Collection)
	word(languageField, e.Language)
	for _, label := range e.Labels {
		word(labelField, label)
	}
	return d
}

// count returns how many passages the index holds.
func (s *store) count() (int, error) {
	n, err := s.bleve.DocCount()
	if err != nil {
		return 0, fmt.Errorf("count passages in the word index: %w", err)
	}
	return int(n), nil
}

func (s *store) close() error {
	s.mu.Lock()
	s.drop()
	s.mu.Unlock()
	if err := s.bleve.Close(); err != nil {
		return fmt.Errorf("close word index: %w", err)
	}
	return nil
}

func key(id int64) string { return strconv.FormatInt(id, 10) }
