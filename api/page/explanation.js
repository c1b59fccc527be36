// Draws why an answer is as it is, for whoever wants to know.

import { element, languageOf } from "/page/build.js";
import { number, signed, text } from "/page/language.js";

const strongest = 2; // log-odds that fill a factor's bar
const shown = 6; // of the factors, those that weigh most

export function explanation(answer) {
  const { summary, evidence, confidence_factors: factors, dropped_sentences: dropped, degraded } = answer.explanation;
  return element(
    "details",
    { class: "why", "data-key": "why" },
    element("summary", { "data-key": "why-summary" }, text("why")),
    summary ? element("p", { dir: "auto", lang: languageOf(answer.language) }, summary) : null,
    degraded ? element("p", { class: "notice", dir: "auto" }, `${text("degraded")}: ${degraded}`) : null,
    part("factors", heaviest(factors).map(factor)),
    part("evidence", evidence.map(found)),
    part("dropped", dropped.map((sentence) => element("li", {}, element("s", { dir: "auto", lang: languageOf(answer.language) }, sentence.text)))),
    element("p", { class: "meta" }, ...made(answer)),
  );
}

function part(key, items) {
  if (items.length === 0) return null;
  return element("section", {}, element("h3", {}, text(key)), element("ul", { class: key }, ...items));
}

// heaviest are the factors that moved the confidence most, best first.
function heaviest(factors) {
  const visible = factors.filter(({ effect }) => Math.abs(effect) >= 0.05);
  return visible.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, shown).sort((a, b) => b.effect - a.effect);
}

function factor({ name, effect }) {
  const bar = element("span", { class: effect < 0 ? "effect down" : "effect up", "aria-hidden": "true" });
  bar.style.setProperty("--share", Math.min(1, Math.abs(effect) / strongest));
  return element(
    "li",
    {},
    element("span", { lang: "en", dir: "auto" }, name),
    bar,
    element("span", { class: "value" }, signed(effect), element("span", { class: "hidden" }, ` ${text(effect < 0 ? "lowers" : "raises")}`)),
  );
}

function found(evidence) {
  return element(
    "li",
    {},
    element("bdi", {}, evidence.title),
    evidence.page ? element("span", { class: "meta" }, text("page", { n: evidence.page })) : null,
    evidence.used ? element("span", { class: "tag" }, text("used")) : null,
    element("span", { class: "value" }, number(evidence.score, 2)),
  );
}

function made(answer) {
  const parts = [];
  if (answer.model) parts.push(element("span", {}, text("model", { model: answer.model })));
  parts.push(element("span", {}, text("took", { seconds: number(answer.timing_ms.total / 1000, 2) })));
  return parts;
}
