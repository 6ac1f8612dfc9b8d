// Prints every number that the report shows, as JSON: node figures.mjs REPORT.html. figures.py compares them with the tables.

import { browsing, open } from "./browser.mjs";

const digits = (text) => Number(text.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));

await browsing({}, async (context) => {
  const page = await open(context, process.argv[2]);
  const to = async (hash, wanted) => {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.waitForSelector(wanted, { state: "attached" });
  };
  const table = (selector) => page.locator(selector + " tr").evaluateAll((rows) => rows.map((row) => ({
    links: [...row.querySelectorAll("a")].map((link) => decodeURIComponent(link.getAttribute("href").split("/").pop())),
    label: row.cells[0].textContent,
    numbers: [...row.querySelectorAll("td.number")].map((cell) => cell.textContent),
  })));
  const read = async (selector) => (await table(selector)).map((row) => ({ ...row, numbers: row.numbers.map(digits) }));
  const all = async (place) => {
    while (await page.locator(`${place} .more:not([hidden])`).count()) await page.locator(`${place} .more:not([hidden])`).first().click();
  };
  const shown = {};
  await page.click("#languages button[value=en]");
  await to("#/", ".figures");
  shown.figures = Object.fromEntries(await page.locator(".figures div").evaluateAll((all) => all.map((figure) => [figure.querySelector("dt").textContent, figure.querySelector("dd").textContent])));
  shown.top = await read(".bars tbody");
  shown.timeline = await read("figure details tbody");
  await to("#/entities", "#entities");
  await all("main");
  shown.entities = await read("#entities tbody");
  await to("#/network", ".graph");
  await page.locator("details").evaluate((details) => (details.open = true));
  await all("details");
  shown.pairs = await read("details tbody");
  await to("#/documents", "#documents");
  await all("main");
  shown.documents = await page.locator("#documents li").evaluateAll((all) => all.map((row) => [row.querySelector("a").textContent, row.textContent.match(/([\d\s,.]+) mention/)[1]]));
  shown.documents = shown.documents.map(([id, count]) => [id, Number(count.replace(/[,\s]/g, ""))]);
  shown.pages = [];
  for (const { links: [id] } of shown.entities) {
    await to("#/entity/" + encodeURIComponent(id), "#surfaces");
    await page.waitForFunction((id) => location.hash.endsWith(encodeURIComponent(id)) && document.querySelector("code")?.textContent === id, id);
    shown.pages.push({
      id,
      facts: Object.fromEntries(await page.locator(".facts dt").evaluateAll((all) => all.map((term) => [term.textContent, term.nextElementSibling.textContent]))),
      surfaces: await page.locator("#surfaces li").evaluateAll((all) => all.map((item) => [item.firstChild.textContent, Number(item.querySelector("span").textContent.replace(/[,\s]/g, ""))])),
    });
  }
  console.log(JSON.stringify(shown));
});
