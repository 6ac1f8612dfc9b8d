// The list of documents, and search in their texts.

function documentsView() {
  const list = el("ul", { class: "list", id: "documents" });
  const foot = el("div");
  const status = el("p", { class: "soft small", role: "status" });
  const hasDates = state.data.corpus.dated > 0;
  const search = el("input", { type: "search", "aria-label": say("search_documents"), placeholder: say("search_documents"), oninput: () => soon() });
  const lang = el("select", { "aria-label": say("language_of_text"), onchange: () => update() }, el("option", { value: "" }, say("any_language")),
    ["uk", "ru"].map((code) => el("option", { value: code }, say("lang_" + code))));
  const order = el("select", { "aria-label": say("sort"), onchange: () => update() },
    ["corpus", "mentions", ...(hasDates ? ["newest", "oldest"] : [])].map((key) => el("option", { value: key }, say("sort_" + key))));
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(update, 250); };
  let run = 0;
  const update = async () => {
    const own = ++run;
    const wanted = folded(search.value);
    let found = state.data.documents.filter((doc) => !lang.value || doc.lang === lang.value).map((doc) => ({ doc }));
    if (wanted) {
      status.textContent = say("searching");
      const all = found;
      found = [];
      for (const { doc } of all) {
        const at = wanted.length > 1 ? await place(doc, wanted) : null;
        if (own !== run) return;
        if (at || folded(doc.id).includes(wanted)) found.push({ doc, at });
      }
    }
    if (order.value === "mentions") found.sort((a, b) => b.doc.mentions - a.doc.mentions);
    if (order.value === "newest") found.sort((a, b) => b.doc.date.localeCompare(a.doc.date));
    if (order.value === "oldest") found.sort((a, b) => (a.doc.date || "9").localeCompare(b.doc.date || "9"));
    status.textContent = say("n_documents", { n: found.length });
    list.replaceChildren();
    foot.replaceChildren(growing(list, found, ({ doc, at }) => el("li", {}, documentLink(doc),
      el("span", { class: "soft small" }, [doc.date && dated(doc.date), doc.lang && say("lang_" + doc.lang), say("n_mentions", { n: doc.mentions })].filter(Boolean).map((part) => " · " + part)),
      at && el("div", { class: "contexts" }, at))));
  };
  update();
  return [el("h1", {}, say("documents")), el("div", { class: "tools", role: "search" }, search, lang, order), status, list, foot];
}

/** Where a text has what is searched for, with what stands around it. */
async function place(doc, wanted) {
  if (doc.piece < 0) return null;
  const held = (await piece(doc.piece))[doc.place];
  const text = held[0];
  // Folding changes lengths, so that the place is found again in the text: by the words before it.
  held.fold ??= folded(text);
  const at = held.fold.indexOf(wanted);
  if (at < 0) return null;
  let seen = 0;
  let start = 0;
  for (const match of text.matchAll(/\s*\S+/g)) {
    const length = folded(match[0]).length + (seen > 0 ? 1 : 0);
    start = match.index + match[0].search(/\S/);
    if (seen + length > at) break;
    seen += length;
  }
  const rest = text.slice(start, start + wanted.length * 2 + 40);
  let end = 1;
  while (end < rest.length && !folded(rest.slice(0, end)).includes(wanted)) end++;
  return excerpt(text, start, start + end);
}
