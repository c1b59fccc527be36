package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Limits of a policy file.
const (
	MaxFileBytes = 1 << 20
	// MaxExamples bounds the messages of all topics and the ordinary ones: the
	// time to learn grows with their third power.
	MaxExamples  = 1000
	maxTopics    = 100
	maxTextRunes = 1000
)

// The reasons that a topic can give for calling a person.
const (
	// ReasonSensitive: the topic itself calls for a person.
	ReasonSensitive = "sensitive_topic"
	// ReasonPolicy: the operator wants a person for it.
	ReasonPolicy = "policy"
)

// File is an operator's policy.
type File struct {
	Topics []Topic
	// Ordinary are messages that belong to no topic, close as they may be.
	Ordinary []string
}

// Topic is what an operator wants a person to take over.
type Topic struct {
	Name string
	// Reason is ReasonSensitive or ReasonPolicy.
	Reason string
	// Notice is what the customer is told, by language; a language without one
	// gets the product's own words.
	Notice   map[string]string
	Examples []string
}

const maxNameRunes = 80

// Load reads a policy file. Its errors name file, line and what to do.
func Load(path string) (File, error) {
	file, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("read policy: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MaxFileBytes+1))
	if err != nil {
		return File{}, fmt.Errorf("read policy: %w", err)
	}
	f, err := Parse(data)
	if err != nil {
		return File{}, fmt.Errorf("read policy %s: %w", path, err)
	}
	return f, nil
}

// Parse reads the YAML of a policy.
func Parse(data []byte) (File, error) {
	if len(data) > MaxFileBytes {
		return File{}, fmt.Errorf("the file is too large: at most %d bytes are read", MaxFileBytes)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return File{}, errors.New("the file is empty: list topics, each with a name and examples")
	} else if err != nil {
		return File{}, fmt.Errorf("this is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return File{}, errors.New("the file has several YAML documents: keep one, without a line of \"---\"")
	}
	var f File
	if err := f.read(document.Content[0]); err != nil {
		return File{}, err
	}
	return f, f.check()
}

func (f *File) read(root *yaml.Node) error {
	return eachKey(root, "a policy", func(key, value *yaml.Node) (err error) {
		switch key.Value {
		case "topics":
			if value.Kind != yaml.SequenceNode {
				return at(value, "topics is a list: begin each topic with \"- name:\"")
			}
			if len(value.Content) > maxTopics {
				return at(value, "%d topics are too many, at most %d are allowed", len(value.Content), maxTopics)
			}
			for _, node := range value.Content {
				t, err := readTopic(node)
				if err != nil {
					return err
				}
				if slices.ContainsFunc(f.Topics, func(o Topic) bool { return o.Name == t.Name }) {
					return at(node, "topic %q is there twice: give it another name, or join the examples", t.Name)
				}
				f.Topics = append(f.Topics, t)
			}
		case "ordinary":
			f.Ordinary, err = readTexts(value, key.Value)
		default:
			return at(key, "unknown key %.80q: a policy has topics and ordinary", key.Value)
		}
		return err
	})
}

func (f *File) check() error {
	count := len(f.Ordinary)
	for _, t := range f.Topics {
		count += len(t.Examples)
	}
	switch {
	case len(f.Topics) == 0:
		return errors.New("the policy has no topics: list some, each with a name and examples")
	case count > MaxExamples:
		return fmt.Errorf("%d examples are too many: five to ten a topic do, at most %d are allowed", count, MaxExamples)
	}
	return nil
}

func readTopic(node *yaml.Node) (Topic, error) {
	t := Topic{Reason: ReasonSensitive}
	err := eachKey(node, "a topic", func(key, value *yaml.Node) (err error) {
		switch key.Value {
		case "name":
			if t.Name, err = readText(value, key.Value); err == nil && !isName(t.Name) {
				err = at(value, "the name %.80q is no name: write at most %d characters on one line", t.Name, maxNameRunes)
			}
		case "reason":
			if t.Reason, err = readText(value, key.Value); err == nil && t.Reason != ReasonSensitive && t.Reason != ReasonPolicy {
				err = at(value, "the reason %.80q is not known: it is %s or %s", t.Reason, ReasonSensitive, ReasonPolicy)
			}
		case "notice":
			t.Notice, err = readNotice(value)
		case "examples":
			t.Examples, err = readTexts(value, key.Value)
		default:
			err = at(key, "unknown key %.80q: a topic has name, reason, notice and examples", key.Value)
		}
		return err
	})
	switch {
	case err != nil:
		return t, err
	case t.Name == "":
		return t, at(node, "the topic has no name: add \"name:\"")
	case len(t.Examples) == 0:
		return t, at(node, "topic %q has no examples: give five to ten messages as customers write them", t.Name)
	}
	return t, nil
}

func isName(s string) bool {
	return utf8.RuneCountInString(s) <= maxNameRunes && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

func readNotice(node *yaml.Node) (map[string]string, error) {
	notice := map[string]string{}
	err := eachKey(node, "a notice", func(key, value *yaml.Node) (err error) {
		if !languageCode.MatchString(key.Value) {
			return at(key, "%.80q is no language: write a code such as en or de before the text", key.Value)
		}
		notice[key.Value], err = readText(value, "notice")
		return err
	})
	return notice, err
}

func readTexts(node *yaml.Node, key string) ([]string, error) {
	if node.Kind != yaml.SequenceNode {
		return nil, at(node, "%s is a list: begin each message with \"- \"", key)
	}
	var texts []string
	for _, n := range node.Content {
		text, err := readText(n, "a message of "+key)
		if err != nil {
			return nil, err
		}
		if slices.Contains(texts, text) {
			return nil, at(n, "%.80q is there twice", text)
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// readText reads a text on one or several lines. Numbers and the like are
// taken as they are written.
func readText(node *yaml.Node, key string) (string, error) {
	text := strings.TrimSpace(node.Value)
	switch {
	case node.Kind != yaml.ScalarNode:
		return "", at(node, "%s is a text: put it in quotes if it has a colon or a dash in it", key)
	case text == "":
		return "", at(node, "%s is empty", key)
	case !utf8.ValidString(text):
		return "", at(node, "%s is not UTF-8", key)
	case utf8.RuneCountInString(text) > maxTextRunes:
		return "", at(node, "%s is too long: at most %d characters", key, maxTextRunes)
	}
	return text, nil
}

// eachKey visits the keys of a mapping, each of which may be there once.
func eachKey(node *yaml.Node, what string, visit func(key, value *yaml.Node) error) error {
	if node.Kind != yaml.MappingNode {
		return at(node, "%s is made of keys with a colon after them", what)
	}
	var seen []string
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		if slices.Contains(seen, key.Value) {
			return at(key, "the key %.80q is there twice", key.Value)
		}
		seen = append(seen, key.Value)
		if err := visit(key, node.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func at(node *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("line %d: %s", node.Line, fmt.Sprintf(format, args...))
}
