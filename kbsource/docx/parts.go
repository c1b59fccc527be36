package docx

import (
	"bytes"
	"cmp"
	"context"
	"path"
	"strings"
	"unicode/utf16"

	"footnote/kbsource/archive"
	"footnote/kbsource/document"
)

// openParts opens the archive, and says what the file is if it is none.
func openParts(ctx context.Context, data []byte) (*parts, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		if bytes.Contains(data, utf16Bytes("EncryptedPackage")) {
			return nil, document.Fail(document.ErrEncrypted, "the document needs a password; save it without one")
		}
		return nil, document.Fail(document.ErrUnsupported, "it is a .doc of Word 97–2003 under another name; save it in Word as .docx")
	}
	opened, err := archive.Open(data)
	if err != nil {
		return nil, document.Fail(document.ErrBroken, "it is no Word document (%v); save it in Word as .docx again", err)
	}
	return &parts{Archive: opened, ctx: ctx}, nil
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

// parts are those of the archive, and what they are for.
type parts struct {
	*archive.Archive
	ctx context.Context
	// core and custom are the parts that describe the document, main is the
	// one that holds the body.
	core, custom, main string
	// related are the parts that the body names, by the last word of the
	// relationship's type ("styles").
	related map[string]string
}

// findMain follows the relationships from the package to the body, and from
// the body to its styles and so on. Where one is missing the usual name is
// tried.
func (p *parts) findMain() error {
	found, err := p.relations("")
	if err != nil {
		return err
	}
	p.main = cmp.Or(found["officeDocument"], "word/document.xml")
	p.core = cmp.Or(found["core-properties"], "docProps/core.xml")
	p.custom = cmp.Or(found["custom-properties"], "docProps/custom.xml")
	p.related, err = p.relations(p.main)
	return err
}

// sibling returns the name of the part of a kind that belongs to the body.
func (p *parts) sibling(kind string) string {
	if name := p.related[kind]; name != "" {
		return name
	}
	return path.Join(path.Dir(p.main), kind+".xml")
}

// relations reads what a part, or with "" the package, is related to.
func (p *parts) relations(part string) (map[string]string, error) {
	var file struct {
		Relations []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	dir, base := path.Split(part)
	if err := p.Decode(dir+"_rels/"+base+".rels", &file); err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, r := range file.Relations {
		if r.Mode == "External" {
			continue
		}
		target := path.Join(dir, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = strings.TrimPrefix(path.Clean(r.Target), "/")
		}
		if kind := path.Base(r.Type); found[kind] == "" {
			found[kind] = target
		}
	}
	return found, nil
}
