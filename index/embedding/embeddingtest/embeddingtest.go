// Package embeddingtest holds what every index.Embedder must do, and an
// embedder for tests that need one and no model.
package embeddingtest

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/index"
)

// Run checks an embedder. exact says that a text has the same vector to the
// last bit whatever it is embedded together with; without it vectors may
// differ by what rounding does.
func Run(t *testing.T, e index.Embedder, exact bool) {
	s := suite{e, exact}
	t.Run("names its model", func(t *testing.T) {
		if e.Model() == "" {
			t.Error("Model() is empty")
		}
	})
	t.Run("unit length, one dimension", s.unit)
	t.Run("deterministic", s.deterministic)
	t.Run("a batch is its texts one by one", s.batch)
	t.Run("no texts", s.none)
	t.Run("near what is alike", s.near)
	t.Run("honours its context", s.cancelled)
}

type suite struct {
	index.Embedder
	exact bool
}

// texts are of every size and kind that an index meets.
func texts() []string {
	return []string{
		"", " \n\t", "?!", "👍🎉", "a", "42",
		"How do I cancel my subscription?",
		"Как отменить подписку?", "¿Cómo cancelo?", "如何取消订阅？", "ฉันจะยกเลิกได้อย่างไร",
		"invalid \xff\xfe bytes",
		strings.Repeat("x", 20000),
		strings.Repeat("the invoice is sent on the first day of the month ", 1000),
	}
}

func (s suite) unit(t *testing.T) {
	dimension := 0
	for _, text := range texts() {
		query, err := s.EmbedQuery(t.Context(), text)
		if err != nil {
			t.Fatalf("EmbedQuery(%.40q): %v", text, err)
		}
		passage := s.passages(t, text)[0]
		for _, v := range [][]float32{query, passage} {
			if dimension == 0 {
				dimension = len(v)
			}
			if len(v) != dimension || dimension == 0 {
				t.Errorf("%.40q: %d dimensions, want %d", text, len(v), dimension)
			}
			if length := math.Sqrt(dot(v, v)); math.IsNaN(length) || math.Abs(length-1) > 1e-3 {
				t.Errorf("%.40q: length %v, want 1", text, length)
			}
		}
	}
}

func (s suite) deterministic(t *testing.T) {
	for _, text := range texts() {
		if a, b := s.passages(t, text)[0], s.passages(t, text)[0]; !slices.Equal(a, b) {
			t.Errorf("%.40q: two calls, two vectors", text)
		}
	}
}

func (s suite) batch(t *testing.T) {
	all := texts()
	together := s.passages(t, all...)
	for i, text := range all {
		alone := s.passages(t, text)[0]
		if s.exact && !slices.Equal(alone, together[i]) || dot(alone, together[i]) < 0.999 {
			t.Errorf("%.40q: alone and in a batch differ, cosine %v", text, dot(alone, together[i]))
		}
	}
}

func (s suite) none(t *testing.T) {
	if got := s.passages(t); len(got) != 0 {
		t.Errorf("no texts gave %d vectors", len(got))
	}
}

func (s suite) near(t *testing.T) {
	for _, c := range []struct{ question, near, far string }{
		{"How do I cancel my subscription?", "Cancelling a subscription: open Billing and choose cancel.", "The API returns JSON with a cursor for the next page."},
		{"reset my password", "Resetting the password: a mail with a link is sent.", "Invoices are sent on the first day of the month."},
		{"Как отменить подписку?", "Отмена подписки: откройте раздел «Оплата».", "Метод возвращает список файлов в формате JSON."},
	} {
		q, err := s.EmbedQuery(t.Context(), c.question)
		if err != nil {
			t.Fatal(err)
		}
		v := s.passages(t, c.near, c.far)
		if near, far := dot(q, v[0]), dot(q, v[1]); near <= far {
			t.Errorf("%q is nearer to %q (%.3f) than to %q (%.3f)", c.question, c.far, far, c.near, near)
		}
	}
}

func (s suite) cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.EmbedPassages(ctx, []string{"a", "b"}); !errors.Is(err, context.Canceled) {
		t.Errorf("EmbedPassages after cancel: %v, want context.Canceled", err)
	}
	if _, err := s.EmbedQuery(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("EmbedQuery after cancel: %v, want context.Canceled", err)
	}
}

func (s suite) passages(t *testing.T, texts ...string) [][]float32 {
	t.Helper()
	v, err := s.EmbedPassages(t.Context(), texts)
	if err != nil {
		t.Fatalf("EmbedPassages(%.40q): %v", texts, err)
	}
	if len(v) != len(texts) {
		t.Fatalf("%d texts gave %d vectors", len(texts), len(v))
	}
	return v
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
