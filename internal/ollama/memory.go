package ollama

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
)

// assumedMemory is taken where the system does not tell.
const assumedMemory = 8 * gb

// SystemMemory is how much memory models can have on this machine, in bytes:
// what is built in, or what a container is allowed. Where the system does not
// tell it is 8 GB.
func SystemMemory() int64 {
	memory := int64(assumedMemory)
	if file, err := os.Open("/proc/meminfo"); err == nil {
		defer file.Close()
		if total, ok := parseMeminfo(file); ok {
			memory = total
		}
	}
	if limit, err := os.ReadFile("/sys/fs/cgroup/memory.max"); err == nil {
		if n, err := strconv.ParseInt(strings.TrimSpace(string(limit)), 10, 64); err == nil && n > 0 {
			memory = min(memory, n)
		}
	}
	return memory
}

// parseMeminfo finds the total in the form of Linux's /proc/meminfo.
func parseMeminfo(r io.Reader) (bytes int64, ok bool) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) == 3 && fields[0] == "MemTotal:" && fields[2] == "kB" {
			kb, err := strconv.ParseInt(fields[1], 10, 64)
			return kb * 1024, err == nil && kb > 0 && kb < 1<<50
		}
	}
	return 0, false
}
