// Every page that can be reached, for each role: it answers, says what kind of page it is and nothing about anybody,
// fits a small telephone, and has no fault that axe can see.

import assert from "node:assert/strict";
import { test } from "node:test";
import { desk, inaccessible, kind, links, phone, signedIn, stage } from "./demo.mjs";

// The word for the trade and its relatives stand on no page, title or address.
const forbidden = /prostitu|sexarbejd|escort|luder/i;
const most = 60;

const { municipality, chrome } = await stage();

/** What is wrong with the page as it stands, at this width. */
async function seen(page, path) {
  const faults = [];
  const say = (fault) => faults.push(`${path} at ${page.viewportSize().width} px: ${fault}`);
  const title = await page.title();
  if (!/ – Fodfæste$|^Fodfæste$|^(Skema|Min plan|Forløb)$/.test(title)) say(`the title is ${title}`);
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
      waiting.push(...(await links(page, municipality)));
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

// Danish letters and small words that an English sentence of the program's own cannot have; names of people and of
// the municipality stand as they are.
const danish = /[æøåÆØÅ]|\b(og|ikke|eller|forløb|medarbejder|borgeren|Gem|Ret|Vis|Hvem|Hvad|uge|dage)\b/;
// An alias that is suggested is a Danish plant.
const names = /Øvelse|Øvekommunen|Fodfæste|We suggest [^.]+\./g;

/** What is not English, or in no language at all, on a page in English. */
async function untranslated(page, path) {
  const faults = [];
  const { lang, bare, own } = await page.evaluate(() => {
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.textContent.trim());
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]"))
      for (const name of ["aria-label", "title", "placeholder"]) texts.push(element.getAttribute(name) ?? "");
    const key = /^[a-z]+[a-z0-9]*(-[a-z0-9]+)+$/;
    // What the program itself says: not what people wrote, not what a programme calls its areas.
    const own = [...document.querySelectorAll("button, legend, thead th, nav a, label.form-label, summary, .form-hint, h2")];
    return {
      lang: document.documentElement.lang,
      bare: texts.filter((text) => key.test(text) && text !== "contact-making"),
      own: own.filter((one) => !one.closest("[lang=da], #omraade details")).map((one) => one.textContent.trim()),
    };
  });
  if (lang !== "en") faults.push(`${path}: the language is ${lang}`);
  faults.push(...bare.map((text) => `${path}: a key instead of words: ${text}`));
  const foreign = own.filter((text) => danish.test(text.replace(names, "")));
  faults.push(...foreign.map((text) => `${path}: not English: ${text}`));
  return faults;
}

test("every kind of page in English", { timeout: 600_000 }, async (context) => {
  const kinds = new Set();
  const faults = [];
  for (const role of ["worker", "leader", "evaluator", "administrator"]) {
    const page = await signedIn(chrome, municipality, role, { locale: "en-GB" });
    if ((await page.getAttribute("html", "lang")) !== "en") await page.click("form[action='/sprog'] button");
    const waiting = [new URL(page.url()).pathname, "/", "/findes-ikke"];
    const own = new Set();
    while (waiting.length > 0) {
      const path = waiting.shift();
      if (own.has(kind(path)) || path.startsWith("/laas")) continue;
      own.add(kind(path));
      // A page that another role has shown is opened for its links only where it begins.
      if (kinds.has(kind(path)) && own.size > 12) continue;
      await page.goto(municipality.url + path);
      if (!kinds.has(kind(path))) {
        faults.push(...(await untranslated(page, path)), ...(await inaccessible(page, path)));
        const title = await page.title();
        if (danish.test(title.replace(names, ""))) faults.push(`${path}: the title is ${title}`);
        if (forbidden.test(title + path + (await page.innerText("body")))) faults.push(`${path}: a word for the trade`);
      }
      kinds.add(kind(path));
      waiting.push(...(await links(page, municipality)));
    }
    await page.context().close();
  }
  context.diagnostic(`${kinds.size} kinds of page`);
  assert.deepEqual(faults, []);
  assert.ok(kinds.size >= 44, `only ${kinds.size} pages: ${[...kinds].sort().join(" ")}`);
});
