package tabular_test

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/tabular"
)

// read reads a table by its name and checks what must always hold. Each
// document is given as path, title and text.
func read(t testing.TB, name, data string) (documents, remarks []string, err error) {
	t.Helper()
	extract := tabular.CSV
	if path.Ext(name) != ".csv" {
		extract = tabular.JSONL
	}
	result, err := extract(t.Context(), document.File{Path: name, Format: path.Ext(name)[1:], Text: data})
	paths := map[string]bool{}
	for _, d := range result.Documents {
		if d.Text == "" {
			t.Errorf("%s has no text", d.Path)
			continue
		}
		documenttest.Check(t, d)
		if paths[d.Path] {
			t.Errorf("two documents at %q", d.Path)
		}
		paths[d.Path] = true
		documents = append(documents, strings.TrimPrefix(d.Path, name), d.Title, d.Text)
	}
	for _, remark := range result.Remarks {
		remarks = append(remarks, remark.Text)
	}
	return documents, remarks, err
}

func TestRows(t *testing.T) {
	for name, test := range map[string]struct {
		path, data string
		want       []string // path, title, text of each
	}{
		"a pair":                       {"a.csv", "Question,Answer\nq,a\n", []string{"#1", "q", "a"}},
		"an id and none":               {"a.csv", "ID\tTitle\tBody\nx/1\tt\tb\n\ty\tz\n", []string{"#x/1", "t", "b", "#2", "y", "z"}},
		"semicolons":                   {"a.csv", "Вопрос;Ответ\n\"a;b\";c\n", []string{"#1", "a;b", "c"}},
		"bars":                         {"a.csv", "question|answer\nq|a, b\n", []string{"#1", "q", "a, b"}},
		"quoted names":                 {"a.csv", "\"question\";\"answer\"\n\"q\";\"a, b\"\n", []string{"#1", "q", "a, b"}},
		"commas in names":              {"a.csv", "id;title;text;seen, by whom, when\n1;t;x;y\n", []string{"#1", "t", "x"}},
		"other columns":                {"a.csv", "title,answer,x\nt,a\n", []string{"#1", "t", "a"}},
		"no title":                     {"a.csv", "text,category\nI lost it,cards\n", []string{"#1", "I lost it…", "I lost it"}},
		"one column":                   {"a.csv", "text\nRed, green and blue\n\"One\ntwo\"\n", []string{"#1", "Red, green and blue…", "Red, green and blue", "#2", "One two…", "One\ntwo"}},
		"a separator line":             {"a.csv", "sep=;\nquestion;answer\nq, r;a\n", []string{"#1", "q, r", "a"}},
		"a quoted separator line":      {"a.csv", "\"SEP=\t\"\r\nquestion\tanswer\r\nq\ta\r\n", []string{"#1", "q", "a"}},
		"line ends of old Macs":        {"a.csv", "question,answer\rq,\"a\rb\"\r", []string{"#1", "q", "a\nb"}},
		"spaces around quotes":         {"a.csv", "question, answer\nq, \"a, b\" \n", []string{"#1", "q", "a, b"}},
		"doubled quotes":               {"a.csv", "question,answer\n\"say \"\"hi\"\"\",\"\"\"a\"\"\"\n", []string{"#1", `say "hi"`, `"a"`}},
		"quotes that are not doubled":  {"a.csv", "question,answer\nq,\"Press \"on\" twice.\"\n", []string{"#1", "q", `Press "on" twice.`}},
		"inches":                       {"a.csv", "question,answer\nHow wide?,It is 5\" wide.\n", []string{"#1", "How wide?", `It is 5" wide.`}},
		"a cell of lines":              {"a.csv", "question,answer\nOpen?,\"Monday, closed\nTuesday, 9 to 5\nWednesday, 9 to 5\"\nq,a\n", []string{"#1", "Open?", "Monday, closed\nTuesday, 9 to 5\nWednesday, 9 to 5", "#2", "q", "a"}},
		"lines and loose quotes":       {"a.csv", "question,answer\nWhat?,\"First line.\nPress \"on\" twice.\nLast line.\"\nq,a\n", []string{"#1", "What?", "First line.\nPress \"on\" twice.\nLast line.", "#2", "q", "a"}},
		"empty fields at the end":      {"a.csv", "question,answer\nq,a,,\n", []string{"#1", "q", "a"}},
		"empty lines":                  {"a.csv", "\n\nquestion,answer\n\nq,a\n\n", []string{"#1", "q", "a"}},
		"objects":                      {"a.jsonl", `{"Q":"q","A":"a"}` + "\n" + `{"q":"no answer"}`, []string{"#1", "q", "a"}},
		"a number for an id":           {"a.jsonl", `{"id":12345678901234567890,"title":"t","content":"c"}`, []string{"#12345678901234567890", "t", "c"}},
		"a field's own name":           {"a.jsonl", `{"text":"t","body":"b","content":"c"}`, []string{"#1", "t…", "t"}},
		"wrapped":                      {"a.jsonl", `{"id":"7","type":"article","attributes":{"title":"t","body":"b"}}`, []string{"#7", "t", "b"}},
		"paragraphs in a list":         {"a.jsonl", `{"title":"t","text":["b","c"]}`, []string{"#1", "t", "b\n\nc"}},
		"markup":                       {"a.jsonl", `{"title":"t","text":"<p>a<ul><li>b</ul></p>"}`, []string{"#1", "t", "a\n\n- b"}},
		"an editor's comments":         {"a.csv", "post_title,post_content\nt,<!-- wp:x --><p>a</p><!-- /wp:x -->\n", []string{"#1", "t", "a"}},
		"a table in a cell":            {"a.csv", "question,answer\nq,\"Sort   Kilo  Sack\nRye    1.20  9.00\nSpelt  1.50  9.90\"\n", []string{"#1", "q", "Sort | Kilo | Sack\nRye | 1.20 | 9.00\nSpelt | 1.50 | 9.90"}},
		"a name in a cell":             {"a.csv", "question,answer\nq,\"Phone\n0171 230\"\n", []string{"#1", "q", "Phone\n0171 230"}},
		"steps in a cell":              {"a.jsonl", `{"title":"t","text":"Do so:\n\nStep 1: a\nStep 2: b"}`, []string{"#1", "t", "Do so:\n\nStep 1: a\nStep 2: b"}},
		"rows that say the same":       {"a.csv", "id,title,text\n1,a,b\n1,a,b\n", []string{"#1", "a", "b"}},
		"objects that say the same":    {"a.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":\"1\",\"text\":\"a\"}", []string{"#1", "a…", "a"}},
		"a number that is an id later": {"a.csv", "id,title,text\n2,a,b\n,c,d\n", []string{"#2", "a", "b", "#2-2", "c", "d"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, err := read(t, test.path, test.data)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

// lockers is a table of many rows, of which some are given in another way.
func lockers(row func(n int) string, odd map[int]string) string {
	var table strings.Builder
	table.WriteString("question,answer\n")
	for n := 1; n <= 60; n++ {
		line, found := odd[n]
		if !found {
			line = row(n)
		}
		table.WriteString(line + "\n")
	}
	return table.String()
}

func TestOddRowsOfCSV(t *testing.T) {
	plain := func(n int) string { return fmt.Sprintf("Where is tray %d?,In rack %d.", n, n) }
	quoted := func(n int) string { return fmt.Sprintf(`"Where is tray %d?","In rack %d, below."`, n, n) }
	lines := func(n int) string { return fmt.Sprintf("Where is tray %d?,\"In rack %d:\nlook below.\"", n, n) }
	for name, test := range map[string]struct {
		row     func(int) string
		odd     map[int]string
		missing int
		remarks []string // the start of each
	}{
		"a mark before a row":          {plain, map[int]string{20: `"Where is tray 20?,In rack 20.`}, 1, []string{"line 21 was left out: a quotation mark"}},
		"a mark before a field":        {plain, map[int]string{20: `Where is tray 20?,"In rack 20.`}, 1, []string{"line 21 was left out"}},
		"a mark among quoted rows":     {quoted, map[int]string{20: `"Where is tray 20?","In rack 20.`}, 1, []string{"line 21 was left out"}},
		"a mark too few in a row":      {quoted, map[int]string{20: `"Where is tray 20?,"In rack 20."`}, 1, []string{"line 21 was left out"}},
		"a first mark among quoted":    {quoted, map[int]string{20: `"Where is tray 20?,In rack 20.`}, 1, []string{"line 21 was left out"}},
		"before cells of lines":        {lines, map[int]string{20: `Where is tray 20?,"In rack 20.`}, 1, []string{"line 40 was left out"}},
		"a cell of lines without end":  {lines, map[int]string{20: "Where is tray 20?,\"In rack 20:\nlook below."}, 1, []string{"lines 40–41 were left out"}},
		"the last row":                 {plain, map[int]string{60: `Where is tray 60?,"In rack 60.`}, 1, []string{"line 61 was left out"}},
		"a mark that another closes":   {plain, map[int]string{20: `"Where is tray 20?,In rack 20.`, 50: `Where is tray 50?,It is 5",see there`}, 2, []string{"line 21 was left out", "line 51 was left out: it has 3 fields"}},
		"closed by chance, rows alike": {plain, map[int]string{20: `Where is tray 20?,"In rack 20.`, 50: `Where is tray 50?,In rack 5"`}, 1, []string{"line 21 was left out"}},
		"two odd rows":                 {plain, map[int]string{20: `"Where is tray 20?,In rack 20.`, 40: `Where is tray 40?,"In rack 40.`}, 2, []string{"line 21 was left out", "line 41 was left out"}},
		"a comma too many":             {plain, map[int]string{20: `Where is tray 20?,In rack 20, below.`}, 1, []string{"line 21 was left out: it has 3 fields, and the first line names 2"}},
		"marks in a cell of lines":     {plain, map[int]string{20: "Where is tray 20?,\"In rack 20.\nPress \"on\", then look.\nIt is there.\""}, 1, []string{"lines 21–23 were left out"}},
		"a mark inside of a field":     {plain, map[int]string{20: `Where is tray 20?,In "rack 20.`}, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, remarks, err := read(t, "a.csv", lockers(test.row, test.odd))
			if err != nil || len(got) != 3*(60-test.missing) {
				t.Fatalf("%d documents, %v", len(got)/3, err)
			}
			for i := 0; i < len(got); i += 3 {
				if strings.Contains(got[i+2], "?") || strings.Contains(got[i+1], "\n") {
					t.Errorf("rows ran into one another: %q", got[i:i+3])
				}
			}
			if len(remarks) != len(test.remarks) {
				t.Fatalf("remarks %q", remarks)
			}
			for i, want := range test.remarks {
				if !strings.HasPrefix(remarks[i], want) {
					t.Errorf("remark %q, want %q", remarks[i], want)
				}
			}
		})
	}
}

func TestOddLinesOfJSON(t *testing.T) {
	got, remarks, err := read(t, "a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\n\n{\"text\":\"c\"}\n[1]\n{\"text\":\"d\"}\n")
	if err != nil || len(got) != 9 || len(remarks) != 2 ||
		!strings.HasPrefix(remarks[0], "line 2 was left out: it is not a JSON object") || !strings.HasPrefix(remarks[1], "line 5") {
		t.Errorf("%q, %q, %v", got, remarks, err)
	}
}

func TestRowsOfOneID(t *testing.T) {
	for _, test := range []struct{ path, data string }{
		{"a.csv", "id,title,text\n1,a,b\n2,c,d\n1,a,e\n1,a,f\n1,a,e\n"},
		{"a.jsonl", `{"id":1,"title":"a","text":"b"}` + "\n" + `{"id":2,"title":"c","text":"d"}` + "\n" +
			`{"id":"1","title":"a","text":"e"}` + "\n" + `{"id":1,"title":"a","text":"f"}` + "\n" + `{"id":1,"title":"a","text":"e"}`},
	} {
		got, remarks, err := read(t, test.path, test.data)
		want := []string{"#1", "a", "b", "#2", "c", "d", "#1-2", "a", "e", "#1-3", "a", "f"}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", test.path, got, err)
		}
		if len(remarks) != 2 || !strings.Contains(remarks[0], `have the id "1"`) || !strings.Contains(remarks[1], `kept as "1-3"`) {
			t.Errorf("%s: %q", test.path, remarks)
		}
	}
}

func TestRemarksAreBounded(t *testing.T) {
	table := "{\"text\":\"a\"}\n" + strings.Repeat("{\"text\":\"b\"}\nx\n", 50)
	_, remarks, err := read(t, "a.jsonl", table)
	if err != nil || len(remarks) != 21 || !strings.Contains(remarks[20], "30 more") {
		t.Errorf("%d remarks, %v: %q", len(remarks), err, remarks[len(remarks)-1])
	}
}

func TestRefusedTables(t *testing.T) {
	for name, test := range map[string]struct {
		path, data string
		want       error
		says       string
	}{
		"no known columns":     {"a.csv", "name;age\nx;1\n", document.ErrMissingColumns, "name, age"},
		"one column too few":   {"a.csv", "question\nx\n", document.ErrMissingColumns, "question and answer"},
		"columns shifted":      {"a.csv", "question,answer\n1,q,a\n2,r,b\n", document.ErrBroken, "2 of 2 rows cannot be read; the first of them: line 2"},
		"no known keys":        {"a.jsonl", `{"name":"x"}`, document.ErrMissingColumns, "keys question and answer"},
		"an object over lines": {"a.jsonl", "{\n\"text\": \"a\"\n}\n", document.ErrBroken, "3 of 3 lines"},
		"a line too long":      {"a.jsonl", `{"text":"` + strings.Repeat("x", document.MaxLineSize) + `"}`, document.ErrBroken, "line 1 was left out: it is longer"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := read(t, test.path, test.data)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.says)
			}
		})
	}
}

