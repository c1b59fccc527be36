package use

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormalize(t *testing.T) {
	trie, replacements := doubleArray(syntheticCharsmap)
	n := normalizer{trie, replacements}
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"spaces only", " \t\u3000\n", ""},
		{"in front and behind", "  a b \n", "▁a▁b"},
		{"several spaces", "a \t  b", "▁a▁b"},
		{"replaced", "ABx", "▁abx"},
		{"longest match", "e\u0301e", "▁ée"},
		{"removed", "a\u200bb", "▁ab"},
		{"nothing left", "\u200b\x01", ""},
		{"removed between spaces", "a \u200b b", "▁a▁b"},
		{"space inside a replacement", "¼", "▁1▁4"},
		{"one to two", "ﬁ", "▁fi"},
		{"the symbol itself", "▁a▁", "▁▁a"},
		{"zero byte", "a\x00b", "▁a\x00b"},
		{"not UTF-8", "a\xffb\xe6\x97", "▁a\ufffdb\ufffd"},
	} {
		if got := string(n.normalize(c.text)); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.text, got, c.want)
		}
	}
	plain := normalizer{}
	if got := string(plain.normalize(" Ab é")); got != "▁Ab▁é" {
		t.Errorf("without a map: %q", got)
	}
}

// TestNormalizeDamagedMap: a map that points outside itself changes nothing.
func TestNormalizeDamagedMap(t *testing.T) {
	trie, replacements := doubleArray(syntheticCharsmap)
	for name, n := range map[string]normalizer{
		"short trie":         {trie[:300], replacements},
		"short replacements": {trie, replacements[:0]},
		"wild units":         {slices.Repeat([]uint32{1<<31 - 1}, 300), replacements},
	} {
		if got := n.normalize("xyz A e\u0301"); !utf8.Valid(got) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestTokenize(t *testing.T) {
	m, _ := syntheticModel(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{"<unk>"}},
		{"a", []string{"▁a"}},
		{"abcde", []string{"▁abcde"}},
		{"ABCDE", []string{"▁ab", "<unk>", "<unk>", "<unk>"}},
		{"日本", []string{"▁日本"}},
		{"xx", []string{"▁", "<unk>", "<unk>"}},
		{"</s>", []string{"▁", "</s>"}},
	} {
		ids := m.Tokenize(c.text)
		if ids[0] != beginID || ids[len(ids)-1] != endID {
			t.Errorf("%q: ids %v do not begin and end", c.text, ids)
		}
		var got []string
		for _, id := range ids[1 : len(ids)-1] {
			got = append(got, syntheticPieces[id])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: pieces %q, want %q", c.text, got, c.want)
		}
	}
}

// TestTieGoesToTheEarlierStart: of equally good ways the longer last piece
// wins.
func TestTieGoesToTheEarlierStart(t *testing.T) {
	pieces := []string{"<unk>", "<s>", "</s>", "a", "b", "c", "▁", "ab", "bc"}
	scores := []float32{0, 0, 0, -1, -1, -1, -1, -2, -2}
	tok := newTokenizer(normalizer{}, *buildTrie(pieces), scores)
	if got, want := tok.encode("abc"), []int32{beginID, 6, 3, 8, endID}; !slices.Equal(got, want) {
		t.Errorf("ids %v, want %v", got, want)
	}
}

// FuzzTokenize holds the tokenizer to a slow one over a plain map.
func FuzzTokenize(f *testing.F) {
	for _, text := range []string{"", "abc de", "日本 é.", "ABCDE ¼ ﬁ", "\x00\xff", "</s>▁▁a", strings.Repeat("ab", 50)} {
		f.Add(text)
	}
	m, w := syntheticModel(f)
	ids := map[string]int32{}
	for id, p := range w.Pieces {
		ids[p] = int32(id)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := m.tokenizer.normalizer.normalize(text)
		if !utf8.Valid(s) || bytes.HasSuffix(s, []byte(spaceSymbol)) || len(s) > 0 && !bytes.HasPrefix(s, []byte(spaceSymbol)) {
			t.Errorf("%q became %q", text, s)
		}
		got, want := m.Tokenize(text), slowTokens([]rune(string(s)), ids, w.Scores, m.tokenizer.unknownScore)
		if !slices.Equal(got, want) {
			t.Errorf("%q: ids %v, want %v", text, got, want)
		}
	})
}

// slowTokens tries all pieces that end at each place, earliest start first.
func slowTokens(s []rune, ids map[string]int32, scores []float32, unknown float64) []int32 {
	if len(s) == 0 {
		return []int32{beginID, unknownID, endID}
	}
	best := make([]float64, len(s)+1)
	path := make([][]int32, len(s)+1)
	for end := 1; end <= len(s); end++ {
		for start := range end {
			id, ok := ids[string(s[start:end])]
			score := unknown
			if ok {
				score = float64(scores[id])
			} else if end-start > 1 {
				continue
			}
			if score += best[start]; path[end] == nil || score > best[end] {
				best[end], path[end] = score, append(slices.Clone(path[start]), id)
			}
		}
	}
	return append(append([]int32{beginID}, path[len(s)]...), endID)
}

func TestTrie(t *testing.T) {
	pieces := []string{"b", "a", "abc", "é", "ab", "a", "日本", ""}
	tr := buildTrie(pieces)
	if err := tr.check(len(pieces)); err != nil {
		t.Fatal(err)
	}
	find := func(piece string) int32 {
		node := uint32(0)
		for i := range len(piece) {
			if node = tr.child(node, piece[i]); node == 0 {
				return -1
			}
		}
		return tr.ids[node]
	}
	for piece, want := range map[string]int32{"a": 5, "b": 0, "ab": 4, "abc": 2, "é": 3, "日本": 6, "日": -1, "abcd": -1, "c": -1, "\xc3": -1, "": -1} {
		if got := find(piece); got != want {
			t.Errorf("%q: id %d, want %d", piece, got, want)
		}
	}
}

func TestTrieCheck(t *testing.T) {
	for name, damage := range map[string]func(*trie){
		"empty":       func(t *trie) { *t = trie{} },
		"short ids":   func(t *trie) { t.ids = t.ids[1:] },
		"short first": func(t *trie) { t.first = t.first[1:] },
		"loop":        func(t *trie) { t.first[1] = 1 },
		"outside":     func(t *trie) { t.first[len(t.first)-1]++ },
		"backwards":   func(t *trie) { t.first[1], t.first[2] = t.first[2]+1, t.first[1] },
		"id":          func(t *trie) { t.ids[1] = 3 },
		"negative id": func(t *trie) { t.ids[1] = -2 },
	} {
		tr := buildTrie([]string{"a", "ab", "b"})
		damage(tr)
		if tr.check(3) == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
