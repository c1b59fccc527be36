package index

import "context"

// Generation is what the indexes are at a moment: the same one finds the same.
type Generation struct {
	// LexicalSeq and VectorSeq are the catalog sequences that the indexes have
	// applied, VectorSeq 0 where only words are searched.
	LexicalSeq, VectorSeq int64
	// Analysis is the version of the analysis of words.
	Analysis string
	// Model embeds, "" when only words are searched.
	Model string
}

// Generation returns what the indexes are now. It costs next to nothing.
func (x *Index) Generation() Generation {
	g := Generation{Analysis: x.lexical.Version(), LexicalSeq: x.lexical.Seq()}
	if x.vectors != nil {
		g.Model, g.VectorSeq = x.vectors.model, x.vectors.Seq()
	}
	return g
}

// Status is what the indexes hold.
type Status struct {
	// Seq is the catalog's sequence, LexicalSeq and VectorSeq those of the
	// indexes: they differ while an index is behind.
	Seq, LexicalSeq, VectorSeq int64
	// Passages counts those of the catalog, Vectors those that can be found
	// by meaning and VectorsMissing those that still have to be embedded.
	Passages, Vectors, VectorsMissing int
	// Model embeds, "" when only words are searched.
	Model string
}

// Status returns how far the indexes are.
func (x *Index) Status(ctx context.Context) (Status, error) {
	var s Status
	counts, err := x.catalog.Counts(ctx)
	if err != nil {
		return s, err
	}
	s.Passages = counts.Passages
	if s.Seq, err = x.catalog.Seq(ctx); err != nil {
		return s, err
	}
	s.LexicalSeq = x.lexical.Seq()
	if x.vectors == nil {
		return s, nil
	}
	s.Model, s.VectorSeq = x.vectors.model, x.vectors.Seq()
	if s.Vectors, err = x.vectors.Count(ctx); err != nil {
		return s, err
	}
	s.VectorsMissing, err = x.catalog.CountMissingEmbeddings(ctx, s.Model)
	return s, err
}
