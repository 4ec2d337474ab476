// Every page that can be reached, for each role: it answers, says what kind of page it is and nothing about anybody,
// fits a small telephone, and has no fault that axe can see.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { browser, demo, desk, phone, signedIn } from "./demo.mjs";

const axe = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
// The word for the trade and its relatives stand on no page, title or address.
const forbidden = /prostitu|sexarbejd|escort|luder/i;
const most = 60;

let municipality;
let chrome;
before(async () => {
  municipality = await demo();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await municipality?.end();
});

/** What an address is an instance of: codes, ids and queries left out, so that each kind of page is seen once. */
function kind(path) {
  return path
    .split("?")[0]
    .replace(/^\/forloeb\/[0-9a-z]{4}(?=\/|$)/, "/forloeb/:code")
    .split("/")
    .map((part) => (/^[0-9a-f-]{32,36}$/.test(part) ? ":id" : part))
    .map((part) => (/^\d+-\d+$/.test(part) ? ":form" : part))
    .join("/");
}

async function links(page) {
  const found = await page.$$eval("a[href]", (anchors) =>
    anchors.filter((anchor) => !anchor.hasAttribute("download")).map((anchor) => anchor.getAttribute("href")),
  );
  return found
    .map((href) => new URL(href, page.url()))
    .filter((url) => url.origin === municipality.url && !/\.(pdf|csv|xlsx|json|zip|svg|html)$/.test(url.pathname))
    .map((url) => url.pathname + url.search);
}

/** What is wrong with the page as it stands, at this width. */
async function seen(page, path) {
  const faults = [];
  const say = (fault) => faults.push(`${path} at ${page.viewportSize().width} px: ${fault}`);
  const title = await page.title();
  if (!/ – Fodfæste$|^Fodfæste$|^Skema$/.test(title)) say(`the title is ${title}`);
  if (forbidden.test(title + path + (await page.innerText("body")))) say("a word for the trade");
  const headings = await page.locator("h1").count();
  if (headings !== 1) say(`${headings} headings of the first order`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) {
    const widest = await page.evaluate(() =>
      [...document.querySelectorAll("main *")]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`)
        .slice(0, 3),
    );
    say(`${wide} px too wide: ${widest.join(", ")}`);
  }
  return faults;
}

/** What axe finds. */
async function inaccessible(page, path) {
  // Evaluated by the debugger: the content policy lets in no script that the page did not bring.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(
    (fault) => `${path}: ${fault.id}: ${fault.nodes.map((node) => node.target).join(" ")}`,
  );
}

for (const role of ["worker", "leader", "evaluator", "administrator"]) {
  test(`every page of the ${role}`, { timeout: 600_000 }, async (context) => {
    const page = await signedIn(chrome, municipality, role);
    const waiting = [new URL(page.url()).pathname, "/"];
    const kinds = new Set();
    const faults = [];
    while (waiting.length > 0 && kinds.size < most) {
      const path = waiting.shift();
      if (kinds.has(kind(path)) || path.startsWith("/las")) continue;
      kinds.add(kind(path));
      const answer = await page.goto(municipality.url + path);
      if (answer.status() >= 400) faults.push(`${path} answers ${answer.status()}`);
      for (const viewport of [{ width: 320, height: 640 }, phone, desk]) {
        await page.setViewportSize(viewport);
        faults.push(...(await seen(page, path)));
      }
      faults.push(...(await inaccessible(page, path)));
      waiting.push(...(await links(page)));
    }
    context.diagnostic(`${kinds.size} kinds of page: ${[...kinds].sort().join(" ")}`);
    assert.deepEqual(faults, []);
    assert.ok(kinds.size >= (role === "worker" || role === "leader" ? 12 : 3), `only ${kinds.size} pages`);
    await page.context().close();
  });
}

test("no page asks anybody but the program", async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const strangers = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(municipality.url)) strangers.push(request.url());
  });
  for (const path of ["/min-dag", "/forloeb"]) await page.goto(municipality.url + path, { waitUntil: "networkidle" });
  assert.deepEqual(strangers, []);
  await page.context().close();
});
