package index_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/index/lexical"
	"footnote/index/vector"
	"footnote/internal/catalog"
)

func TestLocal(t *testing.T) {
	indextest.Run(t, indextest.Implementation{
		Open: func(ctx context.Context, dir string, c *catalog.Catalog) (indextest.Index, error) {
			return index.Open(ctx, index.Options{Catalog: c, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: embeddingtest.Hashing{}})
		},
		Forget: func(dir string) error { return os.RemoveAll(filepath.Join(dir, "lexical")) },
	})
}
