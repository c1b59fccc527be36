package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"footnote/kbsource"
)

// quietInterval is how often progress is printed where there is no terminal.
const quietInterval = 10 * time.Second

// progress shows how far a long step is: a bar on a terminal, a plain line
// now and then otherwise.
type progress struct {
	out   io.Writer
	title string
	bar   *progressbar.ProgressBar
	shown time.Time
}

func newProgress(out io.Writer, title string) *progress {
	return &progress{out: out, title: title, shown: time.Now()}
}

// set shows that done of total are done.
func (p *progress) set(done, total int) {
	if total == 0 {
		return
	}
	if !onTerminal(p.out) {
		if time.Since(p.shown) >= quietInterval {
			p.shown = time.Now()
			fmt.Fprintf(p.out, "%s: %d of %d\n", p.title, done, total)
		}
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.out),
			progressbar.OptionSetDescription(fmt.Sprintf("%-10s", p.title)),
			progressbar.OptionSetWidth(30),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionOnCompletion(func() { fmt.Fprintln(p.out) }),
		)
	}
	p.bar.ChangeMax(total)
	// A bar that cannot be drawn is no reason to fail.
	_ = p.bar.Set(done)
}

// end leaves the line of an unfinished bar.
func (p *progress) end() {
	if p.bar != nil && !p.bar.IsFinished() {
		fmt.Fprintln(p.out)
	}
}

// bars watch an ingestion for a person.
type bars struct {
	out io.Writer
	now *progress
}

// show draws on the bar of a step, which follows the one before.
func (b *bars) show(title string, done, total int) {
	if b.now == nil || b.now.title != title {
		b.end()
		b.now = newProgress(b.out, title)
	}
	b.now.set(done, total)
}

func (b *bars) reading(p kbsource.Progress) { b.show("Reading", p.Done, p.Total) }
func (b *bars) embedding(done, total int)   { b.show("Embedding", done, total) }
func (b *bars) synced(kbsource.Report)      { b.end() }

// end leaves the line of an unfinished bar.
func (b *bars) end() {
	if b.now != nil {
		b.now.end()
		b.now = nil
	}
}

func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
