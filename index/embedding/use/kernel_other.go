//go:build !amd64

package use

// bestKernel returns the portable kernel.
func bestKernel() kernel { return kernel{} }

func tileAVX2(int, *float32, *float32, *float32, int, *float32, int, *[tileRows]int32, *float32) {
	panic("no AVX2")
}

func momentsAVX2([]float32) (total, squares float32) { panic("no AVX2") }

func addScaledAVX2(sum, x []float32, scale float32) { panic("no AVX2") }

func normalizeAVX2(x, gamma, beta []float32, mean, scale float32) { panic("no AVX2") }
