// Builds elements. Text only ever becomes text: nothing here parses markup.

// element makes an element with properties and children. Properties are
// attributes, but for "on…" listeners and "data" attributes.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const svg = "http://www.w3.org/2000/svg";

// icon draws one path on a field of 20 by 20.
export function icon(path) {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

// webAddress returns an address that is safe to link to, or null.
export function webAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

// languageOf returns what to put into lang: nothing for unknown languages.
export const languageOf = (code) => (code && code !== "und" ? code : undefined);
