// Who appears with whom: a graph with a layout of its own (repulsion, springs, gravity), and the same as a table.

/** Places nodes so that those with edges lie near. The same graph always gets the same places. */
function layout(nodes, edges) {
  const golden = Math.PI * (3 - Math.sqrt(5));
  nodes.forEach((node, i) => Object.assign(node, { x: 22 * Math.sqrt(i + 0.5) * Math.cos(i * golden), y: 22 * Math.sqrt(i + 0.5) * Math.sin(i * golden), vx: 0, vy: 0 }));
  const most = Math.max(1, ...edges.map((edge) => edge.weight));
  for (let heat = 1; heat > 0.01; heat *= 0.982) {
    for (let i = 0; i < nodes.length; i++) {
      const a = nodes[i];
      a.vx -= a.x * 0.018 * heat;
      a.vy -= a.y * 0.034 * heat;
      for (let j = i + 1; j < nodes.length; j++) {
        const b = nodes[j];
        const [dx, dy] = [a.x - b.x || 0.1, a.y - b.y || 0.1];
        const near = a.r + b.r + 16;
        const force = (heat * (2600 + (dx * dx + dy * dy < near * near ? 1500 : 0))) / (dx * dx + dy * dy + 30);
        const distance = Math.hypot(dx, dy);
        a.vx += (dx / distance) * force; a.vy += (dy / distance) * force;
        b.vx -= (dx / distance) * force; b.vy -= (dy / distance) * force;
      }
    }
    for (const { a, b, weight } of edges) {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const distance = Math.hypot(dx, dy) || 1;
      const pull = (heat * (0.03 + 0.1 * Math.sqrt(weight / most)) * (distance - 80)) / distance / Math.sqrt(Math.min(a.degree, b.degree));
      a.vx += dx * pull; a.vy += dy * pull; b.vx -= dx * pull; b.vy -= dy * pull;
    }
    for (const node of nodes) {
      node.x += node.vx; node.y += node.vy;
      node.vx *= 0.6; node.vy *= 0.6;
    }
  }
}

