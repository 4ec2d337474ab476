// The work of a course as it is done: without script, and with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { courses, desk, signedIn, stage } from "./demo.mjs";

const { municipality, chrome } = await stage();

const plain = { javaScriptEnabled: false };
const path = (page) => new URL(page.url()).pathname;

/** The address of a form of this course that asks this. */
async function sheet(page, course, field) {
  await page.goto(`${municipality.url}${course}/skema`);
  const found = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")));
  for (const address of found.filter((href) => /\/skema\/\d+-\d+$/.test(href))) {
    await page.goto(municipality.url + address);
    if ((await page.locator(`input[name=${field}]`).count()) > 0 && path(page) === address) return address;
  }
  throw new Error(`no form on ${course} asks ${field}`);
}

test("without script: a course is started, planned, given a network and closed", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", plain);
  await page.goto(`${municipality.url}/forloeb`);
  await page.locator("a[href='/forloeb/start']").first().click();
  const alias = await page.inputValue("[name=alias]");
  assert.ok(alias.length > 2, "an alias is proposed");
  await page.locator("button[value=phases]").click();
  assert.equal(await page.inputValue("[name=alias]"), alias, "to look at the phases loses nothing");
  await page.locator("#start button.button-primary").click();
  const course = path(page);
  assert.match(course, /^\/forloeb\/[0-9a-z]{4}$/);
  assert.match(await page.locator("h1").innerText(), new RegExp(alias));

  await page.goto(`${municipality.url}${course}/plan/omraader`);
  await page.locator("label:has(input[name=areas][value=bolig])").click();
  await page.locator("label:has(input[name=areas][value=oekonomi])").click();
  await page.locator("main form button.button-primary").first().click();
  await page.goto(`${municipality.url}${course}/plan`);
  await page.locator("main a[href*='/plan/0']").first().click();
  await page.fill("[name=goal]", "Et sted med min egen nøgle.");
  if (!(await page.locator("[name=title]").isVisible())) await page.locator("#omraade details summary").last().click();
  await page.fill("[name=title]", "Ansøgning hos boligrådgivningen");
  await page.locator("#omraade button.button-primary").click();
  await page.goto(`${municipality.url}${course}`);
  const plan = await page.locator("#plan").innerText();
  assert.match(plan, /Et sted med min egen nøgle\./);
  assert.match(plan, /Ansøgning hos boligrådgivningen/);

  await page.goto(`${municipality.url}${course}/netvaerk`);
  await page.locator(`a[href="${course}/netvaerk/ny"]`).click();
  await page.fill("[name=name]", "Moster");
  await page.fill("[name=task]", "ringer om søndagen");
  await page.locator("main form button.button-primary").first().click();
  assert.match(await page.locator("main").innerText(), /Moster[\s\S]*ringer om søndagen/);

  await page.goto(`${municipality.url}${course}/afslut`);
  await page.selectOption("[name=reason]", "moved");
  await page.fill("[name=long_term_plan]", "Moster holder fast.");
  await page.locator("#afslut button.button-primary").click();
  assert.match(await page.locator("main").innerText(), /Forløbet er afsluttet/);
  await page.goto(`${municipality.url}/forloeb?stadie=afsluttede`);
  assert.match(await page.locator("main").innerText(), new RegExp(alias), "it is found among those that ended");
  await page.context().close();
});

test("without script: a form all at once, and one question at a time on a screen that is handed over", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", plain);
  const [course] = await courses(page, municipality);
  const all = await sheet(page, course, "v_happy");
  for (const name of ["happy", "calm", "active", "rested", "interest"]) {
    await page.locator(`input[name=v_${name}][value='3']`).first().check({ force: true });
  }
  await page.locator("button[form=skema]").first().click();
  assert.match(await page.locator("main").innerText(), /\b60\b/, "5 × 3 × 4");

  const one = await sheet(page, course, "v_happy");
  assert.notEqual(one, all, "the next occasion");
  await page.goto(`${municipality.url}${one}/giv`);
  await page.locator("form[action$='/giv'] button").click();
  for (let question = 1; question <= 5; question += 1) {
    assert.match(path(page), /\/svar$/);
    // Nothing of the house stands on a page that somebody else holds.
    const text = await page.locator("body").innerText();
    assert.doesNotMatch(text, /Fodfæste|Min dag|Øvekommunen/);
    assert.equal(await page.title(), "Skema");
    await page.locator("input[type=radio][value='2']").first().check({ force: true });
    await page.locator("button.button-primary[value=next]").click();
  }
  if (path(page).endsWith("/rest")) await page.locator("main button.button-primary").click();
  assert.match(await page.locator("h1").innerText(), /Tak/);
  // She who holds it gets no further.
  await page.goto(`${municipality.url}${course}`);
  assert.notEqual(path(page), course, "the course stays shut until the worker is back");
  await page.context().close();

  const back = await signedIn(chrome, municipality, "worker", plain);
  await back.goto(`${municipality.url}${course}`);
  assert.match(await back.locator("main").innerText(), /\b40\b/, "the answers have arrived");
  await back.context().close();
});

