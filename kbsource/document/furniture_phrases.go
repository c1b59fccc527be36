package document

// What pages say about themselves, in the languages of the encoder.
var (
	// alone are whole paragraphs.
	alone = words(alonePhrases)
	// pointers may be followed by the titles of pages, dated and updated by a
	// date; after a word as short as those of updated there has to be one.
	pointers = phrases(pointerPhrases)
	dated    = phrases(datedPhrases)
	updated  = phrases(updatedPhrases)
	// asked is what readers are asked about the page, and may be followed by
	// what they can choose.
	asked = phrases(askedPhrases)
)

var alonePhrases = map[string]string{
	"ar": "انظر أيضا, انظر أيضًا, مقالات ذات صلة, مواضيع ذات صلة, اقرأ المزيد, معرفة المزيد, اعرف المزيد, جدول المحتويات, المحتويات, في هذه الصفحة, في هذه المقالة, العودة إلى الأعلى, شارك هذه المقالة, التالي, السابق, جميع الحقوق محفوظة",
	"de": "siehe auch, verwandte artikel, ähnliche artikel, verwandte themen, mehr erfahren, weiterlesen, mehr lesen, hier klicken, inhaltsverzeichnis, inhalt, auf dieser seite, in diesem artikel, nach oben, zurück nach oben, zum seitenanfang, artikel teilen, diesen artikel teilen, weiter, zurück, nächste seite, vorherige seite, nächster artikel, vorheriger artikel, alle rechte vorbehalten",
	"en": "see also, related articles, related topics, related content, related links, related pages, learn more, read more, click here, table of contents, contents, on this page, in this article, back to top, return to top, share this, share this article, share this page, next, previous, next page, previous page, next article, previous article, edit this page, edit this page on github, print this page, further reading, have more questions, all rights reserved",
	"es": "véase también, vea también, ver también, artículos relacionados, temas relacionados, más información, leer más, saber más, haga clic aquí, índice, tabla de contenidos, contenido, en esta página, en este artículo, volver arriba, compartir este artículo, siguiente, anterior, página siguiente, página anterior, todos los derechos reservados",
	"fr": "voir aussi, articles connexes, articles associés, articles liés, sujets connexes, en savoir plus, lire la suite, cliquez ici, table des matières, sommaire, sur cette page, dans cet article, haut de page, retour en haut, partager cet article, suivant, précédent, page suivante, page précédente, tous droits réservés",
	"it": "vedi anche, vedere anche, articoli correlati, argomenti correlati, ulteriori informazioni, scopri di più, leggi di più, leggi tutto, fai clic qui, clicca qui, indice, sommario, in questa pagina, in questo articolo, torna su, torna all'inizio, condividi questo articolo, avanti, indietro, successivo, precedente, tutti i diritti riservati",
	"ja": "関連項目, 関連記事, 関連トピック, 関連リンク, 参照, 詳細はこちら, 詳しくはこちら, もっと見る, 続きを読む, 目次, このページの内容, この記事の内容, ページの先頭へ, トップへ戻る, この記事をシェア, 次へ, 前へ, 次のページ, 前のページ, 無断転載を禁じます",
	"ko": "관련 문서, 관련 글, 관련 항목, 관련 주제, 참고 항목, 함께 보기, 자세히 알아보기, 더 알아보기, 더 보기, 목차, 이 페이지에서, 이 문서에서, 맨 위로, 위로 가기, 이 글 공유, 다음, 이전, 다음 페이지, 이전 페이지, 모든 권리 보유",
	"nl": "zie ook, gerelateerde artikelen, verwante artikelen, verwante onderwerpen, meer informatie, meer lezen, lees meer, lees verder, klik hier, inhoudsopgave, inhoud, op deze pagina, in dit artikel, terug naar boven, naar boven, deel dit artikel, volgende, vorige, volgende pagina, vorige pagina, alle rechten voorbehouden",
	"pl": "zobacz też, zobacz także, zobacz również, powiązane artykuły, podobne artykuły, powiązane tematy, dowiedz się więcej, czytaj więcej, czytaj dalej, kliknij tutaj, spis treści, na tej stronie, w tym artykule, powrót do góry, wróć na górę, udostępnij ten artykuł, dalej, wstecz, następna strona, poprzednia strona, wszelkie prawa zastrzeżone",
	"pt": "veja também, ver também, consulte também, artigos relacionados, tópicos relacionados, saiba mais, leia mais, ler mais, clique aqui, índice, sumário, nesta página, neste artigo, voltar ao topo, compartilhar este artigo, partilhar este artigo, próximo, anterior, próxima página, página anterior, todos os direitos reservados",
	"ru": "см. также, смотрите также, читайте также, похожие статьи, связанные статьи, статьи по теме, по теме, подробнее, узнать больше, читать далее, нажмите здесь, содержание, оглавление, на этой странице, в этой статье, наверх, вернуться к началу, поделиться, поделиться статьей, далее, назад, следующая страница, предыдущая страница, следующая статья, предыдущая статья, все права защищены",
	"th": "ดูเพิ่มเติม, ดูเพิ่มเติมที่, บทความที่เกี่ยวข้อง, หัวข้อที่เกี่ยวข้อง, เรียนรู้เพิ่มเติม, อ่านเพิ่มเติม, อ่านต่อ, คลิกที่นี่, สารบัญ, ในหน้านี้, ในบทความนี้, กลับขึ้นด้านบน, กลับสู่ด้านบน, แชร์บทความนี้, ถัดไป, ก่อนหน้า, หน้าถัดไป, หน้าก่อนหน้า, สงวนลิขสิทธิ์",
	"tr": "ayrıca bakınız, ayrıca bkz, ilgili makaleler, ilgili konular, daha fazla bilgi, daha fazla bilgi edinin, devamını oku, daha fazla, buraya tıklayın, içindekiler, bu sayfada, bu makalede, başa dön, yukarı dön, bu makaleyi paylaş, sonraki, önceki, sonraki sayfa, önceki sayfa, tüm hakları saklıdır",
	"zh": "另请参阅, 另见, 参见, 相关文章, 相关主题, 相关链接, 了解更多, 了解详情, 阅读更多, 查看更多, 点击这里, 目录, 本页内容, 本文内容, 返回顶部, 回到顶部, 分享本文, 下一页, 上一页, 下一篇, 上一篇, 版权所有, 保留所有权利",
	"zh-Hant": "另請參閱, 另見, 參見, 相關文章, 相關主題, 相關連結, 了解更多, 瞭解詳情, 閱讀更多, 查看更多, 點擊這裡, 目錄, 本頁內容, 本文內容, 返回頂部, 回到頂端, 分享本文, 下一頁, 上一頁, 下一篇, 上一篇, 版權所有, " +
		"保留所有權利",
}

