package use

import (
	"math"
	"slices"
)

// Shape of the network.
const (
	channels    = 256
	hidden      = 320
	features    = Dimensions + len(orders)*channels
	tableBlocks = 17
	packedRow   = Dimensions * 6 / 8
	epsilon     = 1e-12
)

// orders are the widths of the convolutions and how many tokens to the left of
// its own each looks.
var orders = [3]struct{ width, left int }{{2, 0}, {3, 1}, {5, 2}}

const (
	// margin is how far a convolution looks to either side: that many rows of
	// zeros lie between texts.
	margin = 2
	// halo is how many neighbours on either side change the features of a
	// token: two convolutions, margin each.
	halo = 2 * margin
)

// network is the dense part of the model, ready for the kernel.
type network struct {
	kernel kernel
	// rows is the table of 6-bit rows, decode what a value of each block means.
	rows   []byte
	decode [tableBlocks][64]float32

	projection     matrix
	projectionNorm layerNorm
	first, second  [len(orders)]matrix
	featuresNorm   layerNorm
	output         matrix
	outputBias     []float32 // added once a token
	dense          [4]matrix
}

type layerNorm struct{ gamma, beta []float32 }

func newNetwork(w *Weights, k kernel) *network {
	n := &network{
		kernel:       k,
		rows:         w.Table,
		featuresNorm: layerNorm{w.FeaturesGamma, w.FeaturesBeta},
		output:       newMatrix(w.Output, nil, features),
		outputBias:   w.OutputBias,
		dense: [4]matrix{
			newMatrix(w.D0, nil, Dimensions),
			newMatrix(slices.Concat(w.P1, w.D1), nil, Dimensions+hidden),
			newMatrix(w.D2, nil, hidden),
			newMatrix(slices.Concat(w.P3, w.D3), nil, hidden+Dimensions),
		},
	}
	for b := range n.decode {
		for v := range n.decode[b] {
			n.decode[b][v] = float32(v)*w.Scale[b] + w.Offset[b]
		}
	}
	for i, b := range w.Branches {
		n.projection.append(newMatrix(b.Projection, b.ProjectionBias, Dimensions))
		n.projectionNorm.gamma = append(n.projectionNorm.gamma, b.Gamma...)
		n.projectionNorm.beta = append(n.projectionNorm.beta, b.Beta...)
		n.first[i] = newMatrix(b.First, b.FirstBias, orders[i].width*channels)
		n.second[i] = newMatrix(b.Second, b.SecondBias, orders[i].width*channels)
	}
	return n
}

// segment is a stretch of one text's tokens that is computed in one go.
// Features are wanted of the tokens of its runs; up to halo tokens around them
// are there for the convolutions.
type segment struct {
	ids  []int32 // with halo
	skip int     // the runs begin at ids[skip]
	runs []*run  // one after the other
}

// run is the tokens of a segment that belong to the same part of the text.
type run struct {
	part int
	sum  sum
}

// blockTokens is how many tokens a worker computes at a time: enough to make
// reading all weights once a block cheap, few enough to stay in the caches.
const blockTokens = 264

// scratch is the working memory of one worker: about 5 MB, of which a block
// of long texts touches 4.
type scratch struct {
	// Equal tokens of a block share a row of embedded and projected.
	rowOf     map[int32]int32 // by id
	distinct  []int32         // 0, 1, … one a row
	embedded  []float32
	projected []float32
	// By token of the block, texts one after the other.
	row      []int32 // of embedded and projected
	position []int32 // of x, h and c; texts are margin positions apart
	// x, h and c are the inputs of the first convolutions, of the second ones
	// and their results, by order. Position p of x and h is at row p+margin.
	x, h, c [len(orders)][]float32
}

func newScratch() *scratch {
	const wide = len(orders) * channels
	const positions = blockTokens + margin*blockTokens/3 // a text has three tokens or more
	s := &scratch{
		rowOf:     make(map[int32]int32, blockTokens),
		distinct:  make([]int32, 0, blockTokens),
		embedded:  make([]float32, blockTokens*Dimensions),
		projected: make([]float32, blockTokens*wide),
		row:       make([]int32, 0, blockTokens),
		position:  make([]int32, 0, blockTokens),
	}
	for i := range orders {
		s.x[i] = make([]float32, (positions+2*margin)*channels)
		s.h[i] = make([]float32, (positions+2*margin)*channels)
		s.c[i] = make([]float32, positions*channels)
	}
	return s
}