test("without script: filters, search, enquiry, promise, language and lock", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", plain);
  await page.goto(`${municipality.url}/forloeb?fase=2`);
  assert.match(await page.locator("main").innerText(), /skjult af filter/);
  await page.goto(`${municipality.url}/soeg?q=4f7k`);
  assert.match(await page.locator("main").innerText(), /1\sforløb[\s\S]*Havtorn/);
  await page.goto(`${municipality.url}/henvendelser/ny`);
  await page.fill("[name=said]", "Vil gerne ringes op.");
  await page.locator("#henvendelse button.button-primary").click();
  await page.goto(`${municipality.url}/henvendelser`);
  assert.match(await page.locator("main").innerText(), /Vil gerne ringes op/);
  await page.goto(`${municipality.url}/min-dag`);
  const before = Number(await page.locator("#mit .ff-count").innerText());
  await page.getByRole("button", { name: /Det er gjort/ }).first().click();
  await page.goto(`${municipality.url}/min-dag`);
  assert.equal(Number(await page.locator("#mit .ff-count").innerText()), before - 1);
  await page.locator("form[action='/sprog'] button").click();
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.locator("form[action='/sprog'] button").click();
  await page.locator("form[action='/laas'] button").click();
  assert.equal(path(page), "/log-ind");
  await page.goto(`${municipality.url}/min-dag`);
  assert.equal(path(page), "/log-ind", "locked is locked");
  await page.context().close();
});

/** Presses Tab until this has the focus. */
async function tabTo(page, selector, most = 90) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached with Tab`);
}

test("with the keyboard alone: from My day to a contact that is saved", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const [course] = await courses(page, municipality);
  await page.goto(municipality.url + course);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement?.matches(".skipnav")), "the way past the menu comes first");
  await page.keyboard.press("Enter");
  await tabTo(page, `a[href="${course}/kontakt"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === `${course}/kontakt`);
  await tabTo(page, "input[name=kind]");
  await page.keyboard.press("ArrowRight");
  const kind = await page.evaluate(() => document.querySelector("input[name=kind]:checked")?.value);
  await tabTo(page, "input[name=areas]");
  await page.keyboard.press("Space");
  assert.ok(await page.locator("input[name=areas]").first().isChecked());
  await tabTo(page, "textarea[name=note]");
  await page.keyboard.type("Skrevet helt uden mus.");
  // Where the focus is can be seen.
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
  assert.ok(outline, "the focus is seen");
  await tabTo(page, ".ff-savebar button[form=kontakt]");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === course);
  assert.ok(kind);
  assert.match(await page.locator("main").innerText(), /Skrevet helt uden mus/);
  await page.context().close();
});

test("with the keyboard alone: figures answer a form, and Ctrl with Enter sends it", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const [, course] = await courses(page, municipality);
  const address = await sheet(page, course, "v_happy");
  await page.goto(municipality.url + address);
  await tabTo(page, "input[name=v_happy]");
  for (const figure of ["5", "4", "3", "2", "1"]) await page.keyboard.press(figure);
  const picked = await page.$$eval("input[name^=v_]:checked", (found) => found.map((one) => one.value));
  assert.deepEqual(picked, ["5", "4", "3", "2", "1"], "each figure answers and goes on");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL((url) => !url.pathname.endsWith(address));
  assert.match(await page.locator("main").innerText(), /\b60\b/, "15 × 4");
  await page.context().close();
});

test("with the keyboard alone: one question at a time", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const [, , course] = await courses(page, municipality);
  const address = await sheet(page, course, "v_happy");
  await page.goto(`${municipality.url}${address}/svar?nr=1`);
  for (let question = 1; question <= 5; question += 1) {
    await tabTo(page, "fieldset input[type=radio]");
    await page.keyboard.press("4");
    const before = page.url();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== before);
  }
  if (path(page).endsWith("/rest")) {
    await tabTo(page, "main button.button-primary");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("/rest"));
  }
  await page.goto(municipality.url + course);
  assert.match(await page.locator("main").innerText(), /\b80\b/);
  await page.context().close();
});
