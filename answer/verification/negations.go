package verification

// Negations counts the negations of a text: "cannot … without" has two.
// Languages without a list of their own are read with English's.
func Negations(language, text string) int {
	return stanceOf(language, scan(text), text).negations
}
