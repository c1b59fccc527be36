package document

import "time"

// Limits on what is read. A file beyond one of them is refused with an error
// that names the limit; nothing is cut off silently.
const (
	// MaxFileSize is the largest file that is read, in bytes.
	MaxFileSize = 64 << 20
	// MaxMarkupSize is the largest Markdown or HTML file, in bytes: its tree
	// takes many times that in memory.
	MaxMarkupSize = 8 << 20
	// MaxUnpackedSize is how many bytes the parts of a DOCX may unpack to.
	MaxUnpackedSize = 128 << 20
	// MaxUnpackRatio is how many times its packed size a part of a DOCX may
	// be once it is over a megabyte; real documents stay below 60.
	MaxUnpackRatio = 200
	// MaxDepth is how deep XML elements may be nested. HTML has the same
	// limit, set by its parser.
	MaxDepth = 512
	// MaxRows is how many articles one CSV or JSON Lines file may hold.
	MaxRows = 1_000_000
	// MaxLineSize is the longest line of JSON Lines, in bytes.
	MaxLineSize = 16 << 20
	// MaxPages is how many pages a PDF may have.
	MaxPages = 10_000
	// MaxPDFTime is how long reading one PDF may take.
	MaxPDFTime = 5 * time.Minute
	// MaxPDFMemory is how many bytes reading one PDF may take.
	MaxPDFMemory = 512 << 20

	// MaxSpan is how many columns a cell of a table may take, MaxCells how many
	// cells the tables of one document may have. MaxRepeats is how many bytes
	// of text may come of cells that stand in several rows.
	MaxSpan    = 1000
	MaxCells   = 200_000
	MaxRepeats = 4 << 20

	// MaxNesting is how many quotes and lists a line of Markdown may open,
	// MaxReferences how many link targets a file may define, MaxMarks how many
	// stars, underscores and brackets a paragraph may have: the time to read
	// them grows with the square.
	MaxNesting    = 100
	MaxReferences = 10_000
	MaxMarks      = 10_000
	// MaxFrontMatter bounds the head of a Markdown file, in bytes.
	MaxFrontMatter = 64 << 10
	// maxLabels and maxTitle bound what an article says about itself.
	maxLabels = 64
	maxTitle  = 300
)
