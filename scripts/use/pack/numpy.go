package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"

	"footnote/index/embedding/use"
)

// tableBlocks is how many arrays the table of embeddings comes in: row r of
// array b (from 0) belongs to piece r*tableBlocks+b.
const tableBlocks = 17

// archive is a numpy .npz file: a zip of .npy files.
type archive struct {
	*zip.ReadCloser
}

func openArchive(path string) (archive, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return archive{}, fmt.Errorf("open %s: %w", path, err)
	}
	return archive{z}, nil
}

// fill sets the network's part of w, whose vocabulary must be there.
func (a archive) fill(w *use.Weights) error {
	if err := a.fillTable(w); err != nil {
		return err
	}
	tensors := map[string]*[]float32{
		"scale": &w.Scale, "lo": &w.Offset,
		"ln_g": &w.FeaturesGamma, "ln_b": &w.FeaturesBeta,
		"cnn_W": &w.Output, "cnn_b": &w.OutputBias,
		"d0": &w.D0, "p1": &w.P1, "d1": &w.D1, "d2": &w.D2, "p3": &w.P3, "d3": &w.D3,
	}
	for i, width := range []string{"2", "3", "5"} {
		b := &w.Branches[i]
		tensors["proj"+width], tensors["proj_b"+width] = &b.Projection, &b.ProjectionBias
		tensors["ln_g"+width], tensors["ln_b"+width] = &b.Gamma, &b.Beta
		tensors["w1_"+width], tensors["b1_"+width] = &b.First, &b.FirstBias
		tensors["w2_"+width], tensors["b2_"+width] = &b.Second, &b.SecondBias
	}
	for name, values := range tensors {
		var err error
		if *values, err = a.floats(name); err != nil {
			return err
		}
	}
	return nil
}

func (a archive) fillTable(w *use.Weights) error {
	var blocks [tableBlocks][]byte
	for b := range blocks {
		var err error
		if blocks[b], err = a.array("q"+strconv.Itoa(b+1), "|u1"); err != nil {
			return err
		}
	}
	for id := range w.Pieces {
		from := id / tableBlocks * use.Dimensions
		block := blocks[id%tableBlocks]
		if from+use.Dimensions > len(block) {
			return fmt.Errorf("no row for piece %d", id)
		}
		var err error
		if w.Table, err = use.PackRow(w.Table, block[from:from+use.Dimensions]); err != nil {
			return fmt.Errorf("row of piece %d: %w", id, err)
		}
	}
	return nil
}

func (a archive) floats(name string) ([]float32, error) {
	data, err := a.array(name, "<f4")
	if err != nil {
		return nil, err
	}
	values := make([]float32, len(data)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return values, nil
}

// array returns the bytes of an array after checking that it is row-major and
// of that numpy type. Sizes are checked when the weights are written.
func (a archive) array(name, kind string) ([]byte, error) {
	f, err := a.Open(name + ".npy")
	if err != nil {
		return nil, fmt.Errorf("array %s: %w", name, err)
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("array %s: %w", name, err)
	}
	const fixed = 10 // magic, version 1.0 and length of the header
	if len(data) < fixed || string(data[:8]) != "\x93NUMPY\x01\x00" {
		return nil, fmt.Errorf("array %s is not in numpy's format 1.0", name)
	}
	end := fixed + int(binary.LittleEndian.Uint16(data[8:]))
	if end > len(data) {
		return nil, fmt.Errorf("array %s is truncated", name)
	}
	header := data[fixed:end]
	for _, want := range []string{"'descr': '" + kind + "'", "'fortran_order': False"} {
		if !bytes.Contains(header, []byte(want)) {
			return nil, fmt.Errorf("array %s is %s, not %s", name, header, want)
		}
	}
	return data[end:], nil
}
