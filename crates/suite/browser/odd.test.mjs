// What is seen seldom: paper, files, faults, the first day, and a house without the sentences of WHO-5.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { bare, courses, demo, desk, inaccessible, signedIn, stage } from "./demo.mjs";

const { municipality, chrome } = await stage();

const insides = /panicked|stack backtrace|RUST_|\.rs:\d|sqlx|SELECT |no such table/i;

test("on paper: no frame, no buttons; what is given away names nobody's house", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const [course] = await courses(page, municipality);
  for (const path of [`${course}/print`, `${course}/plan/print`]) {
    await page.goto(municipality.url + path);
    await page.emulateMedia({ media: "print" });
    const seen = await page.$$eval("nav, footer, button, .ff-header, .d-print-none", (found) =>
      found.filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(seen, [], path);
    const paper = await page.pdf({ format: "A4" });
    assert.ok(paper.length > 5_000, `${path}: ${paper.length} bytes`);
    const charts = await page.$$eval(".ff-chart svg", (found) => found.map((one) => one.getBoundingClientRect().width));
    assert.ok(charts.every((width) => width < 380), `${path}: charts are stretched to ${charts}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
    await page.emulateMedia({ media: "screen" });
  }
  await page.goto(`${municipality.url}${course}/plan/print`);
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  assert.doesNotMatch(text, new RegExp(`Fodfæste|Øvekommunen|CTI|${course.split("/")[2]}`, "i"));
  await page.context().close();
});

test("the evaluator takes home every format", { timeout: 420_000 }, async () => {
  const page = await signedIn(chrome, municipality, "evaluator", { viewport: desk });
  await page.goto(`${municipality.url}/resultater?indsats=exit-2013-16`);
  const begins = { PDF: "%PDF-1.", HTML: "<!doctype html", XLSX: "PK", JSON: "{" };
  for (const [name, begin] of Object.entries(begins)) {
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 300_000 }),
      page.locator(".ff-download a", { hasText: new RegExp(`^${name}$`) }).click(),
    ]);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(0, begin.length).toString().toLowerCase(), begin.toLowerCase(), name);
    assert.ok(bytes.length > 2_000, `${name}: ${bytes.length} bytes`);
    assert.doesNotMatch(download.suggestedFilename(), /prostitu|exit/i, "a neutral file name");
    if (name === "JSON") assert.equal(JSON.parse(bytes.toString()).schema, "fodfaeste-findings/1");
  }
  await page.locator("summary", { hasText: /CSV/ }).click();
  const tables = page.locator("details a[download]");
  assert.ok((await tables.count()) > 10);
  const [download] = await Promise.all([page.waitForEvent("download"), tables.first().click()]);
  assert.match(await readFile(await download.path(), "utf8"), /^\uFEFF?[^;\r\n]+;[^;\r\n]+/);
  for (const reader of await page.locator(".ff-scope a").all()) {
    const answer = await page.request.get(municipality.url + (await reader.getAttribute("href")));
    assert.equal(answer.status(), 200);
  }
  await page.context().close();
});

test("faults say what happened and where to go, and nothing of the inside", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker");
  const helps = async (answer, status, what) => {
    assert.equal(answer.status(), status, what);
    const text = await page.locator("body").innerText();
    assert.doesNotMatch(text, insides, what);
    assert.ok((await page.locator("main .ff-actions a").count()) >= 1, `${what}: a way on`);
    assert.match(await page.locator("h1").innerText(), /\S/);
    assert.deepEqual(await inaccessible(page, what), []);
  };
  await helps(await page.goto(`${municipality.url}/findes-ikke`), 404, "a page that is not there");
  await helps(await page.goto(`${municipality.url}/forloeb/zzzz`), 404, "a course that is not there");
  // A form on another site: the browser itself says where it comes from.
  await page.route("http://et-andet-sted.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${municipality.url}/henvendelser/ny"><input name="said" value="x"><button>Go</button></form>`,
    }),
  );
  await page.goto("http://et-andet-sted.example/");
  const [answer] = await Promise.all([page.waitForNavigation(), page.click("button")]);
  await helps(answer, 403, "a form from another site");
  await page.goto(`${municipality.url}/henvendelser`);
  assert.ok((await page.locator("h1").count()) === 1, "she is still logged in");
  await page.context().close();
});

test("when the disk is broken the page still has words and no inside", { timeout: 120_000 }, async () => {
  const broken = await demo();
  const page = await signedIn(chrome, broken, "worker");
  const [course] = await courses(page, broken);
  // What a failing disk would do: the pages of the file are no longer what they were.
  for (const name of ["fodfaeste.db", "fodfaeste.db-wal"]) {
    const file = join(broken.data, name);
    const length = (await stat(file).catch(() => ({ size: 0 }))).size;
    if (length === 0) continue;
    const handle = await open(file, "r+");
    for (let at = name.endsWith("wal") ? 0 : 4096; at < length; at += 65_536) {
      const rubbish = Buffer.alloc(Math.min(65_536, length - at), 0x5a);
      await handle.write(rubbish, 0, rubbish.length, at);
    }
    await handle.close();
  }
  const seen = [];
  for (const path of [course, `${course}/kontakt`, "/henvendelser", "/teamet", "/forloeb?stadie=alle"]) {
    const answer = await page.goto(broken.url + path);
    seen.push(answer.status());
    const text = await page.locator("body").innerText();
    assert.doesNotMatch(text, insides, path);
    assert.ok(text.trim().length > 20, `${path}: words`);
  }
  assert.ok(seen.includes(500) || seen.includes(503), `the fault was met: ${seen}`);
  await page.context().close();
  await broken.end();
});

