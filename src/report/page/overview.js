// What the corpus holds, at one glance.

function figure(name, value, isWords) {
  return el("div", {}, el("dt", {}, name), el("dd", { class: isWords ? "words" : null }, value));
}

function cuts() {
  const { shown, corpus } = state.data;
  const said = [
    shown.documents < corpus.documents && say("cut_documents", { n: shown.documents, all: corpus.documents }),
    shown.texts < shown.documents && say("cut_texts", { n: shown.texts, all: corpus.documents }),
    shown.entities < corpus.entities && say("cut_entities", { n: shown.entities, all: corpus.entities }),
    shown.pairs < corpus.pairs && say("cut_pairs", { n: shown.pairs, all: corpus.pairs }),
    shown.forgotten > 0 && say("cut_weights", { m: shown.forgotten }),
  ].filter(Boolean);
  return said.length ? el("p", { class: "notice", id: "cuts" }, said.join(" ")) : null;
}

/** `a–b` of two dates, once if they are one. */
function span(first, last) {
  return first === last ? dated(first) : `${dated(first)} – ${dated(last)}`;
}

function overviewView() {
  const { corpus, ranking } = state.data;
  const langs = ["uk", "ru", "none"].map((lang, i) => [lang, corpus.langs[i]]).filter(([, count]) => count > 0);
  const top = (kind) => {
    const rows = ranking.filter((entity) => entity.kind === kind).slice(0, 12);
    return rows.length ? el("section", {}, el("h2", {}, say("type_" + kind)),
      bars(rows.map((entity) => ({ label: entityLink(entity), value: entity.mentions, kind })), say("name"), say("mentions")),
      el("p", { class: "small" }, el("a", { href: "#/entities/" + kind }, say("all_of_type")))) : null;
  };
  return [
    el("h1", {}, document.title),
    el("dl", { class: "figures" },
      figure(say("documents"), number(corpus.documents)),
      figure(say("entities"), number(corpus.entities)),
      figure(say("mentions"), number(corpus.mentions)),
      kinds().map((kind) => figure(say("mentions_" + kind), number(corpus.types[TYPES.indexOf(kind)]))),
      corpus.dates && figure(say("dates"), span(...corpus.dates), true),
      langs.length > 0 && figure(say("languages"), langs.map(([lang, count]) => `${say("lang_" + lang)} ${number(count)}`).join(", "), true)),
    cuts(),
    el("div", { class: "columns" }, TYPES.map(top)),
    state.data.timeline.length > 0 && el("section", {}, el("h2", {}, say("over_time")), timeline(state.data.timeline.map(([date, counts]) => [date, counts[0]]), say("documents")),
      corpus.dated < corpus.documents && el("p", { class: "soft small" }, say("undated", { n: corpus.documents - corpus.dated }))),
    el("section", {}, el("h2", {}, say("network")), networkPart(matchMedia("(max-width: 48rem)").matches ? 25 : 50)),
  ];
}
