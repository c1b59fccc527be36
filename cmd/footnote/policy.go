package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/answer/policy"
)

// maxDoubts is how many doubtful messages are printed; --json has all.
const maxDoubts = 30

func (c *command) policyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Try out the topics that a person takes over",
		Args:  checked(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "test FILE [MESSAGES]",
		Short: "Check a policy file and show which topics are confused",
		Long: `Reads the policy FILE and tells each of its examples by the others. With
MESSAGES, a CSV file with the columns text and topic or a JSON Lines file with
these keys, tells those too. Shows what is confused with what, and the messages
that are doubtful. It opens no data folder.`,
		Args: checked(cobra.RangeArgs(1, 2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.testPolicy(cmd.Context(), args)
		},
	})
	return cmd
}

// policyReports is what policy test prints.
type policyReports struct {
	Examples policy.Report  `json:"examples"`
	Messages *policy.Report `json:"messages,omitempty"`
}

func (c *command) testPolicy(ctx context.Context, args []string) error {
	file, err := policy.Load(args[0])
	if err != nil {
		return usageError{err}
	}
	var messages []policy.Labelled
	if len(args) > 1 {
		if messages, err = policy.LoadLabelled(args[1]); err != nil {
			return usageError{err}
		}
	}
	embedder, err := models{}.messageEmbedder()
	if err != nil {
		return err
	}
	if embedder == nil {
		c.log.Warn("this binary has no encoder built in: the messages are compared by words alone")
	}
	p := policy.New(file, embedder)
	var reports policyReports
	if reports.Examples, err = p.TestExamples(ctx); err != nil {
		return err
	}
	if messages != nil {
		r, err := p.Test(ctx, messages)
		if err != nil {
			return err
		}
		reports.Messages = &r
	}
	if c.json {
		return json.NewEncoder(c.std.out).Encode(reports)
	}
	fmt.Fprintln(c.std.out, "Each example told by the others, ordinary messages included:")
	printPolicyReport(c.std.out, reports.Examples)
	if reports.Messages != nil {
		fmt.Fprintf(c.std.out, "\nThe messages of %s:\n", args[1])
		printPolicyReport(c.std.out, *reports.Messages)
	}
	return nil
}

// messageEmbedder is what messages are compared with examples by: the built-in
// encoder, which knows all languages, else the embedding model in use; nil
// without either.
func (m models) messageEmbedder() (policy.Embedder, error) {
	builtIn, err := builtInEmbedder()
	switch {
	case err != nil:
		return nil, err
	case builtIn != nil:
		return builtIn, nil
	case m.embedder != nil:
		return m.embedder, nil
	}
	return nil, nil
}

// topicsOf reads the operator's policy, nil where there is none, and names it.
func topicsOf(path string, embedder policy.Embedder) (answer.Policy, answer.Fitted, error) {
	if path == "" {
		return nil, answer.Fitted{}, nil
	}
	file, err := policy.Load(path)
	if err != nil {
		return nil, answer.Fitted{}, usageError{fmt.Errorf("setting answer.policy: %w", err)}
	}
	name, err := answer.NewFitted("the operator's policy", file)
	return policy.New(file, embedder), name, err
}

func printPolicyReport(out io.Writer, r policy.Report) {
	fmt.Fprintf(out, "%d messages, %.1f %% told rightly; nearest topic right %.1f %%; false alarms %.1f %%\n\n",
		r.Messages, 100*r.Right, 100*r.Nearest, 100*r.FalseAlarms)
	fmt.Fprintf(out, "%-30s %8s %8s %8s\n", "topic", "messages", "found", "false")
	for _, t := range r.Topics {
		fmt.Fprintf(out, "%-30s %8d %8d %8d\n", orNone(t.Topic), t.Messages, t.Found, t.False)
	}
	if len(r.Confusion) > 0 {
		fmt.Fprintln(out, "\nTold wrongly:")
	}
	for _, c := range r.Confusion[:min(len(r.Confusion), maxDoubts)] {
		fmt.Fprintf(out, "%5d × %s taken for %s\n", c.Messages, orNone(c.Topic), orNone(c.Given))
	}
	if len(r.Doubtful) > 0 {
		fmt.Fprintln(out, "\nDoubtful, the worst first:")
	}
	for _, d := range r.Doubtful[:min(len(r.Doubtful), maxDoubts)] {
		fmt.Fprintf(out, "%4.0f %%  %s → %s  “%s”\n", 100*d.Probability, orNone(d.Topic), d.Nearest, oneLine(d.Text, 100))
	}
	if more := len(r.Doubtful) - maxDoubts; more > 0 {
		fmt.Fprintf(out, "and %d more: --json lists all\n", more)
	}
}

func orNone(topic string) string {
	if topic == "" {
		return "(none)"
	}
	return topic
}
