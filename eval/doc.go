// Package eval measures Footnote on sets of questions with known answers.
//
// Enters: a folder with questions and a corpus, and something that can be
// asked; labels that people gave to answers. Leaves: one JSON line a question
// for outside tools, a report of retrieval, answers, confidence and citations
// as text, JSON or a page with plots, a comparison of two runs, and a
// confidence model fitted on what was asked or labelled, with its report.
//
// It must never change how a question is answered, show the answerer what is
// known of the answer, or judge by anything but what was written down.
package eval
