package docx

import (
	"encoding/xml"
	"strings"
)

// flag is a property that may be left unsaid.
type flag int8

const (
	unsaid flag = iota
	yes
	no
)

func flagOf(on bool) flag {
	if on {
		return yes
	}
	return no
}

// or returns the flag, or else that of what it is based on.
func (f flag) or(base flag) flag {
	if f == unsaid {
		return base
	}
	return f
}

// toggled resolves a property that styles switch: a character style that sets
// what the paragraph's style sets as well switches it off.
func toggled(direct, character, paragraph flag) bool {
	if direct != unsaid {
		return direct == yes
	}
	return (character == yes) != (paragraph == yes)
}

// script is where letters stand: raised, lowered or neither.
type script int8

const (
	unset script = iota
	baseline
	raised
	lowered
)

// format is what run properties (w:rPr) say, of what matters for reading.
type format struct {
	style                        string
	vanish, strike, double, bold flag
	shaded                       flag
	script                       script
	font, color                  string
	// size and position, above the line, are in half points, 0 for not said.
	size, position int
	// deleted is set on the mark of a paragraph that is joined with the next.
	deleted bool
}

// format reads run properties.
func (w *walker) format() (format, error) {
	var f format
	err := w.children(func(e xml.StartElement) error {
		f.set(e)
		return w.in.Skip()
	})
	// LibreOffice writes raised and lowered letters as small ones off the line.
	if off := f.position * minRise; f.script == unset && f.size > 0 {
		switch {
		case off >= f.size:
			f.script = raised
		case -off >= f.size:
			f.script = lowered
		}
	}
	return f, err
}

// minRise is which part of its size a raised letter stands above the line at
// least.
const minRise = 5

func (f *format) set(e xml.StartElement) {
	switch e.Name.Local {
	case "rStyle":
		f.style = attr(e, "val")
	case "vanish":
		f.vanish = flagOf(on(e) || f.vanish == yes)
	case "webHidden":
		if on(e) {
			f.vanish = yes
		}
	case "strike":
		f.strike = flagOf(on(e))
	case "dstrike":
		f.double = flagOf(on(e))
	case "b":
		f.bold = flagOf(on(e))
	case "vertAlign":
		f.script = map[string]script{"superscript": raised, "subscript": lowered}[attr(e, "val")]
		f.script = max(f.script, baseline)
	case "rFonts":
		f.font = attr(e, "ascii")
		if other := attr(e, "hAnsi"); symbolFont(f.font) == nil && other != "" {
			f.font = other
		}
	case "color":
		f.color = attr(e, "val")
	case "sz":
		f.size, _ = number(e, "val")
	case "position":
		f.position, _ = number(e, "val")
	case "shd":
		f.shaded = flagOf(fill(e) != "")
	case "highlight":
		if value := attr(e, "val"); value != "none" && value != "white" {
			f.shaded = yes
		}
	case "del", "moveFrom":
		f.deleted = true
	}
}

// over fills what is unsaid from the format that this one is based on.
func (f format) over(base format) format {
	f.vanish, f.strike, f.double = f.vanish.or(base.vanish), f.strike.or(base.strike), f.double.or(base.double)
	f.bold, f.shaded = f.bold.or(base.bold), f.shaded.or(base.shaded)
	if f.script == unset {
		f.script = base.script
	}
	if f.font == "" {
		f.font = base.font
	}
	if f.color == "" {
		f.color = base.color
	}
	if f.size == 0 {
		f.size = base.size
	}
	return f
}

// fill returns the colour of a shading, "" when the paper shows through. A
// pattern counts as a colour.
func fill(e xml.StartElement) string {
	switch color := strings.ToUpper(attr(e, "fill")); color {
	case "", "AUTO", "FFFFFF":
		if pattern := attr(e, "val"); pattern != "clear" && pattern != "nil" {
			return pattern
		}
		return ""
	default:
		return color
	}
}

// look is how a run is seen.
type look struct {
	hidden, bold bool
	script       script
	font         string
}

// hiddenSize is a size of letters, in half points, that nobody reads.
const hiddenSize = 2

// lookOf resolves how a run is seen. Grounded says that it stands on what may
// be dark, so that white letters can be read.
func lookOf(direct, character, paragraph format, grounded bool) look {
	all := direct.over(character).over(paragraph)
	white := strings.EqualFold(all.color, "FFFFFF") && all.shaded != yes && !grounded
	tiny := all.size > 0 && all.size <= hiddenSize
	struck := toggled(direct.strike, character.strike, paragraph.strike) || all.double == yes
	return look{
		hidden: toggled(direct.vanish, character.vanish, paragraph.vanish) || white || tiny || struck,
		bold:   toggled(direct.bold, character.bold, paragraph.bold),
		script: all.script,
		font:   all.font,
	}
}
