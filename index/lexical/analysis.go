package lexical

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/analysis/token/apostrophe"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/analysis/token/stop"
	"github.com/blevesearch/bleve/v2/registry"
)

// analysisVersion is raised whenever the same text would be indexed under
// other terms, passages or fields: an index of another version is rebuilt.
const analysisVersion = "2"

// other is the field of all languages that have no analyzer of their own.
const other = "und"

// pipelines lists bleve's filters by the name of the field they serve, in
// the order they run. All run between clean and fold (see filters.go). Stop
// words are also known as the filters before and fold leave them, so that
// they may be typed without accents.
func pipelines() map[string][]string {
	lower := lowercase.Name
	return map[string][]string{
		"ar":  {lower, ar.NormalizeName, ar.StopName, ar.StemmerName},
		"bg":  {lower, bg.StopName},
		"cjk": {lower},
		"cs":  {lower, cs.StopName},
		"da":  {lower, da.StopName, da.SnowballStemmerName},
		"de":  {lower, de.NormalizeName, de.StopName, de.SnowballStemmerName},
		"el":  {lower, el.StopName},
		"en":  {en.PossessiveName, lower, en.StopName, porter.Name},
		"es":  {lower, es.NormalizeName, es.StopName, es.LightStemmerName},
		"fa":  {ar.NormalizeName, fa.NormalizeName, lower, fa.StopName},
		"fi":  {lower, fi.StopName, fi.SnowballStemmerName},
		"fr":  {fr.ElisionName, lower, fr.StopName, fr.LightStemmerName},
		"hi":  {lower, in.NormalizeName, hi.NormalizeName, hi.StopName, hi.StemmerName},
		"hr":  {lower, hr.StopName, hr.SuffixTransformationFilterName, hr.StemmerName},
		"hu":  {lower, hu.StopName, hu.SnowballStemmerName},
		"id":  {lower, id.StopName},
		"it":  {it.ElisionName, lower, it.StopName, it.LightStemmerName},
		"nl":  {lower, nl.StopName, nl.SnowballStemmerName},
		"no":  {lower, no.StopName, no.SnowballStemmerName},
		"pl":  {lower, pl.StopName, pl.SnowballStemmerName},
		"pt":  {lower, pt.StopName, pt.LightStemmerName},
		"ro":  {lower, ro.StopName, ro.SnowballStemmerName},
		"ru":  {lower, ru.StopName, ru.SnowballStemmerName},
		"sv":  {lower, sv.StopName, sv.SnowballStemmerName},
		"tr":  {apostrophe.Name, lower, tr.StopName, tr.SnowballStemmerName},
		other: {lower},
	}
}

// analyzers are the text analyzers by field, made when first needed: some
// read large tables.
type analyzers struct {
	byField map[string]func() *analyzer
}

func newAnalyzers() *analyzers {
	a := &analyzers{byField: map[string]func() *analyzer{}}
	cache := registry.NewCache()
	var mu sync.Mutex // the cache is a plain map
	for field, names := range pipelines() {
		a.byField[field] = sync.OnceValue(func() *analyzer {
			mu.Lock()
			defer mu.Unlock()
			made, err := newAnalyzer(cache, names)
			if err != nil {
				panic(fmt.Sprintf("make analyzer %s: %v", field, err)) // the names are constants, a test makes all
			}
			return made
		})
	}
	return a
}

// field names the field that text of a language goes to.
func (a *analyzers) field(language string) string {
	switch language {
	case "zh", "ja", "ko":
		return "cjk"
	case "nb", "nn":
		return "no"
	}
	if _, ok := a.byField[language]; ok {
		return language
	}
	return other
}

func (a *analyzers) of(field string) *analyzer { return a.byField[field]() }

// analyzer turns a text into index terms.
type analyzer struct {
	tokenizer tokenizer
	filters   []analysis.TokenFilter
}

func newAnalyzer(cache *registry.Cache, names []string) (*analyzer, error) {
	a := &analyzer{tokenizer: newTokenizer(), filters: []analysis.TokenFilter{clean{}}}
	for _, name := range names {
		filter, err := cache.TokenFilterNamed(name)
		if err != nil {
			return nil, err
		}
		if listed, err := cache.TokenMapNamed(name); err == nil {
			filter = stop.NewStopTokensFilter(stopWords(listed, a.filters))
		}
		a.filters = append(a.filters, filter)
	}
	a.filters = append(a.filters, fold{})
	return a, nil
}

// stopWords are a list's words as they are listed, as the filters leave them
// and without accents.
func stopWords(listed analysis.TokenMap, filters []analysis.TokenFilter) analysis.TokenMap {
	all := analysis.NewTokenMap()
	for word := range listed {
		tokens := analysis.TokenStream{{Term: []byte(word)}}
		for _, f := range filters {
			tokens = f.Filter(tokens)
		}
		for _, token := range tokens {
			all.AddToken(string(token.Term))
			all.AddToken(string(folded(token.Term)))
		}
	}
	return all
}

// Analyze implements bleve's analysis.Analyzer. Terms are in the order of
// the text, an identifier before its parts.
func (a *analyzer) Analyze(text []byte) analysis.TokenStream {
	tokens := a.tokenizer.Tokenize(text)
	var identifiers analysis.TokenStream
	words := tokens[:0]
	for _, token := range tokens {
		if token.Type == identifier {
			identifiers = append(identifiers, token)
			continue
		}
		words = append(words, token)
	}
	for _, f := range a.filters {
		words = f.Filter(words)
	}
	if identifiers == nil {
		return words
	}
	tokens = append(fold{}.Filter(clean{}.Filter(identifiers)), words...)
	slices.SortStableFunc(tokens, func(a, b *analysis.Token) int { return cmp.Compare(a.Start, b.Start) })
	return tokens
}

// marker is a term that every text has once and no text can contain. Its
// postings count a field's passages and carry their lengths.
const marker = "*"

// marked is an analyzer that adds the marker.
type marked struct{ *analyzer }

// Analyze implements bleve's analysis.Analyzer.
func (m marked) Analyze(text []byte) analysis.TokenStream {
	return append(m.analyzer.Analyze(text), &analysis.Token{Term: []byte(marker)})
}
