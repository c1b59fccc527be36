package kbsource

import (
	"context"
	"sync"
)

// inOrder applies do to every item with a number of workers and sends the
// results in the order of the items. No more than two results a worker wait
// to be taken. The channel is closed when all is sent, or once the workers
// have ended after ctx did.
func inOrder[In, Out any](ctx context.Context, workers int, items []In, do func(context.Context, In) Out) <-chan Out {
	type job struct {
		item In
		out  chan Out
	}
	jobs := make(chan job)
	queue := make(chan chan Out, 2*workers)
	results := make(chan Out)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for j := range jobs {
				j.out <- do(ctx, j.item)
			}
		})
	}
	running.Go(func() {
		defer close(queue)
		defer close(jobs)
		for _, item := range items {
			out := make(chan Out, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return
			}
			jobs <- job{item, out}
		}
	})
	go func() {
		defer close(results)
		defer running.Wait()
		for out := range queue {
			// A queued job is always worked on, so out is never left empty.
			result := <-out
			select {
			case results <- result:
			case <-ctx.Done():
			}
		}
	}()
	return results
}
