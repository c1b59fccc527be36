package vector

import (
	"cmp"
	"container/heap"
	"math"
	"math/bits"
	"slices"

	"footnote/index"
)

// sketch finds the vectors that are worth an exact comparison, reading a
// thirtieth of what comparing all would. Of a vector x it keeps one bit a
// dimension, whether x lies above the centre c (the mean of all), and two
// numbers. A question q is split in its part along the centre, λc, and the
// rest, r. With s = +1 or -1 a bit
//
//	q·x = λ c·x + r·(x-c) + r·c ≈ λ c·x + |x-c|²/Σ|x-c| · r·s + const
//
// which is the estimator of RaBitQ (Gao and Long, SIGMOD 2024) without its
// rotation, with which fewer of the nearest were found among vectors of
// sentences, and with the known part along the centre taken out, which models
// need whose vectors all lean to one side. r is rounded to queryBits bits a
// dimension, so that its product with s is counted in bits.
//
// The centre follows the vectors in steps: it is taken anew when a quarter of
// as many were added as there were at the last time. Only precision depends
// on it.
type sketch struct {
	centre []float32
	// added counts the vectors since the centre was taken, of centred ones.
	added, centred int

	// places lie without gaps, bits holds words for each of them.
	words  int
	bits   []uint64
	places []place
	// vectors are chromem's own, in the order of the places: its GetByID copies.
	vectors [][]float32
	at      map[int64]int // where a passage has its place
}

// place is what the sketch knows of a passage besides its bits.
type place struct {
	id    int64
	group int32
	ones  int32 // how many bits are set
	// scale is |x-c|²/Σ|x-c|, along is c·x.
	scale, along float32
}

const queryBits = 4

func newSketch() *sketch { return &sketch{at: map[int64]int{}} }

// put sketches a vector of unit length of a passage that has no place yet. All
// have the same dimension.
func (s *sketch) put(id int64, group int32, vector []float32) {
	if s.centre == nil {
		s.centre, s.words = make([]float32, len(vector)), (len(vector)+63)/64
	}
	i := len(s.places)
	s.at[id] = i
	s.places = append(s.places, place{id: id, group: group})
	s.bits = append(s.bits, make([]uint64, s.words)...)
	s.vectors = append(s.vectors, vector)
	s.added++
	s.draw(i)
}

// group returns that of a passage; known says that it has a place.
func (s *sketch) group(id int64) (group int32, known bool) {
	i, known := s.at[id]
	if !known {
		return 0, false
	}
	return s.places[i].group, true
}

// vector returns that of a passage, nil if it has none.
func (s *sketch) vector(id int64) []float32 {
	if i, known := s.at[id]; known {
		return s.vectors[i]
	}
	return nil
}

// draw fills in what depends on the centre.
func (s *sketch) draw(i int) {
	row, p, vector := s.bits[i*s.words:][:s.words], &s.places[i], s.vectors[i]
	clear(row)
	var sum, squares, along float32
	p.ones = 0
	for d, c := range s.centre {
		x := vector[d] - c
		if x > 0 {
			row[d/64] |= 1 << (d % 64)
			p.ones++
			sum += x
		} else {
			sum -= x
		}
		squares += x * x
		along += c * vector[d]
	}
	p.scale, p.along = 0, along
	if sum > 0 {
		p.scale = squares / sum
	}
}

// remove forgets a passage: the last one takes its place.
func (s *sketch) remove(id int64) {
	i, known := s.at[id]
	if !known {
		return
	}
	last := len(s.places) - 1
	s.places[i], s.vectors[i] = s.places[last], s.vectors[last]
	copy(s.bits[i*s.words:][:s.words], s.bits[last*s.words:])
	s.at[s.places[i].id] = i
	delete(s.at, id)
	s.vectors[last] = nil
	s.places, s.vectors, s.bits = s.places[:last], s.vectors[:last], s.bits[:last*s.words]
}

// stale reports whether the centre should be taken anew.
func (s *sketch) stale() bool { return s.added >= max(s.centred/4, compared) }

