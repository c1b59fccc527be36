package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// NoSeq is the sequence of an index that has to be rebuilt: the change log
// never knows it.
const NoSeq = -1

// Follower takes in what the catalog's change log says.
type Follower interface {
	// Seq is the catalog sequence that was reached, NoSeq when none was.
	Seq() int64
	// Apply takes a batch and its sequence in, both or neither. Applying one
	// twice does no harm.
	Apply(ctx context.Context, batch Batch) error
}

// Backend is an index derived from the catalog. It is safe for concurrent use,
// but that only one caller at a time changes it.
type Backend interface {
	Follower
	// Open readies what is kept from the last time; Seq is NoSeq if there is
	// nothing. It fails when what is kept is of no use; then, too, Rebuild may
	// be called.
	Open(ctx context.Context) error
	// Rebuild replaces the index by one that fill fills. The old one serves
	// until fill returns, and on if it fails.
	Rebuild(ctx context.Context, fill func(fresh Follower) error) error
	// Count returns how many passages the index holds.
	Count(ctx context.Context) (int, error)
	// Close ends the use of the index. What is called afterwards fails with
	// ErrClosed or finds nothing.
	Close() error
}

// Lexical is an index by words.
type Lexical interface {
	Backend
	// Version is that of the analysis of words: the same text has the same
	// terms under it.
	Version() string
	// Search ranks passages by the words of a question.
	Search(ctx context.Context, q LexicalQuery) ([]Hit, error)
	// Terms, IDF and Known are Index's.
	Terms(language, text string) []Token
	IDF(ctx context.Context, language, term string) (float64, error)
	Known(ctx context.Context, words []string) ([]Share, error)
}

// Vectors is an index by meaning. Its entries carry their vectors; one that
// cannot be compared with the others (CheckVector) is left out.
type Vectors interface {
	Backend
	// Search returns the passages whose vectors are nearest, equal scores by id.
	Search(ctx context.Context, q VectorQuery) ([]Hit, error)
	// Compare returns the cosines of passages with a vector. Those that have
	// none are left out.
	Compare(ctx context.Context, vector []float32, passages []int64) (map[int64]float64, error)
	// Dimension is that of the vectors, 0 while there are none.
	Dimension() int
}

// LexicalQuery is a search by words.
type LexicalQuery struct {
	// Text is plain text: nothing in it is syntax.
	Text string
	// Language is the text's, "und" or "" when not known.
	Language string
	Filter   Filter
	// Limit is the most hits that are returned.
	Limit int
}

// VectorQuery is a search by meaning.
type VectorQuery struct {
	// Vector is the embedded question.
	Vector []float32
	Filter Filter
	// Limit is the most hits that are returned.
	Limit int
}

// Token is a content word of a text as the index knows it.
type Token struct {
	// Term is stemmed and folded.
	Term string
	// Start and End are rune offsets of the word in the text, End exclusive.
	Start, End int
}

// Share is how much of a word is known.
type Share struct{ Known, Of int }

// Best sorts hits, equal scores by id, and keeps the first.
func Best(hits []Hit, limit int) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.PassageID, b.PassageID))
	})
	return hits[:min(limit, len(hits))]
}

// ErrVector: a vector cannot be searched with or stored, because its
// dimension is not the model's or it has no direction.
var ErrVector = errors.New("unusable vector")

// errNoDirection is the case of ErrVector that concerns one text only.
var errNoDirection = fmt.Errorf("%w: it is zero or not finite", ErrVector)

// CheckVector fails with ErrVector unless a vector can be compared: of the
// right dimension (any if 0), finite and not zero.
func CheckVector(vector []float32, dimension int) error {
	if len(vector) == 0 || dimension != 0 && len(vector) != dimension {
		return fmt.Errorf("%w: it has %d dimensions, the model's other vectors have %d; if the model was changed under its name, "+
			"give it a name of its own (ollama cp), configure that and run the last ingest again", ErrVector, len(vector), dimension)
	}
	sum := 0.0
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) || sum < 1e-12 {
		return errNoDirection
	}
	return nil
}
