// Shows a citation in its place: the article's text with the quote marked.

import { element, languageOf, webAddress } from "/page/build.js";
import { date, text } from "/page/language.js";

const dialog = document.getElementById("article");
const title = document.getElementById("article-title");
const meta = document.getElementById("article-meta");
const notice = document.getElementById("article-notice");
const body = document.getElementById("article-text");

let loading = null; // the controller of the request under way

document.getElementById("article-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // outside of what it shows
});
dialog.addEventListener("close", () => loading?.abort());

// show opens the article of a citation.
export async function show(citation) {
  loading?.abort();
  const controller = (loading = new AbortController());
  title.textContent = citation.title;
  meta.replaceChildren(...about(citation));
  body.replaceChildren();
  body.removeAttribute("lang");
  say("loading_article");
  if (!dialog.open) dialog.showModal();
  try {
    const response = await fetch(`/v1/documents/${encodeURIComponent(citation.document_id)}`, { signal: controller.signal });
    if (response.status === 404) return without("article_gone", citation);
    if (!response.ok) return without("article_failed", citation);
    place(await response.json(), citation);
  } catch {
    if (!controller.signal.aborted) without("article_failed", citation);
  }
}

function place(article, citation) {
  const all = article.text;
  const start = offset(all, 0, citation.start);
  const end = offset(all, start, citation.end - citation.start);
  if (all.slice(start, end) !== citation.quote) return without("article_changed", citation);
  say(null);
  const language = languageOf(article.language);
  if (language) body.lang = language;
  const mark = element("mark", { id: "quote", tabindex: "-1" }, citation.quote);
  body.replaceChildren(all.slice(0, start), mark, all.slice(end));
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

// offset finds the place that is so many characters after a place. The
// server counts code points, JavaScript counts UTF-16 units.
export function offset(all, from, characters) {
  let at = from;
  for (; characters > 0 && at < all.length; characters--) {
    at += all.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

// without shows the quote alone when its place cannot be shown.
function without(key, citation) {
  say(key);
  body.replaceChildren(element("mark", { id: "quote" }, citation.quote));
}

function say(key) {
  notice.hidden = key === null;
  notice.textContent = key === null ? "" : text(key);
}

// about lists where a citation stands: headings, page, date, and the link to
// where customers read the article, which may be another server.
export function about(citation, link = true) {
  const parts = [];
  if (citation.heading.length > 0) parts.push(element("span", {}, element("bdi", {}, citation.heading.join(" › "))));
  if (citation.page) parts.push(element("span", {}, text("page", { n: citation.page })));
  if (citation.updated_at) {
    parts.push(element("time", { datetime: citation.updated_at }, text("updated", { date: date(citation.updated_at) })));
  }
  const address = link ? webAddress(citation.url) : null;
  if (address) {
    parts.push(element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text("open_article")));
  }
  return parts;
}
