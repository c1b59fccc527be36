package kbsource_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource"
)

func TestRoots(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, base, map[string]string{"kb/a.md": "a", "kb/sub/b.md": "b", "kb2/c.md": "c"})
	if err := os.Symlink(filepath.Join(base, "kb"), filepath.Join(base, "link")); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(base, name) }
	for name, test := range map[string]struct {
		paths, want []string
		dropped     string
	}{
		"as they are":      {[]string{in("kb2"), in("kb")}, []string{in("kb2"), in("kb")}, ""},
		"twice":            {[]string{in("kb"), in("kb") + "/"}, []string{in("kb")}, "again"},
		"inside":           {[]string{in("kb/sub"), in("kb"), in("kb/a.md")}, []string{in("kb")}, "a part of"},
		"a longer name":    {[]string{in("kb"), in("kb2/../kb2")}, []string{in("kb"), in("kb2")}, ""},
		"a link":           {[]string{in("kb"), in("link")}, []string{in("kb")}, "again"},
		"behind a link":    {[]string{in("link"), in("kb/sub")}, []string{in("kb")}, "a part of"},
		"only a file":      {[]string{in("kb/a.md")}, []string{in("kb/a.md")}, ""},
		"nothing was said": {nil, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			roots, err := kbsource.Roots(test.paths)
			var got, dropped []string
			for _, r := range roots {
				got = append(got, r.Path)
				for _, remark := range r.Remarks {
					dropped = append(dropped, remark.Path+": "+remark.Text)
				}
			}
			if err != nil || !slices.Equal(got, test.want) {
				t.Fatalf("%v %q, want %q", err, got, test.want)
			}
			if len(dropped) != len(test.paths)-len(test.want) || !strings.Contains(strings.Join(dropped, ""), test.dropped) {
				t.Errorf("dropped %q", dropped)
			}
		})
	}
	if _, err := kbsource.Roots([]string{in("kb"), in("missing")}); err == nil || !strings.Contains(err.Error(), in("missing")) {
		t.Error(err)
	}
}
