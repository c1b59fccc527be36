package document_test

import (
	"testing"

	"footnote/kbsource/document"
)

func TestFurniture(t *testing.T) {
	for _, text := range []string{
		"See also", "SEE ALSO:", "See also: Moving house, Parking", "Learn more", "Learn more »", "Learn more about parking permits", "Table of contents", "Contents", "← Back to top",
		"Was this article helpful?", "Was this page helpful?\nYes No", "Was this article helpful? 👍 👎", "12 out of 20 found this helpful",
		"Last updated", "Last updated: 3 March 2026", "Last updated on March 3, 2026 by Jane Roe", "Last updated 03/04/2026", "Last modified: 2026-03-04 10:00", "Updated 2 days ago", "Updated March 2026",
		"© 2026 Mill Ltd.", "Copyright 2026 Mill Ltd. All rights reserved.", "All rights reserved.", "Next →", "5 min read",
		"Siehe auch: Umzug", "Stand: 4. März 2026", "Stand: März 2026", "War dieser Artikel hilfreich? Ja Nein", "Voir aussi", "Dernière mise à jour le 4 mars 2026", "Mis à jour il y a 3 jours",
		"Véase también", "¿Fue útil este artículo?", "Vedi anche", "Zie ook", "Zobacz też", "Veja também", "Была ли эта статья полезной?", "Обновлено 4 марта 2026 г.", "Обновлено 3 дня назад", "См. также: Переезд",
		"Ayrıca bakınız", "Son güncelleme: 4 Mart 2026", "この記事は役に立ちましたか？ はい いいえ", "最終更新日：2026年3月4日", "最后更新：2026年3月4日", "這篇文章有幫助嗎？", "이 문서가 도움이 되었나요?",
		"บทความนี้มีประโยชน์หรือไม่?", "هل كانت هذه المقالة مفيدة؟", "آخر تحديث: 4 مارس 2026",
	} {
		if !document.IsFurniture(text) {
			t.Errorf("%q is furniture", text)
		}
	}
	for _, text := range []string{
		"", "See also the parking policy: permits cost 5 euros.", "See also that the gate is closed.", "Last updated firmware restores the clock.", "Last updated firmware of March 2026 restores the clock.",
		"Contents of the box: a lamp and a key", "Contents insurance", "Learn more slowly and you remember more.", "Next: press the red button.", "Next day delivery", "Read more than one article a day.",
		"Updated prices apply from 3 March 2026.", "Updated firmware", "Stand: 4 legs", "Stand 12, hall B", "Stand by the door.", "Copyright belongs to the author.", "Copyright lasts 70 years after death.",
		"Was this article helpful? Then you may earn five points by rating it.", "Back to top speed within 3 seconds", "Related articles are sold in pairs: 2 for 10 euros", "Published prices include tax.",
		"Содержание животных запрещено", "Далее нажмите кнопку", "Inhalt: 2 Lampen", "Weiter unten am Fluss", "目录里有五项", "更新固件需要五分钟", "次へ進むにはボタンを押します", "下一页有三个按钮",
	} {
		if document.IsFurniture(text) {
			t.Errorf("%q is no furniture", text)
		}
	}
}
