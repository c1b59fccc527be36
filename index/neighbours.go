package index

import (
	"context"
	"path"
	"strings"

	"footnote/internal/catalog"
	"footnote/internal/language"
	"footnote/kbsource/document"
)

// named is how many documents a folder's name is worth that is the code of a
// language, such as docs/de.
const named = 5

// neighbours counts the documents of a collection by language, source and
// folder, for short texts to lean on. It reads the catalog when it is first
// asked for and follows the commits from then on.
type neighbours struct {
	catalog    *catalog.Catalog
	collection string
	// votes are those of the documents in and below each folder; nil before
	// they are needed.
	votes map[folder]language.Votes
}

// neighbours returns those of a collection. They are kept from one commit to the
// next, because counting them reads all documents. The caller holds write.
func (x *Index) neighbours(collection string) *neighbours {
	if x.around[collection] == nil {
		x.around[collection] = &neighbours{catalog: x.catalog, collection: collection}
	}
	return x.around[collection]
}

// forgetNeighbours has them counted anew when they are needed: what was counted
// is not what was committed. The caller holds write.
func (x *Index) forgetNeighbours(collection string) { delete(x.around, collection) }

// folder is one of a source, "." for its root. The zero folder stands for the
// collection.
type folder struct{ source, path string }

// above returns the folders that a file lies in, the nearest first.
func above(source, file string) []folder {
	var folders []folder
	for p := path.Dir(file); ; p = path.Dir(p) {
		folders = append(folders, folder{source, p})
		if p == "." || p == "/" {
			return append(folders, folder{})
		}
	}
}

// vote is a document of a language that came or, with n below 0, went.
type vote struct {
	file, language string
	n              int
}

func (n *neighbours) count(source string, votes ...vote) {
	for _, v := range votes {
		if v.language == language.Undetermined {
			continue
		}
		for _, p := range above(source, v.file) {
			if n.votes[p] == nil {
				n.votes[p] = language.Votes{}
			}
			n.votes[p][v.language] = max(n.votes[p][v.language]+v.n, 0)
		}
	}
}

// settle finds the language of each document of a source. Those that need no
// neighbours are counted first, then all others lean on them; gone are the
// documents that these take the place of.
func (n *neighbours) settle(ctx context.Context, source string, put []catalog.DocumentPut, gone []vote) error {
	var came []vote
	var unsure []*catalog.Document
	for i := range put {
		d := &put[i].Document
		found, sure := language.Sure(d.Language, spoken(*d))
		if sure {
			d.Language = found
			came = append(came, vote{d.File, found, 1})
		} else {
			unsure = append(unsure, d)
		}
	}
	if n.votes == nil {
		if len(unsure) == 0 {
			return nil // what is committed is counted when it is needed
		}
		if err := n.load(ctx); err != nil {
			return err
		}
	}
	n.count(source, gone...)
	n.count(source, came...)
	came = came[:0]
	all := together(put)
	for _, d := range unsure {
		text := spoken(*d)
		around := n.around(source, d.File, language.Detect(text))
		if dir := path.Dir(d.File); len(n.votes[folder{source, dir}]) == 0 {
			around = append([]language.Votes{all[dir]}, around...)
		}
		d.Language = language.Settle(d.Language, text, append([]language.Votes{all[d.File]}, around...)...)
		came = append(came, vote{d.File, d.Language, 1})
	}
	n.count(source, came...)
	return nil
}

// maxTogether is how much of documents that lie together is looked at, in
// bytes.
const maxTogether = 16 << 10

// together returns what the documents of each file and each folder say in one,
// by its path: the rows of a table are nearer to each other than to those of
// other files, and short texts may tell together what none of them tells.
func together(put []catalog.DocumentPut) map[string]language.Votes {
	texts, count := map[string]string{}, map[string]int{}
	for i := range put {
		d := &put[i].Document
		for _, place := range []string{d.File, path.Dir(d.File)} {
			count[place]++
			if len(texts[place]) < maxTogether {
				texts[place] += spoken(*d) + "\n"
			}
		}
	}
	votes := map[string]language.Votes{}
	for place, text := range texts {
		if count[place] < 2 {
			continue
		}
		if found, sure := language.Sure("", text); sure {
			votes[place] = language.Votes{found: count[place]}
		}
	}
	return votes
}

// spoken is what the language of a document is seen by.
func spoken(d catalog.Document) string { return d.Title + "\n" + d.Text }

func (n *neighbours) load(ctx context.Context) error {
	n.votes = map[folder]language.Votes{}
	files, err := n.catalog.FileLanguages(ctx, n.collection)
	for _, f := range files {
		n.count(f.Source, vote{f.File, f.Language, f.Documents})
	}
	return err
}

// around returns the votes around a file, the nearest first.
func (n *neighbours) around(source, file, seems string) []language.Votes {
	inName := path.Ext(strings.TrimSuffix(file, path.Ext(file))) // about.de.md
	around := []language.Votes{n.withName(nil, strings.TrimPrefix(inName, "."), seems)}
	for _, f := range above(source, file) {
		around = append(around, n.withName(n.votes[f], path.Base(f.path), seems))
	}
	return around
}

// withName adds what a name says to votes, if it is the code of a language
// that the base has or the text seems to be in: a folder "it" is more often
// about computers than in Italian.
func (n *neighbours) withName(votes language.Votes, name, seems string) language.Votes {
	code := codeOf(name)
	if code == "" || code != seems && n.votes[folder{}][code] == 0 {
		return votes
	}
	with := language.Votes{code: named}
	for voted, count := range votes {
		with[voted] += count
	}
	return with
}

// codeOf returns the language that a name is the code of: "de", "pt-BR".
func codeOf(name string) string {
	if primary, _, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-"); len(primary) == 2 {
		return document.PrimaryLanguage(name)
	}
	return ""
}
