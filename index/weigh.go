package index

import "unicode"

// countWords says how many words of an English text the runes weigh. Scripts
// that do not space their words are counted by characters, and a run without
// spaces (a link, a key) by its length.
func countWords(runes []rune) int {
	var count wordCounter
	for _, r := range runes {
		count.add(r)
	}
	return max(1, count.total())
}

// wordCounter counts in tenths of a word.
type wordCounter struct {
	tenths, run int
	word        bool
}

const longRun = 20 // runes that a word may have before it counts as several

func (c *wordCounter) add(r rune) {
	switch {
	case unicode.IsSpace(r):
		c.flush()
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		c.flush()
		c.tenths += 5
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		c.flush()
		c.tenths += 2
	default:
		c.run++
		c.word = c.word || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
}

func (c *wordCounter) flush() {
	c.tenths = c.sum()
	c.run, c.word = 0, false
}

func (c *wordCounter) sum() int {
	sum := c.tenths
	switch {
	case c.word:
		sum += 10
	case c.run > 0: // a dash, the bar of a table
		sum += 2
	}
	if c.run > longRun {
		sum += (c.run - longRun) * 10 / 12
	}
	return sum
}

func (c *wordCounter) total() int { return (c.sum() + 9) / 10 }
