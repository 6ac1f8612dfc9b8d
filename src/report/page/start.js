// Opens the data and shows what the address asks for.

const VIEWS = { "": overviewView, entities: entitiesView, entity: entityView, network: networkView, documents: documentsView, document: documentView };
const main = document.getElementById("main");

function show() {
  const [, name = "", ...rest] = location.hash.split("/");
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : overviewView;
  document.getElementById("tip").hidden = true;
  main.replaceChildren(...view(...rest.map(decoded)).flat().filter(Boolean));
  const section = { entity: "entities", document: "documents" }[name] ?? name;
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.hash === "#/" + section) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

/** Says everything in a language, and remembers it as long as the page is open. */
function speak(lang) {
  state.lang = lang;
  document.documentElement.lang = lang;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = say(place.dataset.word);
  for (const place of document.querySelectorAll("[data-word-label]")) place.setAttribute("aria-label", say(place.dataset.wordLabel));
  for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.value === lang));
  document.getElementById("foot").textContent = say("made_with") + " " + say("how_right");
}

addEventListener("hashchange", () => {
  if (location.hash !== "" && !location.hash.startsWith("#/")) return;
  show();
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
});
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
for (const button of document.querySelectorAll("#languages button")) button.addEventListener("click", () => { speak(button.value); show(); });
addEventListener("keydown", (event) => { if (event.key === "Escape") document.getElementById("tip").hidden = true; });
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => (details.open = true)));

if (typeof DecompressionStream === "undefined") {
  main.prepend(el("p", { class: "notice" }, say("old_browser")));
} else {
  unpacked(document.getElementById("index")).then((index) => {
    state.data = opened(index);
    document.getElementById("nav").hidden = false;
    document.getElementById("languages").hidden = false;
    speak(state.lang);
    show();
    document.documentElement.dataset.ready = "";
  });
}
