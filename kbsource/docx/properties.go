package docx

import (
	"strings"

	"footnote/kbsource/document"
)

// coreProperties are those that Word shows under File, Info.
type coreProperties struct {
	Title    string `xml:"title"`
	Keywords string `xml:"keywords"`
	Category string `xml:"category"`
	Language string `xml:"language"`
	Modified string `xml:"modified"`
	Version  string `xml:"version"`
	Status   string `xml:"contentStatus"`
}

// customProperties are those that an organisation adds. A value stands in an
// element named by its type.
type customProperties struct {
	Properties []struct {
		Name  string `xml:"name,attr"`
		Value struct {
			Text string `xml:",chardata"`
		} `xml:",any"`
	} `xml:"property"`
}

// properties sets what the document says about itself and returns its title,
// which the text may know better.
func (p *parts) properties(doc *document.Document) (title string, err error) {
	var core coreProperties
	if err := p.Decode(p.core, &core); err != nil {
		return "", err
	}
	var custom customProperties
	if err := p.Decode(p.custom, &custom); err != nil {
		return "", err
	}
	for _, one := range custom.Properties {
		switch field := document.FieldNamed(one.Name); {
		case document.IsPublication(field), field == document.FieldVersion, field == document.FieldProduct,
			field == document.FieldURL, field == document.FieldLanguage:
			doc.Set(field, one.Value.Text)
		}
	}
	for field, value := range map[string]string{
		document.FieldStatus: core.Status, document.FieldVersion: core.Version, document.FieldLanguage: core.Language,
		document.FieldUpdated: core.Modified,
	} {
		if strings.TrimSpace(value) != "" {
			doc.Set(field, value)
		}
	}
	doc.Set(document.FieldLabels, core.Keywords+";"+core.Category)
	return document.CleanLine(core.Title), nil
}
