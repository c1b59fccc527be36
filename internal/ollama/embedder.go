package ollama

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"sync/atomic"
)

// Limits on a batch: Ollama starts on all texts of a request at once.
const (
	batchTexts = 16
	batchBytes = 64 << 10
)

// charsPerToken bounds from above how much text a token holds on average;
// beyond it a text is cut before it is sent.
const charsPerToken = 16

// Embedder embeds texts with one model. It is safe for use by several
// goroutines.
type Embedder struct {
	client *Client
	model  Model
	scheme scheme
	// dimension is that of the first vector, 0 before.
	dimension atomic.Int64
}

// NewEmbedder looks the model up and returns an embedder that uses it.
func (c *Client) NewEmbedder(ctx context.Context, name string) (*Embedder, error) {
	m, err := c.Model(ctx, name)
	if err != nil {
		return nil, err
	}
	if !m.Embedding {
		return nil, &Error{Kind: ErrWrongModel, Op: "embed with " + m.Name,
			Advice: "choose an embedding model, such as embeddinggemma or bge-m3"}
	}
	return &Embedder{client: c, model: m, scheme: schemeOf(m.Name)}, nil
}

// Model names the model by its content and by the prefixes that its texts
// get: vectors of different names do not compare.
func (e *Embedder) Model() string {
	return fmt.Sprintf("ollama/%s@%.12s+%s", e.model.Name, e.model.Digest, e.scheme.name)
}

// Info describes the model.
func (e *Embedder) Info() Model { return e.model }

// EmbedPassages returns one vector of unit length a text. What is longer than
// the model reads is cut at its end. A text must not be blank.
func (e *Embedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		batch, bytes := []string{}, 0
		for _, text := range texts {
			text, err := e.prepare(e.scheme.passage, text)
			if err != nil {
				return nil, err
			}
			if len(batch) == batchTexts || len(batch) > 0 && bytes+len(text) > batchBytes {
				break
			}
			batch, bytes = append(batch, text), bytes+len(text)
		}
		embedded, err := e.embed(ctx, batch)
		if err != nil {
			return nil, err
		}
		vectors, texts = append(vectors, embedded...), texts[len(batch):]
	}
	return vectors, nil
}

// EmbedQuery embeds a question, which must not be blank.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	text, err := e.prepare(e.scheme.query, text)
	if err != nil {
		return nil, err
	}
	vectors, err := e.embed(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

func (e *Embedder) op() string { return "embed with " + e.model.Name }

// prepare puts the prefix before the text and cuts what no model could read.
func (e *Embedder) prepare(prefix, text string) (string, error) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if strings.TrimSpace(text) == "" {
		return "", fmt.Errorf("%s: a text is blank", e.op())
	}
	most := e.model.ContextLength
	if most <= 0 {
		most = 8192
	}
	return prefix + head(text, most*charsPerToken), nil
}

// head returns the first runes of a text.
func head(text string, runes int) string {
	for i := range text {
		if runes == 0 {
			return text[:i]
		}
		runes--
	}
	return text
}

// embed embeds prepared texts. The server cuts what is too long, but counts
// tokens before and after differently and then refuses some texts: those are
// cut here, step by step.
func (e *Embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := e.request(ctx, texts)
	if !errors.Is(err, ErrTruncated) {
		return vectors, err
	}
	if len(texts) > 1 {
		vectors = vectors[:0]
		for _, text := range texts {
			v, err := e.embed(ctx, []string{text})
			if err != nil {
				return nil, err
			}
			vectors = append(vectors, v...)
		}
		return vectors, nil
	}
	runes := len([]rune(texts[0]))
	if runes < 32 {
		return nil, err
	}
	return e.embed(ctx, []string{head(texts[0], runes*3/4)})
}

func (e *Embedder) request(ctx context.Context, texts []string) ([][]float32, error) {
	var vectors [][]float32
	err := e.client.retry(ctx, func() error {
		request := embedCall{Model: e.model.Name, Input: texts, Truncate: true}
		var reply embedReply
		err := e.client.call(ctx, e.client.options.Load, e.op(), http.MethodPost, "/api/embed", request, &reply)
		if err != nil {
			return named(err, e.model.Name)
		}
		vectors = reply.Embeddings
		return e.verify(vectors, len(texts))
	})
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// verify checks the vectors and brings them to unit length.
func (e *Embedder) verify(vectors [][]float32, want int) error {
	bad := func(format string, args ...any) error {
		return &Error{Kind: ErrBadReply, Op: e.op(), Err: fmt.Errorf(format, args...),
			Advice: "the model does not work there: pull it again, or choose another embedding model"}
	}
	if len(vectors) != want {
		return bad("%d vectors for %d texts", len(vectors), want)
	}
	for i, v := range vectors {
		if len(v) == 0 {
			return bad("vector %d is empty", i)
		}
		e.dimension.CompareAndSwap(0, int64(len(v)))
		if d := e.dimension.Load(); int64(len(v)) != d {
			return bad("vector %d has %d dimensions, those before had %d", i, len(v), d)
		}
		if !normalize(v) {
			return bad("vector %d has no direction (zero or not finite)", i)
		}
	}
	return nil
}

// normalize brings a vector to unit length, or returns false.
func normalize(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	norm := math.Sqrt(sum)
	if !(norm > 1e-6) || math.IsInf(norm, 0) {
		return false
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / norm)
	}
	return true
}
