// Opens finished papers in headless Chromium and prints what is wrong with each as JSON.
// Usage: node check.mjs page.html [page.html ...]   (CHROMIUM names the browser where it is not `chromium` on PATH)
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const NARROW = 320; // CSS pixels: WCAG 2.2, 1.4.10 Reflow
const WIDE = { width: 1280, height: 900 };
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

function findChromium() {
  const named = process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];
  const found = named ?? folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("No Chromium: install it, or name it in CHROMIUM.");
  return found;
}

// Symbols are judged as words are: axe leaves the contrast of an arrow undecided unless it is told otherwise.
// What stands here takes the place of all of axe's own options: the other lines are its own (WCAG 2.2, 1.4.3).
const CONTRAST = {
  ignoreUnicode: false, ignoreLength: false, ignorePseudo: false, pseudoSizeThreshold: 0.25,
  boldValue: 700, boldTextPt: 14, largeTextPt: 18, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
};
// Contrast is decided where regions that scroll stand open, for axe does not decide it where they cut a cell off.
const OPEN = `
  .table-region { width: max-content !important; min-width: 100%; overflow: visible !important; }
  body { box-sizing: content-box; width: 100vw; padding-right: 400rem; } /* the ground goes on under what sticks out */
`;

async function violations(page) {
  await page.evaluate(axe);
  const run = (options) => page.evaluate((given) => globalThis.axe.run(document, given), options);
  await page.evaluate((options) => globalThis.axe.configure({ checks: [{ id: "color-contrast", options }] }), CONTRAST);
  const found = await run({ resultTypes: ["violations", "incomplete"], rules: { "color-contrast": { enabled: false } } });
  const style = await page.addStyleTag({ content: OPEN });
  const opened = await run({ runOnly: ["color-contrast"], resultTypes: ["violations", "incomplete"] });
  await style.evaluate((element) => element.remove());
  // What axe could not decide is no pass: text on a shade of two colours is never looked at.
  return [...found.violations, ...found.incomplete, ...opened.violations, ...opened.incomplete].map(({ id, impact, help, nodes }) => ({
    id, impact, help, where: nodes.map((node) => node.target.join(" ")),
  }));
}

// What sticks out of a narrow screen, outside the regions that are made to scroll.
async function overflow(page) {
  return page.evaluate((width) => {
    const scrolls = document.documentElement.scrollWidth;
    if (scrolls <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !element.closest(".table-region"),
    );
    const named = wide.slice(0, 5).map((element) => `<${element.localName} class="${element.className}">`);
    return [`the page is ${scrolls} px wide`, ...named];
  }, NARROW);
}

// A region that scrolls must be reached by the keyboard and have a name.
async function unreachable(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
      .filter((element) => element.tabIndex < 0 || !(element.ariaLabel || element.getAttribute("aria-labelledby")))
      .map((element) => `<${element.localName} class="${element.className}">`),
  );
}

async function check(browser, path) {
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url()) || request.resourceType() !== "document") requests.push(request.url());
  });
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(pathToFileURL(resolve(path)).href);
  const result = { page: path, violations: await violations(page) };
  await page.setViewportSize({ width: NARROW, height: 640 });
  result.violationsNarrow = await violations(page);
  result.overflow = await overflow(page);
  result.unreachable = await unreachable(page);
  result.requests = requests.filter((url) => !url.startsWith("data:"));
  result.errors = errors;
  await context.close();
  return result;
}

const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS });
try {
  const results = [];
  for (const path of process.argv.slice(2)) results.push(await check(browser, path));
  console.log(JSON.stringify(results, null, 1));
} finally {
  await browser.close();
}
