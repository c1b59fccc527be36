// Package use is the built-in embedder: the Universal Sentence Encoder,
// multilingual, version 3, in Go without cgo.
//
// Enters: texts in any of 16 languages (ar de en es fr it ja ko nl pl pt ru th
// tr zh zh-TW). Leaves: one vector of 512 dimensions and unit length a text;
// questions and passages are embedded alike. It must never read files or the
// network: the weights come with the binary (build tag use_weights) or from
// the caller.
//
// A text is normalized and cut into pieces (normalizer.go, tokenizer.go), each
// piece is a row of 6-bit values; three convolutions over neighbouring tokens
// and a small dense network make a vector of them (network.go, kernel.go). The
// weights file is described in format.go.
//
// The result of a text depends on nothing but the text: the same vector comes
// out alone and in a batch, bit for bit, on the same kind of processor.
package use

import (
	"context"
	"errors"
	"fmt"
	"unsafe"
)

// ModelName names the model and how it reads a passage: as a whole and, from
// one pass, in parts (EmbedParts). Vectors of other names are not comparable.
// It does not say where parts begin and end: that is in the key of a vector
// (index.Split), so the name stays as it was when parts were sentences.
const ModelName = "use-multilingual-v3/sentences-2"

// Dimensions is the length of every vector.
const Dimensions = 512

// ErrUnavailable is returned by Load when the binary was built without the
// weights.
var ErrUnavailable = errors.New("the built-in embedding model is not in this binary: build it with make build, or configure an embedding model in Ollama")

// Available tells whether the binary carries the weights.
func Available() bool { return len(embedded) > 0 }

// Load makes the model from the weights in the binary. It takes some tens of
// milliseconds; the model is safe for use by many goroutines.
func Load() (*Model, error) {
	if !Available() {
		return nil, ErrUnavailable
	}
	// The weights are a string so that nothing can write to them; the model
	// only reads.
	return LoadFrom(unsafe.Slice(unsafe.StringData(embedded), len(embedded)))
}

// LoadFrom makes the model from the content of a weights file. The model keeps
// a reference to data, which must not change. Errors wrap ErrCorrupt.
func LoadFrom(data []byte) (*Model, error) {
	w, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("load the built-in embedding model: %w", err)
	}
	return newModel(w), nil
}

// Embedder offers a Model as index.Embedder.
type Embedder struct {
	model *Model
}

// NewEmbedder returns an Embedder that uses m.
func NewEmbedder(m *Model) *Embedder { return &Embedder{model: m} }

// Model returns ModelName.
func (e *Embedder) Model() string { return ModelName }

// EmbedPassages returns one vector of unit length a text.
func (e *Embedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	return e.model.Embed(ctx, texts)
}

// EmbedParts returns vectors of texts that come in parts and of the parts as
// they read there (Model.EmbedParts).
func (e *Embedder) EmbedParts(ctx context.Context, texts [][]string) ([][]float32, [][][]float32, error) {
	return e.model.EmbedParts(ctx, texts)
}

// EmbedQuery embeds a question, as it would embed a passage.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.model.Embed(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}
