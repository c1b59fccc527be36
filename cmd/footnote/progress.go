package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
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

func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
