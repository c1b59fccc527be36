package use

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func randomValues(random *rand.Rand, n int) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = random.Float32()*2 - 1
	}
	return values
}

func requireClose(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if diff := math.Abs(float64(got[i] - want[i])); !(diff < 1e-3) {
			t.Fatalf("%s: value %d is %g, want %g", what, i, got[i], want[i])
		}
	}
}

// TestKernelsAgree holds the assembly to the portable code, also in what it
// must leave alone.
func TestKernelsAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	best, portable := bestKernel(), kernel{}
	for _, inputs := range []int{1, 2, 255, 1280} {
		for _, outputs := range []int{16, 48} {
			m := newMatrix(randomValues(random, inputs*outputs), randomValues(random, outputs), inputs)
			for _, rows := range [][]int32{{}, {0}, {3}, {0, 1, 2, 3, 4, 5}, {5, 0, 7, 2, 9, 4, 6}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}} {
				const height, srcStride = 14, 3
				dstStride := outputs + 5
				src := randomValues(random, height*srcStride+inputs)
				residual := randomValues(random, height*dstStride)
				before := randomValues(random, height*dstStride)
				for _, r := range [][]float32{nil, residual} {
					got, want := append([]float32(nil), before...), append([]float32(nil), before...)
					p := product{src: src, srcStride: srcStride, dst: got, dstStride: dstStride, rows: rows, residual: r}
					best.multiply(&m, p)
					p.dst = want
					portable.multiply(&m, p)
					requireClose(t, fmt.Sprintf("%d×%d, rows %v, residual %v", inputs, outputs, rows, r != nil), got, want)
				}
			}
		}
	}
	for _, n := range []int{0, 16, 256, 768} {
		x := randomValues(random, n)
		total, squares := best.moments(x)
		wantTotal, wantSquares := portable.moments(x)
		requireClose(t, "moments", []float32{total, squares}, []float32{wantTotal, wantSquares})

		got, want := randomValues(random, n), make([]float32, n)
		copy(want, got)
		best.addScaled(got, x, 0.7)
		portable.addScaled(want, x, 0.7)
		requireClose(t, "addScaled", got, want)

		l := layerNorm{randomValues(random, n), randomValues(random, n)}
		best.normalize(got, &l)
		portable.normalize(want, &l)
		requireClose(t, "normalize", got, want)
	}
}

// TestMultiplyChecksItsRows: the assembly checks nothing, so this must.
func TestMultiplyChecksItsRows(t *testing.T) {
	m := newMatrix(make([]float32, 32*16), nil, 32)
	ok := product{src: make([]float32, 64), srcStride: 32, dst: make([]float32, 32), dstStride: 16, residual: make([]float32, 32)}
	for name, change := range map[string]func(*product){
		"row above":      func(p *product) { p.rows = []int32{2} },
		"row below":      func(p *product) { p.rows = []int32{-1} },
		"short src":      func(p *product) { p.src = p.src[:63:63] },
		"short dst":      func(p *product) { p.dst = p.dst[:31:31] },
		"short residual": func(p *product) { p.residual = p.residual[:31:31] },
	} {
		p := ok
		p.rows = []int32{0, 1}
		change(&p)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			bestKernel().multiply(&m, p)
		}()
	}
}

// BenchmarkMultiply reports the speed of the widest convolution in billions of
// multiply-adds a second.
func BenchmarkMultiply(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	inputs := 5 * channels
	m := newMatrix(randomValues(random, inputs*channels), nil, inputs)
	p := product{src: randomValues(random, (blockTokens+5)*channels), srcStride: channels,
		dst: make([]float32, blockTokens*channels), dstStride: channels}
	for i := range blockTokens {
		p.rows = append(p.rows, int32(i))
	}
	for name, k := range kernels() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				k.multiply(&m, p)
			}
			work := float64(inputs * channels * blockTokens * b.N)
			b.ReportMetric(work/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
