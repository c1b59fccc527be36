package document

import (
	"errors"
	"fmt"
)

// The units of a passage are kept as bytes with it, so that a passage is read
// without its document: a version, the texts that stand outside of the
// passage (leads and headers, each once), then the units. A unit is
//
//	kind<<1 | ordered, gap to the end of the unit before, length, lead, list,
//	depth, antecedent (distance back, 0 for none), cells (count, then gap to
//	the cell before, length, header<<1 | label)
//
// where lead and header are the number of a text from 1, 0 for none.
const unitsVersion = 1

// ErrUnits: stored units cannot be read, or do not fit their passage.
var ErrUnits = errors.New("damaged units")

// EncodeUnits packs consecutive units of a text for DecodeUnits. The offsets
// of what comes back count from start, and lists and antecedents are those
// among these units; an antecedent that is not among them is forgotten.
func EncodeUnits(units []Unit, first, start int) []byte {
	w := blockWriter{out: []byte{unitsVersion}, end: start}
	numbers := map[string]int{"": 0}
	var texts []string
	number := func(s string) int {
		n, ok := numbers[s]
		if !ok {
			texts = append(texts, s)
			n = len(texts)
			numbers[s] = n
		}
		return n
	}
	for _, u := range units {
		number(u.Lead)
		for _, c := range u.Cells {
			number(c.Header)
		}
	}
	w.number(len(texts))
	for _, s := range texts {
		w.string(s)
	}
	lists := map[int]int{0: 0}
	for i, u := range units {
		if _, ok := lists[u.List]; !ok {
			lists[u.List] = len(lists)
		}
		w.number(int(u.Kind)<<1 | bit(u.Ordered))
		w.number(u.Start - w.end)
		w.number(u.End - u.Start)
		w.number(number(u.Lead))
		w.number(lists[u.List])
		w.number(u.Depth)
		back := 0
		if u.Antecedent >= first && u.Antecedent < first+i {
			back = first + i - u.Antecedent
		}
		w.number(back)
		w.number(len(u.Cells))
		at := u.Start
		for _, c := range u.Cells {
			w.number(c.Start - at)
			w.number(c.End - c.Start)
			w.number(number(c.Header)<<1 | bit(c.Label))
			at = c.End
		}
		w.end = u.End
	}
	return w.out
}

// DecodeUnits unpacks the units of a passage of so many runes. It fails with
// ErrUnits.
func DecodeUnits(data []byte, runes int) ([]Unit, error) {
	if len(data) == 0 || data[0] != unitsVersion {
		return nil, fmt.Errorf("%w: they are of another version; ingest the document again", ErrUnits)
	}
	r := blockReader{in: data[1:]}
	texts := []string{""}
	for n := r.number(); n > 0 && !r.failed; n-- {
		texts = append(texts, r.string())
	}
	text := func(n int) string {
		if n >= len(texts) {
			r.failed = true
			return ""
		}
		return texts[n]
	}
	var units []Unit
	for len(r.in) > 0 && !r.failed {
		kind := r.number()
		u := Unit{Kind: UnitKind(min(kind>>1, int(unitKinds))), Ordered: kind&1 == 1, Start: r.end + r.number()}
		u.End = u.Start + r.number()
		u.Lead, u.List, u.Depth = text(r.number()), r.number(), r.number()
		u.Antecedent = -1
		if back := r.number(); back > 0 {
			u.Antecedent = len(units) - back
			r.failed = r.failed || u.Antecedent < 0
		}
		at := u.Start
		for n := r.number(); n > 0 && !r.failed; n-- {
			c := UnitCell{Start: at + r.number()}
			c.End = c.Start + r.number()
			header := r.number()
			c.Header, c.Label = text(header>>1), header&1 == 1
			r.failed = r.failed || c.End > u.End
			u.Cells = append(u.Cells, c)
			at = c.End
		}
		r.failed = r.failed || u.Kind >= unitKinds || u.Start >= u.End || u.End > runes
		r.end = u.End
		units = append(units, u)
	}
	if r.failed {
		return nil, fmt.Errorf("%w: they do not fit the passage; ingest the document again", ErrUnits)
	}
	return units, nil
}
