package kbsource_test

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfText is text at a place on a page.
type pdfText struct {
	x, y, size float64
	bold       bool
	text       string
}

// makePDF writes a PDF with the standard fonts; extra goes into the trailer.
func makePDF(extra string, pages ...[]pdfText) []byte {
	var out bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) int {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&out, format, args...)
		out.WriteString("\nendobj\n")
		return len(offsets)
	}
	out.WriteString("%PDF-1.4\n")
	// Objects 1 to 5 are fixed, then two for each page.
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 6+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	object("<< /Title (Guide.docx) /ModDate (D:20260304050607+02'00') >>")
	for i, page := range pages {
		var content strings.Builder
		for _, t := range page {
			font := "F1"
			if t.bold {
				font = "F2"
			}
			text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(t.text)
			fmt.Fprintf(&content, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, t.size, t.x, t.y, text)
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "+
			"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>", 7+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String())
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, extra, start)
	return out.Bytes()
}

// paragraphAt sets lines of 10 point type below one another.
func paragraphAt(x, y float64, lines ...string) []pdfText {
	var texts []pdfText
	for i, line := range lines {
		texts = append(texts, pdfText{x: x, y: y - 12*float64(i), size: 10, text: line})
	}
	return texts
}

// encryptedPDF needs a password that nobody knows.
func encryptedPDF() []byte {
	key := strings.Repeat("5a", 32)
	return makePDF(fmt.Sprintf("/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]", key, key),
		paragraphAt(72, 700, "Nobody reads this."))
}
