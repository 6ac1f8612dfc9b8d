// A document with its mentions in place.

function documentView(at, id) {
  const doc = state.data.documents[Number(at)];
  if (!doc) return [el("h1", {}, say("not_found"))];
  const marked = id && state.data.byId.get(id);
  const text = el("div", { class: "text", lang: doc.lang || null, id: "text" });
  const chosen = new Set(TYPES);
  const toggle = () => TYPES.forEach((kind) => text.classList.toggle("no-" + kind, !chosen.has(kind)));
  const here = kinds().filter((kind) => doc.types[TYPES.indexOf(kind)] > 0);
  reading(doc).then((read) => fill(text, read, marked));
  const neighbour = (step, word) => state.data.documents[doc.at + step] && el("a", { href: `#/document/${doc.at + step}`, rel: word }, say(word));
  const company = doc.counts.map(([entity, count]) => [state.data.entities.get(entity), count]).filter(([entity]) => entity).sort((a, b) => b[1] - a[1]);
  return [
    el("h1", {}, doc.id),
    el("p", { class: "soft" }, [doc.date && dated(doc.date), doc.lang && say("lang_" + doc.lang), say("n_chars", { n: doc.chars }), say("n_mentions", { n: doc.mentions })].filter(Boolean).join(" · ")),
    el("div", { class: "tools", role: "group", "aria-label": say("show_types") }, checkboxes(here, chosen, toggle)),
    el("div", { class: "reading" }, text,
      el("aside", { "aria-label": say("entities") }, here.map((kind) => el("section", {}, el("h2", {}, say("type_" + kind)),
        el("ul", { class: "list" }, company.filter(([entity]) => entity.kind === kind).map(([entity, count]) => el("li", {}, entityLink(entity), " ", el("span", { class: "soft" }, number(count))))))))),
    el("p", { class: "tools" }, neighbour(-1, "previous"), neighbour(1, "next")),
  ];
}

function fill(place, read, marked) {
  if (!read) {
    place.append(el("p", { class: "notice" }, say("no_text")));
    return;
  }
  let at = 0;
  for (const mention of read.mentions) {
    const { entity, start, end } = mention;
    const surface = read.text.slice(start, end);
    place.append(read.text.slice(at, start));
    place.append(entity ? link(entity, mention.rule, surface, entity === marked) : surface);
    at = end;
  }
  place.append(read.text.slice(at));
  if (read.isShortened) place.append(el("p", { class: "notice" }, say("shortened")));
  place.querySelector("a.same")?.scrollIntoView({ block: "center" });
}

function link(entity, rule, surface, isMarked) {
  const mark = el("a", { class: entity.kind + (isMarked ? " same" : ""), href: "#/entity/" + encodeURIComponent(entity.id), "data-entity": entity.id }, surface);
  const show = () => tip(mark, entity, rule);
  mark.addEventListener("pointerenter", show);
  mark.addEventListener("focus", show);
  mark.addEventListener("pointerleave", noTip);
  mark.addEventListener("blur", noTip);
  return mark;
}

function tip(mark, entity, rule) {
  const box = document.getElementById("tip");
  box.replaceChildren(el("strong", {}, nameOf(entity)),
    `${WORDS[state.lang]["one_" + entity.type] ?? entity.type} · ${say("n_mentions", { n: entity.mentions })}`, el("br"), say("rule_" + rule), entity.known ? "" : `, ${say("in_no_dictionary")}`);
  box.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  const [target, own] = [mark.getClientRects()[0], box.getBoundingClientRect()];
  const left = Math.max(8, Math.min(target.left, document.documentElement.clientWidth - own.width - 8));
  const above = target.top - own.height - 8;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(above > 0 ? above : target.bottom + 8) + scrollY}px`;
  for (const other of mark.parentNode.children) if (other.dataset?.entity === entity.id) other.classList.add("same");
}

function noTip(event) {
  document.getElementById("tip").hidden = true;
  event.target.removeAttribute("aria-describedby");
  for (const other of event.target.parentNode?.children ?? []) other.classList.remove("same");
}
