package use

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"slices"
)

// The weights file, little endian:
//
//	magic     8 bytes
//	length    uint64: bytes of the whole file
//	checksum  uint64: CRC-32C of all that follows
//	sections  each a uint64 length, its bytes, zeros up to a multiple of 8
//
// The sections, in order: charsmap replacements; charsmap trie ([]uint32); the
// pieces' trie: first ([]uint32), labels ([]byte), ids ([]int32); scores
// ([]float32); the table of rows; then the tensors in the order of
// Weights.tensors. A row of the table is 512 values of 6 bits, four in three
// bytes. A tensor is []float32 if it is small, else 256 float32 and a byte a
// value, which says which of them.
//
// Nothing is compressed: the table is used where it lies, so loading costs
// little and rows that no text needs cost no memory.
const magic = "FNUSE\x00\x00\x01"

const headerSize = len(magic) + 16

// codebookFrom is the length from which tensors are stored through a codebook.
const codebookFrom = 1 << 14

// ErrCorrupt is wrapped by the errors about weights that cannot be used.
var ErrCorrupt = errors.New("the weights are damaged: fetch them again with scripts/use/fetch.sh and rebuild")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Weights is the content of a weights file. Matrices are row-major, one row an
// input. Names in parentheses are those of the numpy archive that they come
// from.
type Weights struct {
	// Pieces and Scores are the vocabulary; the index is the id. Ids 0, 1 and
	// 2 are unknown, begin and end. Pieces is for Write only.
	Pieces []string
	Scores []float32
	// CharsTrie and CharsReplacements are the precompiled character map.
	CharsTrie         []uint32
	CharsReplacements string
	// Table has packedRow bytes for each id: see PackRow. Id i stands for
	// value*Scale[i%17] + Offset[i%17].
	Table         []byte
	Scale, Offset []float32
	// Branches are the three widths of convolution: 2, 3 and 5 tokens.
	Branches [3]Branch
	// The layer norm over all 1280 features (ln_g, ln_b), their projection
	// 1280×512 (cnn_W, cnn_b), and the dense network: 512×320 (d0, p1), 320×320
	// (d1), 320×512 (d2, p3), 512×512 (d3).
	FeaturesGamma, FeaturesBeta []float32
	Output, OutputBias          []float32
	D0, P1, D1, D2, P3, D3      []float32

	pieceTrie trie
}

// Branch is a projection 512×256 (proj) with its part of the layer norm over
// the projections of all branches (ln_g, ln_b), and two convolutions (w1, w2)
// of width*256×256.
type Branch struct {
	Projection, ProjectionBias []float32
	Gamma, Beta                []float32
	First, FirstBias           []float32
	Second, SecondBias         []float32
}

// tensor is a field of Weights and the length that it must have.
type tensor struct {
	values *[]float32
	length int
}

// tensors lists the dense parts in the order of the file.
func (w *Weights) tensors() []tensor {
	list := []tensor{{&w.Scale, tableBlocks}, {&w.Offset, tableBlocks}}
	for i := range w.Branches {
		b, size := &w.Branches[i], orders[i].width*channels*channels
		list = append(list,
			tensor{&b.Projection, Dimensions * channels}, tensor{&b.ProjectionBias, channels},
			tensor{&b.Gamma, channels}, tensor{&b.Beta, channels},
			tensor{&b.First, size}, tensor{&b.FirstBias, channels},
			tensor{&b.Second, size}, tensor{&b.SecondBias, channels})
	}
	return append(list,
		tensor{&w.FeaturesGamma, features}, tensor{&w.FeaturesBeta, features},
		tensor{&w.Output, features * Dimensions}, tensor{&w.OutputBias, Dimensions},
		tensor{&w.D0, Dimensions * hidden}, tensor{&w.P1, Dimensions * hidden},
		tensor{&w.D1, hidden * hidden}, tensor{&w.D2, hidden * Dimensions},
		tensor{&w.P3, hidden * Dimensions}, tensor{&w.D3, Dimensions * Dimensions})
}

// PackRow appends a row of the table: 512 values below 64, four in three bytes.
func PackRow(dst []byte, row []byte) ([]byte, error) {
	if len(row) != Dimensions {
		return dst, fmt.Errorf("pack a row of %d values instead of %d", len(row), Dimensions)
	}
	for ; len(row) > 0; row = row[4:] {
		v := uint32(row[0]) | uint32(row[1])<<6 | uint32(row[2])<<12 | uint32(row[3])<<18
		if row[0]|row[1]|row[2]|row[3] > 63 {
			return dst, fmt.Errorf("pack values %v: they must be below 64", row[:4])
		}
		dst = append(dst, byte(v), byte(v>>8), byte(v>>16))
	}
	return dst, nil
}