// sumFeatures computes the features of the tokens of all segments, at most
// blockTokens with halo, and stores the sum of each run.
//
// Cost: 1.3 million multiply-adds a token and 0.4 a different token in the
// products; all else is a few thousand operations a token.
func (n *network) sumFeatures(s *scratch, segments []segment) {
	n.place(s, segments)
	n.project(s)
	for i, o := range orders {
		from := (margin - o.left) * channels
		n.kernel.multiply(&n.first[i], product{
			src: s.x[i][from:], srcStride: channels, dst: s.h[i][margin*channels:], dstStride: channels,
			rows: s.position, residual: s.x[i][margin*channels:]})
		n.kernel.multiply(&n.second[i], product{
			src: s.h[i][from:], srcStride: channels, dst: s.c[i], dstStride: channels,
			rows: s.position, residual: s.h[i][margin*channels:]})
	}
	first := 0
	for _, seg := range segments {
		token := first + seg.skip
		for _, r := range seg.runs {
			n.sumRun(s, token, r.sum)
			token += r.sum.tokens
		}
		first += len(seg.ids)
	}
}

// sumRun adds up the features of the tokens of a run, which begins at token.
func (n *network) sumRun(s *scratch, token int, of sum) {
	shift := float32(0)
	for i := range of.tokens {
		shift += n.addNormalized(s, token+i, of.features)
	}
	for i, g := range n.featuresNorm.gamma {
		of.features[i] = (of.features[i]-shift)*g + float32(of.tokens)*n.featuresNorm.beta[i]
	}
}

// place lays out the tokens of the segments, with zeros between them, and
// fills in the embeddings of the different ones.
func (n *network) place(s *scratch, segments []segment) {
	clear(s.rowOf)
	s.distinct, s.row, s.position = s.distinct[:0], s.row[:0], s.position[:0]
	position := 0
	s.zeroRows(0, margin)
	for _, seg := range segments {
		for _, id := range seg.ids {
			row, known := s.rowOf[id]
			if !known {
				row = int32(len(s.distinct))
				s.rowOf[id] = row
				s.distinct = append(s.distinct, row)
				n.embed(s.embedded[int(row)*Dimensions:][:Dimensions], id)
			}
			s.row = append(s.row, row)
			s.position = append(s.position, int32(position))
			position++
		}
		s.zeroRows(position+margin, margin)
		position += margin
	}
}

// project computes the inputs of the first convolutions.
func (n *network) project(s *scratch) {
	const wide = len(orders) * channels
	n.kernel.multiply(&n.projection, product{
		src: s.embedded, srcStride: Dimensions, dst: s.projected, dstStride: wide, rows: s.distinct})
	for _, row := range s.distinct {
		n.kernel.normalize(s.projected[int(row)*wide:][:wide], &n.projectionNorm)
	}
	for token, row := range s.row {
		at := (int(s.position[token]) + margin) * channels
		for i := range orders {
			copy(s.x[i][at:][:channels], s.projected[int(row)*wide+i*channels:])
		}
	}
}

func (s *scratch) zeroRows(from, count int) {
	for i := range orders {
		clear(s.x[i][from*channels:][:count*channels])
		clear(s.h[i][from*channels:][:count*channels])
	}
}

// embed decodes the row of the table for id.
func (n *network) embed(dst []float32, id int32) {
	decode := &n.decode[id%tableBlocks]
	packed := n.rows[int(id)*packedRow:][:packedRow]
	for len(packed) >= 3 && len(dst) >= 4 {
		v := uint32(packed[0]) | uint32(packed[1])<<8 | uint32(packed[2])<<16
		dst[0], dst[1] = decode[v&63], decode[v>>6&63]
		dst[2], dst[3] = decode[v>>12&63], decode[v>>18&63]
		packed, dst = packed[3:], dst[4:]
	}
}

