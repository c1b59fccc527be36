package api

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"

	"github.com/labstack/echo/v4"
)

//go:embed page
var pageFS embed.FS

// mediaTypes of the page's files. Not taken from the system, whose idea of
// them varies.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
}

// pageFiles are the files of the page by name.
type pageFiles map[string]pageFile

type pageFile struct {
	data            []byte
	mediaType, etag string
}

func loadPage() pageFiles {
	files := pageFiles{}
	entries, err := fs.ReadDir(pageFS, "page")
	if err != nil { // the folder is part of the program
		panic(err)
	}
	for _, entry := range entries {
		data, err := pageFS.ReadFile("page/" + entry.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(data)
		files[entry.Name()] = pageFile{
			data: data, mediaType: mediaTypes[path.Ext(entry.Name())], etag: `"` + hex.EncodeToString(sum[:8]) + `"`,
		}
	}
	return files
}

func (s *Server) routePage(e *echo.Echo) {
	e.GET("/", func(c echo.Context) error { return s.servePage(c, "index.html") })
	e.GET("/page/config.json", s.serveConfig)
	e.GET("/page/:file", func(c echo.Context) error { return s.servePage(c, c.Param("file")) })
}

func (s *Server) servePage(c echo.Context, name string) error {
	file, ok := s.page[name]
	if !ok {
		return echo.ErrNotFound
	}
	h := c.Response().Header()
	h.Set("ETag", file.etag)
	// Asked for each time, so that a new version is whole at once.
	h.Set("Cache-Control", "no-cache")
	if c.Request().Header.Get("If-None-Match") == file.etag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, file.mediaType, file.data)
}

// serveConfig tells the page what it shows about the knowledge base. It is
// part of the page and not of the API.
func (s *Server) serveConfig(c echo.Context) error {
	counts, err := s.options.Catalog.Counts(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, struct {
		Name           string   `json:"name"`
		Documents      int      `json:"documents"`
		ChatModel      string   `json:"chat_model"`
		EmbeddingModel string   `json:"embedding_model"`
		Examples       []string `json:"examples"`
	}{s.options.Page.Name, counts.Documents, s.options.Page.ChatModel, s.options.Page.EmbeddingModel, list(s.options.Page.Examples)})
}
