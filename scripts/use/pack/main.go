// Command pack turns the numpy archive and the SentencePiece model of the
// Universal Sentence Encoder into the weights file that package use embeds.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"footnote/index/embedding/use"
)

func main() {
	npz := flag.String("npz", "build/use/weights.npz", "numpy archive with the weights")
	sp := flag.String("sp", "build/use/sp.model", "SentencePiece model")
	out := flag.String("out", "index/embedding/use/weights/use-multilingual-v3.bin", "file to write")
	flag.Parse()
	if err := run(*npz, *sp, *out); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(npz, sp, out string) error {
	w := &use.Weights{}
	model, err := os.ReadFile(sp)
	if err != nil {
		return err
	}
	if err := readSentencePiece(w, model); err != nil {
		return fmt.Errorf("read %s: %w", sp, err)
	}
	a, err := openArchive(npz)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }() // only read
	if err := a.fill(w); err != nil {
		return fmt.Errorf("read %s: %w", npz, err)
	}
	var file bytes.Buffer
	if err := w.Write(&file); err != nil {
		return err
	}
	// The model must load before it is put in place, and a half-written file
	// must never be embedded.
	if _, err := use.LoadFrom(file.Bytes()); err != nil {
		return err
	}
	if err := os.WriteFile(out+".tmp", file.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(out+".tmp", out)
}
