// Package catalog is the truth: one SQLite file that holds sources, documents
// with their extracted text, passages, embeddings, conversations, and answers
// with what they were made from, until they are purged.
//
// Enters: committed changes from an index, answers from the answer engine.
// Leaves: rows. Every commit that touches passages has a sequence number;
// the search indexes are derived from it and remember how far they have come.
//
// It must never acknowledge what a crash could lose, hand out a passage id
// twice, or be opened by two processes at once. Nothing outside this package
// holds SQL.
package catalog