var pointerPhrases = map[string]string{
	"ar": "انظر أيضا, انظر أيضًا, راجع أيضا, راجع أيضًا, مقالات ذات صلة", "de": "siehe auch, verwandte artikel, mehr erfahren über",
	"en": "see also, related articles, related topics, learn more about, read more about", "es": "véase también, vea también, ver también, artículos relacionados",
	"fr": "voir aussi, articles connexes, en savoir plus sur", "it": "vedi anche, vedere anche, articoli correlati", "ja": "関連記事, 関連項目, こちらも参照", "ko": "관련 문서, 관련 글, 함께 보기",
	"nl": "zie ook, gerelateerde artikelen, lees meer over", "pl": "zobacz też, zobacz także, zobacz również, powiązane artykuły", "pt": "veja também, ver também, consulte também, artigos relacionados",
	"ru": "см. также, смотрите также, читайте также, похожие статьи", "th": "ดูเพิ่มเติม, บทความที่เกี่ยวข้อง", "tr": "ayrıca bakınız, ayrıca bkz., ilgili makaleler",
	"zh": "另请参阅, 另见, 参见, 相关文章", "zh-Hant": "另請參閱, 另見, 參見, 相關文章",
}

var datedPhrases = map[string]string{
	"ar": "آخر تحديث, آخر تعديل", "de": "zuletzt aktualisiert, zuletzt geändert, zuletzt bearbeitet, letzte aktualisierung, letzte änderung",
	"en": "last updated, last modified, last reviewed, last edited, last changed", "es": "última actualización, última modificación, actualizado por última vez",
	"fr": "dernière mise à jour, dernière modification, mis à jour le", "it": "ultimo aggiornamento, ultima modifica", "ja": "最終更新日, 最終更新, 更新日", "ko": "마지막 업데이트, 최종 업데이트, 최종 수정일, 마지막 수정",
	"nl": "laatst bijgewerkt, laatst gewijzigd, laatste wijziging", "pl": "ostatnia aktualizacja, ostatnia modyfikacja, ostatnio zaktualizowano", "pt": "última atualização, última modificação, atualizado pela última vez",
	"ru": "последнее обновление, последнее изменение, дата обновления, дата изменения", "th": "อัปเดตล่าสุด, แก้ไขล่าสุด, ปรับปรุงล่าสุด", "tr": "son güncelleme, son güncellenme, son değişiklik",
	"zh": "上次更新, 最后更新, 最近更新, 更新时间, 更新日期", "zh-Hant": "上次更新, 最後更新, 最近更新, 更新時間, 更新日期",
}

