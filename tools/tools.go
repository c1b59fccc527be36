//go:build tools

// Package tools pins what is built for the tests and never becomes a part of
// the product. It is a module of its own, so that its dependencies stay out
// of the product's.
package tools

// miniaudio.h, which Ollama includes, is a file of this module.
import _ "github.com/gen2brain/malgo"