test("the first day: empty pages say so and help", { timeout: 120_000 }, async () => {
  const house = await bare();
  const otto = await signedIn(chrome, house, "administrator");
  for (const [login, name, role] of [
    ["sanne", "Sanne Øvelse", "worker"],
    ["karen", "Karen Øvelse", "leader"],
    ["elin", "Elin Øvelse", "evaluator"],
  ]) {
    const password = "rav og tang ved stranden";
    await otto.goto(`${house.url}/brugere/ny`);
    await otto.fill("[name=login]", login);
    await otto.fill("[name=name]", name);
    await otto.locator(`label:has(input[name=role][value=${role}])`).click();
    await otto.fill("[name=password]", password);
    await otto.locator("main form button.button-primary").click();
    await otto.waitForURL((url) => url.pathname !== "/brugere/ny");
    house.users.push({ login, password, role });
  }
  await otto.context().close();
  const pages = {
    worker: ["/min-dag", "/forloeb", "/henvendelser", "/soeg?q=havtorn", "/kontakt/ny", "/resultater"],
    leader: ["/teamet", "/min-dag"],
    evaluator: ["/resultater"],
  };
  for (const [role, paths] of Object.entries(pages)) {
    const page = await signedIn(chrome, house, role);
    for (const path of paths) {
      const answer = await page.goto(house.url + path);
      assert.equal(answer.status(), 200, path);
      const main = (await page.locator("main").innerText()).trim();
      assert.ok(main.split("\n").filter((line) => line.trim() !== "").length >= 2, `${path} says nothing: ${main}`);
      assert.match(main, /\./, `${path}: a sentence, not only a heading`);
      assert.deepEqual(await inaccessible(page, path), []);
      assert.equal(await page.locator(".ff-practice").count(), 0, "no training municipality");
    }
    await page.context().close();
  }
  await house.end();
});

test("without the sentences of WHO-5 pages, list of what is due and report still work", { timeout: 240_000 }, async () => {
  const content = await mkdtemp(join(tmpdir(), "fodfaeste-content-"));
  const pack = join(content, "instruments/who5/text-pack");
  await mkdir(pack, { recursive: true });
  for (const name of ["da.toml", "en.toml"]) await writeFile(join(pack, name), "");
  const without = await demo(undefined, { FODFAESTE_CONTENT: content });
  const page = await signedIn(chrome, without, "worker", { viewport: desk });
  const [first, second] = await courses(page, without);
  const sentence = /glad og i godt humør/;
  await page.goto(`${without.url}/min-dag`);
  assert.match(await page.locator("#mit").innerText(), /[1-9]/, "duties are counted");
  for (const course of [first, second]) {
    const answer = await page.goto(without.url + course);
    assert.equal(answer.status(), 200);
    assert.doesNotMatch(await page.locator("main").innerText(), sentence);
  }
  await page.goto(`${without.url}${first}/skema`);
  const found = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")));
  let sheet;
  for (const address of found.filter((href) => /\/skema\/\d+-\d+$/.test(href))) {
    await page.goto(without.url + address);
    sheet = address;
    if ((await page.locator("input[name=v_happy]").count()) > 0) break;
  }
  assert.doesNotMatch(await page.locator("main").innerText(), sentence);
  // From paper the answers are typed all the same, and they are scored.
  for (const name of ["happy", "calm", "active", "rested", "interest"]) {
    await page.locator(`input[name=v_${name}][value='2']`).first().check({ force: true });
  }
  await page.locator("button[form=skema]").first().click();
  await page.waitForURL((url) => url.pathname !== sheet);
  assert.match(await page.locator("main").innerText(), /\b40\b/);
  await page.goto(`${without.url}${second}/skema`);
  const hand = await page.$$eval("a[href$='/giv']", (links) => links.map((link) => link.getAttribute("href")));
  await page.goto(without.url + hand[0]);
  assert.match(await page.locator("main").innerText(), /\S+ \S+/);
  await page.context().close();

  const elin = await signedIn(chrome, without, "evaluator", { viewport: desk });
  await elin.goto(`${without.url}/resultater?indsats=exit-2013-16`);
  const report = await elin.locator("main").innerText();
  assert.match(report, /147/);
  assert.match(report, /WHO-5/);
  await elin.context().close();
  await without.end();
  await rm(content, { recursive: true, force: true });
});