// addNormalized adds the features of a token, divided by their deviation, to
// sum, and returns their mean divided by it: the layer norm of a sum is linear
// in these, so that gamma and beta are needed only once a segment.
func (n *network) addNormalized(s *scratch, token int, sum []float32) (mean float32) {
	parts := [1 + len(orders)][]float32{s.embedded[int(s.row[token])*Dimensions:][:Dimensions]}
	for i := range orders {
		parts[1+i] = s.c[i][int(s.position[token])*channels:][:channels]
	}
	var total, squares float32
	for _, p := range parts {
		t, q := n.kernel.moments(p)
		total, squares = total+t, squares+q
	}
	mean, scale := meanAndScale(total, squares, features)
	for _, p := range parts {
		n.kernel.addScaled(sum[:len(p)], p, scale)
		sum = sum[len(p):]
	}
	return mean * scale
}

// meanAndScale turns the sum and the sum of squares of count values into their
// mean and the reciprocal of their deviation.
func meanAndScale(total, squares float32, count int) (mean, scale float32) {
	mean = total / float32(count)
	variance := max(squares/float32(count)-mean*mean, 0)
	return mean, float32(1 / math.Sqrt(float64(variance)+epsilon))
}

// finish turns lists of sums, each of which is the features of one text, into
// the texts' vectors. Cost for a text: 1.7 million multiply-adds, as for one
// token.
func (n *network) finish(lists [][]sum) [][]float32 {
	count := len(lists)
	rows := make([]int32, count)
	lengths := make([]int, count)
	pooled := make([]float32, count*features)
	for i, list := range lists {
		rows[i] = int32(i)
		total := sum{features: pooled[i*features : (i+1)*features]}
		for _, s := range list {
			total.add(s)
		}
		lengths[i] = total.tokens
	}
	// a is [output | dense0 of it], b is [dense1 of a | dense2 of that], as the
	// stacked matrices dense1 and dense3 want them.
	const stride = Dimensions + hidden
	a, b := make([]float32, count*stride), make([]float32, count*stride)
	vectors := make([]float32, count*Dimensions)

	n.kernel.multiply(&n.output, product{src: pooled, srcStride: features, dst: a, dstStride: stride, rows: rows})
	for i := range count {
		length := float32(lengths[i])
		scale := float32(1 / math.Sqrt(float64(length)))
		for j := range Dimensions {
			a[i*stride+j] = (a[i*stride+j] + length*n.outputBias[j]) * scale
		}
	}
	n.kernel.multiply(&n.dense[0], product{src: a, srcStride: stride, dst: a[Dimensions:], dstStride: stride, rows: rows})
	rectify(a, stride, Dimensions, stride)
	n.kernel.multiply(&n.dense[1], product{src: a, srcStride: stride, dst: b, dstStride: stride, rows: rows})
	rectify(b, stride, 0, hidden)
	n.kernel.multiply(&n.dense[2], product{src: b, srcStride: stride, dst: b[hidden:], dstStride: stride, rows: rows})
	rectify(b, stride, hidden, stride)
	n.kernel.multiply(&n.dense[3], product{src: b, srcStride: stride, dst: vectors, dstStride: Dimensions, rows: rows})

	out := make([][]float32, count)
	for i := range out {
		out[i] = vectors[i*Dimensions : (i+1)*Dimensions : (i+1)*Dimensions]
		unitLength(out[i])
	}
	return out
}

// rectify sets negative values in columns from up to to zero.
func rectify(values []float32, stride, from, to int) {
	for ; len(values) > 0; values = values[stride:] {
		for j := from; j < to; j++ {
			values[j] = max(values[j], 0)
		}
	}
}

// unitLength applies tanh and scales the vector to length one.
func unitLength(v []float32) {
	squares := 0.0
	for i := range v {
		t := math.Tanh(float64(v[i]))
		v[i] = float32(t)
		squares += t * t
	}
	scale := float32(1 / math.Sqrt(max(squares, epsilon)))
	for i := range v {
		v[i] *= scale
	}
}
