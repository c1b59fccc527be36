package use

import (
	"cmp"
	"fmt"
	"slices"
)

// trie maps the pieces of the vocabulary to their ids. Nodes are numbered
// breadth first, so that the children of a node are neighbours, sorted by
// label: node i has children first[i] up to first[i+1]. Node 0 is the root.
type trie struct {
	first  []uint32
	labels []byte
	ids    []int32 // id of the piece that ends here, or -1
}

// child returns the child of node with that label; 0 means there is none.
func (t *trie) child(node uint32, label byte) uint32 {
	lo, hi := t.first[node], t.first[node+1]
	for lo < hi {
		mid := (lo + hi) / 2
		switch l := t.labels[mid]; {
		case l < label:
			lo = mid + 1
		case l > label:
			hi = mid
		default:
			return mid
		}
	}
	return 0
}

// buildTrie makes the trie of pieces; of equal pieces the last one counts.
func buildTrie(pieces []string) *trie {
	order := make([]int32, len(pieces))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(pieces[a], pieces[b]) })

	// A node is a range of the sorted pieces that share their first depth bytes.
	type span struct{ lo, hi, depth int }
	t := &trie{labels: []byte{0}, ids: []int32{-1}}
	queue := []span{{0, len(order), 0}}
	for node := 0; node < len(queue); node++ {
		s := queue[node]
		t.first = append(t.first, uint32(len(queue)))
		i := s.lo
		for i < s.hi && len(pieces[order[i]]) == s.depth {
			if s.depth > 0 {
				t.ids[node] = order[i]
			}
			i++
		}
		for i < s.hi {
			label, start := pieces[order[i]][s.depth], i
			for i < s.hi && pieces[order[i]][s.depth] == label {
				i++
			}
			queue = append(queue, span{start, i, s.depth + 1})
			t.labels = append(t.labels, label)
			t.ids = append(t.ids, -1)
		}
	}
	t.first = append(t.first, uint32(len(queue)))
	return t
}

// check makes sure that no walk can leave the arrays or return an id that is
// not below vocabulary.
func (t *trie) check(vocabulary int) error {
	nodes := len(t.labels)
	if nodes == 0 || len(t.ids) != nodes || len(t.first) != nodes+1 {
		return fmt.Errorf("trie arrays of %d, %d and %d entries", len(t.first), nodes, len(t.ids))
	}
	for i := range nodes {
		// A child comes after its parent: walks end.
		if t.first[i] <= uint32(i) || t.first[i] > t.first[i+1] || int(t.first[i+1]) > nodes {
			return fmt.Errorf("trie node %d has children %d to %d of %d", i, t.first[i], t.first[i+1], nodes)
		}
		if t.ids[i] < -1 || int(t.ids[i]) >= vocabulary {
			return fmt.Errorf("trie node %d has piece %d of %d", i, t.ids[i], vocabulary)
		}
	}
	return nil
}
