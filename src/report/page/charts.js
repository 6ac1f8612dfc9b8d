// Bars and bars over time, drawn as SVG beside the numbers that they show.

/** A table with a bar in each row. */
function bars(rows, caption, unit) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return el("table", { class: "bars" },
    el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, caption), el("th", { scope: "col", class: "number" }, unit))),
    el("tbody", {}, rows.map((row) => el("tr", {},
      el("td", {}, row.label, svg("svg", { "aria-hidden": "true", class: row.kind, preserveAspectRatio: "none", viewBox: "0 0 100 10" },
        svg("rect", { width: Math.max(0.7, (100 * row.value) / most), height: 10, style: "fill: var(--c)" }))),
      el("td", { class: "number" }, number(row.value))))));
}

/** Years, months or days, whichever the dates bear and fit a chart. */
function grain(dates) {
  if (dates.some((date) => date.length < 7)) return 4;
  const days = (Date.parse(dates[dates.length - 1] + (dates[dates.length - 1].length < 10 ? "-01" : "")) - Date.parse(dates[0] + (dates[0].length < 10 ? "-01" : ""))) / 864e5;
  if (days > 365 * 8) return 4;
  return days > 62 || dates.some((date) => date.length < 10) ? 7 : 10;
}

/** All periods from the first to the last, those with nothing in them too. */
function periods(first, last, length) {
  const all = [];
  const [year, month, day] = first.split("-").map(Number);
  for (let i = 0; i < 5000; i++) {
    const at = new Date(Date.UTC(year + (length === 4 ? i : 0), (month || 1) - 1 + (length === 7 ? i : 0), (length === 10 ? day + i : 1)));
    const name = at.toISOString().slice(0, length);
    if (name > last) break;
    all.push(name);
  }
  return all;
}

/** A chart of counts by date: `[[date, count], …]`; its numbers stand in a table below. */
function timeline(counts, label) {
  if (!counts.length) return null;
  const dates = counts.map(([date]) => date).sort();
  const length = grain(dates);
  const sums = new Map(periods(dates[0].slice(0, length), dates[dates.length - 1].slice(0, length), length).map((name) => [name, 0]));
  for (const [date, count] of counts) sums.set(date.slice(0, length), (sums.get(date.slice(0, length)) ?? 0) + count);
  const rows = [...sums];
  const [width, height, left, bottom] = [720, 180, 44, 24];
  const most = Math.max(...rows.map(([, count]) => count), 1);
  const step = (width - left) / rows.length;
  const y = (count) => (height - bottom) * (1 - count / most) + 8;
  const every = Math.ceil(rows.length / Math.max(1, Math.floor((width - left) / 90)));
  const chart = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height + 8}`, role: "img", "aria-label": label },
    [most, most / 2].filter((tick) => Number.isInteger(tick)).map((tick) => [
      svg("line", { x1: left, x2: width, y1: y(tick), y2: y(tick) }),
      svg("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick))]).flat(),
    svg("line", { x1: left, x2: width, y1: y(0), y2: y(0) }),
    rows.map(([name, count], i) => [
      count > 0 && svg("rect", { class: "bar", x: left + i * step + Math.min(1, step * 0.1), width: Math.max(0.5, Math.min(step * 0.85, 40)), y: y(count), height: Math.max(1, y(0) - y(count)) },
        svg("title", {}, `${dated(name)}: ${number(count)}`)),
      i % every === 0 && svg("text", { x: left + i * step, y: height + 4 }, dated(name))]).flat());
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("date")), el("th", { scope: "col", class: "number" }, label))),
    el("tbody", {}, rows.filter(([, count]) => count > 0).map(([name, count]) => el("tr", {}, el("td", {}, dated(name)), el("td", { class: "number" }, number(count))))));
  return el("figure", {}, chart, el("details", {}, el("summary", {}, say("as_table")), table));
}
