// Shows a citation in its place: the article with the quote marked.

import { cut, read } from "/page/blocks.js";
import { element, languageOf, webAddress } from "/page/build.js";
import { draw } from "/page/draw.js";
import { date, direction, text } from "/page/language.js";

const dialog = document.getElementById("article");
const title = document.getElementById("article-title");
const meta = document.getElementById("article-meta");
const notice = document.getElementById("article-notice");
const body = document.getElementById("article-text");

// turn is for how long, in milliseconds, the rest of an article is drawn at a
// time.
const turn = 12;

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
  body.dir = "auto";
  say("loading_article");
  if (!dialog.open) dialog.showModal();
  try {
    const response = await fetch(`/v1/documents/${encodeURIComponent(citation.document_id)}`, { signal: controller.signal });
    if (response.status === 404) return without("article_gone", citation);
    if (!response.ok) return without("article_failed", citation);
    await place(await response.json(), citation, controller.signal);
  } catch {
    if (!controller.signal.aborted) without("article_failed", citation);
  }
}

// place draws what is around the quote, shows the quote, and then the rest,
// so that a long article is there as soon as a short one.
async function place(stored, citation, signal) {
  const article = read(stored, citation);
  if (article === null) return without("article_changed", citation);
  say(null);
  const language = languageOf(stored.language);
  if (language) body.lang = language;
  body.dir = direction(language);
  const pieces = cut(article.blocks);
  const { start, end } = article.quote;
  let first = pieces.findLastIndex((blocks) => blocks[0].start <= start);
  let last = pieces.findLastIndex((blocks) => blocks[0].start < end);
  first = Math.max(first - 1, 0);
  last = Math.min(last + 1, pieces.length - 1);
  body.replaceChildren(...pieces.slice(first, last + 1).map((blocks) => draw(article, blocks)));
  reveal();
  for (let until = 0; first > 0 || last < pieces.length - 1; ) {
    if (performance.now() >= until) {
      await new Promise((go) => setTimeout(go)); // what the reader does comes first
      until = performance.now() + turn;
    }
    if (signal.aborted) return;
    if (last < pieces.length - 1) body.append(draw(article, pieces[++last]));
    if (first > 0) prepend(draw(article, pieces[--first]));
  }
}

// reveal moves to the quote, which may be marked in several blocks.
function reveal() {
  const mark = body.querySelector("mark");
  mark.id = "quote";
  mark.tabIndex = -1;
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

// prepend adds a piece on top and leaves what is read where it is.
function prepend(piece) {
  const height = body.scrollHeight;
  body.prepend(piece);
  body.scrollTop += body.scrollHeight - height;
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
