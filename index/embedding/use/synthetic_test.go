package use

import (
	"bytes"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// syntheticPieces is a vocabulary small enough to reason about.
var syntheticPieces = []string{
	"<unk>", "<s>", "</s>", "▁", "a", "b", "c", "d", "e", "ab", "abc", "▁a", "▁ab", "▁abcde", "cd", "de",
	"é", "日", "日本", "本", ".", "▁日本",
}

// syntheticCharsmap replaces: the longest match counts.
var syntheticCharsmap = map[string]string{
	"A": "a", "B": "b", "\t": " ", "\n": " ", "\u3000": " ", "e\u0301": "é", "\u200b": "", "ﬁ": "fi", "¼": "1 4", "\x01": "",
}

// syntheticWeights are the weights of a model with that vocabulary and random
// numbers of a plausible size.
func syntheticWeights(t testing.TB) *Weights {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	w := &Weights{Pieces: syntheticPieces}
	w.CharsTrie, w.CharsReplacements = doubleArray(syntheticCharsmap)
	for id, p := range w.Pieces {
		score := float32(0)
		if id > endID {
			score = -8 + float32(len(p))/2
		}
		w.Scores = append(w.Scores, score)
		row := make([]byte, Dimensions)
		for i := range row {
			row[i] = byte(random.IntN(64))
		}
		var err error
		if w.Table, err = PackRow(w.Table, row); err != nil {
			t.Fatal(err)
		}
	}
	for _, tensor := range w.tensors() {
		// 201 levels of a matrix, about 1/sqrt(inputs); anything for the others.
		*tensor.values = make([]float32, tensor.length)
		for i := range *tensor.values {
			(*tensor.values)[i] = float32(random.IntN(201)-100) / 1500
		}
	}
	for i := range w.Branches {
		for j := range channels {
			w.Branches[i].Gamma[j]++
		}
	}
	return w
}

func syntheticModel(t testing.TB) (*Model, *Weights) {
	t.Helper()
	data := syntheticFile(t)
	w, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	w.Pieces = syntheticPieces
	m, err := LoadFrom(data)
	if err != nil {
		t.Fatal(err)
	}
	return m, w
}

var syntheticOnce struct {
	sync.Once
	file []byte
}

// syntheticFile is the weights file of syntheticWeights, made once and never
// written to.
func syntheticFile(t testing.TB) []byte {
	t.Helper()
	syntheticOnce.Do(func() { syntheticOnce.file = writeWeights(t, syntheticWeights(t)) })
	return syntheticOnce.file
}

func writeWeights(t testing.TB, w *Weights) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := w.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// doubleArray writes a map as a darts-clone trie, wastefully: each node has a
// block of 256 units of its own.
func doubleArray(replace map[string]string) (units []uint32, replacements string) {
	blocks := map[string]uint32{}
	block := func(prefix string) uint32 {
		if _, ok := blocks[prefix]; !ok {
			blocks[prefix] = uint32(len(blocks)+1) * 256
			units = append(units, make([]uint32, 256)...)
		}
		return blocks[prefix]
	}
	units = make([]uint32, 256)
	// Unit 0 points to the root's block.
	units[0] = block("") << 10
	for _, from := range slices.Sorted(maps.Keys(replace)) {
		to := replace[from]
		for i := range len(from) {
			at := block(from[:i]) | uint32(from[i])
			child := block(from[:i+1])
			units[at] = (at^child)<<10 | units[at]&unitLeaf | uint32(from[i])
			if i == len(from)-1 {
				units[at] |= unitLeaf
				units[child] = 1<<31 | uint32(len(replacements))
			}
		}
		replacements += to + "\x00"
	}
	return units, replacements
}

// plain computes a vector from token ids as the definition of the network says
// it, in float64, step by step.
func plain(w *Weights, ids []int32) []float64 {
	n := len(ids)
	embedded := make([][]float64, n)
	projected := make([][]float64, n)
	for t, id := range ids {
		packed := w.Table[int(id)*packedRow:]
		for i := range Dimensions {
			bit := 6 * i
			v := (int(packed[bit/8]) | int(packed[min(bit/8+1, len(packed)-1)])<<8) >> (bit % 8) & 63
			embedded[t] = append(embedded[t], float64(v)*float64(w.Scale[id%tableBlocks])+float64(w.Offset[id%tableBlocks]))
		}
		var gamma, beta []float32
		for _, b := range w.Branches {
			projected[t] = append(projected[t], plainProduct(embedded[t], b.Projection, b.ProjectionBias)...)
			gamma, beta = append(gamma, b.Gamma...), append(beta, b.Beta...)
		}
		plainNorm(projected[t], gamma, beta)
	}
	for i, b := range w.Branches {
		x := make([][]float64, n)
		for t := range x {
			x[t] = projected[t][i*channels : (i+1)*channels]
		}
		h := plainConvolution(x, b.First, b.FirstBias, orders[i].width, orders[i].left)
		c := plainConvolution(h, b.Second, b.SecondBias, orders[i].width, orders[i].left)
		for t := range embedded {
			embedded[t] = append(embedded[t], c[t]...)
		}
	}
	total := make([]float64, features)
	for _, f := range embedded {
		plainNorm(f, w.FeaturesGamma, w.FeaturesBeta)
		for i, v := range f {
			total[i] += v
		}
	}
	mean := plainProduct(total, w.Output, nil)
	for i := range mean {
		mean[i] = (mean[i] + float64(n)*float64(w.OutputBias[i])) / math.Sqrt(float64(n))
	}
	y0 := positive(plainProduct(mean, w.D0, nil))
	y1 := positive(plus(plainProduct(mean, w.P1, nil), plainProduct(y0, w.D1, nil)))
	y2 := positive(plainProduct(y1, w.D2, nil))
	z := plus(plainProduct(y1, w.P3, nil), plainProduct(y2, w.D3, nil))
	squares := 0.0
	for i := range z {
		z[i] = math.Tanh(z[i])
		squares += z[i] * z[i]
	}
	for i := range z {
		z[i] /= math.Sqrt(squares)
	}
	return z
}

func plainProduct(x []float64, matrix, bias []float32) []float64 {
	out := make([]float64, len(matrix)/len(x))
	for j, b := range bias {
		out[j] = float64(b)
	}
	for i, v := range x {
		for j, weight := range matrix[i*len(out):][:len(out)] {
			out[j] += v * float64(weight)
		}
	}
	return out
}

func plainNorm(x []float64, gamma, beta []float32) {
	mean, variance := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x))
	}
	for i := range x {
		x[i] = (x[i]-mean)/math.Sqrt(variance+epsilon)*float64(gamma[i]) + float64(beta[i])
	}
}

func plainConvolution(x [][]float64, matrix, bias []float32, width, left int) [][]float64 {
	out := make([][]float64, len(x))
	for t := range x {
		var window []float64
		for u := t - left; u < t-left+width; u++ {
			if u < 0 || u >= len(x) {
				window = append(window, make([]float64, channels)...)
			} else {
				window = append(window, x[u]...)
			}
		}
		out[t] = plus(positive(plainProduct(window, matrix, bias)), x[t])
	}
	return out
}

func positive(x []float64) []float64 {
	for i := range x {
		x[i] = max(x[i], 0)
	}
	return x
}

func plus(x, y []float64) []float64 {
	for i := range x {
		x[i] += y[i]
	}
	return x
}
