package policy

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// doubtful is how near to Decisive a probability is doubtful.
const doubtful = 0.2

// Labelled is a message with the topic that it belongs to, "" for none.
type Labelled struct {
	Text  string `json:"text"`
	Topic string `json:"topic"`
}

// Report says how well topics are recognised.
type Report struct {
	Messages int `json:"messages"`
	// Right is the share of messages that were given their topic, or none
	// where they have none.
	Right float64 `json:"right"`
	// Nearest is, of the messages with a topic, the share whose nearest topic
	// is theirs, whether it was near enough or not.
	Nearest float64 `json:"nearest_right"`
	// FalseAlarms is, of the messages without a topic, the share that was
	// given one.
	FalseAlarms float64      `json:"false_alarms"`
	Topics      []TopicScore `json:"topics"`
	Confusion   []Confusion  `json:"confusion"`
	// Doubtful are the messages that were given a wrong topic or that the
	// probability was close for, the worst first.
	Doubtful []Doubt `json:"doubtful"`
}

// TopicScore counts what became of a topic's messages.
type TopicScore struct {
	Topic    string `json:"topic"`
	Messages int    `json:"messages"`
	Found    int    `json:"found"`
	// False counts the messages that were given the topic and are not of it.
	False int `json:"false"`
}

// Confusion counts the messages of one topic that were given another, ""
// being none.
type Confusion struct {
	Topic    string `json:"topic"`
	Given    string `json:"given"`
	Messages int    `json:"messages"`
}

// Doubt is a message that was told wrongly or with little difference.
type Doubt struct {
	Labelled
	// Given is the topic that it was given, "" for none, Nearest the nearest.
	Given       string  `json:"given"`
	Nearest     string  `json:"nearest"`
	Probability float64 `json:"probability"`
}

// TestExamples reports on the policy's own examples, each told by the others.
func (p *Policy) TestExamples(ctx context.Context) (Report, error) {
	guesses, err := p.classifier.LeftOut(ctx)
	if err != nil {
		return Report{}, err
	}
	var messages []Labelled
	for _, e := range p.classifier.examples {
		messages = append(messages, Labelled{Text: e.Text, Topic: e.Class})
	}
	return report(messages, guesses), nil
}

// Test reports on labelled messages. A label that is no topic of the policy
// counts as none.
func (p *Policy) Test(ctx context.Context, messages []Labelled) (Report, error) {
	messages = slices.Clone(messages)
	guesses := make([]Guess, len(messages))
	for i, m := range messages {
		if _, known := p.topics[m.Topic]; !known {
			messages[i].Topic = ""
		}
		var err error
		if guesses[i], err = p.classifier.ClassifyMessage(ctx, m.Text); err != nil {
			return Report{}, err
		}
	}
	return report(messages, guesses), nil
}

func report(messages []Labelled, guesses []Guess) Report {
	r := Report{Messages: len(messages), Topics: []TopicScore{}, Confusion: []Confusion{}, Doubtful: []Doubt{}}
	scores := map[string]*TopicScore{}
	score := func(topic string) *TopicScore {
		if scores[topic] == nil {
			scores[topic] = &TopicScore{Topic: topic}
		}
		return scores[topic]
	}
	confused := map[[2]string]int{}
	var right, nearest, of int
	for i, m := range messages {
		g := guesses[i]
		given := ""
		if g.Probability >= Decisive {
			given = g.Class
		}
		score(m.Topic).Messages++
		if m.Topic != "" {
			of++
			if g.Class == m.Topic {
				nearest++
			}
		}
		if given == m.Topic {
			right++
			score(m.Topic).Found++
		} else {
			score(given).False++
			confused[[2]string{m.Topic, given}]++
		}
		if given != m.Topic || math.Abs(g.Probability-Decisive) < doubtful {
			r.Doubtful = append(r.Doubtful, Doubt{Labelled: m, Given: given, Nearest: g.Class, Probability: g.Probability})
		}
	}
	r.Right, r.Nearest = share(right, len(messages)), share(nearest, of)
	if none := scores[""]; none != nil {
		r.FalseAlarms = share(none.Messages-none.Found, none.Messages)
	}
	for _, s := range scores {
		r.Topics = append(r.Topics, *s)
	}
	for pair, n := range confused {
		r.Confusion = append(r.Confusion, Confusion{pair[0], pair[1], n})
	}
	r.sort()
	return r
}

func (r *Report) sort() {
	slices.SortFunc(r.Topics, func(a, b TopicScore) int { return cmp.Compare(a.Topic, b.Topic) })
	slices.SortFunc(r.Confusion, func(a, b Confusion) int {
		return cmp.Or(b.Messages-a.Messages, cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Given, b.Given))
	})
	wrong := func(d Doubt) int {
		if d.Given != d.Topic {
			return 0
		}
		return 1
	}
	sure := func(d Doubt) float64 { return math.Abs(d.Probability - Decisive) }
	slices.SortStableFunc(r.Doubtful, func(a, b Doubt) int {
		if wrong(a) == 0 && wrong(b) == 0 { // the surer, the worse
			return cmp.Compare(sure(b), sure(a))
		}
		return cmp.Or(wrong(a)-wrong(b), cmp.Compare(sure(a), sure(b)))
	})
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
