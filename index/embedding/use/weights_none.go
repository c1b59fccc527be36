//go:build !use_weights

package use

// embedded is empty: this binary carries no weights.
const embedded = ""
