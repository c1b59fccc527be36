// Draws the blocks of an article as what they are: headings, lists, tables.

import { element, icon } from "/page/build.js";
import * as language from "/page/language.js";

const picture = "M3 5h14v10H3zM3 13l4-4 4 4M10 12l2-2 5 4";

// draw makes a piece of an article (see blocks.js).
export function draw(article, blocks) {
  const piece = element("div", { class: "piece" });
  // The list items around what is drawn, outermost first. The group of each is
  // what the next block may be a part of: a list, a table.
  const open = [{ item: null, element: piece, group: null }];
  for (const block of blocks) {
    while (open.length > 1 && open.at(-1).item !== block.home) open.pop();
    const into = open.at(-1);
    const made = (drawing[block.kind] ?? drawing.paragraph)(article, block, into);
    if (block.kind === "list_item") open.push({ item: block, element: made, group: null });
  }
  return piece;
}

// run is a range of the text, with what of it is quoted marked.
function run({ text, quote }, start, end) {
  const from = Math.min(Math.max(quote.start, start), end);
  const to = Math.min(Math.max(quote.end, from), end);
  if (from === to) return [text.slice(start, end)];
  return [text.slice(start, from), element("mark", {}, text.slice(from, to)), text.slice(to, end)];
}

const all = (article, block) => run(article, block.start, block.end);

// alone draws a block that is no part of another.
const alone = (name, properties = {}) => (article, block, into) => {
  into.group = null;
  into.element.append(element(name, properties, ...all(article, block)));
};

// within draws a block as a part of an element that others of its kind are in.
const within = (outer, inner) => (article, block, into) => {
  if (into.group?.name !== outer) begin(into, outer, element(outer));
  into.group.element.append(element(inner, {}, ...all(article, block)));
};

// begin opens a group; further is what a block must have in common with it.
function begin(into, name, made, further) {
  into.group = { name, element: made, further };
  into.element.append(made);
}

// heading draws what stands over others. The dialog has h2 for its title.
const heading = (article, block, into) => alone(`h${Math.min((block.level ?? 1) + 2, 6)}`)(article, block, into);

const drawing = {
  paragraph: alone("p"),
  answer: alone("p"),
  furniture: alone("p", { class: "furniture" }),
  heading,
  question: heading,
  quotation: within("blockquote", "p"),
  term: within("dl", "dt"),
  description: within("dl", "dd"),
  list_item: listItem,
  table_header: row,
  table_section: row,
  table_row: row,
  caption,
  code,
  note,
  figure,
};

function listItem(article, block, into) {
  const name = block.ordered ? "ol" : "ul";
  if (into.group?.name !== name || into.group.further !== block.parent) {
    // Without marks of the browser's own some readers take it for no list.
    begin(into, name, element(name, { role: "list" }), block.parent);
  }
  const list = into.group;
  const made = element("li", {}, ...marked(article, block));
  list.element.append(made);
  // The items are indented by the widest mark.
  list.marks = Math.max(list.marks ?? 0, block.marker?.length ?? 0);
  list.element.style.setProperty("--marks", `${list.marks}ch`);
  return made;
}

// marked draws what is printed before a text apart from it.
function marked(article, block) {
  if (!block.marker) return all(article, block);
  const end = Math.min(block.start + block.marker.length + 1, block.end);
  return [element("span", { class: "printed" }, ...run(article, block.start, end)), ...run(article, end, block.end)];
}

function row(article, block, into) {
  const table = article.tables.get(block.table);
  if (into.group?.name !== "table" || into.group.further !== block.table) {
    beginTable(into, block.table, block === table.first ? null : headAgain(article, table));
  }
  const sections = into.group.element;
  const last = sections.lastElementChild?.localName;
  const name = block.kind === "table_header" && last !== "tbody" ? "thead" : "tbody";
  if (last !== name || block.kind === "table_section") sections.append(element(name));
  sections.lastElementChild.append(cells(article, block, table.width));
}

// headAgain draws the head of a table that goes on here. What is quoted of it
// is marked where it stands.
function headAgain(article, table) {
  if (table.head.length === 0) return null;
  const unquoted = { ...article, quote: { start: 0, end: 0 } };
  return element("thead", {}, ...table.head.map((block) => cells(unquoted, block, table.width)));
}

// beginTable makes a table that can be scrolled by keyboard where it is wider
// than the screen.
function beginTable(into, number, top) {
  const table = element("table", {}, top);
  begin(into, "table", element("div", { class: "table", role: "group", tabindex: "0", "aria-label": language.text("table") }, table), number);
  into.group.element = table;
}

// cells draws a row. Columns without a cell are left empty.
function cells(article, block, width) {
  const made = element("tr");
  let column = 0;
  const add = (name, properties, columns, ...children) => {
    if (columns < 1) return;
    made.append(element(name, { ...properties, colspan: columns > 1 ? columns : null }, ...children));
    column += columns;
  };
  const sole = block.kind === "table_section";
  for (const cell of sole ? block.cells.slice(0, 1) : block.cells) {
    add("td", {}, cell.column - column);
    add(...cellOf(block, cell), sole ? width - cell.column : cell.columns, ...run(article, cell.start, cell.end));
  }
  add("td", {}, width - column);
  return made;
}

// cellOf returns the name and the properties of a cell's element. An empty one
// heads nothing.
function cellOf(block, cell) {
  if (cell.start === cell.end) return ["td", {}];
  if (block.kind === "table_header") return ["th", { scope: "col" }];
  if (block.kind === "table_section") return ["th", { scope: "rowgroup" }];
  return cell.header ? ["th", { scope: "row" }] : ["td", {}];
}

function caption(article, block, into) {
  if (block.table) beginTable(into, block.table, element("caption", {}, ...all(article, block)));
  else if (into.group?.name === "figure") into.group.element.append(element("figcaption", {}, ...all(article, block)));
  else alone("p", { class: "caption" })(article, block, into);
}

// figure shows the text that stands for a picture.
function figure(article, block, into) {
  begin(into, "figure", element("figure", {}, element("p", {}, icon(picture), element("span", {}, ...all(article, block)))));
}

function note(article, block, into) {
  into.group = null;
  into.element.append(element("p", { class: "note", role: "doc-footnote" }, ...marked(article, block)));
}

function code(article, block, into) {
  into.group = null;
  // The first line is indented by what stands before the block.
  const indent = /[ \t]*$/.exec(article.text.slice(Math.max(block.start - 100, 0), block.start))[0];
  into.element.append(element("pre", { dir: "ltr", translate: "no" }, element("code", {}, indent, ...all(article, block))));
}
