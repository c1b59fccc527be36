package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/internal/catalog"
)

// errDiffers ends a replay whose answer is another one now; what differs has
// been printed.
var errDiffers = errors.New("the answer is another one now")

func (c *command) replayCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "replay ID",
		Short: "Ask the question of a recorded answer again and show what differs",
		Long: `ID is the id of an answer that was given. Its question is asked again with
the history and the filters that it had, of the base as it is now, with the
settings of now. Nothing is recorded. Exit code 5 says that the answer is
another one now.`,
		Args: checked(cobra.ExactArgs(1)),
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			id := strings.TrimSpace(args[0])
			stored, err := a.catalog.Answer(ctx, id)
			if errors.Is(err, catalog.ErrNotFound) {
				return fmt.Errorf("replay: %s holds no answer %q: the id is in each answer as \"id\"; answers are kept for %s (answer.retention)",
					a.cfg.Data, id, retentionText(a.cfg.Answer.Retention))
			}
			if err != nil {
				return err
			}
			before, err := answer.ReadRecord(stored)
			if err != nil {
				return err
			}
			replay, err := a.engine.Replay(ctx, before)
			if err != nil {
				return err
			}
			if c.json {
				err = json.NewEncoder(c.std.out).Encode(replay)
			} else {
				printReplay(c.std.out, replay)
			}
			if err == nil && !replay.Same {
				return errDiffers
			}
			return err
		}),
	}
}

func printReplay(out io.Writer, r answer.Replay) {
	fmt.Fprintf(out, "“%s”, answered %s\n\n", oneLine(r.Question, 200), r.Before.CreatedAt.Local().Format("2006-01-02 15:04"))
	if r.Same {
		fmt.Fprintf(out, "The answer is the same: %s, confidence %d %%.\n", r.Now.Decision, answer.Percent(r.Now.Confidence))
	} else {
		fmt.Fprintln(out, "The answer is another one now:")
		printDifferences(out, r.Answer)
	}
	if len(r.Circumstances) == 0 {
		fmt.Fprintln(out, "\nBase, models and settings are as they were.")
		return
	}
	fmt.Fprintln(out, "\nWhat changed around it:")
	printDifferences(out, r.Circumstances)
}

func printDifferences(out io.Writer, differences []answer.Difference) {
	for _, d := range differences {
		before, list := d.Before.([]string)
		now, _ := d.Now.([]string)
		if !list {
			fmt.Fprintf(out, "  %s: %s → %s\n", replayName(d.What), replayValue(d.Before), replayValue(d.Now))
			continue
		}
		fmt.Fprintf(out, "  %s:\n", replayName(d.What))
		for i := range max(len(before), len(now)) {
			b, n := at(before, i), at(now, i)
			if b == n {
				continue
			}
			if b != "" {
				fmt.Fprintf(out, "    %d. before: %s\n", i+1, oneLine(b, 160))
			}
			if n != "" {
				fmt.Fprintf(out, "    %d. now:    %s\n", i+1, oneLine(n, 160))
			}
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// replayName makes the name of a part words.
func replayName(name string) string { return strings.ReplaceAll(name, "_", " ") }

// replayValue shows a value that is no list of lines.
func replayValue(value any) string {
	switch v := value.(type) {
	case string:
		if v == "" {
			return "none"
		}
		return oneLine(v, 160)
	case answer.Fitted:
		if v.Hash == "" {
			return "none"
		}
		return strings.TrimSpace(v.Hash + " " + oneLine(v.Origin, 80))
	case []answer.Reason:
		if len(v) == 0 {
			return "none"
		}
		return joinReasons(v)
	case float64:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprint(value)
}
