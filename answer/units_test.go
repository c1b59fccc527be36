package answer_test

import (
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// TestAnswersOfEveryKindOfUnit asks for what a file says in a line, a row, an
// item or a definition rather than in a sentence.
func TestAnswersOfEveryKindOfUnit(t *testing.T) {
	b := newBaseOfFiles(t, map[string]string{
		"studio.md":  "# Pottery studio\n\nKiln: in the cellar\n\nGlaze: bring your own\n\nPhone: 0171 230 44 18\n",
		"hours.html": "<html lang=en><h1>Opening of the studio</h1><table><tr><td>Monday</td><td>14:00–19:30</td></tr><tr><td>Friday</td><td>9:15–12:00</td></tr></table></html>",
		"prices.md":  "# Clay prices\n\n| Clay | Small bag | Large bag |\n|---|---|---|\n| Stoneware | 11 euros | 38 euros |\n| Porcelain | 17 euros | 60 euros |\n",
		"menu.md":    "# Printing a receipt\n\nChoose Till | Print | Receipt to print the receipt of a workshop. The paper roll lasts for 200 receipts.\n",
		"faq.html": "<html lang=en><h1>Workshop questions</h1><h2>May children take part in a workshop?</h2><p>From the age of six</p>" +
			"<h2>How many people fit into a workshop?</h2><p>Nine</p></html>",
		"terms.html": "<html lang=en><h1>Words of the trade</h1><dl><dt>Bisque</dt><dd>Clay that was fired once</dd><dt>Slip</dt><dd>Clay thinned with water</dd></dl></html>",
		"fire.md": "# Fire the kiln\n\nTo fire the kiln:\n\n1. Close the lid.\n2. Set the cone to 6.\n3. Press Start.\n\n   ```\n   START 6\n   ```\n\n4. Wait for nine hours.\n\n" +
			"The kiln cools for a day.\n",
		"releases.md": "# Kiln controller\n\n## Version 3.1\n\nThe display was added.\n\n## Version 3.10\n\nThe alarm was added.\n",
		"ru.md":       "# Мастерская\n\nПарковка: во дворе\n\nТелефон: 8 800 555-12-12\n",
		"de.md":       "# Werkstattordnung\n\nHunde: nur an der Leine\n\nPause: 12:00–13:00\n",
		"tram.md":     "# Tram 4 to the studio\n\n## Departures from the bridge\n\n5:50 6:20 6:50 7:20\n\n## Departures from the hill\n\n6:05 6:35 7:05\n\n## Price\n\n2.80\n",
		"wheel.txt":   "Töpferscheibe\n=============\n\nReinigung\n---------\nSo geht es:\n- Stecker ziehen\n- Schale abnehmen\n- Scheibe feucht wischen\n",
		"codes.md":    "# ろくろのエラーコード\n\n## K-27\n\nモーターが熱くなっています。\n\n## K-72\n\nペダルが外れています。\n",
		"torno.csv":   "pregunta;respuesta\n¿Cómo guardo el torno?;\"1. Seque el plato\n2. Cubra el motor\n3. Recoja el cable\"\n",
		"contact.txt": "Store of the studio\n\nStreet\nKiln Lane 12\n\nOpening hours\nTue–Sat 10:00–16:30\n\nHotline\n0171 230 44 19\n",
		"rent.txt":    "Rent of tools\n\nTool     Day    Week\nSlab     4.00   19.00\nGiffin   3.50   16.00\n",
		"aprons.md":   "# Aprons of the studio\n\n| Size | Height | Fee |\n|---|---|---|\n| S | 150 cm | 13 euros |\n| M | 170 cm | 14 euros |\n| L | 190 cm | 16 euros |\n",
		"oven.md": "# Clean the oven\n\nTo clean the oven:\n\n1. Switch it off.\n2. Wait.\n3. Take out the trays.\n4. Take out the racks.\n5. Soak both in the sink.\n6. Brush the walls.\n" +
			"\n![The walls](walls.png)\n\n7. Wipe the walls.\n8. Wipe the door.\n9. Dry the door.\n10. Dry the trays.\n11. Dry the racks.\n12. Put in the racks.\n13. Put in the trays.\n14. Close the door.\n",
		"deposit.md": "# Deposit on tools\n\nA deposit is 10 euros. Is the tool back within 3 days? If yes, the deposit is paid back at the till.\n",
		"bags.html": "<html lang=en><h1>Bags</h1><table><caption>Bags of sand</caption><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>2 euros</td></tr><tr><td>L</td><td>6 euros</td></tr></table>" +
			"<table><caption>Bags of grog</caption><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>3 euros</td></tr><tr><td>L</td><td>9 euros</td></tr></table></html>",
		"lamps.html": "<html lang=en><h1>Lamps of the press</h1><dl><dt>P1<dd>The lid is open.<dt>P2<dd><ul><li>Oil is low.<li>The service fills it up.</ul></dl></html>",
		"rules.md":   "# Rules of the yard\n\nGate: closed at nine in the evening\n\nSmoking: not here\n",
		"wheel.html": "<html lang=en><h1>Wheel questions</h1><h2>May I book the wheel?</h2><p>Yes, for two hours.</p><h2>Is there a motor?</h2><p>No, a pedal.</p></html>",
	})
	engine := b.engine(t, answer.Options{Threshold: 0.0001})
	for _, tc := range []struct{ question, want, not string }{
		{"Where is the kiln of the pottery studio?", "in the cellar", ""},
		{"What is the phone number of the pottery studio?", "0171 230 44 18", ""},
		{"When is the studio open on Friday?", "9:15–12:00", "9:15–12:00: "},
		{"What does a large bag of porcelain clay cost?", "Porcelain – Small bag: 17 euros; Large bag: 60 euros", "Clay | Small bag"},
		{"How do I print the receipt of a workshop?", "Choose Till | Print | Receipt", ""},
		{"May children take part in a workshop?", "From the age of six", "Nine"},
		{"What is slip?", "Slip: Clay thinned with water", ""},
		{"How do I fire the kiln?", "4. Wait for nine hours.", "cools for a day"},
		{"How do I fire the kiln?", "START 6", ""},
		{"What was added in version 3.1 of the kiln controller?", "The display was added", "alarm"},
		{"What was added to the kiln controller in v3.10?", "The alarm was added", "display"},
		{"How do I clean the oven?", "14. Close the door.", ""},
		{"How do I clean the oven?", "6. Brush the walls.", ""},
		{"When is the deposit paid back?", "Is the tool back within 3 days?[", ""},
		{"What does a bag of grog of size L cost?", "Bags of grog, L – Price: 9 euros", "S – Price"},
		{"The press shows P2, why?", "Oil is low.", "lid is open"},
		{"Is smoking allowed in the yard?", "Smoking: not here", ""},
		{"Is there a motor on the wheel?", "No, a pedal.", "for two hours"},
		{"Где парковка мастерской?", "во дворе", ""},
		{"Какой телефон у мастерской?", "8 800 555-12-12", ""},
		{"What is the fee of an apron of size M?", "M – Height: 170 cm; Fee: 14 euros", "13 euros"},
		{"What does a large bag of porcelain clay cost?", "60 euros", "Stoneware"},
		{"When does tram 4 depart from the hill?", "6:05 6:35 7:05", "5:50"},
		{"What is the price of tram 4?", "2.80", "5:50"},
		{"Wie reinige ich die Töpferscheibe?", "- Scheibe feucht wischen", ""},
		{"K-72とは何ですか？", "ペダルが外れています。", "モーター"},
		{"K27とは何ですか？", "モーターが熱くなっています。", "ペダル"},
		{"¿Cómo guardo el torno?", "3. Recoja el cable", ""},
		{"What are the opening hours of the store of the studio?", "Opening hours: Tue–Sat 10:00–16:30", ""},
		{"What does renting a giffin cost for a week?", "Giffin – Day: 3.50; Week: 16.00", "19.00"},
		{"Sind Hunde in der Werkstatt erlaubt?", "nur an der Leine", ""},
	} {
		a := b.answer(t, engine, answer.Request{Question: tc.question})
		if !strings.Contains(a.Text, tc.want) || tc.not != "" && strings.Contains(a.Text, tc.not) {
			t.Errorf("%s\nanswered %q, want it with %q and without %q", tc.question, a.Text, tc.want, tc.not)
		}
	}
}

// An article whose time is over is not answered from, though no sync ran.
func TestExpiredArticlesAreNotAnsweredFrom(t *testing.T) {
	read := func(name, text string) document.Document {
		extracted, err := kbsource.Extract(t.Context(), name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return extracted.Documents[0]
	}
	soon := time.Now().Add(time.Hour)
	open := read("open.md", "# Summer sale\n\nGarden chairs cost 20 euros in the summer sale.\n")
	open.ValidUntil = soon
	over := read("over.md", "# Spring sale\n\nGarden chairs cost 10 euros in the spring sale.\n")
	over.ValidUntil = time.Now().Add(-time.Hour)
	b := newBaseFrom(t, []document.Document{open, over})
	a := b.answer(t, b.engine(t, answer.Options{Threshold: 0.0001}), answer.Request{Question: "What do garden chairs cost in the sale?"})
	if !strings.Contains(a.Text, "20 euros") || strings.Contains(a.Text, "10 euros") {
		t.Errorf("answered %q", a.Text)
	}
}
