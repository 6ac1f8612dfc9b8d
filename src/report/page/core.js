// What all views use: elements, words, numbers, the data.

const TYPES = ["PER", "LOC", "ORG", "other"];
const WORDS = JSON.parse(document.getElementById("words").textContent);
const SVG = "http://www.w3.org/2000/svg";
const state = { lang: document.documentElement.lang, data: null };

/** An element; texts become text nodes, never markup. */
function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** What the interface says, in its language; `{name}` is filled in. */
function say(key, values = {}) {
  let text = WORDS[state.lang][key] ?? key;
  if (text.includes("|")) {
    const form = new Intl.PluralRules(state.lang).select(values.n);
    text = text.split("|")[{ one: 0, few: 1 }[form] ?? 2];
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

function shown(value) {
  return typeof value === "number" ? number(value) : value;
}

function number(value, digits = 0) {
  return value.toLocaleString(state.lang, { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

/** A date as the language writes it, as exact as it is known. */
function dated(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  if (!month) return String(year);
  const format = { timeZone: "UTC", year: "numeric", month: day ? "short" : "long", ...(day && { day: "numeric" }) };
  return new Date(Date.UTC(year, month - 1, day || 1)).toLocaleDateString(state.lang, format);
}

async function unpacked(script) {
  const bytes = Uint8Array.from(atob(script.textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Makes the index that the page holds into objects. */
function opened(index) {
  const entities = new Map();
  index.entities.forEach(([at, id, type, [uk, ru, en], latin, subtype, wikidata, mentions, documents, known, first, last, surfaces, surfaceCount]) =>
    entities.set(at, { at, id, type, names: { uk, ru, en }, latin, subtype, wikidata, mentions, documents, known, first, last, surfaces, surfaceCount, kind: TYPES.includes(type) ? type : "other" }));
  const documents = index.documents.map(([id, date, lang, chars, types, piece, place, list], at) => {
    const counts = [];
    for (let i = 0; i < list.length; i += 2) counts.push([list[i], list[i + 1]]);
    return { at, id, date, lang, chars, types, piece, place, counts, mentions: types.reduce((a, b) => a + b, 0) };
  });
  const byId = new Map([...entities.values()].map((entity) => [entity.id, entity]));
  return { ...index, entities, documents, byId, ranking: [...entities.values()], edges: index.edges.map(([source, target, weight, pmi, sure]) => ({ source, target, weight, pmi, sure })) };
}

function nameOf(entity) {
  return entity.names[state.lang] || entity.names.uk || entity.names.ru || entity.names.en || entity.id;
}

function typeName(type) {
  return TYPES.includes(type) ? say("type_" + type) : type;
}

function badge(entity) {
  return el("span", { class: "type " + entity.kind }, WORDS[state.lang]["one_" + entity.type] ?? entity.type);
}

function entityLink(entity) {
  return el("a", { href: "#/entity/" + encodeURIComponent(entity.id) }, nameOf(entity));
}

function documentLink(doc, entity) {
  return el("a", { href: `#/document/${doc.at}${entity ? "/" + encodeURIComponent(entity.id) : ""}` }, doc.id || "–");
}

/** Equal for searching: case, accents, apostrophes, ё. */
function folded(text) {
  return text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}|['’ʼ`]/gu, "").replace(/\s+/g, " ").trim();
}

const pieces = document.getElementsByClassName("piece");
const openPieces = new Map();

/** The texts of a piece: lists of text, numbers of mentions, whether it is shortened. */
function piece(at) {
  if (!openPieces.has(at)) openPieces.set(at, unpacked(pieces[at]));
  return openPieces.get(at);
}

/** A text with its mentions; nothing where the report has none. */
async function reading(doc) {
  if (doc.piece < 0) return null;
  const [text, numbers, isShortened] = (await piece(doc.piece))[doc.place];
  const mentions = [];
  for (let i = 0, at = 0; i < numbers.length; i += 4) {
    at += numbers[i];
    mentions.push({ start: at, end: at + numbers[i + 1], entity: state.data.entities.get(numbers[i + 2]), rule: state.data.rules[numbers[i + 3]] });
  }
  return { text, mentions, isShortened };
}

/** The documents of an entity, with counts, in the order of the corpus. */
function documentsOf(entity) {
  if (!state.data.places) {
    state.data.places = new Map();
    for (const doc of state.data.documents)
      for (const [at, count] of doc.counts) {
        if (!state.data.places.has(at)) state.data.places.set(at, []);
        state.data.places.get(at).push([doc, count]);
      }
  }
  return state.data.places.get(entity.at) ?? [];
}

/** A list that shows so many rows, and more when asked. */
function growing(container, rows, make, step = 100) {
  let next = 0;
  const more = el("button", { type: "button", class: "more" });
  const grow = () => {
    const first = next;
    container.append(...rows.slice(next, next + step).map(make));
    next = Math.min(next + step, rows.length);
    more.hidden = next >= rows.length;
    more.textContent = say("more", { n: rows.length - next });
    if (first > 0) container.children[first]?.querySelector("a")?.focus();
  };
  more.addEventListener("click", grow);
  grow();
  return more;
}

function checkboxes(kinds, chosen, changed) {
  return kinds.map((kind) =>
    el("label", {}, el("input", { type: "checkbox", value: kind, checked: chosen.has(kind), onchange: (event) => {
      if (event.target.checked) chosen.add(kind); else chosen.delete(kind);
      changed();
    } }), el("span", { class: "type " + kind }, say("type_" + kind))));
}

/** The types that the corpus has. */
function kinds() {
  return TYPES.filter((_, i) => state.data.corpus.types[i] > 0);
}