/** The shape of a type: a circle, a square, a diamond. */
function shape(kind, r) {
  const s = r * 0.89;
  if (kind === "LOC") return `M${-s} ${-s}H${s}V${s}H${-s}Z`;
  if (kind === "ORG") return `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z`;
  return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

/** The graph of chosen edges, with at most so many nodes. */
function graph(allEdges, most) {
  const strength = new Map();
  const used = [];
  for (const edge of allEdges) {
    const fresh = [edge.source, edge.target].filter((at) => !strength.has(at)).length;
    if (strength.size + fresh > most) continue;
    for (const at of [edge.source, edge.target]) strength.set(at, (strength.get(at) ?? 0) + 1);
    used.push(edge);
    if (used.length >= most * 4) break;
  }
  const nodes = [...strength.keys()].map((at) => ({ entity: state.data.entities.get(at), degree: strength.get(at) }));
  const top = Math.max(1, ...nodes.map((node) => node.entity.mentions));
  nodes.forEach((node) => (node.r = 3.5 + 9 * Math.sqrt(node.entity.mentions / top)));
  const of = new Map(nodes.map((node) => [node.entity.at, node]));
  const edges = used.map((edge) => ({ a: of.get(edge.source), b: of.get(edge.target), weight: edge.weight }));
  layout(nodes, edges);
  return { nodes, edges, used };
}

function drawn({ nodes, edges }) {
  const heaviest = Math.max(1, ...edges.map((edge) => edge.weight));
  const ranked = [...nodes].sort((a, b) => b.entity.mentions - a.entity.mentions);
  let named = new Set();
  let chosen = null;
  const lines = edges.map((edge) => (edge.line = svg("line", { x1: edge.a.x, y1: edge.a.y, x2: edge.b.x, y2: edge.b.y, "stroke-width": 0.6 + 4 * (edge.weight / heaviest) })));
  const circles = [...nodes].sort((a, b) => a.r - b.r).map((node) => {
    const { entity } = node;
    const text = `${nameOf(entity)}: ${say("n_mentions", { n: entity.mentions })}, ${say("n_neighbours", { n: node.degree })}`;
    node.mark = svg("g", { class: "node " + entity.kind, transform: `translate(${node.x} ${node.y})` },
      svg("a", { href: "#/entity/" + encodeURIComponent(entity.id), "aria-label": text }, svg("path", { d: shape(entity.kind, node.r) }), svg("title", {}, text)),
      (node.label = svg("text", { "aria-hidden": "true" }, nameOf(entity))));
    const near = (isNear) => focus(isNear ? node : null);
    node.mark.addEventListener("pointerenter", () => near(true));
    node.mark.addEventListener("pointerleave", () => near(false));
    node.mark.addEventListener("focusin", () => near(true));
    node.mark.addEventListener("focusout", () => near(false));
    return node.mark;
  });
  const focus = (node) => {
    chosen = node;
    const around = new Set(chosen ? [chosen] : []);
    for (const edge of edges) {
      const touches = chosen && (edge.a === chosen || edge.b === chosen);
      if (touches) around.add(edge.a).add(edge.b);
      edge.line.setAttribute("class", !chosen ? "" : touches ? "near" : "far");
    }
    for (const node of nodes) {
      node.mark.classList.toggle("far", Boolean(chosen) && !around.has(node));
      node.label.setAttribute("visibility", (chosen ? around : named).has(node) ? "visible" : "hidden");
    }
  };
  // Names keep their size on the screen; where they would lie on each other the less mentioned is left out.
  const labels = () => {
    const unit = Math.max(box.w / (picture.clientWidth || 1000), box.h / (picture.clientHeight || 600));
    const size = 12.5 * unit;
    const taken = nodes.map((node) => [node.x - node.r * 0.7, node.y - node.r * 0.7, node.x + node.r * 0.7, node.y + node.r * 0.7]);
    // What is seen: the box, and what the shape of the window adds to it.
    const [wide, high] = [unit * (picture.clientWidth || 1000), unit * (picture.clientHeight || 600)];
    const [seenX, seenY] = [box.x + box.w / 2 - wide / 2, box.y + box.h / 2 - high / 2];
    const isSeen = ([l, t, r, b]) => l >= seenX && t >= seenY && r <= seenX + wide && b <= seenY + high;
    named = new Set();
    for (const node of ranked) {
      const width = node.label.textContent.length * size * 0.62;
      const [gap, half] = [node.r + 3 * unit, size * 0.6];
      // Right of the node, left of it, below, above: the first place that is free.
      const places = [[gap, 0, "start"], [-gap, 0, "end"], [0, gap + half, "middle"], [0, -gap - half, "middle"]];
      node.label.setAttribute("font-size", size);
      const free = places.map(([dx, dy, anchor]) => {
        const x = node.x + dx - { start: 0, middle: width / 2, end: width }[anchor];
        return { dx, dy, anchor, box: [x, node.y + dy - half, x + width, node.y + dy + half] };
      }).find(({ box: own }) => isSeen(own) && !taken.some(([l, t, r, b]) => l < own[2] && r > own[0] && t < own[3] && b > own[1]));
      const { dx, dy, anchor, box: place } = free ?? { dx: gap, dy: 0, anchor: "start" };
      node.label.setAttribute("x", dx);
      node.label.setAttribute("y", dy + size * 0.35);
      node.label.setAttribute("text-anchor", anchor);
      if (!free) continue;
      taken.push(place);
      named.add(node);
    }
    focus(chosen);
  };
  const world = svg("g", {}, svg("g", {}, lines), svg("g", {}, circles));
  const [left, right] = [Math.min(...nodes.map((n) => n.x)) - 30, Math.max(...nodes.map((n) => n.x)) + 130];
  const [top, bottom] = [Math.min(...nodes.map((n) => n.y)) - 30, Math.max(...nodes.map((n) => n.y)) + 30];
  const box = { x: left, y: top, w: right - left, h: bottom - top };
  const start = { ...box };
  const picture = svg("svg", { role: "group", "aria-label": say("network_label", { n: nodes.length, m: edges.length }) }, world);
  let waiting = 0;
  const view = () => {
    picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(labels);
  };
  const zoom = (factor, at = { x: box.x + box.w / 2, y: box.y + box.h / 2 }) => {
    if (box.w * factor < start.w / 20 || box.w * factor > start.w * 3) return;
    box.x = at.x - (at.x - box.x) * factor; box.y = at.y - (at.y - box.y) * factor;
    box.w *= factor; box.h *= factor;
    view();
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, point(event));
  }, { passive: false });
  moved(picture, point, box, view, zoom);
  view();
  const buttons = el("div", { class: "zoom" },
    el("button", { type: "button", class: "button", "aria-label": say("zoom_in"), onclick: () => zoom(0.75) }, "+"),
    el("button", { type: "button", class: "button", "aria-label": say("zoom_out"), onclick: () => zoom(1.33) }, "−"),
    el("button", { type: "button", class: "button", "aria-label": say("zoom_all"), onclick: () => { Object.assign(box, start); view(); } }, "⤢"));
  return el("div", { class: "graph" }, picture, buttons);
}

