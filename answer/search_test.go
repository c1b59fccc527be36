package answer_test

import "footnote/retrieval"

func searchFor(question string) retrieval.Query { return retrieval.Query{Question: question} }
