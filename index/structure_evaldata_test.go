//go:build evaldata

package index_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"footnote/index"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// structure is a store that measures what documents are made of.
type structure struct {
	kbsource.Store
	mu                                       sync.Mutex
	documents, passages, text, blocks, units int
	cutting                                  time.Duration
}

func (s *structure) Sources(context.Context) ([]string, error) { return nil, nil }

func (s *structure) Files(context.Context, string) (map[string]kbsource.FileState, error) {
	return nil, nil
}

func (s *structure) Apply(_ context.Context, _ string, changes []kbsource.FileChange) (kbsource.Applied, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, change := range changes {
		for _, d := range change.Documents {
			started := time.Now()
			passages := index.Split(d, "en")
			s.cutting += time.Since(started)
			s.documents++
			s.passages += len(passages)
			s.text += len(d.Text)
			s.blocks += len(document.EncodeBlocks(d.Blocks))
			for _, p := range passages {
				s.units += len(p.Units)
			}
		}
	}
	return kbsource.Applied{}, nil
}

// TestSizeOfStructure measures what blocks and units add to a base, and how
// long cutting it takes.
//
//	FOOTNOTE_EVAL_DIR=FOLDER go test -tags evaldata -run SizeOfStructure -v ./index
func TestSizeOfStructure(t *testing.T) {
	const most = 0.30 // of the text
	dir := os.Getenv("FOOTNOTE_EVAL_DIR")
	roots, err := filepath.Glob(filepath.Join(dir, "*", "corpus*"))
	if err != nil || dir == "" || len(roots) == 0 {
		t.Fatalf("no question sets in FOOTNOTE_EVAL_DIR=%q (%v)", dir, err)
	}
	for _, root := range roots {
		var s structure
		if _, err := kbsource.Sync(t.Context(), &s, root, kbsource.Options{}); err != nil {
			t.Errorf("%s: %v", root, err)
			continue
		}
		share := func(bytes int) float64 { return float64(bytes) / float64(s.text) }
		t.Logf("%-12s %5d documents, %5d passages, %8d bytes of text, blocks %.1f %%, units %.1f %% (%d bytes a passage), cut in %v",
			filepath.Base(filepath.Dir(root)), s.documents, s.passages, s.text, 100*share(s.blocks), 100*share(s.units),
			s.units/max(1, s.passages), s.cutting.Round(time.Millisecond))
		if share(s.blocks) > most {
			t.Errorf("%s: blocks take %.2f of the text's size, want at most %.2f", root, share(s.blocks), most)
		}
	}
}