// recentre takes the centre anew and sketches all vectors again.
func (s *sketch) recentre() {
	sum := make([]float64, len(s.centre))
	for _, values := range s.vectors {
		for d, x := range values {
			sum[d] += float64(x)
		}
	}
	for d := range sum {
		s.centre[d] = float32(sum[d] / float64(max(1, len(s.places))))
	}
	for i := range s.places {
		s.draw(i)
	}
	s.added, s.centred = 0, len(s.places)
}

// nearest returns the n passages of the allowed groups that seem nearest to a
// question of unit length, with their cosines, in no order.
func (s *sketch) nearest(question []float32, allowed []bool, n int) []index.Hit {
	q := s.split(question)
	found := candidates{list: make([]candidate, 0, min(n, len(s.places)))}
	for i := range s.places {
		p := &s.places[i]
		if !allowed[p.group] {
			continue
		}
		c := candidate{p.id, i, q.share*p.along + p.scale*q.product(s.bits[i*s.words:][:s.words], p.ones)}
		if found.Len() < n {
			heap.Push(&found, c)
		} else if found.list[0].worse(c) {
			found.list[0] = c
			heap.Fix(&found, 0)
		}
	}
	hits := make([]index.Hit, len(found.list))
	for i, c := range found.list {
		hits[i] = index.Hit{PassageID: c.id, Score: float64(dot(question, s.vectors[c.place]))}
	}
	return hits
}

// split is a question as the sketch compares it: the share of the centre in
// it, and the rest with each value rounded to low + step·k, k of queryBits bits.
type split struct {
	share          float32
	low, step, sum float32
	// planes holds the bits of the k: those of a word beside each other,
	// lowest first.
	planes [][queryBits]uint64
}

func (s *sketch) split(question []float32) split {
	const steps = 1<<queryBits - 1
	q := split{planes: make([][queryBits]uint64, s.words)}
	if squares := dot(s.centre, s.centre); squares > 0 {
		q.share = dot(question, s.centre) / squares
	}
	rest := make([]float32, len(question))
	for d, x := range question {
		rest[d] = x - q.share*s.centre[d]
	}
	q.low = slices.Min(rest)
	q.step = (slices.Max(rest) - q.low) / steps
	for d, x := range rest {
		k := 0
		if q.step > 0 {
			k = min(steps, int(math.Round(float64((x-q.low)/q.step))))
		}
		q.sum += q.low + q.step*float32(k)
		for b := range queryBits {
			q.planes[d/64][b] |= uint64(k>>b&1) << (d % 64)
		}
	}
	return q
}

// product is r·s for the signs s that row holds, ones of them positive.
func (q *split) product(row []uint64, ones int32) float32 {
	var k0, k1, k2, k3 int
	planes := q.planes[:len(row)]
	for w, bit := range row {
		p := &planes[w]
		k0 += bits.OnesCount64(bit & p[0])
		k1 += bits.OnesCount64(bit & p[1])
		k2 += bits.OnesCount64(bit & p[2])
		k3 += bits.OnesCount64(bit & p[3])
	}
	positive := q.low*float32(ones) + q.step*float32(k0+2*k1+4*k2+8*k3)
	return 2*positive - q.sum
}

// candidate is a passage with the estimate of its cosine, up to a constant.
type candidate struct {
	id       int64
	place    int
	estimate float32
}

// worse orders candidates, equal ones by id.
func (c candidate) worse(than candidate) bool {
	return cmp.Or(cmp.Compare(c.estimate, than.estimate), cmp.Compare(than.id, c.id)) < 0
}

// candidates is a heap with the worst in front.
type candidates struct{ list []candidate }

func (h *candidates) Len() int           { return len(h.list) }
func (h *candidates) Less(i, j int) bool { return h.list[i].worse(h.list[j]) }
func (h *candidates) Swap(i, j int)      { h.list[i], h.list[j] = h.list[j], h.list[i] }
func (h *candidates) Push(x any)         { h.list = append(h.list, x.(candidate)) }
func (h *candidates) Pop() any           { panic("only the worst is replaced") }
