// Takes the pictures of the README: node pictures.mjs REPORT.html FOLDER

import { join } from "node:path";
import { browsing, open } from "./browser.mjs";

const [, , report, folder] = process.argv;
const pictures = [
  { name: "overview", hash: "#/", width: 1100, height: 820 },
  { name: "document", hash: "#/document/3", width: 1100, height: 640, hover: "#text a.PER >> nth=1" },
  { name: "network", hash: "#/network", width: 1100, height: 760 },
  { name: "entity", hash: "#/entity/per%2Fzelenskyi-volodymyr", width: 1100, height: 760 },
  { name: "phone-dark", hash: "#/", width: 390, height: 780, dark: true },
];
for (const { name, hash, width, height, hover, dark } of pictures) {
  await browsing({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" }, async (context) => {
    const page = await open(context, report, hash);
    if (hover) await page.hover(hover);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, name + ".png") });
    if (page.faults.length) console.error(name, page.faults);
  });
}
