package main

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/eval"
)

// eachSet opens question sets one after the other, each in a folder of its own
// below the data folder: how rare a word is, is a matter of the whole folder,
// and one set's corpus must not change what another's questions find.
func (c *command) eachSet(ctx context.Context, dirs []string, f func(a *app, set eval.Set) error) error {
	below := c.cfg.Data
	defer func() { c.cfg.Data = below }()
	for _, dir := range dirs {
		set, err := eval.LoadSet(dir)
		if err != nil {
			return err
		}
		c.cfg.Data = filepath.Join(below, set.Name)
		if err := c.withApp(ctx, func(a *app) error { return f(a, set) }); err != nil {
			return err
		}
	}
	return nil
}

// withApp opens the data folder for f and closes it after.
func (c *command) withApp(ctx context.Context, f func(a *app) error) (err error) {
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return f(a)
}
