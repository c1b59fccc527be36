package answer

// likelihood is how likely a model found what it wrote: the mean natural
// logarithm of the probabilities of its tokens, of the kept sentences alone.
// What it wrote and nobody sees says nothing of the answer.
//
// A token belongs to the sentences that complete at a time; it is known that
// they have when the next one has begun.
type likelihood struct {
	// unread are tokens whose text has not come yet, waiting those of the
	// sentence that is being written, completed those of the last ones.
	unread    []float64
	waiting   []token
	completed []float64
	sum       float64
	count     int
}

// token is how likely a token was, and where the text ended that came with it.
type token struct {
	logProb float64
	end     int // in runes of the reply
}

// leastLogProb bounds what one token can say: below it differences say
// nothing any more.
const leastLogProb = -20

// add is told of a token before its text comes.
func (l *likelihood) add(logProb float64) {
	l.unread = append(l.unread, max(leastLogProb, min(0, logProb)))
}

// reached says that the reply came as far as end.
func (l *likelihood) reached(end int) {
	for _, logProb := range l.unread {
		l.waiting = append(l.waiting, token{logProb, end})
	}
	l.unread = l.unread[:0]
}

// complete says that all sentences up to end are complete.
func (l *likelihood) complete(end int) {
	l.completed = l.completed[:0]
	for len(l.waiting) > 0 && l.waiting[0].end <= end {
		l.completed = append(l.completed, l.waiting[0].logProb)
		l.waiting = l.waiting[1:]
	}
}

// keep counts the sentences that completed last.
func (l *likelihood) keep() {
	for _, logProb := range l.completed {
		l.sum += logProb
		l.count++
	}
	l.completed = l.completed[:0]
}

// features are none where the server tells no probabilities.
func (l *likelihood) features() Features {
	if l.count == 0 {
		return Features{}
	}
	return Features{featureTokenProbability: l.sum / float64(l.count)}
}
