// The training municipality as a process of its own, on a fresh folder and a free port, and a browser that visits it.

import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { chromium } from "playwright-core";

const program = resolve(process.env.FODFAESTE_PROGRAM ?? "../../../target/debug/fodfaeste");

const axe = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

// Chromium asks nobody outside this machine.
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a program that says as JSON that it answers. */
async function answering(args, settings) {
  const child = spawn(program, [...args, "--json"], {
    env: { LANG: "C.UTF-8", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise((done, fail) => {
    createInterface({ input: child.stdout }).once("line", done);
    child.once("exit", (code) => fail(new Error(`the program ended with ${code}`)));
  });
  const said = JSON.parse(line);
  const ended = new Promise((done) => child.once("exit", done));
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { ...said, url: said.url.replace(/\/$/, ""), kill };
}

/** Runs the training municipality: `{ url, users, tokens, data, user, kill, restart, end }`. */
export async function demo(folder, settings = {}) {
  const data = folder ?? (await mkdtemp(join(tmpdir(), "fodfaeste-browser-")));
  const running = await answering(["demo", "--port", "0", "--data", data], settings);
  return {
    ...running,
    data,
    user: (role) => running.users.find((user) => user.role === role),
    /** Kills the program and starts it again on the same folder; it is then in place of itself. */
    async restart() {
      await running.kill();
      Object.assign(this, await demo(data, settings));
    },
    end: async () => {
      await running.kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Runs a house in which nobody has done anything yet, with an administrator. */
export async function bare() {
  const data = await mkdtemp(join(tmpdir(), "fodfaeste-browser-"));
  const settings = { LANG: "C.UTF-8", FODFAESTE_DATA: data, FODFAESTE_LISTEN: "127.0.0.1:0" };
  const told = execFileSync(program, ["init", "--name", "Øvekommunen", "--login", "otto", "--json"], { env: settings });
  const { login, password } = JSON.parse(told.toString());
  const running = await answering(["serve"], settings);
  return {
    ...running,
    users: [{ login, password, role: "administrator" }],
    user(role) {
      return this.users.find((user) => user.role === role);
    },
    end: async () => {
      await running.kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A headless browser. */
export function browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet });
}

/** The training municipality and a browser for the tests of a file; both end after the last of them. */
export async function stage() {
  const municipality = await demo();
  const chrome = await browser().catch(async (fault) => {
    await municipality.end();
    throw fault;
  });
  after(async () => {
    await chrome.close();
    await municipality.end();
  });
  return { municipality, chrome };
}

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** A page in which this user has logged in. `options` go to the browser's context. */
export async function signedIn(chrome, municipality, role, options = {}) {
  const context = await chrome.newContext({ locale: "da-DK", viewport: phone, ...options });
  const page = await context.newPage();
  const user = municipality.user(role);
  await page.goto(`${municipality.url}/log-ind`);
  await page.fill("[name=login]", user.login);
  await page.fill("[name=password]", user.password);
  await page.click("form:has([name=password]) button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/log-ind"));
  return page;
}

/** The addresses of the courses in this person's list, as `/forloeb/4f7k`. */
export async function courses(page, municipality) {
  await page.goto(`${municipality.url}/forloeb`);
  const found = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")));
  return [...new Set(found.filter((href) => /^\/forloeb\/[0-9a-z]{4}$/.test(href) && href !== "/forloeb/start"))];
}

/** What axe finds on the page as it stands. */
export async function inaccessible(page, path) {
  // Evaluated by the debugger: the content policy lets in no script that the page did not bring.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(
    (fault) => `${path}: ${fault.id}: ${fault.nodes.map((node) => node.target).join(" ")}`,
  );
}

/** What an address is an instance of: codes, ids and queries left out, so that each kind of page is seen once. */
export function kind(path) {
  return path
    .split("?")[0]
    .replace(/^\/forloeb\/(?!start)[0-9a-z]{4}(?=\/|$)/, "/forloeb/:code")
    .split("/")
    .map((part) => (/^[0-9a-f-]{32,36}$/.test(part) ? ":id" : part))
    .map((part) => (/^\d+-\d+$/.test(part) ? ":form" : part))
    .join("/");
}

/** Addresses of pages in the house that this page links to. */
export async function links(page, municipality) {
  const found = await page.$$eval("a[href]", (anchors) =>
    anchors.filter((anchor) => !anchor.hasAttribute("download")).map((anchor) => anchor.getAttribute("href")),
  );
  return found
    .map((href) => new URL(href, page.url()))
    .filter((url) => url.origin === municipality.url && !/\.(pdf|csv|xlsx|json|zip|svg|html)$/.test(url.pathname))
    .map((url) => url.pathname + url.search);
}
