package indextest

import (
	"os"
	"path/filepath"
)

// removeCatalog deletes the catalog's files from a data folder.
func removeCatalog(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "catalog.db*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return nil
}
