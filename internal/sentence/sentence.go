// Package sentence cuts text into sentences.
//
// Enters: a text in any language. Leaves: ranges of runes, in order, that do
// not overlap and together hold everything but white space. It must never
// change or drop a character: every range maps back to the text.
package sentence

// Span is a sentence's place in the text that was cut: rune offsets, End
// exclusive.
type Span struct{ Start, End int }
