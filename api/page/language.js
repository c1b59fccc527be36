// The language of the interface: texts, dates and numbers in it.

const rightToLeft = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
const remembered = "footnote.language";

let texts = {};
let current = "en";

// start loads the texts and chooses the language: the one chosen before, else
// the first of the browser's that there is.
export async function start() {
  texts = await (await fetch("/page/texts.json")).json();
  const wanted = [recall(), ...navigator.languages].map((tag) => (tag ?? "").split("-")[0].toLowerCase());
  choose(wanted.find((code) => code in texts) ?? "en", false);
}

export function choose(code, remember = true) {
  current = code;
  document.documentElement.lang = code;
  document.documentElement.dir = direction(code);
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  if (remember) {
    try {
      localStorage.setItem(remembered, code);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
}

function recall() {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

export const code = () => current;

// direction returns how a language is written, "auto" for an unknown one.
export const direction = (code) => (code ? (rightToLeft.has(code) ? "rtl" : "ltr") : "auto");

// languages lists what can be chosen, each by its own name.
export const languages = () => Object.entries(texts).map(([code, words]) => [code, words.language_name]);

// text returns a text with {name} replaced by values.
export function text(key, values = {}) {
  const words = texts[current]?.[key] ?? texts.en?.[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const has = (key) => key in (texts.en ?? {});

// Rounded down: a confidence below the threshold must not read like it.
export const percent = (share) => new Intl.NumberFormat(current, { style: "percent", maximumFractionDigits: 0 }).format(Math.floor(share * 100 + 1e-9) / 100);

export const number = (value, digits = 0) => new Intl.NumberFormat(current, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

// signed writes a number with its sign, + included.
export const signed = (value) => new Intl.NumberFormat(current, { signDisplay: "always", minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

export function date(iso) {
  const day = new Date(iso);
  return isNaN(day) ? "" : new Intl.DateTimeFormat(current, { dateStyle: "medium", timeZone: "UTC" }).format(day);
}
