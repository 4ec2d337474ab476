// The team meeting: with the keyboard alone, on paper, on a phone, and without script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { desk, inaccessible, signedIn, stage } from "./demo.mjs";

const { municipality, chrome } = await stage();

const path = (page) => new URL(page.url()).pathname;
const course = /^\/teamet\/moede\/\d{4}-\d{2}-\d{2}\/[0-9a-z]{4}$/;

/** Whether anything stands out over the edge of the page. */
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

test("with the keyboard alone: decide, on to the next, along the agenda; the minutes print on two pages", { timeout: 180_000 }, async () => {
  const page = await signedIn(chrome, municipality, "leader", { viewport: desk });
  await page.goto(`${municipality.url}/teamet`);
  await page.locator("form[action='/teamet/moede'] button").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => course.test(url.pathname));
  assert.deepEqual(await inaccessible(page, "/teamet/moede"), []);

  // The cursor is where something is written; Tab goes on to the decision.
  const dealt = [];
  for (let number = 0; number < 14; number += 1) {
    const here = path(page);
    dealt.push(here);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "issue", "the cursor");
    await page.keyboard.type(`Sagen nummer ${number}: huslejen er ikke betalt, og det haster med at få en aftale.`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(`Vi ringer til udlejer og aftaler en ordning, nummer ${number}.`);
    await page.keyboard.press("Control+Enter");
    await page.waitForURL((url) => url.pathname !== here);
    if (!course.test(path(page))) break;
  }
  assert.equal(new Set(dealt).size, dealt.length, "each course once");
  assert.equal(await page.locator(".ff-agenda .is-dealt").count(), dealt.length);

  // One stop in the agenda; arrows move in it, Enter opens.
  const rows = page.locator(".ff-agenda [data-row]");
  assert.equal(await page.locator(".ff-agenda [data-row]:not([tabindex='-1'])").count(), 1);
  await page.locator(".ff-agenda [data-row]:not([tabindex='-1'])").focus();
  const at = await rows.evaluateAll((all) => all.indexOf(document.activeElement));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await rows.evaluateAll((all) => all.indexOf(document.activeElement)), at - 2);
  const wanted = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === wanted);

  const minutes = wanted.replace(/\/[^/]*$/, "/referat");
  await page.goto(municipality.url + minutes);
  assert.match(await page.locator("main").innerText(), /Vi ringer til udlejer og aftaler en ordning, nummer 0\./);
  assert.deepEqual(await inaccessible(page, minutes), []);
  const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  const pages = paper.match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages <= 2, `${pages} pages for ${dealt.length} courses`);
  await page.context().close();
});

test("a draft of a meeting survives a reload, and on a phone nothing stands out over the edge", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "leader", { viewport: { width: 320, height: 700 } });
  await page.goto(`${municipality.url}/teamet/moede`);
  await page.locator("form[action='/teamet/moede'] button").click();
  await page.locator("#moede, main .button-primary").first().waitFor();
  const row = page.locator(".ff-agenda li:not(.is-dealt) [data-row]:not([href*='/last/'])").last();
  await row.click();
  await page.waitForURL((url) => course.test(url.pathname));
  assert.equal(await wide(page), false);
  await page.fill("[name=issue]", "Halvt skrevet");
  await page.locator("[data-draft-state]").filter({ hasText: /Kladde gemt/ }).waitFor();
  await page.reload();
  assert.equal(await page.inputValue("[name=issue]"), "Halvt skrevet");
  for (const other of ["/teamet/moede", path(page).replace(/\/[^/]*$/, "/referat")]) {
    await page.goto(municipality.url + other);
    assert.equal(await wide(page), false, other);
    assert.deepEqual(await inaccessible(page, other), []);
  }
  await page.context().close();
});

test("without script: who is here, words on request, skip", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "leader", { javaScriptEnabled: false, viewport: desk });
  await page.goto(`${municipality.url}/teamet/moede`);
  await page.locator("form[action='/teamet/moede'] button").click();
  const row = page.locator(".ff-agenda li:not(.is-dealt) [data-row]:not([href*='/last/'])").first();
  await row.click();
  await page.locator(".ff-present label").first().click();
  await page.locator(".ff-present button").click();
  assert.match(await page.locator("main").innerText(), /Det er gemt, hvem der er til stede\./);
  await page.locator(".ff-scope a").nth(1).click();
  assert.match(page.url(), /\?ord=1$/);
  const here = path(page);
  await page.fill("[name=issue]", "Ikke tid");
  await page.locator("#moede button[value=spring-over]").click();
  assert.notEqual(path(page), here);
  assert.match(await page.locator("main").innerText(), /Forløbet kommer først næste gang\./);
  assert.match(page.url(), /\?ord=1$/, "it stays as it was asked for");
  await page.context().close();
});
