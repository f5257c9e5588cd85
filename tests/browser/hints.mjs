// Opens finished papers on a phone and on a desk, and prints of each region that may scroll whether it does and what it says.
// Usage: node hints.mjs page.html [page.html ...]   (CHROMIUM names the browser)
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WIDTHS = { phone: 390, desk: 1280 }; // CSS pixels

async function regions(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".picture-region, .table-region")].map((region) => {
      const before = getComputedStyle(region, "::before");
      const shown = before.content !== "none" && before.visibility === "visible" && parseFloat(before.fontSize) > 0;
      return {
        kind: region.classList.contains("picture-region") ? "picture" : "table",
        scrolls: region.scrollWidth > region.clientWidth + 1,
        says: shown ? before.content.replace(/^"|"$/g, "") : "",
      };
    }),
  );
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ["--no-sandbox"] });
try {
  const results = [];
  for (const path of process.argv.slice(2)) {
    const page = await browser.newPage();
    const found = { page: path };
    for (const [name, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(pathToFileURL(resolve(path)).href);
      found[name] = await regions(page);
    }
    results.push(found);
    await page.close();
  }
  console.log(JSON.stringify(results, null, 1));
} finally {
  await browser.close();
}
