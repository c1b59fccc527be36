// Reads what an article is made of, and cuts it into pieces that can be drawn
// one without the other, so that a long one need not be drawn at once.

// pieceSize is how many blocks and cells a piece has at least, if there are.
const pieceSize = 200;

const isRow = (block) => block.kind.startsWith("table_");

// read returns the blocks of an article and the quote of a citation, with
// places in UTF-16 units, or null when the quote does not stand there. Text
// that is in no block is paragraphs, and so is all of an article whose blocks
// are not known.
export function read(article, citation) {
  const { text } = article;
  const at = placesIn(text);
  const quote = { start: at(citation.start), end: at(citation.end) };
  if (text.slice(quote.start, quote.end) !== citation.quote) return null;
  const blocks = (article.blocks ?? []).map((block) => ({
    ...block,
    start: at(block.start),
    end: at(block.end),
    cells: (block.cells ?? []).map((cell) => ({ ...cell, columns: cell.columns ?? 1, start: at(cell.start), end: at(cell.end) })),
  }));
  for (const block of blocks) block.parent = blocks[block.parent] ?? null;
  const all = withLoose(text, blocks);
  const tables = new Map();
  all.forEach((block, i) => settle(block, all[i + 1], tables));
  rankQuestions(all);
  return { text, quote, blocks: all, tables };
}

// placesIn returns a function from places in code points, which the server
// counts, to places in UTF-16 units.
function placesIn(text) {
  const wide = []; // where in code points the characters are that take two units
  for (let unit = 0, point = 0; unit < text.length; unit++, point++) {
    if (text.codePointAt(unit) > 0xffff) {
      wide.push(point);
      unit++;
    }
  }
  return (point) => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wide[middle] < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  };
}

// withLoose puts paragraphs where text stands between the blocks.
function withLoose(text, blocks) {
  const all = [];
  let end = 0;
  const loose = (to) => {
    let start = end;
    for (const part of text.slice(end, to).split(/(\n\s*\n)/)) {
      const from = start + part.length - part.trimStart().length;
      const until = start + part.trimEnd().length;
      if (from < until) all.push({ kind: "paragraph", start: from, end: until, parent: null, cells: [] });
      start += part.length;
    }
  };
  for (const block of blocks) {
    loose(block.start);
    all.push(block);
    end = block.end;
  }
  loose(text.length);
  return all;
}

// settle finds the list item that a block stands in, the table that a caption
// is of, and what there is to know of a table before its first row is drawn.
function settle(block, next, tables) {
  block.home = null;
  if (block.kind !== "note") { // a note stands by itself, whatever refers to it
    for (let above = block.parent, steps = 0; above && steps < 64; above = above.parent, steps++) {
      if (above.kind === "list_item") {
        block.home = above;
        break;
      }
    }
  }
  if (block.kind === "caption" && next && isRow(next) && next.parent === block) block.table = next.table;
  if (!isRow(block)) return;
  const table = tables.get(block.table) ?? { first: block, head: [], width: 0, body: false };
  tables.set(block.table, table);
  if (block.kind !== "table_header") table.body = true;
  else if (!table.body) table.head.push(block);
  for (const cell of block.cells) table.width = Math.max(table.width, cell.column + cell.columns);
}

// rankQuestions gives questions the level of a heading below the one that they
// stand under.
function rankQuestions(blocks) {
  let level = 0;
  for (const block of blocks) {
    if (block.kind === "heading") level = block.level ?? 1;
    if (block.kind === "question") block.level = level + 1;
  }
}

// cut returns the pieces of an article, each a list of blocks.
export function cut(blocks) {
  const pieces = [];
  let size = pieceSize;
  blocks.forEach((block, i) => {
    if (size >= pieceSize && begins(block, blocks[i - 1])) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1).push(block);
    size += 1 + block.cells.length;
  });
  return pieces;
}

// begins reports whether a block can be drawn without the one before.
function begins(block, before) {
  if (!before) return true;
  if (block.home || block.kind === "description") return false;
  if (block.kind === "caption") return before.kind !== "figure";
  return !isRow(block) || (block.kind !== "table_header" && before.kind !== "table_header" && before !== block.parent);
}
