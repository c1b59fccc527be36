package use

import "golang.org/x/sys/cpu"

// bestKernel returns the fastest kernel that this processor runs.
func bestKernel() kernel {
	return kernel{simd: cpu.X86.HasAVX2 && cpu.X86.HasFMA}
}

// tileAVX2 computes tileRows×tileCols results of a product. strip is inputs
// rows of tileCols; src and dst point to row 0, dst at the tile's column;
// strides are in values. If residual is not nil it points to where dst does.
//
//go:noescape
func tileAVX2(inputs int, strip, bias, src *float32, srcStride int, dst *float32, dstStride int, rows *[tileRows]int32, residual *float32)

// momentsAVX2 returns the sum and the sum of squares of x, whose length is a
// multiple of tileCols, as are those below.
//
//go:noescape
func momentsAVX2(x []float32) (total, squares float32)

//go:noescape
func addScaledAVX2(sum, x []float32, scale float32)

//go:noescape
func normalizeAVX2(x, gamma, beta []float32, mean, scale float32)
