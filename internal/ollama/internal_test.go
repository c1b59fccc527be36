package ollama

import (
	"net/http"
	"strings"
	"testing"
)

func TestParseMeminfo(t *testing.T) {
	for text, want := range map[string]int64{
		"MemTotal:       24683528 kB\nMemFree:  100 kB\n": 24683528 * 1024,
		"MemFree:  100 kB\nMemTotal: 1 kB":                1024,
		"":                                                0,
		"MemTotal: many kB\n":                             0,
		"MemTotal: -5 kB\n":                               0,
		"MemTotal: 9223372036854775807 kB\n":              0,
		"MemTotal: 5 MB\n":                                0,
	} {
		if got, ok := parseMeminfo(strings.NewReader(text)); ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

// A proxy of the environment would be sent the customers' questions. It is
// not used for loopback addresses, so this cannot be seen from outside.
func TestNoProxyIsUsed(t *testing.T) {
	c, err := New("http://models.example:11434", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.http.Transport.(*http.Transport).Proxy != nil {
		t.Error("a proxy may be used")
	}
}