/** Moves the picture by one finger or the mouse, zooms it by two fingers. */
function moved(picture, point, box, view, zoom) {
  const fingers = new Map();
  let spread = 0;
  let way = 0;
  picture.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, point(event)); spread = 0; way = 0; });
  picture.addEventListener("pointermove", (event) => {
    const from = fingers.get(event.pointerId);
    if (!from) return;
    const to = point(event);
    if (fingers.size === 1) {
      way += Math.abs(event.movementX) + Math.abs(event.movementY);
      if (way > 4 && !picture.hasPointerCapture(event.pointerId)) picture.setPointerCapture(event.pointerId);
      box.x += from.x - to.x; box.y += from.y - to.y;
      view();
    } else {
      fingers.set(event.pointerId, to);
      const [a, b] = [...fingers.values()];
      const now = Math.hypot(a.x - b.x, a.y - b.y);
      if (spread) zoom(Math.min(1.2, Math.max(0.8, spread / now)), { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      spread = now;
    }
  });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, (event) => { fingers.delete(event.pointerId); spread = 0; });
  // What was a drag is no click on what lies below.
  picture.addEventListener("click", (event) => { if (way > 4) event.preventDefault(); }, true);
}

/** The network with its filters. */
function networkPart(most) {
  const all = state.data.edges;
  if (!all.length) return el("p", { class: "soft" }, say("no_pairs"));
  const chosen = new Set(kinds());
  const heaviest = all.reduce((max, edge) => Math.max(max, edge.weight), 1);
  const place = el("div");
  const table = el("div", { class: "wide" });
  const shownWeight = el("output", {});
  const range = el("input", { type: "range", min: 1, max: Math.min(heaviest, 60), value: 1, "aria-label": say("least_weight"), oninput: () => update() });
  const order = el("select", { onchange: () => update(), "aria-label": say("choose_by") },
    el("option", { value: "weight" }, say("by_weight")), el("option", { value: "sure" }, say("by_sure")));
  const update = () => {
    const least = Number(range.value);
    shownWeight.textContent = number(least);
    const fit = all.filter((edge) => edge.weight >= least && chosen.has(state.data.entities.get(edge.source).kind) && chosen.has(state.data.entities.get(edge.target).kind));
    if (order.value === "sure") fit.sort((a, b) => b.sure - a.sure);
    if (!fit.length) {
      place.replaceChildren(el("p", { class: "soft", role: "status" }, say("no_pairs")));
      table.replaceChildren();
      return;
    }
    const made = graph(fit, most);
    place.replaceChildren(drawn(made));
    table.replaceChildren(pairTable(fit));
  };
  update();
  return el("div", {},
    el("div", { class: "tools" }, checkboxes(kinds(), chosen, update), el("label", {}, say("least_weight"), range, shownWeight), order),
    place,
    el("p", { class: "soft small" }, say("network_how", { together: say("together_" + state.data.together) })),
    el("details", {}, el("summary", {}, say("as_table")), table));
}

function pairTable(edges) {
  const body = el("tbody");
  const more = growing(body, edges, (edge) => el("tr", {},
    el("td", {}, entityLink(state.data.entities.get(edge.source))), el("td", {}, entityLink(state.data.entities.get(edge.target))),
    el("td", { class: "number" }, number(edge.weight)), el("td", { class: "number" }, number(edge.pmi, 2)), el("td", { class: "number" }, number(edge.sure, 1))), 50);
  return el("div", {}, el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("who")), el("th", { scope: "col" }, say("with_whom")),
    el("th", { scope: "col", class: "number" }, say("together")), el("th", { scope: "col", class: "number" }, "PMI"), el("th", { scope: "col", class: "number" }, "G²"))), body), more);
}

function networkView() {
  return [el("h1", {}, say("network")), networkPart(90)];
}
