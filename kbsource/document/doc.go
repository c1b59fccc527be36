// Package document is what an article is once it has been read: its text, the
// blocks that the text is made of, and the units that follow from the blocks.
//
// Enters: what an extractor found in a file (package html, docx, pdf, markdown,
// tabular, plain), through a Builder. Leaves: a Document whose ranges are right
// by construction; its blocks as bytes for the catalog (EncodeBlocks); its
// units (Units), the smallest pieces that may be shown to a customer.
//
// It must never change a character of a text once a block points into it, and
// never guess structure from characters after a Document is built: what a line
// is, the extractor says.
package document
