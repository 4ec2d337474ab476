// The training municipality as a process of its own, on a fresh folder and a free port, and a browser that visits it.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const program = resolve(process.env.FODFAESTE_PROGRAM ?? "../../../target/debug/fodfaeste");

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

/** Starts the program and resolves when it answers: `{ url, users, tokens, kill, restart, end }`. */
export async function demo(folder) {
  const data = folder ?? (await mkdtemp(join(tmpdir(), "fodfaeste-browser-")));
  const child = spawn(program, ["demo", "--port", "0", "--json", "--data", data], {
    env: { LANG: "C.UTF-8" },
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
  return {
    ...said,
    url: said.url.replace(/\/$/, ""),
    user: (role) => said.users.find((user) => user.role === role),
    kill,
    restart: async () => {
      await kill();
      return demo(data);
    },
    end: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A headless browser. */
export function browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet });
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
