// Types words into the search of a list of packs, and prints what a person then sees, as JSON.
// Usage: node search.mjs index.html words [words ...]   (CHROMIUM names the browser)
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, ...asked] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

async function seen(page) {
  return page.evaluate(() => ({
    rows: [...document.querySelectorAll("tbody tr")]
      .filter((row) => row.checkVisibility())
      .map((row) => row.querySelector("th").textContent),
    said: document.getElementById("found")?.textContent ?? "",
    box: document.getElementById("search")?.checkVisibility() ?? false,
    focused: document.activeElement?.id ?? "",
  }));
}

async function opened(options) {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(pathToFileURL(resolve(path)).href);
  return page;
}

const page = await opened({});
const told = { before: await seen(page), after: {} };
for (const words of asked) {
  await page.getByLabel("Search by area, month or state").fill(words);
  told.after[words] = await seen(page);
}
await page.getByLabel("Search by area, month or state").fill("");
told.emptied = await seen(page);
// The list without scripts is read from its source: what a page cannot run it cannot be asked about.
const still = await opened({ javaScriptEnabled: false });
told.withoutScripts = { rows: await still.locator("tbody tr:visible").count(), box: await still.locator("#search").isVisible() };
console.log(JSON.stringify(told));
await browser.close();