var updatedPhrases = map[string]string{
	"ar": "تم التحديث, محدث", "de": "aktualisiert, stand, geändert, veröffentlicht", "en": "updated, modified, published, posted, created, reviewed", "es": "actualizado, publicado",
	"fr": "mis à jour, publié", "it": "aggiornato, pubblicato", "ja": "更新, 公開日", "ko": "업데이트, 게시일", "nl": "bijgewerkt, gepubliceerd", "pl": "zaktualizowano, opublikowano",
	"pt": "atualizado, publicado", "ru": "обновлено, изменено, опубликовано", "th": "อัปเดต, เผยแพร่", "tr": "güncellendi, güncelleme, yayınlanma", "zh": "更新于, 更新, 发布于", "zh-Hant": "更新於, 更新, 發佈於",
}

var askedPhrases = map[string]string{
	"ar": "هل كانت هذه المقالة مفيدة, هل كان هذا المقال مفيدا, هل كان هذا المقال مفيدًا, هل كانت هذه الصفحة مفيدة", "de": "war dieser artikel hilfreich, war diese seite hilfreich, war das hilfreich, fanden sie diesen artikel hilfreich",
	"en": "was this article helpful, was this page helpful, was this helpful, was this information helpful, did this help, did this answer your question, did you find this helpful, did you find this article helpful",
	"es": "¿fue útil este artículo, ¿te resultó útil este artículo, ¿le resultó útil este artículo, ¿te ha resultado útil, ¿fue útil esta página, ¿le ha servido de ayuda este artículo",
	"fr": "cet article vous a-t-il été utile, cet article a-t-il été utile, cet article était-il utile, cette page vous a-t-elle été utile, cette page vous a-t-elle aidé",
	"it": "questo articolo è stato utile, questo articolo ti è stato utile, questa pagina è stata utile, è stato utile", "ja": "この記事は役に立ちましたか, このページは役に立ちましたか, お役に立ちましたか",
	"ko": "이 문서가 도움이 되었나요, 이 글이 도움이 되었나요, 도움이 되었나요, 이 문서가 도움이 되었습니까, 도움이 되었습니까", "nl": "was dit artikel nuttig, was dit artikel behulpzaam, was deze pagina nuttig, heeft dit artikel je geholpen, was dit nuttig",
	"pl": "czy ten artykuł był pomocny, czy ta strona była pomocna, czy to było pomocne", "pt": "este artigo foi útil, esta página foi útil, este artigo ajudou, isto foi útil",
	"ru": "была ли эта статья полезной, была ли статья полезна, была ли эта статья полезна, была ли статья полезной, статья была полезна, эта статья была полезна, помогла ли вам эта статья, помогла ли вам статья",
	"th": "บทความนี้มีประโยชน์หรือไม่, บทความนี้เป็นประโยชน์หรือไม่, หน้านี้มีประโยชน์หรือไม่", "tr": "bu makale yararlı oldu mu, bu makale yardımcı oldu mu, bu sayfa yararlı oldu mu, bu makale faydalı oldu mu, bu yazı yararlı oldu mu",
	"zh": "这篇文章有帮助吗, 这篇文章对您有帮助吗, 本文对您有帮助吗, 此页面有帮助吗, 这对您有帮助吗, 这篇文章是否有帮助", "zh-Hant": "這篇文章有幫助嗎, 這篇文章對您有幫助嗎, 本文對您有幫助嗎, 此頁面有幫助嗎, 這對您有幫助嗎",
}
