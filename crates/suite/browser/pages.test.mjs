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
    .split("/")
    .map((part) => (/^[0-9a-z]{4}$/.test(part) && /\d/.test(part) ? ":code" : part))
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

async function check(page, path) {
  const at = `${path} at ${page.viewportSize().width} px`;
  assert.match(await page.title(), / – Fodfæste$|^Fodfæste$|^Skema$/, `title of ${path}`);
  assert.doesNotMatch((await page.title()) + path, forbidden, path);
  assert.doesNotMatch(await page.innerText("body"), forbidden, `words of ${path}`);
  assert.equal(await page.locator("h1").count(), 1, `one heading of the first order on ${path}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${at} is ${wide} px too wide`);
}

async function accessible(page, path) {
  // As a string in the page's own world: the content policy lets in no script that the page did not bring.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const faults = result.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target).join(" ")}`);
  assert.deepEqual(faults, [], path);
}

for (const role of ["worker", "leader", "evaluator", "administrator"]) {
  test(`every page of the ${role}`, { timeout: 600_000 }, async (context) => {
    const page = await signedIn(chrome, municipality, role);
    const waiting = [new URL(page.url()).pathname, "/"];
    const seen = new Set();
    while (waiting.length > 0 && seen.size < most) {
      const path = waiting.shift();
      if (seen.has(kind(path)) || path.startsWith("/las")) continue;
      seen.add(kind(path));
      const answer = await page.goto(municipality.url + path);
      assert.ok(answer.status() < 400, `${path} answers ${answer.status()}`);
      for (const viewport of [{ width: 320, height: 640 }, phone, desk]) {
        await page.setViewportSize(viewport);
        await check(page, path);
      }
      await accessible(page, path);
      waiting.push(...(await links(page)));
    }
    context.diagnostic(`${seen.size} kinds of page: ${[...seen].sort().join(" ")}`);
    assert.ok(seen.size >= (role === "worker" || role === "leader" ? 12 : 3), `only ${seen.size} pages were found`);
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
