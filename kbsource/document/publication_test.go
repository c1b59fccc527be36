package document_test

import (
	"strings"
	"testing"
	"time"

	"footnote/kbsource/document"
)

func TestPublicationState(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		name, value string
		leftOut     string
		until       time.Time
		remark      string
	}{
		{"draft", "true", "draft: true", time.Time{}, ""},
		{"Draft", "Yes", "draft: Yes", time.Time{}, ""},
		{"is_draft", "1", "draft: 1", time.Time{}, ""},
		{"Entwurf", "ja", "draft: ja", time.Time{}, ""},
		{"Entwurf", "WAHR", "draft: WAHR", time.Time{}, ""},
		{"draft", "false", "", time.Time{}, ""},
		{"draft", "0", "", time.Time{}, ""},
		{"draft", "maybe", "", time.Time{}, ""},
		{"published", "false", "published: false", time.Time{}, ""},
		{"published", "No", "published: No", time.Time{}, ""},
		{"isPublic", "0", "published: 0", time.Time{}, ""},
		{"published", "true", "", time.Time{}, ""},
		{"published", "2026-03-04", "", time.Time{}, ""},
		{"active", "off", "active: off", time.Time{}, ""},
		{"hidden", "yes", "hidden: yes", time.Time{}, ""},
		{"archived", "2024-05-01", "", day(2024, 5, 1), ""},
		{"deleted_at", "2024-05-01T10:00:00Z", "", day(2024, 5, 1).Add(10 * time.Hour), ""},
		{"status", "Draft", "status: Draft", time.Time{}, ""},
		{"post_status", "future", "status: future", time.Time{}, ""},
		{"status", "Scheduled", "status: Scheduled", time.Time{}, ""},
		{"status", "auto-draft", "status: auto-draft", time.Time{}, ""},
		{"workflow_state", "in_review", "status: in_review", time.Time{}, ""},
		{"status", "[archived]", "status: [archived]", time.Time{}, ""},
		{"Visibility", "internal", "status: internal", time.Time{}, ""},
		{"status", "brouillon", "status: brouillon", time.Time{}, ""},
		{"статус", "Черновик", "status: Черновик", time.Time{}, ""},
		{"status", "published", "", time.Time{}, ""},
		{"status", "1", "", time.Time{}, ""},
		{"expires", "2026-12-31", "", day(2026, 12, 31), ""},
		{"expiryDate", "31 December 2026", "", day(2026, 12, 31), ""},
		{"valid_until", "2026-12-31", "", day(2027, 1, 1), ""},
		{"valid until", "2026-12-31T18:00:00Z", "", day(2026, 12, 31).Add(18 * time.Hour), ""},
		{"gültig bis", "31.12.2026", "", day(2027, 1, 1), ""},
		{"expires", "never", "", time.Time{}, ""},
		{"expires", "9999-12-31", "", time.Time{}, ""},
		{"expires", "next summer", "", time.Time{}, "expires: next summer"},
		{"valid_until", "03/04/2026", "", time.Time{}, "valid_until: 03/04/2026"},
		{"noindex", "true", "", time.Time{}, "noindex: true"},
		{"noindex", "false", "", time.Time{}, ""},
		{"robots", "NOINDEX, nofollow", "", time.Time{}, "robots: NOINDEX, nofollow"},
		{"robots", "index", "", time.Time{}, ""},
	} {
		t.Run(test.name+" "+test.value, func(t *testing.T) {
			fields, d := document.Fields{}, document.Document{}
			fields.Add(test.name, test.value)
			d.SetFields(fields)
			if got := strings.TrimPrefix(d.LeftOut, "it says "); got != test.leftOut {
				t.Errorf("left out by %q, want %q", got, test.leftOut)
			}
			if !d.ValidUntil.Equal(test.until) {
				t.Errorf("valid until %v, want %v", d.ValidUntil, test.until)
			}
			if got := strings.Join(d.Remarks, "; "); !strings.Contains(got, test.remark) || (got == "") != (test.remark == "") {
				t.Errorf("remarks %q, want %q", got, test.remark)
			}
		})
	}
}

func TestAllPublicationFieldsCount(t *testing.T) {
	fields := document.Fields{}
	for _, field := range [][2]string{{"draft", "false"}, {"archived", "false"}, {"is_draft", "true"}, {"expires", "2027-01-01"}, {"valid_until", "2026-01-01"}} {
		fields.Add(field[0], field[1])
	}
	var d document.Document
	d.SetFields(fields)
	if d.LeftOut == "" || d.ValidUntil.Year() != 2026 {
		t.Errorf("%q until %v", d.LeftOut, d.ValidUntil)
	}
}

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-14":                "2026-03-14T00:00:00Z",
		"2026-3-4":                  "2026-03-04T00:00:00Z",
		"2026/03/14":                "2026-03-14T00:00:00Z",
		"20260314":                  "2026-03-14T00:00:00Z",
		"14.03.2026":                "2026-03-14T00:00:00Z",
		"4.3.2026":                  "2026-03-04T00:00:00Z",
		"14/3/2026":                 "2026-03-14T00:00:00Z",
		"3/14/2026":                 "2026-03-14T00:00:00Z",
		"5/5/2026":                  "2026-05-05T00:00:00Z",
		"March 14, 2026":            "2026-03-14T00:00:00Z",
		"Saturday, March 14th 2026": "2026-03-14T00:00:00Z",
		"14. März 2026":             "2026-03-14T00:00:00Z",
		"14 марта 2026 г.":          "2026-03-14T00:00:00Z",
		"14 de marzo de 2026":       "2026-03-14T00:00:00Z",
		"1er mars 2026":             "2026-03-01T00:00:00Z",
		"2026年3月14日":                "2026-03-14T00:00:00Z",
		"2026년 3월 14일":              "2026-03-14T00:00:00Z",
		"14 มีนาคม 2569":            "2026-03-14T00:00:00Z",
		"١٤ مارس ٢٠٢٦":              "2026-03-14T00:00:00Z",
		"2026-03-14 09:30":          "2026-03-14T09:30:00Z",
		"2026-03-14T09:30:00+02:00": "2026-03-14T07:30:00Z",
		"1773480600":                "2026-03-14T09:30:00Z",
		"1773480600000":             "2026-03-14T09:30:00Z",
		"":                          "",
		"soon":                      "",
		"3/4/2026":                  "",
		"31 June 2026":              "",
		"2026":                      "",
		"firmware 4 of March 2026":  "",
		"0001-01-01":                "",
		"9999-12-31":                "",
	} {
		at := document.ParseTime(text)
		got := ""
		if !at.IsZero() {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestVersionInTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Install the desk app (version 4.2)": "4.2",
		"Release notes v10.1.3":              "10.1.3",
		"Migrate to 4.x":                     "4.x",
		"Версия 7: что нового":               "7",
		"バージョン3.1の変更点":                       "",
		"バージョン 3.1":                          "3.1",
		"Install on Windows 11":              "",
		"Set up IPv4 and v2ray":              "",
		"Section 4.2":                        "",
		"The best version of you":            "",
	} {
		b := document.Builder{Title: title}
		b.Paragraph("Text.")
		if got := b.Document(document.Document{}).Version; got != want {
			t.Errorf("%q: version %q, want %q", title, got, want)
		}
	}
	b := document.Builder{Title: "Notes v3"}
	if got := b.Document(document.Document{Version: "2025.1"}).Version; got != "2025.1" {
		t.Errorf("metadata comes first, not %q", got)
	}
}
