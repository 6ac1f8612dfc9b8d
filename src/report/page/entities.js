// The list of entities, and the page of each.

function haystack(entity) {
  return (entity.hay ??= folded([entity.names.uk, entity.names.ru, entity.names.en, entity.latin, entity.id, ...entity.surfaces.map(([surface]) => surface)].join("\n")));
}

function entitiesView(kind) {
  const chosen = new Set(TYPES.includes(kind) ? [kind] : kinds());
  const body = el("tbody");
  const foot = el("div");
  const status = el("p", { class: "soft small", role: "status" });
  const search = el("input", { type: "search", "aria-label": say("search_entities"), placeholder: say("search_entities"), oninput: () => update() });
  const order = el("select", { "aria-label": say("sort"), onchange: () => update() },
    ["mentions", "documents", "name"].map((key) => el("option", { value: key }, say("sort_" + key))));
  const known = el("select", { "aria-label": say("dictionary"), onchange: () => update() },
    ["all", "known", "unknown"].map((key) => el("option", { value: key }, say("dictionary_" + key))));
  const update = () => {
    const parts = folded(search.value).split(" ").filter(Boolean);
    const rows = state.data.ranking.filter((entity) => chosen.has(entity.kind) && (known.value === "all" || (known.value === "known") === Boolean(entity.known)) && parts.every((part) => haystack(entity).includes(part)));
    if (order.value === "documents") rows.sort((a, b) => b.documents - a.documents || b.mentions - a.mentions);
    if (order.value === "name") {
      const collator = new Intl.Collator(state.lang);
      rows.sort((a, b) => collator.compare(nameOf(a), nameOf(b)));
    }
    status.textContent = say("n_entities", { n: rows.length });
    body.replaceChildren();
    foot.replaceChildren(growing(body, rows, (entity) => el("tr", {},
      el("td", {}, entityLink(entity)), el("td", {}, badge(entity)),
      el("td", { class: "hide-narrow soft" }, entity.surfaces.slice(0, 4).map(([surface]) => surface).join(", ")),
      el("td", { class: "number" }, number(entity.mentions)), el("td", { class: "number" }, number(entity.documents)))));
  };
  update();
  return [
    el("h1", {}, say("entities")),
    el("div", { class: "tools", role: "search" }, search, checkboxes(kinds(), chosen, update), order, known),
    status,
    el("div", { class: "wide" }, el("table", { id: "entities" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("name")), el("th", { scope: "col" }, say("type")),
      el("th", { scope: "col", class: "hide-narrow" }, say("surfaces")), el("th", { scope: "col", class: "number" }, say("mentions")), el("th", { scope: "col", class: "number" }, say("documents")))), body)),
    foot,
  ];
}

function fact(name, ...value) {
  return [el("dt", {}, name), el("dd", {}, ...value)];
}

function entityView(id) {
  const entity = state.data.byId.get(id);
  if (!entity) return [el("h1", {}, say("not_found")), el("p", {}, id)];
  const others = [...new Set(["uk", "ru", "en"].map((lang) => entity.names[lang]).filter((name) => name && name !== nameOf(entity)))];
  const places = documentsOf(entity);
  const dates = places.filter(([doc]) => doc.date).map(([doc]) => [doc.date, 1]);
  const company = state.data.edges.filter((edge) => edge.source === entity.at || edge.target === entity.at).slice(0, 15)
    .map((edge) => ({ entity: state.data.entities.get(edge.source === entity.at ? edge.target : edge.source), value: edge.weight }));
  return [
    el("h1", {}, nameOf(entity)),
    el("dl", { class: "facts" },
      fact(say("type"), badge(entity)),
      others.length > 0 && fact(say("other_names"), others.join(" · ")),
      entity.latin && fact(say("latin"), entity.latin),
      fact(say("mentions"), number(entity.mentions)),
      fact(say("documents"), number(entity.documents)),
      entity.first && fact(say("dates"), span(entity.first, entity.last)),
      fact(say("identifier"), el("code", {}, entity.id), entity.known ? "" : " – " + say("in_no_dictionary")),
      /^Q\d+$/.test(entity.wikidata) && fact("Wikidata", el("a", { href: "https://www.wikidata.org/wiki/" + entity.wikidata, rel: "noopener noreferrer" }, entity.wikidata))),
    el("section", {}, el("h2", {}, say("surfaces")),
      el("ul", { class: "surfaces", id: "surfaces" }, entity.surfaces.map(([surface, count]) => el("li", {}, surface, " ", el("span", {}, number(count))))),
      entity.surfaces.length < entity.surfaceCount && el("p", { class: "soft small" }, say("cut_surfaces", { n: entity.surfaces.length, all: entity.surfaceCount }))),
    dates.length > 1 && el("section", {}, el("h2", {}, say("over_time")), timeline(dates, say("documents"))),
    company.length > 0 && el("section", {}, el("h2", {}, say("appears_with")),
      bars(company.map((row) => ({ label: entityLink(row.entity), value: row.value, kind: row.entity.kind })), say("name"), say("together"))),
    el("section", {}, el("h2", {}, say("contexts")), contexts(entity, places)),
  ];
}

/** The mentions in their contexts, read piece by piece. */
function contexts(entity, places) {
  const list = el("ul", { class: "contexts " + entity.kind, id: "contexts" });
  const more = el("button", { type: "button", class: "more", hidden: true });
  let next = 0;
  const grow = async (wanted) => {
    more.hidden = true;
    let made = 0;
    while (next < places.length && made < wanted) {
      const [doc, count] = places[next++];
      const text = await reading(doc);
      const own = text ? text.mentions.filter((mention) => mention.entity === entity) : [];
      const where = el("span", { class: "where" }, documentLink(doc, entity), doc.date ? ` · ${dated(doc.date)}` : "", ` · ${say("n_mentions", { n: count })}`);
      made += Math.max(1, own.length);
      list.append(el("li", {}, where, own.slice(0, 5).map((mention) => el("div", {}, excerpt(text.text, mention.start, mention.end)))));
    }
    more.hidden = next >= places.length;
    more.textContent = say("more", { n: places.length - next });
  };
  more.addEventListener("click", () => grow(30));
  grow(30);
  return el("div", {}, list, more);
}

/** What stands around a place of a text, cut between words, on one line. */
function excerpt(text, start, end, width = 110) {
  let [from, to] = [Math.max(0, start - width), Math.min(text.length, end + width)];
  if (from > 0) from = Math.min(start, text.slice(from, start).search(/\s/) + 1 + from);
  if (to < text.length) to = Math.max(end, end + text.slice(end, to).search(/\s\S*$/));
  const line = (part) => part.replace(/\s+/g, " ");
  return [from > 0 ? "… " : "", line(text.slice(from, start)), el("b", {}, line(text.slice(start, end))), line(text.slice(end, to)), to < text.length ? " …" : ""];
}