func TestMetadataOfRows(t *testing.T) {
	for name, test := range map[string]struct{ path, data string }{
		"CSV":     {"a.csv", "title,text,lang,tags,updated,version,product,url,expires,status\nt,x,de-AT,\"a, b\",2026-03-04,2.1,Desk,https://example.org/t,2030-01-01,Draft\n"},
		"objects": {"a.jsonl", `{"title":"t","text":"x","lang":"de-AT","tags":["a","b"],"updated":"2026-03-04","version":2.1,"product":"Desk","url":"https://example.org/t","expires":"2030-01-01","draft":true}`},
		"nested":  {"a.jsonl", `{"title":"t","text":"x","meta":{"lang":"de-AT","tags":["a","b"],"updated":"2026-03-04","version":2.1,"product":{"name":"Desk"},"url":"https://example.org/t"},"data":{"expires":"2030-01-01","status":{"value":"archived"}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			extract := tabular.CSV
			if path.Ext(test.path) != ".csv" {
				extract = tabular.JSONL
			}
			result, err := extract(t.Context(), document.File{Path: test.path, Format: "x", Text: test.data})
			if err != nil || len(result.Documents) != 1 {
				t.Fatal(err, result)
			}
			d := result.Documents[0]
			if d.Language != "de" || !slices.Equal(d.Labels, []string{"a", "b"}) || d.Version != "2.1" || d.Product != "Desk" ||
				d.URL == "" || d.UpdatedAt.Month() != time.March || d.ValidUntil.Year() != 2030 || d.LeftOut == "" {
				t.Errorf("%+v", d)
			}
		})
	}
}

// Whatever quotation marks a table has, it is read in a bounded time.
func TestManyStrayMarks(t *testing.T) {
	for _, row := range []string{"\"q,a\n", "q,\"a\n", "\"\"\"\n", "\"a\" b,c\n", "a,\"b\n\"\n"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		_, err := tabular.CSV(ctx, document.File{Path: "a.csv", Format: "csv", Text: "question,answer\n" + strings.Repeat(row, 50_000)})
		if errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%q takes more than a minute", row)
		}
		cancel()
	}
}

func fuzz(t *testing.T, name, data string) {
	if _, _, err := read(t, name, data); err != nil && !errors.Is(err, document.ErrBroken) && !errors.Is(err, document.ErrMissingColumns) && !errors.Is(err, document.ErrTooLarge) {
		t.Fatalf("an error without a cause: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"id,title,text\n1,a,b\n1,c,d\n", "question\tanswer\na\tb", "q;a\n\"x;y", "text\n\"<p>a</p>\"", "sep=|\nq|a\n\"b\n\"c\"|d\n",
		"q,a\n\"x,y\n\"z\",\"w\"\n", "q,a\n\"x \"y\" z\nu\",v\n", "q,a,draft\nx,y,yes\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) { fuzz(t, "a.csv", strings.ToValidUTF8(data, "?")) })
}

func FuzzJSONL(f *testing.F) {
	for _, seed := range []string{
		`{"text":"a","body":"b","id":{"c":1}}`, `{"q":"a","a":"b","tags":[1]}`, `[]`, `{"text":"<p hidden>a</p>"}`,
		"{\"id\":1,\"text\":\"a\"}\nx\n{\"id\":1,\"text\":\"b\"}", `{"meta":{"data":{"meta":{"meta":{"text":"a"}}}},"status":["draft"]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) { fuzz(t, "a.jsonl", strings.ToValidUTF8(data, "?")) })
}
