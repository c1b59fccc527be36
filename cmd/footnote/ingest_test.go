package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"footnote/api"
	"footnote/kbsource"
)

func TestIngestListsWhatIsLeftOutEachTime(t *testing.T) {
	kb, data := folder(t, map[string]string{
		"hall.md":      "---\ntitle: Renting the hall\n---\n\nThe hall costs 95 euros an evening.\n",
		"#2 kiln.md":   "---\ntitle: The kiln\ndraft: true\n---\n\nThe kiln costs 11 euros an hour.\n",
		"courses.csv":  "id,title,text,status\n1,Pottery,The pottery course costs 60 euros.,archived\n2,Weaving,The weaving course costs 70 euros.,published\n",
		"picture.webp": "x",
	}), t.TempDir()
	for _, say := range []string{"2 added", "2 unchanged"} {
		r := footnote(t, data, "ingest", kb)
		for _, line := range []string{"left out #2 kiln.md: it says draft: true\n", "left out courses.csv#1: it says status: archived\n", "skipped  picture.webp: ", say} {
			if !strings.Contains(r.out, line) {
				t.Errorf("%q is not in %q", line, r.out)
			}
		}
		if r.code != exitOK {
			t.Errorf("exit code %d", r.code)
		}
	}
	if a := ask(t, data, "What does the hall cost?"); !strings.Contains(a.Text, "95 euros") {
		t.Fatalf("before: %q", a.Text)
	}
	write(t, filepath.Join(kb, "hall.md"), "---\ntitle: Renting the hall\npublished: false\n---\n\nThe hall costs 95 euros an evening.\n")
	r := footnote(t, data, "ingest", "--json", kb)
	var reports []kbsource.Report
	if err := json.Unmarshal([]byte(r.out), &reports); err != nil || len(reports) != 1 || reports[0].Documents.Removed != 1 || len(reports[0].Remarks) != 3 || !reports[0].Remarks[2].LeftOut {
		t.Fatalf("%v: %s", err, r.out)
	}
	for _, question := range []string{"What does the hall cost?", "What does the kiln cost?", "What does the pottery course cost?"} {
		for _, cited := range ask(t, data, question).Citations {
			if cited.Path != "courses.csv#2" {
				t.Errorf("%s is answered from %s, which is left out", question, cited.Path)
			}
		}
	}
}

// What a folder of an older version lacks is said until it was read again.
func TestOlderDocumentsAreToBeReadAgain(t *testing.T) {
	data := schema3Data(t)
	for _, command := range [][]string{{"ask", "How long may I return an order?"}, {"ingest", folder(t, articles)}} {
		r := footnote(t, data, command...)
		for _, say := range []string{"11 documents without", "reads them again", "2 documents of the API", "put them again"} {
			if !strings.Contains(r.err, say) {
				t.Errorf("%s: %q is not in %q", command[0], say, r.err)
			}
		}
	}
	r := footnote(t, data, "doctor")
	for _, say := range []string{"look  structure  11 documents of folders", "/srv/help/faq.csv#1, ", " and 1 more; they are read again by the next ingest", "look  structure  2 documents put by the API", "account/delete.md, konto/rechnung.html; they must be put again"} {
		if !strings.Contains(r.out, say) {
			t.Errorf("doctor: %q is not in %q", say, r.out)
		}
	}
	if r.code != exitPartly {
		t.Errorf("exit code %d", r.code)
	}
	fresh := t.TempDir()
	if r := footnote(t, fresh, "ingest", folder(t, articles)); strings.Contains(r.err, "older version") {
		t.Errorf("a folder of today: %q", r.err)
	}
	if r := footnote(t, fresh, "doctor"); !strings.Contains(r.out, "ok    structure") {
		t.Errorf("a folder of today: %q", r.out)
	}
}

func TestABinaryWithoutTheEncoderSaysSo(t *testing.T) {
	if encoder, err := builtInEmbedder(); err != nil || encoder != nil {
		t.Skip("this one has the encoder", err)
	}
	data := t.TempDir()
	for _, command := range [][]string{{"ingest", folder(t, articles)}, {"ask", "How long is the link valid?"}} {
		if r := footnote(t, data, command...); strings.Count(r.err, withoutEncoder) != 1 {
			t.Errorf("%s: %q", command[0], r.err)
		}
	}
	if r := footnote(t, data, "doctor"); r.code != exitPartly || !strings.Contains(r.out, "look  vectors    "+withoutEncoder) {
		t.Errorf("doctor: %+v", r)
	}
}

// The API ingests as the command does, and is told the same.
func TestTheAPIIngestsByTheSameLoop(t *testing.T) {
	a := openTestApp(t, "FOOTNOTE_DATA="+t.TempDir(), "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin", "FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin")
	defer a.Close()
	kb, other := folder(t, articles), folder(t, map[string]string{"empty.md": "", "draft.md": "---\ndraft: true\n---\n\nText.\n", "a.md": "Text of a."})
	var last api.IngestProgress
	err := ingester{a}.Ingest(t.Context(), api.IngestJob{Paths: []string{kb, other, t.TempDir()}, Collection: "manuals"}, func(p api.IngestProgress) { last = p })
	if err != nil || last.FilesDone != 7 || last.FilesTotal != 7 || last.Documents != (kbsource.Applied{Added: 5}) || len(last.Failures) != 2 ||
		len(last.Remarks) != 1 || last.Remarks[0].Path != "draft.md" || !last.Remarks[0].LeftOut {
		t.Errorf("%v: %+v", err, last)
	}
}
