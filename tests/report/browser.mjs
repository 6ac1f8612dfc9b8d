// A headless Chromium of the system, with all that might talk to the network turned off.

import { chromium } from "playwright-core";
import { existsSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));

const ARGUMENTS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Runs `work` with a browser whose profile is new and goes away with it. */
export async function browsing(options, work) {
  const profile = mkdtempSync(join(tmpdir(), "imena-chromium-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: executable, headless: true, chromiumSandbox: false, args: ARGUMENTS, ...options });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Opens a report; what goes wrong in it, and what it asks the network for, is kept in `page.faults`. */
export async function open(context, file, hash = "") {
  const page = await context.newPage();
  const own = pathToFileURL(file).href;
  page.faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.faults.push(message.text()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("request", (request) => !request.url().startsWith(own) && !request.url().startsWith("data:") && page.faults.push("request: " + request.url()));
  await page.goto(own + hash);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return page;
}
