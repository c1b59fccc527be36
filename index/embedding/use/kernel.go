package use

// The kernel does the arithmetic that takes the time. With AVX2 and FMA it
// runs the assembly of kernel_amd64.s, else the portable code here, against
// which the tests hold the assembly.
type kernel struct {
	simd bool
}

// A product is computed in tiles of tileRows×tileCols: their sums are in
// registers while the inputs stream by.
const (
	tileRows = 6
	tileCols = 16
)

// matrix is a matrix of weights in the order in which tiles read it: strips of
// tileCols columns, each input by input.
type matrix struct {
	inputs, outputs int
	strips          []float32
	bias            []float32
}

// newMatrix reorders row-major values. A nil bias stands for zeros.
func newMatrix(values, bias []float32, inputs int) matrix {
	outputs := len(values) / inputs
	if bias == nil {
		bias = make([]float32, outputs)
	}
	m := matrix{inputs: inputs, outputs: outputs, strips: make([]float32, len(values)), bias: bias}
	to := m.strips
	for col := 0; col < outputs; col += tileCols {
		for in := range inputs {
			copy(to[:tileCols], values[in*outputs+col:])
			to = to[tileCols:]
		}
	}
	return m
}

// append puts other to the right of m.
func (m *matrix) append(other matrix) {
	m.inputs, m.outputs = other.inputs, m.outputs+other.outputs
	m.strips = append(m.strips, other.strips...)
	m.bias = append(m.bias, other.bias...)
}

// product says what to multiply with a matrix: for each r of rows,
//
//	dst[r*dstStride+j] = bias[j] + Σ_i src[r*srcStride+i]*matrix[i,j]
//
// and if there is a residual, the result becomes its positive part plus
// residual[r*dstStride+j]. Rows of src may overlap: that is how a convolution
// sees the tokens around each.
type product struct {
	src, dst             []float32
	srcStride, dstStride int
	rows                 []int32
	residual             []float32
}

// multiply computes p with m. Almost all time is spent here.
func (k kernel) multiply(m *matrix, p product) {
	p.check(m)
	for col := 0; col < m.outputs; col += tileCols {
		strip, bias := m.strips[col*m.inputs:][:tileCols*m.inputs], m.bias[col:][:tileCols]
		for first := 0; first < len(p.rows); first += tileRows {
			// The last tile repeats its last row.
			var rows [tileRows]int32
			for i := range rows {
				rows[i] = p.rows[min(first+i, len(p.rows)-1)]
			}
			if !k.simd {
				p.tile(strip, bias, col, rows[:min(tileRows, len(p.rows)-first)])
				continue
			}
			var residual *float32
			if p.residual != nil {
				residual = &p.residual[col]
			}
			tileAVX2(m.inputs, &strip[0], &bias[0], &p.src[0], p.srcStride,
				&p.dst[col], p.dstStride, &rows, residual)
		}
	}
}

// check panics where the assembly would leave a slice.
func (p *product) check(m *matrix) {
	for _, r := range p.rows {
		_ = p.src[int(r)*p.srcStride:][:m.inputs]
		_ = p.dst[int(r)*p.dstStride:][:m.outputs]
		if p.residual != nil {
			_ = p.residual[int(r)*p.dstStride:][:m.outputs]
		}
	}
}

// tile computes tileCols columns from col on of the rows.
func (p *product) tile(strip, bias []float32, col int, rows []int32) {
	for _, r := range rows {
		src := p.src[int(r)*p.srcStride:][:len(strip)/tileCols]
		at := int(r)*p.dstStride + col
		for c := 0; c < tileCols; c += 4 {
			s0, s1, s2, s3 := bias[c], bias[c+1], bias[c+2], bias[c+3]
			w := strip[c:]
			for i, v := range src {
				w4 := w[i*tileCols:][:4]
				s0 += v * w4[0]
				s1 += v * w4[1]
				s2 += v * w4[2]
				s3 += v * w4[3]
			}
			dst := p.dst[at+c:][:4]
			dst[0], dst[1], dst[2], dst[3] = s0, s1, s2, s3
			if p.residual != nil {
				for i, v := range p.residual[at+c:][:4] {
					dst[i] = max(dst[i], 0) + v
				}
			}
		}
	}
}

// moments returns the sum and the sum of squares of x.
func (k kernel) moments(x []float32) (total, squares float32) {
	if k.simd {
		return momentsAVX2(x)
	}
	for _, v := range x {
		total += v
		squares += v * v
	}
	return total, squares
}

// addScaled adds x times scale to sum, which is as long.
func (k kernel) addScaled(sum, x []float32, scale float32) {
	x = x[:len(sum)]
	if k.simd {
		addScaledAVX2(sum, x, scale)
		return
	}
	for i, v := range x {
		sum[i] += v * scale
	}
}

// normalize applies layer norm l to x.
func (k kernel) normalize(x []float32, l *layerNorm) {
	total, squares := k.moments(x)
	mean, scale := meanAndScale(total, squares, len(x))
	gamma, beta := l.gamma[:len(x)], l.beta[:len(x)]
	if k.simd {
		normalizeAVX2(x, gamma, beta, mean, scale)
		return
	}
	for i, v := range x {
		x[i] = (v-mean)*scale*gamma[i] + beta[i]
	}
}