// Write writes the weights file.
func (w *Weights) Write(out io.Writer) error {
	t := buildTrie(w.Pieces)
	body := section(nil, []byte(w.CharsReplacements))
	body = section(body, words(w.CharsTrie))
	body = section(body, words(t.first))
	body = section(body, t.labels)
	body = section(body, words(t.ids))
	body = section(body, floats(w.Scores))
	body = section(body, w.Table)
	for i, t := range w.tensors() {
		if len(*t.values) != t.length {
			return fmt.Errorf("tensor %d has %d values instead of %d", i, len(*t.values), t.length)
		}
		data, err := encodeTensor(*t.values)
		if err != nil {
			return fmt.Errorf("tensor %d: %w", i, err)
		}
		body = section(body, data)
	}
	head := []byte(magic)
	head = binary.LittleEndian.AppendUint64(head, uint64(headerSize+len(body)))
	head = binary.LittleEndian.AppendUint64(head, uint64(crc32.Checksum(body, castagnoli)))
	if _, err := out.Write(append(head, body...)); err != nil {
		return fmt.Errorf("write the weights file: %w", err)
	}
	return nil
}

func section(dst, data []byte) []byte {
	dst = binary.LittleEndian.AppendUint64(dst, uint64(len(data)))
	dst = append(dst, data...)
	return append(dst, make([]byte, -len(data)&7)...)
}

func words[T uint32 | int32](values []T) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

func floats(values []float32) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

func encodeTensor(values []float32) ([]byte, error) {
	if len(values) < codebookFrom {
		return floats(values), nil
	}
	codes := map[float32]byte{}
	for _, v := range values {
		if codes[v] = 0; len(codes) > 256 {
			return nil, errors.New("more than 256 different values")
		}
	}
	book := slices.Sorted(maps.Keys(codes))
	for i, v := range book {
		codes[v] = byte(i)
	}
	data := floats(append(book, make([]float32, 256-len(book))...))
	for _, v := range values {
		data = append(data, codes[v])
	}
	return data, nil
}

// parse checks a weights file and reads it; Table is a part of data.
func parse(data []byte) (*Weights, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w (not a weights file of this version, %d bytes)", ErrCorrupt, len(data))
	}
	if length := binary.LittleEndian.Uint64(data[len(magic):]); length != uint64(len(data)) {
		return nil, fmt.Errorf("%w (%d bytes instead of %d)", ErrCorrupt, len(data), length)
	}
	body := data[headerSize:]
	if uint64(crc32.Checksum(body, castagnoli)) != binary.LittleEndian.Uint64(data[len(magic)+8:]) {
		return nil, fmt.Errorf("%w (wrong checksum)", ErrCorrupt)
	}
	r := reader{rest: body}
	w := &Weights{}
	w.CharsReplacements = string(r.section())
	w.CharsTrie = readWords[uint32](r.section())
	w.pieceTrie.first = readWords[uint32](r.section())
	w.pieceTrie.labels = r.section()
	w.pieceTrie.ids = readWords[int32](r.section())
	w.Scores = readFloats(r.section())
	w.Table = r.section()
	for i, t := range w.tensors() {
		*t.values = decodeTensor(r.section(), t.length)
		if len(*t.values) != t.length {
			return nil, fmt.Errorf("%w (tensor %d has the wrong size)", ErrCorrupt, i)
		}
	}
	if r.failed || len(r.rest) > 0 {
		return nil, fmt.Errorf("%w (wrong sections)", ErrCorrupt)
	}
	if vocabulary := len(w.Scores); vocabulary <= endID || len(w.Table) != vocabulary*packedRow {
		return nil, fmt.Errorf("%w (%d bytes of rows for %d pieces)", ErrCorrupt, len(w.Table), vocabulary)
	}
	if err := w.pieceTrie.check(len(w.Scores)); err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	return w, nil
}

// reader takes sections off the front of rest.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) section() []byte {
	if len(r.rest) < 8 {
		r.failed = true
		return nil
	}
	length := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	// Checked first, length cannot wrap around when it is padded.
	if length > uint64(len(r.rest)) || length+-length&7 > uint64(len(r.rest)) {
		r.failed = true
		return nil
	}
	data := r.rest[:length:length]
	r.rest = r.rest[length+-length&7:]
	return data
}

func readWords[T uint32 | int32](data []byte) []T {
	values := make([]T, len(data)/4)
	for i := range values {
		values[i] = T(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return values
}

func readFloats(data []byte) []float32 {
	values := make([]float32, len(data)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return values
}

// decodeTensor returns nil if data cannot be a tensor of that length.
func decodeTensor(data []byte, length int) []float32 {
	if length < codebookFrom {
		return readFloats(data)
	}
	const bookSize = 256 * 4
	if len(data) != bookSize+length {
		return nil
	}
	book := [256]float32(readFloats(data[:bookSize]))
	values := make([]float32, length)
	for i, code := range data[bookSize:] {
		values[i] = book[code]
	}
	return values
}
