package index_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/internal/catalog"
)

func TestLocal(t *testing.T) {
	indextest.Run(t, indextest.Implementation{
		Open: func(ctx context.Context, dir string, c *catalog.Catalog) (indextest.Index, error) {
			return index.Open(ctx, index.Options{Dir: dir, Catalog: c, Embedder: embeddingtest.Hashing{}})
		},
		Forget: func(dir string) error { return os.RemoveAll(filepath.Join(dir, "lexical")) },
	})
}
