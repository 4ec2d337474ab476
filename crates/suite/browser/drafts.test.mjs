// Nothing typed is lost: in every form with words, what stands in it outlives a reload, a session that ended, and the
// program killed in the middle.

import assert from "node:assert/strict";
import { test } from "node:test";
import { courses, desk, signedIn, stage } from "./demo.mjs";

const { municipality, chrome } = await stage();

/** Forms with words, by the course on which they stand: address, field, words. */
async function forms(page) {
  const [first, second, third] = await courses(page, municipality);
  await page.goto(`${municipality.url}${second}/plan`);
  const area = await page.$$eval("a[href]", (links) =>
    links.map((link) => link.getAttribute("href")).find((href) => /\/plan\/[0-9a-f-]{32,36}$/.test(href)),
  );
  return [
    { address: `${first}/kontakt`, field: "note", words: "Halvt skrevet, og så gik telefonen." },
    { address: area, field: "goal", words: "Jeg vil kunne sove om natten." },
    { address: `${third}/afslut`, field: "long_term_plan", words: "Søsteren holder fast." },
    { address: "/forloeb/start", field: "safe_contact", words: "Kun sms om formiddagen." },
  ];
}

test("a draft outlives a reload, a kill with -9 and another session", { timeout: 120_000 }, async () => {
  let page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const all = await forms(page);
  for (const { address, field, words } of all) {
    await page.goto(municipality.url + address);
    await page.fill(`[name=${field}]`, words);
    await page.locator("[data-draft-state]", { hasText: /Kladde gemt/ }).first().waitFor();
    await page.reload();
    assert.equal(await page.inputValue(`[name=${field}]`), words, `${address} after a reload`);
  }
  await page.context().close();
  await municipality.restart();
  page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  assert.match(await page.locator("main").innerText(), /Kladde/, "My day tells of them");
  for (const { address, field, words } of all) {
    await page.goto(municipality.url + address);
    assert.equal(await page.inputValue(`[name=${field}]`), words, `${address} after a kill`);
  }
  await page.context().close();
});

test("what was sent after the session had ended is there after log-in, also without script", { timeout: 120_000 }, async () => {
  const words = "Sendt for sent, men ikke tabt.";
  const page = await signedIn(chrome, municipality, "worker", { javaScriptEnabled: false });
  const [, , , course] = await courses(page, municipality);
  await page.goto(`${municipality.url}${course}/kontakt`);
  await page.fill("[name=note]", words);
  // Locked in another tab of the same browser: the session is over.
  const other = await page.context().newPage();
  await other.goto(`${municipality.url}/min-dag`);
  await other.click("form[action='/laas'] button");
  await page.locator("button[form=kontakt]").first().click();
  // The log-in page stands where the form would have been taken.
  await page.locator("[name=password]").waitFor();
  const user = municipality.user("worker");
  if ((await page.inputValue("[name=login]")) === "") await page.fill("[name=login]", user.login);
  await page.fill("[name=password]", user.password);
  await page.click("form:has([name=password]) button[type=submit]");
  assert.equal(new URL(page.url()).pathname, `${course}/kontakt`);
  assert.equal(await page.inputValue("[name=note]"), words);
  await page.locator("button[form=kontakt]").first().click();
  assert.match(await page.locator("main").innerText(), /Sendt for sent, men ikke tabt/);
  await page.context().close();
});

test("a sheet of answers keeps what is ticked, and a draft can be thrown away and fetched back", { timeout: 120_000 }, async () => {
  const page = await signedIn(chrome, municipality, "worker", { viewport: desk });
  const [course] = await courses(page, municipality);
  await page.goto(`${municipality.url}${course}/skema`);
  const sheets = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")));
  let sheet;
  for (const candidate of sheets.filter((href) => /\/skema\/\d+-\d+$/.test(href))) {
    await page.goto(municipality.url + candidate);
    sheet = candidate;
    if ((await page.locator("input[name=v_happy]").count()) > 0) break;
  }
  await page.locator("input[name=v_happy][value='4']").check({ force: true });
  // The line may already tell of the first tick: what is waited for is the draft that holds the second.
  const held = (answer) =>
    answer.url().includes("/kladde/") && (answer.request().postData() ?? "").includes("v_calm=will_not_answer");
  const kept = page.waitForResponse(held);
  await page.locator("input[name=v_calm][value=will_not_answer]").check({ force: true });
  assert.ok((await kept).ok());
  await page.locator("[data-draft-state]", { hasText: /Kladde gemt/ }).first().waitFor();
  await page.reload();
  assert.ok(await page.locator("input[name=v_happy][value='4']").isChecked());
  assert.ok(await page.locator("input[name=v_calm][value=will_not_answer]").isChecked());
  await page.locator(`a[href="/kladde-smid${sheet}"]`).click();
  await page.locator("main form button[type=submit]").click();
  await page.goto(municipality.url + sheet);
  assert.equal(await page.locator("input[name=v_happy]:checked").count(), 0, "thrown away");
  await page.context().close();
});
