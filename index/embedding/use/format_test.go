package use

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
)

// TestWeightsSurviveTheFile writes and reads all tensors.
func TestWeightsSurviveTheFile(t *testing.T) {
	want := syntheticWeights(t)
	got, err := parse(syntheticFile(t))
	if err != nil {
		t.Fatal(err)
	}
	wantTensors := want.tensors()
	for i, tensor := range got.tensors() {
		if !slices.Equal(*tensor.values, *wantTensors[i].values) {
			t.Errorf("tensor %d changed", i)
		}
	}
	if !slices.Equal(got.Scores, want.Scores) || !slices.Equal(got.Table, want.Table) ||
		!slices.Equal(got.CharsTrie, want.CharsTrie) || got.CharsReplacements != want.CharsReplacements {
		t.Error("vocabulary, table or character map changed")
	}
}

func TestDamagedWeights(t *testing.T) {
	good := syntheticFile(t)
	flip := func(at int) []byte {
		data := slices.Clone(good)
		data[at] ^= 4
		return data
	}
	for name, data := range map[string][]byte{
		"empty":              nil,
		"one byte":           good[:1],
		"header only":        good[:headerSize],
		"half":               good[:len(good)/2],
		"last byte missing":  good[:len(good)-1],
		"a byte more":        append(slices.Clone(good), 0),
		"another file":       []byte(strings.Repeat("<html>not found</html>", 10)),
		"version":            flip(len(magic) - 1),
		"length":             flip(len(magic)),
		"checksum":           flip(headerSize - 8),
		"a byte of a row":    flip(len(good) / 3),
		"the last byte":      flip(len(good) - 1),
		"section too long":   seal(patch(good, headerSize, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)),
		"section too short":  seal(patch(good, headerSize, 1)),
		"no sections":        seal(slices.Clone(good[:headerSize])),
		"one section more":   seal(append(slices.Clone(good), make([]byte, 8)...)),
		"last section short": seal(slices.Clone(good[:len(good)-8])),
	} {
		m, err := LoadFrom(data)
		if m != nil || !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: model %v, error %v", name, m != nil, err)
		} else if !strings.Contains(err.Error(), "fetch") {
			t.Errorf("%s: error %q does not say what to do", name, err)
		}
	}
}

func patch(data []byte, at int, values ...byte) []byte {
	data = slices.Clone(data)
	copy(data[at:], values)
	return data
}

// seal makes length and checksum of a damaged file right again.
func seal(data []byte) []byte {
	binary.LittleEndian.PutUint64(data[len(magic):], uint64(len(data)))
	sum := crc32.Checksum(data[headerSize:], castagnoli)
	binary.LittleEndian.PutUint64(data[len(magic)+8:], uint64(sum))
	return data
}

// FuzzLoadFrom damages a file behind its checksum: it must be refused or work
// without a panic.
func FuzzLoadFrom(f *testing.F) {
	good := syntheticFile(f)
	f.Add(uint32(headerSize), []byte{1})
	f.Add(uint32(headerSize+8), []byte{0xff, 0xff})
	f.Add(uint32(5000), []byte{0, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, at uint32, values []byte) {
		data := seal(patch(good, headerSize+int(at)%(len(good)-headerSize), values...))
		m, err := LoadFrom(data)
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Error(err)
			}
			return
		}
		if _, err := m.Embed(t.Context(), []string{"abc A 日本 é", "xyz"}); err != nil {
			t.Error(err)
		}
	})
}

func TestWriteRefuses(t *testing.T) {
	for name, damage := range map[string]func(*Weights){
		"a short tensor":  func(w *Weights) { w.D3 = w.D3[1:] },
		"too many values": func(w *Weights) { fillDistinct(w.D3) },
	} {
		w := syntheticWeights(t)
		damage(w)
		if w.Write(io.Discard) == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := PackRow(nil, make([]byte, Dimensions-1)); err == nil {
		t.Error("a short row: no error")
	}
	if _, err := PackRow(nil, slices.Repeat([]byte{64}, Dimensions)); err == nil {
		t.Error("a value of 7 bits: no error")
	}
}

func fillDistinct(values []float32) {
	for i := range 257 {
		values[i] = float32(i)
	}
}
