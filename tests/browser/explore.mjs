// Opens a notebook with the controls in JupyterLab, chooses areas as a person would, and tells what was shown and when.
// node explore.mjs ADDRESS AREA...   prints JSON: {shown: [...], boxes: [...], errors: [...]}
import { chromium } from "playwright-core";

const [address, ...areas] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1400, height: 1600 } });
page.setDefaultTimeout(150_000);
const errors = [];
page.on("pageerror", (error) => errors.push(String(error)));

await page.goto(`${address}?reset`, { waitUntil: "domcontentloaded" });
await page.waitForSelector(".jp-Notebook .jp-Cell");
await page.waitForSelector('.jp-StatusBar-TextItem:has-text("Idle")');
await page.click('li.lm-MenuBar-item:has-text("Run")');
await page.click('li.lm-Menu-item:has-text("Run All Cells")');
await page.waitForSelector(".widget-dropdown select");
await page.waitForSelector(".widget-html-content h3");

await page.evaluate(() => {
  const told = (element) => element.innerText.split("\n").find((line) => line.trim()) ?? "";
  const html = document.querySelector(".widget-html-content h3").closest(".widget-html-content");
  window.shown = [told(html)];
  const look = () => {
    const now = told(html);
    if (now && now !== window.shown.at(-1)) window.shown.push(now);
  };
  new MutationObserver(look).observe(html, { childList: true, subtree: true, characterData: true });
});
const boxes = () => page.$$eval(".widget-dropdown", (all) =>
  all.filter((box) => box.offsetParent !== null).map((box) => {
    const select = box.querySelector("select");
    const plain = (text) => text.replaceAll("\u00a0", " "); // as the boxes keep words together
    return [plain(box.querySelector("label").innerText), plain(select.options[select.selectedIndex]?.text ?? "")];
  }));
const seen = [await boxes()];
const area = page.locator(".widget-dropdown select").first();
for (const name of areas) {
  await area.selectOption({ label: name });
  await page.waitForFunction((wanted) => window.shown.at(-1).includes(wanted), `Working on ${name}`);
  seen.push(await boxes());
}
await page.waitForSelector(".widget-html-content h3");
await page.waitForTimeout(1500);
seen.push(await boxes());
if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
const news = await page.$$eval(".Toastify__toast, .jp-toast", (all) => all.map((each) => each.innerText));
console.log(JSON.stringify({ shown: await page.evaluate(() => window.shown), boxes: seen, news, errors }));
await browser.close();
