package policy

import "math"

// matrix is square and symmetric; only its lower triangle is read.
type matrix [][]float64

func newMatrix(n int) matrix {
	cells := make([]float64, n*n)
	m := make(matrix, n)
	for i := range m {
		m[i] = cells[i*n : (i+1)*n : (i+1)*n]
	}
	return m
}

// invert replaces a positive definite matrix by its inverse, both triangles
// filled in: Cholesky, the inverse L of the factor, then LᵀL. About n³
// multiply-adds.
func (m matrix) invert() {
	n := len(m)
	for j := range n {
		for i := j; i < n; i++ {
			s := m[i][j] - dot(m[i][:j], m[j][:j])
			if i == j {
				m[j][j] = math.Sqrt(max(s, 1e-12))
			} else {
				m[i][j] = s / m[j][j]
			}
		}
	}
	// Row i of the factor's inverse follows from the rows above it; it is kept
	// transposed, so that all inner products run along rows.
	t := newMatrix(n)
	for j := range n {
		column := t[j]
		column[j] = 1 / m[j][j]
		for i := j + 1; i < n; i++ {
			column[i] = -dot(m[i][j:i], column[j:i]) / m[i][i]
		}
	}
	for i := range n {
		for j := range i + 1 {
			m[i][j] = dot(t[i][i:], t[j][i:])
			m[j][i] = m[i][j]
		}
	}
}

// dot is the inner product, in four sums that do not wait for each other.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	for len(a) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i, x := range a {
		s0 += x * b[i]
	}
	return s0 + s1 + (s2 + s3)
}
