// The report in a real browser. IMENA is the program; see `run`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsing, open } from "./browser.mjs";
import { ATTACKS, hostile } from "./hostile.mjs";

const folder = mkdtempSync(join(tmpdir(), "imena-report-"));
const report = join(folder, "report.html");
const examples = new URL("../../examples", import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const imena = (...args) => execFileSync(process.env.IMENA, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

before(() => imena("report", examples, "-o", report, "--interface", "uk", "--title", "Приклади"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A test on a page that must end without faults of its own. */
const onPage = (name, hash, options, work) => test(name, () =>
  browsing(options, async (context) => {
    const page = await open(context, report, hash);
    await work(page);
    assert.deepEqual(page.faults, []);
  }));

onPage("the overview tells what the corpus holds", "", {}, async (page) => {
  assert.equal(await page.title(), "Приклади");
  const figures = await page.locator(".figures dd").allInnerTexts();
  assert.equal(figures[0], "4");
  assert.equal(figures[2], "183");
  assert.ok((await page.locator(".bars").count()) >= 3);
  assert.ok((await page.locator(".graph g.node").count()) > 20);
});

onPage("names are found in any case form and spelling", "#/entities", {}, async (page) => {
  const rows = page.locator("#entities tbody tr");
  const count = async () => Number.parseInt(await page.locator("[role=status]").innerText(), 10);
  const all = await count();
  await page.fill("input[type=search]", "БРЮССЕЛЯ");
  assert.equal(await rows.count(), 1);
  assert.match(await rows.innerText(), /Брюссель/);
  await page.fill("input[type=search]", "zelenskyi");
  assert.match(await rows.first().innerText(), /Зеленський/);
  await page.fill("input[type=search]", "ніде такого нема");
  assert.equal(await rows.count(), 0);
  await page.fill("input[type=search]", "");
  await page.uncheck("input[value=PER]");
  const some = await count();
  assert.ok(some < all && some > 0);
  assert.equal(await page.locator("#entities .type.PER").count(), 0);
});

onPage("an entity leads to its contexts, those to the text, the text to entities", "#/entities", {}, async (page) => {
  await page.click("#entities >> text=Еммануель Макрон");
  await page.waitForSelector("#contexts b");
  assert.match(page.url(), /#\/entity\/per%2F/);
  const surfaces = await page.locator("#surfaces").innerText();
  assert.match(surfaces, /Емманюелем Макроном/);
  await page.click("#contexts a");
  await page.waitForSelector("#text a.same");
  assert.equal(await page.locator("#text").evaluate((text) => text.textContent), readFileSync(join(examples, "uk_summit.txt"), "utf8"));
  await page.hover("#text a.PER >> nth=1");
  assert.match(await page.locator("#tip").innerText(), /Еммануель Макрон[^]*людина[^]*згадки/);
  await page.uncheck("input[value=LOC]");
  assert.equal(await page.locator("#text a.LOC").first().evaluate((mark) => getComputedStyle(mark).backgroundColor), "rgba(0, 0, 0, 0)");
  await page.click("#text a.ORG >> nth=0");
  await page.waitForSelector("#contexts b");
  await page.goBack();
  await page.waitForSelector("#text a");
});

onPage("texts are searched", "#/documents", {}, async (page) => {
  await page.fill("input[type=search]", "відбудову енергетики");
  await page.waitForFunction(() => document.querySelectorAll("#documents li").length === 1);
  assert.match(await page.locator("#documents b").innerText(), /відбудову енергетики/);
  await page.selectOption("select >> nth=0", "ru");
  await page.waitForFunction(() => document.querySelectorAll("#documents li").length === 0);
});

onPage("the network is filtered, zoomed and followed", "#/network", {}, async (page) => {
  const nodes = page.locator(".graph g.node");
  const all = await nodes.count();
  await page.uncheck("input[value=ORG]");
  assert.equal(await page.locator(".graph g.node.ORG").count(), 0);
  await page.locator("input[type=range]").fill("2");
  assert.ok((await nodes.count()) < all);
  await page.locator("input[type=range]").fill("1");
  const box = () => page.locator(".graph > svg").getAttribute("viewBox");
  const before = await box();
  await page.click(".zoom button >> nth=0");
  assert.notEqual(await box(), before);
  await page.click(".zoom button >> nth=2");
  assert.equal(await box(), before);
  await page.hover(".graph g.node path >> nth=-1");
  assert.ok((await page.locator(".graph .far").count()) > 0);
  await nodes.first().locator("a").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#contexts");
});

onPage("three languages", "#/entity/loc%2Fukraine", {}, async (page) => {
  for (const [lang, name, word] of [["ru", "Украина", "Упоминания"], ["en", "Ukraine", "Mentions"], ["uk", "Україна", "Згадки"]]) {
    await page.click(`#languages button[value=${lang}]`);
    assert.equal(await page.locator("h1").innerText(), name);
    assert.match(await page.locator("main").innerText(), new RegExp(word));
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.doesNotMatch(await page.locator("body").innerText(), /undefined|NaN|\{\w+\}/);
  }
});

onPage("it is used by keyboard alone", "", {}, async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#contexts b");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

onPage("a phone needs no scrolling sideways", "", { viewport: { width: 360, height: 640 } }, async (page) => {
  for (const hash of ["#/", "#/entities", "#/network", "#/documents", "#/document/0", "#/entity/loc%2Fukraine"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForTimeout(150);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), hash);
  }
});

for (const colorScheme of ["light", "dark"]) {
  onPage(`axe finds no serious fault, ${colorScheme}`, "", { colorScheme, bypassCSP: true }, async (page) => {
    await page.addScriptTag({ content: axe });
    for (const hash of ["#/", "#/entities", "#/network", "#/documents", "#/document/0", "#/entity/loc%2Fukraine"]) {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.waitForTimeout(250);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
      assert.deepEqual(grave.map(({ id, nodes }) => [hash, id, nodes[0].html, nodes[0].failureSummary]), []);
    }
  });
}

test("without JavaScript the commonest names are there", () =>
  browsing({ javaScriptEnabled: false }, async (context) => {
    const page = await context.newPage();
    await page.goto("file://" + report);
    const text = await page.locator("main").innerText();
    assert.match(text, /183[^]*Макрон[^]*Україна/);
  }));

test("hostile texts stay text", async () => {
  const { texts, dictionary } = hostile(folder);
  const file = join(folder, "hostile.html");
  imena("report", texts, "-d", dictionary, "--date-from", "name", "-o", file, "--title", ATTACKS.join(" "));
  await browsing({}, async (context) => {
    const page = await open(context, file);
    assert.equal(await page.title(), ATTACKS.join(" ").replace(/\s+/g, " "));
    for (const hash of ["#/", "#/entities", "#/network", "#/documents"]) {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.waitForTimeout(100);
    }
    const seen = [];
    for (let i = 0; i <= ATTACKS.length; i++) {
      await page.evaluate((n) => (location.hash = "#/document/" + n), i);
      await page.waitForFunction(() => document.querySelectorAll("#text a").length > 0);
      seen.push(await page.locator("#text").evaluate((text) => text.textContent));
    }
    for (const attack of ATTACKS) assert.ok(seen.some((text) => text.includes(attack)), attack);
    await page.evaluate(() => (location.hash = "#/entities"));
    await page.waitForSelector("#entities a");
    const links = await page.locator("#entities a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const link of links) {
      await page.evaluate((to) => (location.hash = to), link);
      await page.waitForSelector("#contexts li");
    }
    const hrefs = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(hrefs.every((href) => href.startsWith("#") || href.startsWith("https://www.wikidata.org/")), hrefs.join());
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.equal(await page.locator("main img, main script, main style, main b b").count(), 0);
    assert.deepEqual(page.faults, []);
  });
});
