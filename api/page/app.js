// The page: asks, keeps the conversation, and puts everything together.

import { draw, failureText } from "/page/answer.js";
import { element } from "/page/build.js";
import * as language from "/page/language.js";
import { ask } from "/page/stream.js";

const { text } = language;
const by = (id) => document.getElementById(id);
const form = by("form");
const input = by("question");

let base = { name: "", documents: 0, chat_model: "", examples: [] };
let turns = [];
let conversation = ""; // the id under which the server keeps it
let running = null; // the controller of the question under way

await language.start();
by("language").append(...language.languages().map(([code, name]) => element("option", { value: code, lang: code }, name)));
by("language").value = language.code();
by("language").addEventListener("change", (event) => {
  language.choose(event.target.value);
  drawAll();
});
drawAll();

try {
  base = await (await fetch("/page/config.json")).json();
} catch {
  // The page works without what it says about the base.
}
drawAll();
input.focus();
document.documentElement.dataset.ready = "";

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(input.value);
});
input.addEventListener("keydown", (event) => {
  // While an input method composes, Enter chooses a word.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(input.value);
  }
});
input.addEventListener("input", fit);
by("person").addEventListener("click", () => submit(text("person_question")));
by("stop").addEventListener("click", () => running?.abort());
by("fresh").addEventListener("click", () => {
  running?.abort();
  turns = [];
  conversation = "";
  by("turns").replaceChildren();
  drawAll();
  input.focus();
});

// fit makes the field as high as what is written in it.
function fit() {
  input.style.setProperty("block-size", "auto");
  input.style.setProperty("block-size", `${Math.min(input.scrollHeight, 200)}px`);
}

function submit(question) {
  question = question.trim();
  if (running) return;
  if (question === "") {
    announce(text("error_question_empty"));
    input.focus();
    return;
  }
  input.value = "";
  fit();
  const turn = { question, element: element("article", { class: "turn" }) };
  turns.push(turn);
  by("welcome").hidden = true;
  by("turns").append(turn.element);
  answer(turn);
}

// answer asks a turn's question and follows what comes.
async function answer(turn) {
  Object.assign(turn, { phase: "searching", found: 0, sentences: [], sources: [], answer: null, error: "" });
  const controller = (running = new AbortController());
  redraw(turn);
  drawControls();
  turn.element.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  by("announcer").replaceChildren();
  announce(text("searching"));
  try {
    const request = conversation ? { question: turn.question, conversation_id: conversation } : { question: turn.question };
    await ask(request, controller.signal, (event, data) => follow(turn, event, data));
    turn.phase = "done";
  } catch (error) {
    turn.phase = controller.signal.aborted ? "stopped" : "failed";
    turn.error = error.code ?? "internal";
    announce(turn.phase === "stopped" ? text("stopped") : failureText(turn.error));
  }
  if (running === controller) running = null;
  redraw(turn);
  drawControls();
}

function follow(turn, event, data) {
  if (event === "evidence") {
    turn.phase = "writing";
    turn.found = data.evidence.length;
  } else if (event === "sentence") {
    turn.phase = "writing";
    turn.sentences.push({ text: data.text, citations: data.citations });
    turn.sources.push(...data.sources);
    announce(data.text);
  } else if (event === "answer") {
    turn.answer = data;
    conversation = data.conversation_id;
    announceAnswer(turn, data);
  }
  redraw(turn);
}

// announceAnswer tells a screen reader how it ended; sentences that it was
// told already are not repeated.
function announceAnswer(turn, answer) {
  if (answer.decision === "escalate") {
    announce(`${text("escalated")}. ${answer.notice || text("escalated_text")}`);
    return;
  }
  if (answer.decision === "clarify") {
    announce(`${text("clarify")}. ${answer.text.replaceAll(/\[\d+\]/g, "")}`);
    return;
  }
  const told = turn.sentences.map((sentence) => sentence.text).join(" ");
  const now = answer.sentences.map((sentence) => sentence.text).join(" ");
  const words = `${text("answered")}. ${text("likely", { percent: language.percent(answer.confidence) })}.`;
  announce(told === now ? words : `${now} ${words}`);
}

function announce(words) {
  by("announcer").append(element("span", {}, `${words} `));
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function redraw(turn) {
  draw(turn, () => answer(turn));
}

function drawControls() {
  by("ask").hidden = running !== null;
  by("stop").hidden = running === null;
  by("fresh").hidden = turns.length === 0;
  if (running && document.activeElement === document.body) input.focus();
}

// drawAll draws everything that depends on the language and the base.
function drawAll() {
  by("name").textContent = base.name || "Footnote";
  document.title = base.name ? `${base.name} · Footnote` : "Footnote";
  input.placeholder = text("placeholder");
  by("welcome").hidden = turns.length > 0;
  by("examples").hidden = base.examples.length === 0;
  by("example-list").replaceChildren(...base.examples.slice(0, 4).map(example));
  const mode = base.chat_model ? text("mode_generative", { model: base.chat_model }) : text("mode_extractive");
  by("facts").textContent = `${text("articles", { n: language.number(base.documents) })} · ${mode}`;
  drawControls();
  turns.forEach(redraw);
}

function example(question) {
  return element("li", {}, element("button", { type: "button", class: "example", dir: "auto", onclick: () => submit(question) }, question));
}
