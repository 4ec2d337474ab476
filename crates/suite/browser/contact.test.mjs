// A contact is recorded: with a thumb, without script, with the keyboard alone; and what was typed is never lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { courses, desk, signedIn, stage } from "./demo.mjs";

const { municipality, chrome } = await stage();

/** The address of the worker's course on which she has been silent longest. */
async function firstCourse(page) {
  const [address] = await courses(page, municipality);
  assert.ok(address, "a course in the list");
  return address;
}

/** Taps like a thumb, and counts. */
function thumb() {
  const hand = { taps: 0 };
  hand.tap = async (where) => {
    hand.taps += 1;
    await where.tap();
  };
  return hand;
}

test("half a minute: from My day four taps, no key, nothing that must be typed", async () => {
  const page = await signedIn(chrome, municipality, "worker", { hasTouch: true, isMobile: true });
  await page.goto(`${municipality.url}/min-dag`);
  const hand = thumb();
  const begun = Date.now();
  await hand.tap(page.locator("nav.ff-tabbar .ff-tab-main a"));
  await page.waitForURL((url) => url.pathname === "/kontakt/ny");
  await hand.tap(page.locator("[data-rows] a").first());
  await page.waitForURL((url) => url.pathname.endsWith("/kontakt"));
  const must = await page.$$eval("#kontakt [required], #kontakt [aria-required=true]", (found) => found.length);
  assert.equal(must, 0, "no field is mandatory");
  // What a thumb must hit is large enough for it.
  const small = await page.$$eval("#kontakt .ff-chip, .ff-savebar button", (found) =>
    found.filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44).length,
  );
  assert.equal(small, 0, "targets of 44 px");
  await hand.tap(page.locator("#kontakt label:has(input[name=areas])").first());
  await hand.tap(page.locator(".ff-savebar button[form=kontakt]").first());
  await page.waitForURL((url) => /^\/forloeb\/[0-9a-z]{4}$/.test(url.pathname));
  assert.match(await page.locator("[role=status]").first().innerText(), /Kontakten er gemt/);
  assert.ok(hand.taps <= 4, `${hand.taps} taps`);
  // The program's own share of the half minute.
  assert.ok(Date.now() - begun < 15_000, `${Date.now() - begun} ms`);
  await page.context().close();
});

test("with a thumb: the act, one area, save; and it can be taken back", async () => {
  const page = await signedIn(chrome, municipality, "worker", { hasTouch: true });
  const course = await firstCourse(page);
  await page.goto(municipality.url + course);
  await page.locator(`a[href="${course}/kontakt"]`).first().tap();
  const begun = Date.now();
  await page.locator("label:has(input[name=areas]), input[name=areas] + label").first().tap();
  await page.locator("button[form=kontakt]").first().tap();
  await page.waitForURL((url) => url.pathname === course);
  // Three taps; the time is the program's own share of the half minute.
  assert.ok(Date.now() - begun < 15_000);
  const status = page.locator("[role=status]").first();
  assert.match(await status.innerText(), /Kontakten er gemt/);
  assert.match(await page.locator("main").innerText(), /I dag|i dag/);
  await page.getByRole("button", { name: "Fortryd" }).first().tap();
  await page.waitForURL((url) => url.pathname === course);
  await page.context().close();
});

test("without script: the same form, and a fault keeps what was typed", async () => {
  const page = await signedIn(chrome, municipality, "worker", { javaScriptEnabled: false });
  const course = await firstCourse(page);
  const note = "Vi talte om kanelsnegle uden script.";
  await page.goto(`${municipality.url}${course}/kontakt`);
  await page.fill("textarea[name=note]", note);
  await page.locator("summary:has-text('Ret')").first().click();
  await page.fill("input[name=date]", "2099-01-01");
  await page.locator("button[form=kontakt]").first().click();
  assert.equal(await page.inputValue("textarea[name=note]"), note, "a fault keeps the words");
  assert.match(await page.locator(".alert-error, .form-error-message").first().innerText(), /\S/);
  await page.fill("input[name=date]", new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Copenhagen" }));
  await page.locator("button[form=kontakt]").first().click();
  assert.equal(new URL(page.url()).pathname, course);
  assert.match(await page.locator("main").innerText(), /kanelsnegle uden script/);
  await page.context().close();
});

test("with the keyboard alone: Ctrl and Enter send the form", async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const course = await firstCourse(page);
  await page.goto(`${municipality.url}${course}/kontakt`);
  await page.focus("textarea[name=note]");
  await page.keyboard.type("Kun tastatur.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL((url) => url.pathname === course);
  assert.match(await page.locator("main").innerText(), /Kun tastatur/);
  await page.context().close();
});
