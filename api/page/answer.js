// Draws a turn of the conversation: a question and what came of it.

import { about, show } from "/page/article.js";
import { element, icon, languageOf } from "/page/build.js";
import { explanation } from "/page/explanation.js";
import { percent, text } from "/page/language.js";

const person = "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5";

// draw fills a turn's element from its state: question, phase ("searching",
// "writing", "done", "stopped", "failed"), sentences, sources, answer, error.
export function draw(turn, retry) {
  const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  const opened = new Set([...turn.element.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  turn.element.replaceChildren(
    element("h2", { class: "question" }, element("span", { class: "hidden" }, `${text("you_asked")}: `), element("span", { dir: "auto" }, turn.question)),
    ...(turn.answer ? finished(turn.answer) : underway(turn)),
    ...ending(turn, retry),
  );
  for (const details of turn.element.querySelectorAll("details")) details.open = opened.has(details.dataset.key);
  if (focused && turn.element.contains(document.activeElement) === false) {
    turn.element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

// underway shows what is there while the answer is being made.
function underway(turn) {
  const shown = [];
  if (turn.sentences.length > 0) shown.push(prose(turn.sentences, turn.sources, undefined));
  if (turn.phase === "searching" || turn.phase === "writing") {
    const words = turn.phase === "searching" ? text("searching") : turn.sentences.length > 0 ? text("writing") : text("found", { n: turn.found });
    shown.push(element("p", { class: "progress" }, element("span", { class: "pulse", "aria-hidden": "true" }), words));
  }
  return shown;
}

// ending shows how a turn ended when it did not end with an answer.
function ending(turn, retry) {
  if (turn.phase === "stopped") return [element("p", { class: "notice", "data-key": "stopped" }, text("stopped"))];
  if (turn.phase !== "failed") return [];
  return [
    element(
      "div",
      { class: "notice bad" },
      element("p", {}, failureText(turn.error)),
      element("button", { type: "button", class: "quiet", "data-key": "retry", onclick: retry }, text("try_again")),
    ),
  ];
}

export const failureText = (code) => {
  const known = text(`error_${code}`);
  return known === `error_${code}` ? text("error_internal") : known;
};

function finished(answer) {
  if (answer.decision === "escalate") return escalation(answer);
  if (answer.decision === "clarify") return questionBack(answer);
  const reasons = answer.reasons.map((reason) => element("p", { class: "notice" }, reasonText(reason)));
  return [
    prose(answer.sentences, answer.citations, answer),
    notes(answer.citations, answer.language),
    verdict(answer),
    ...reasons,
    explanation(answer),
    disclosure(answer),
  ];
}

// questionBack asks which of several meanings is meant; each is cited.
function questionBack(answer) {
  const asks = answer.text.split("\n", 1)[0];
  return [
    element("h3", {}, text("clarify")),
    element("p", { class: "prose", dir: "auto", lang: languageOf(answer.language) }, asks),
    prose(answer.sentences, answer.citations, answer),
    notes(answer.citations, answer.language),
    explanation(answer),
    disclosure(answer),
  ];
}

// escalation says that a person takes over, and shows what was found as what
// it is: a draft for that person.
function escalation(answer) {
  const draft = answer.sentences.length > 0 || answer.text !== "";
  return [
    element(
      "section",
      { class: "handover" },
      element("h3", {}, icon(person), text("escalated")),
      answer.notice ? element("p", { dir: "auto", lang: languageOf(answer.language) }, answer.notice) : element("p", {}, text("escalated_text")),
      answer.reasons.length > 0 ? element("ul", { class: "reasons" }, ...answer.reasons.map((reason) => element("li", {}, reasonText(reason)))) : null,
    ),
    element(
      "section",
      { class: "draft" },
      element("h3", {}, text("draft")),
      draft ? prose(answer.sentences, answer.citations, answer) : element("p", { class: "empty" }, text("draft_empty")),
      draft ? notes(answer.citations, answer.language) : null,
      draft ? verdict(answer) : null,
    ),
    explanation(answer),
    disclosure(answer),
  ];
}

export const reasonText = (reason) => text(`reason_${reason}`);

// listItem tells a step of a list or one of its points, which stands on a
// line of its own.
const listItem = /^(\d{1,3}[.)]|[-–•*])\s/;

// prose shows sentences with their citation markers.
function prose(sentences, citations, answer) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  const paragraph = element("p", { class: "prose", dir: "auto", lang: answer ? languageOf(answer.language) : undefined });
  if (answer && sentences.length === 0) paragraph.append(answer.text);
  sentences.forEach((sentence, i) => {
    const markers = sentence.citations.filter((n) => known.has(n)).map((n) => marker(known.get(n), `s${i}-${n}`));
    const kind = listItem.test(sentence.text) ? "sentence item" : "sentence";
    paragraph.append(element("span", { class: kind }, sentence.text, ...markers), " ");
  });
  return paragraph;
}

function marker(citation, key) {
  return element(
    "button",
    {
      type: "button",
      class: "marker",
      "data-key": key,
      "aria-label": text("source", { n: citation.n, title: citation.title }),
      title: citation.title,
      onclick: () => show(citation),
    },
    String(citation.n),
  );
}

// notes lists the citations as the footnotes of the answer.
function notes(citations, language) {
  if (citations.length === 0) return null;
  return element(
    "section",
    { class: "notes" },
    element("h3", {}, text("sources")),
    element("ol", {}, ...citations.map((citation) => note(citation, language))),
  );
}

function note(citation, language) {
  return element(
    "li",
    { value: citation.n },
    element(
      "button",
      { type: "button", class: "source", "data-key": `n${citation.n}`, onclick: () => show(citation) },
      element("span", { class: "number", "aria-hidden": "true" }, String(citation.n)),
      element("bdi", { class: "title" }, citation.title),
      element("q", { class: "quote", dir: "auto", lang: languageOf(language) }, citation.quote),
      element("span", { class: "place" }, text("show_place")),
    ),
    element("p", { class: "meta" }, ...about(citation, false)),
  );
}

// verdict shows the confidence in words and as a meter. A draft that a person
// takes over for another reason is not called right, however confident it is.
function verdict(answer) {
  const unsure = answer.confidence < answer.threshold;
  const escalated = answer.decision === "escalate";
  const level = unsure || escalated ? "low" : answer.confidence >= 0.9 ? "high" : "good";
  const likely = text("likely", { percent: percent(answer.confidence) });
  const fill = element("span", { class: "fill" });
  fill.style.setProperty("inline-size", `${answer.confidence * 100}%`);
  const line = element("span", { class: "line" });
  line.style.setProperty("inset-inline-start", `${answer.threshold * 100}%`);
  return element(
    "div",
    { class: `verdict ${level}` },
    element(
      "p",
      {},
      escalated && !unsure ? null : element("strong", {}, text(`level_${level}`)),
      element("span", {}, likely),
    ),
    element(
      "div",
      {
        class: "meter",
        role: "meter",
        "aria-label": text("confidence"),
        "aria-valuemin": "0",
        "aria-valuemax": "100",
        "aria-valuenow": String(Math.round(answer.confidence * 100)),
        "aria-valuetext": likely,
      },
      fill,
      line,
    ),
    element("p", { class: "meta" }, text("threshold", { percent: percent(answer.threshold) })),
  );
}

function disclosure(answer) {
  if (!answer.disclosure) return null;
  return element("p", { class: "disclosure", dir: "auto", lang: languageOf(answer.language) }, answer.disclosure);
}
