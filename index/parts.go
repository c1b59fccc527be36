package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"footnote/internal/catalog"
)

// PartsEmbedder is an Embedder that also tells, at little extra cost, what the
// parts of a text mean where they stand: what is over a passage and each of
// its units. Implemented by embedders that compute every token once.
type PartsEmbedder interface {
	Embedder
	// EmbedParts returns a vector of each whole text and of each of its parts.
	// A text is its parts, one after the other; whole[i] compares with vectors
	// that EmbedQuery returns, and so does parts[i][j].
	EmbedParts(ctx context.Context, texts [][]string) (whole [][]float32, parts [][][]float32, err error)
}

// Similarity is how near a passage is to a question in meaning: cosines.
type Similarity struct {
	Passage float64
	// Head is that of title, headings and context, Units those of the passage's
	// units (UnitsOf) in their order. Without a PartsEmbedder, Units is nil and
	// Head 0.
	Head  float64
	Units []float64
}

// Similarities compares passages with an embedded question. Passages that have
// no vector are left out.
func (x *Index) Similarities(ctx context.Context, vector []float32, passages []int64) (map[int64]Similarity, error) {
	if x.vectors == nil {
		return nil, ErrNoEmbedder
	}
	cosines, err := x.vectors.Compare(ctx, vector, passages)
	if err != nil {
		return nil, err
	}
	found := make(map[int64]Similarity, len(cosines))
	for id, cosine := range cosines {
		found[id] = Similarity{Passage: cosine}
	}
	if _, ok := x.embedder.(PartsEmbedder); !ok {
		return found, nil
	}
	rows, err := x.catalog.PassageParts(ctx, x.vectors.model, passages)
	if err != nil {
		return nil, err
	}
	for id, row := range rows {
		s, ok := found[id]
		if !ok {
			continue
		}
		if s.Head, s.Units, err = compareParts(row, vector); err != nil {
			return nil, fmt.Errorf("vectors of the parts of passage %d: %w", id, err)
		}
		found[id] = s
	}
	return found, nil
}

// headOf is what stands over a passage: its title, headings and context.
func headOf(title string, p catalog.Passage) string {
	p.Text = ""
	return embeddingText(title, p)
}

// partsOf cuts what is embedded for a passage into its head, "" when there is
// none, and the texts of its units.
func partsOf(title, language string, p catalog.Passage) (head string, texts []string, err error) {
	units, err := UnitsOf(p, language)
	if err != nil {
		return "", nil, err
	}
	runes := []rune(p.Text)
	for _, u := range units {
		texts = append(texts, string(runes[u.Start:u.End]))
	}
	return headOf(title, p), texts, nil
}

// The vectors of a passage's parts are kept as bytes: one that says whether
// the first row is the head, then a row a part, the scale as a little-endian
// float32 and a signed byte a dimension. A component is scale times its byte,
// which changes a cosine by less than 0.005.
const (
	headless = 0
	headed   = 1
	maxByte  = 127
)

// packParts packs the vectors of a passage's parts.
func packParts(hasHead bool, parts [][]float32) []byte {
	packed := []byte{headless}
	if hasHead {
		packed[0] = headed
	}
	for _, vector := range parts {
		largest := float32(0)
		for _, x := range vector {
			largest = max(largest, x, -x)
		}
		scale := largest / maxByte
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(scale))
		for _, x := range vector {
			if scale > 0 {
				x /= scale
			}
			packed = append(packed, byte(int8(math.RoundToEven(float64(x)))))
		}
	}
	return packed
}

var errParts = errors.New("they are damaged: run footnote reindex")

// compareParts returns the cosines of packed parts with a vector.
func compareParts(packed []byte, vector []float32) (head float64, units []float64, err error) {
	row := 4 + len(vector)
	if len(packed) == 0 || packed[0] > headed || (len(packed)-1)%row != 0 {
		return 0, nil, errParts
	}
	hasHead, packed := packed[0] == headed, packed[1:]
	squares := 0.0
	for _, x := range vector {
		squares += float64(x) * float64(x)
	}
	length := math.Sqrt(squares)
	for ; len(packed) > 0; packed = packed[row:] {
		scale := math.Float32frombits(binary.LittleEndian.Uint32(packed))
		cosine := float64(scale*dotBytes(packed[4:row], vector)) / length
		if math.IsNaN(cosine) || math.IsInf(cosine, 0) {
			return 0, nil, errParts
		}
		if hasHead {
			head, hasHead = cosine, false
			continue
		}
		units = append(units, cosine)
	}
	return head, units, nil
}

// dotBytes multiplies signed bytes with a vector of as many components.
func dotBytes(bytes []byte, vector []float32) float32 {
	var a, b, c, d float32
	for len(bytes) >= 4 && len(vector) >= 4 {
		a += float32(int8(bytes[0])) * vector[0]
		b += float32(int8(bytes[1])) * vector[1]
		c += float32(int8(bytes[2])) * vector[2]
		d += float32(int8(bytes[3])) * vector[3]
		bytes, vector = bytes[4:], vector[4:]
	}
	for i := range bytes {
		a += float32(int8(bytes[i])) * vector[i]
	}
	return a + b + c + d
}
