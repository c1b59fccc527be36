package policy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer/policy"
)

func TestParse(t *testing.T) {
	f, err := policy.Parse([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Topics) != 2 || f.Topics[0].Name != "fraud" || f.Topics[0].Reason != policy.ReasonSensitive || f.Topics[0].Notice["en"] != "Security takes over." ||
		f.Topics[1].Reason != policy.ReasonPolicy || len(f.Topics[1].Examples) != 4 || len(f.Ordinary) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestBadPoliciesSayWhereAndWhatToDo(t *testing.T) {
	topic := "topics:\n  - name: fraud\n    examples: [a charge I did not make]\n"
	for name, c := range map[string]struct{ text, want string }{
		"empty":             {"", "empty"},
		"only a comment":    {"# later\n", "empty"},
		"no YAML":           {"topics: [", "not YAML"},
		"a tab":             {"topics:\n\t- name: x\n", "line 2"},
		"a list":            {"- fraud\n", "line 1: a policy is made of keys"},
		"unknown key":       {topic + "topcis: []\n", `line 4: unknown key "topcis"`},
		"unknown topic key": {topic + "    example: []\n", `line 4: unknown key "example"`},
		"no topics":         {"ordinary: [hello]\n", "no topics"},
		"topics no list":    {"topics: fraud\n", "line 1: topics is a list"},
		"no name":           {"topics:\n  - examples: [x]\n", "line 2: the topic has no name"},
		"bad name":          {"topics:\n  - name: \"a\\nb\"\n    examples: [x]\n", "line 2: the name"},
		"no examples":       {"topics:\n  - name: fraud\n", `line 2: topic "fraud" has no examples`},
		"empty examples":    {"topics:\n  - name: fraud\n    examples: []\n", `line 2: topic "fraud" has no examples`},
		"an empty example":  {"topics:\n  - name: fraud\n    examples:\n      - a\n      -\n", "line 5: a message of examples is empty"},
		"example no text":   {"topics:\n  - name: fraud\n    examples:\n      - I said: no\n", "line 4: a message of examples is a text: put it in quotes"},
		"example twice":     {"topics:\n  - name: fraud\n    examples: [a, a]\n", `line 3: "a" is there twice`},
		"topic twice":       {topic + "  - name: fraud\n    examples: [b]\n", `line 4: topic "fraud" is there twice`},
		"key twice":         {topic + "    name: b\n", `line 4: the key "name" is there twice`},
		"unknown reason":    {topic + "    reason: because\n", "line 4: the reason"},
		"notice no mapping": {topic + "    notice: Hello\n", "line 4: a notice is made of keys"},
		"notice language":   {topic + "    notice:\n      English: Hello\n", `line 5: "English" is no language`},
		"two documents":     {topic + "---\n" + topic, "several YAML documents"},
		"an alias":          {"topics:\n  - name: a\n    examples: &e [x]\n  - name: b\n    examples: *e\n", "line 5: examples is a list"},
		"long example":      {"topics:\n  - name: a\n    examples: [" + strings.Repeat("x", 2000) + "]\n", "line 3: a message of examples is too long"},
		"too many examples": {topic + "ordinary:\n" + numbered("  - m%d\n", 1001), "too many"},
		"too many topics":   {"topics:\n" + numbered("  - {name: t%d, examples: [x]}\n", 101), "line 2: 101 topics are too many"},
		"too large":         {topic + strings.Repeat("# and so on\n", 100_000), "too large"},
	} {
		_, err := policy.Parse([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := policy.Load(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestLabelledMessages(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"csv":             {"m.csv", "text,category\n\"a, b\",fraud\nc,\n", ""},
		"csv with a mark": {"m.csv", "\ufeffTopic,Message\nfraud,\"a, b\"\n,c\n", ""},
		"jsonl":           {"m.jsonl", "{\"text\":\"a, b\",\"topic\":\"fraud\"}\n\n{\"text\":\"c\"}\n", ""},
		"no columns":      {"m.csv", "a,b\nc,d\n", "line 1: name the columns"},
		"a short row":     {"m.csv", "text,topic\na\n", "line 2"},
		"nothing":         {"m.csv", "", "no messages"},
		"bad json":        {"m.jsonl", "{\"text\":\"a\"}\nnone\n", "line 2"},
		"no text":         {"m.jsonl", "{\"topic\":\"a\"}\n", "line 1: the message has no text"},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		messages, err := policy.LoadLabelled(path)
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, want %q", name, err, c.want)
			}
			continue
		}
		if err != nil || len(messages) != 2 || messages[0] != (policy.Labelled{Text: "a, b", Topic: "fraud"}) || messages[1] != (policy.Labelled{Text: "c"}) {
			t.Errorf("%s: %+v, %v", name, messages, err)
		}
	}
}

// FuzzParse: what is accepted keeps every limit and can be matched against.
func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("topics: [{name: a, examples: [b, 1, true]}]"))
	f.Add([]byte("topics: &a [*a]"))
	f.Add([]byte("? {a: b}\n: c"))
	f.Add([]byte("topics:\n  - !!binary x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := policy.Parse(data)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error that says nothing")
			}
			return
		}
		if len(file.Topics) == 0 || len(file.Topics) > 100 {
			t.Fatalf("%d topics", len(file.Topics))
		}
		seen := map[string]bool{}
		for _, topic := range file.Topics {
			if topic.Name == "" || seen[topic.Name] || len(topic.Examples) == 0 || len(topic.Examples) > policy.MaxExamples {
				t.Fatalf("topic %+v", topic)
			}
			seen[topic.Name] = true
		}
	})
}
