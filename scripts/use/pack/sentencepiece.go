package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"

	"footnote/index/embedding/use"
)

// Fields of SentencePiece's ModelProto, and of the messages in it.
const (
	modelPieces         = 1
	modelNormalizer     = 3
	pieceText           = 1
	pieceScore          = 2
	normalizerCharsmap  = 2
	charsmapTrieSizeLen = 4
)

// readSentencePiece fills in the vocabulary and the character map.
func readSentencePiece(w *use.Weights, model []byte) error {
	return eachField(model, func(field protowire.Number, value []byte) error {
		switch field {
		case modelPieces:
			return readPiece(w, value)
		case modelNormalizer:
			return eachField(value, func(field protowire.Number, value []byte) error {
				if field != normalizerCharsmap {
					return nil
				}
				return readCharsmap(w, value)
			})
		}
		return nil
	})
}

func readPiece(w *use.Weights, message []byte) error {
	var text string
	var score float32
	err := eachField(message, func(field protowire.Number, value []byte) error {
		switch {
		case field == pieceText:
			text = string(value)
		case field == pieceScore && len(value) == 4:
			score = math.Float32frombits(binary.LittleEndian.Uint32(value))
		}
		return nil
	})
	if err == nil && text == "" {
		err = errors.New("a piece without text")
	}
	w.Pieces, w.Scores = append(w.Pieces, text), append(w.Scores, score)
	return err
}

// readCharsmap takes apart: the trie's size in bytes, the trie, the
// replacements.
func readCharsmap(w *use.Weights, data []byte) error {
	if len(data) < charsmapTrieSizeLen {
		return errors.New("character map is too short")
	}
	size := int(binary.LittleEndian.Uint32(data))
	data = data[charsmapTrieSizeLen:]
	if size%4 != 0 || size > len(data) {
		return fmt.Errorf("character map of %d bytes has a trie of %d", len(data), size)
	}
	w.CharsTrie = make([]uint32, size/4)
	for i := range w.CharsTrie {
		w.CharsTrie[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	w.CharsReplacements = string(data[size:])
	return nil
}

// eachField calls do for the fields of a protobuf message that are bytes or 32
// bits, with their value as it stands there.
func eachField(message []byte, do func(field protowire.Number, value []byte) error) error {
	for len(message) > 0 {
		field, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return protowire.ParseError(n)
		}
		message = message[n:]
		n = protowire.ConsumeFieldValue(field, kind, message)
		if n < 0 {
			return protowire.ParseError(n)
		}
		value := message[:n]
		message = message[n:]
		if kind == protowire.BytesType {
			value, _ = protowire.ConsumeBytes(value)
		}
		if kind == protowire.BytesType || kind == protowire.Fixed32Type {
			if err := do(field, value); err != nil {
				return err
			}
		}
	}
	return nil
}
