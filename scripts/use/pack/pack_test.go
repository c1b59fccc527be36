package main

import (
	"archive/zip"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"footnote/index/embedding/use"
)

func bytesField(message []byte, field protowire.Number, value []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(message, field, protowire.BytesType), value)
}

func piece(text string, score float32) []byte {
	message := bytesField(nil, pieceText, []byte(text))
	message = protowire.AppendTag(message, pieceScore, protowire.Fixed32Type)
	message = protowire.AppendFixed32(message, math.Float32bits(score))
	message = protowire.AppendTag(message, 3, protowire.VarintType)
	return protowire.AppendVarint(message, 1)
}

func sentencePieceModel() []byte {
	charsmap := []byte{8, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 'x', 0}
	model := bytesField(nil, modelPieces, piece("<unk>", 0))
	model = bytesField(model, modelPieces, piece("▁a", -1.5))
	return bytesField(model, modelNormalizer, bytesField(nil, normalizerCharsmap, charsmap))
}

func TestReadSentencePiece(t *testing.T) {
	var w use.Weights
	if err := readSentencePiece(&w, sentencePieceModel()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.Pieces, []string{"<unk>", "▁a"}) || !slices.Equal(w.Scores, []float32{0, -1.5}) ||
		!slices.Equal(w.CharsTrie, []uint32{1, 258}) || w.CharsReplacements != "x\x00" {
		t.Errorf("read %+v", w)
	}
}

func FuzzReadSentencePiece(f *testing.F) {
	f.Add(sentencePieceModel())
	f.Add(bytesField(nil, modelNormalizer, bytesField(nil, normalizerCharsmap, []byte{0xff, 0xff, 0xff, 0xff, 1})))
	f.Add(bytesField(nil, modelPieces, nil))
	f.Fuzz(func(t *testing.T, model []byte) {
		var w use.Weights
		if err := readSentencePiece(&w, model); err == nil && (len(w.Pieces) != len(w.Scores) || slices.Contains(w.Pieces, "")) {
			t.Errorf("accepted %d pieces with %d scores", len(w.Pieces), len(w.Scores))
		}
	})
}

// npy is an array file of numpy's format 1.0.
func npy(header string, data []byte) string {
	return "\x93NUMPY\x01\x00" + string(binary.LittleEndian.AppendUint16(nil, uint16(len(header)))) + header + string(data)
}

func TestArray(t *testing.T) {
	const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n"
	values := binary.LittleEndian.AppendUint32(nil, math.Float32bits(1.5))
	values = binary.LittleEndian.AppendUint32(values, math.Float32bits(-2))
	files := map[string]string{
		"good":      npy(header, values),
		"bytes":     npy(strings.Replace(header, "<f4", "|u1", 1), values),
		"fortran":   npy(strings.Replace(header, "False", "True", 1), values),
		"truncated": npy(header, nil)[:40],
		"other":     "GIF89a",
	}
	path := filepath.Join(t.TempDir(), "a.npz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, content := range files {
		e, err := z.Create(name + ".npy")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := openArchive(path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if got, err := a.floats("good"); err != nil || !slices.Equal(got, []float32{1.5, -2}) {
		t.Errorf("good: %v, %v", got, err)
	}
	for _, name := range []string{"bytes", "fortran", "truncated", "other", "missing"} {
		if got, err := a.floats(name); err == nil {
			t.Errorf("%s: accepted as %v", name, got)
		}
	}
}
