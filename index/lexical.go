package index

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

// noSeq is the sequence of an index that has to be rebuilt: the change log
// never knows it.
const noSeq = -1

// lexical is the word index: bleve keeps the postings, the ranking is ours
// (lexical_query.go).
type lexical struct {
	analyzers *analyzers
	store     bleve.Index
	postings  bleveindex.Index
	seq       atomic.Int64

	mu      sync.Mutex
	current *view // of the newest snapshot that was searched
	scores  sync.Pool
}

// createLexical makes an empty index in a folder that does not exist. Its
// sequence is noSeq until it is set.
func createLexical(dir string, a *analyzers) (*lexical, error) {
	mapping := bleve.NewIndexMapping()
	mapping.ScoringModel = bleveindex.BM25Scoring
	mapping.DefaultMapping.Dynamic = false
	store, err := bleve.NewUsing(dir, mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create word index %s: %w", dir, err)
	}
	if err := store.SetInternal([]byte(analysisKey), []byte(analysisVersion)); err != nil {
		return nil, errors.Join(fmt.Errorf("write word index %s: %w", dir, err), store.Close())
	}
	return newLexical(store, a)
}

// openLexical opens an index. One that cannot be opened or read, or that
// another version of the analysis has written, is an error: rebuild it.
func openLexical(dir string, a *analyzers) (l *lexical, err error) {
	// A damaged folder makes bleve panic as often as fail.
	defer func() {
		if p := recover(); p != nil {
			l, err = nil, fmt.Errorf("open word index %s: it is damaged: %v", dir, p)
		}
	}()
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("open word index: %w", err)
	}
	store, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": "5s"})
	if err != nil {
		return nil, fmt.Errorf("open word index %s: %w", dir, err)
	}
	version, err := store.GetInternal([]byte(analysisKey))
	if err == nil && string(version) != analysisVersion {
		err = fmt.Errorf("it was written by analysis version %q, this is %q", version, analysisVersion)
	}
	if err == nil {
		l, err = newLexical(store, a)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open word index %s: %w", dir, err), store.Close())
	}
	return l, nil
}

func newLexical(store bleve.Index, a *analyzers) (*lexical, error) {
	postings, err := store.Advanced()
	if err != nil {
		return nil, err
	}
	l := &lexical{analyzers: a, store: store, postings: postings}
	l.seq.Store(noSeq)
	l.scores.New = func() any { return &scoreboard{} }
	raw, err := store.GetInternal([]byte(seqKey))
	if err != nil {
		return nil, err
	}
	if len(raw) == 8 {
		l.seq.Store(int64(binary.BigEndian.Uint64(raw)))
	}
	return l, nil
}

// Seq is the catalog sequence that the index has reached.
func (l *lexical) Seq() int64 { return l.seq.Load() }

// Apply takes a batch and its sequence number in, both or neither.
func (l *lexical) Apply(ctx context.Context, batch Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b := l.store.NewBatch()
	for _, id := range batch.Remove {
		b.Delete(key(id))
	}
	for _, e := range batch.Add {
		if err := b.IndexAdvanced(l.document(e)); err != nil {
			return fmt.Errorf("index passage %d: %w", e.Passage.ID, err)
		}
	}
	b.SetInternal([]byte(seqKey), binary.BigEndian.AppendUint64(nil, uint64(batch.Seq)))
	if err := l.store.Batch(b); err != nil {
		return fmt.Errorf("write to the word index: %w", err)
	}
	l.seq.Store(batch.Seq)
	return nil
}

// document is a passage as the index sees it. Nothing of it is stored: the
// catalog knows what it says.
func (l *lexical) document(e Entry) *document.Document {
	field := l.analyzers.field(e.Language)
	analyzer := marked{l.analyzers.of(field)}
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
func (l *lexical) count() (uint64, error) {
	n, err := l.store.DocCount()
	if err != nil {
		return 0, fmt.Errorf("count passages in the word index: %w", err)
	}
	return n, nil
}

func (l *lexical) close() error {
	l.mu.Lock()
	l.drop()
	l.mu.Unlock()
	if err := l.store.Close(); err != nil {
		return fmt.Errorf("close word index: %w", err)
	}
	return nil
}

func key(id int64) string { return strconv.FormatInt(id, 10) }
