package catalog

import "fmt"

// LimitPages makes the database fail as on a full disk once it has n pages.
func LimitPages(c *Catalog, n int) error {
	c.db.SetMaxOpenConns(1) // the limit holds for one connection
	_, err := c.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n))
	return err
}
