// Builds what the pages need into assets/dist: one style sheet, one script, two fonts, the icons in use.
// Everything is made from the locked packages; nothing is fetched. Text files get a Brotli and a gzip twin.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "assets/dist");
const dkfds = join(here, "node_modules/dkfds");

// Every icon that a template may name. A name that is not here is found by a test of the crate.
const ICONS = readFileSync(join(here, "assets/icons.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));

function types() {
  execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", here], {
    stdio: "inherit",
  });
}

function style() {
  const { css } = sass.compile(join(here, "assets/styles/staff.scss"), {
    style: "compressed",
    loadPaths: [join(dkfds, "src/stylesheets")],
    quietDeps: true,
    charset: false,
  });
  // dkfds draws a few icons by path; they are taken from the package into the sheet's own folder.
  mkdirSync(join(dist, "icons"), { recursive: true });
  for (const [, name] of css.matchAll(/url\("?icons\/([^")]+)"?\)/g)) {
    const folder = name.endsWith(".svg") ? "dist/img/svg-icons" : "dist/img";
    cpSync(join(dkfds, folder, name), join(dist, "icons", name));
  }
  return esbuild.transformSync(css, { loader: "css", minify: true, target: ["chrome111", "firefox113", "safari16.4"] }).code;
}

function script() {
  const built = esbuild.buildSync({
    entryPoints: [join(here, "assets/scripts/staff.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
    write: false,
  });
  return built.outputFiles[0].text;
}

function icons() {
  const sprite = readFileSync(join(dkfds, "dist/img/all-svg-icons.svg"), "utf8");
  const symbols = ICONS.map((name) => {
    const found = sprite.match(new RegExp(`<symbol id="${name}"[\\s\\S]*?</symbol>`));
    if (!found) throw new Error(`assets/icons.txt: dkfds has no icon named ${name}`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function put(name, content) {
  const bytes = Buffer.from(content);
  writeFileSync(join(dist, name), bytes);
  writeFileSync(
    join(dist, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  );
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  console.log(`${name}: ${bytes.length} bytes`);
}

types();
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
put("staff.css", style());
put("staff.js", script());
put("icons.svg", icons());
put("mark.svg", readFileSync(join(here, "assets/mark.svg")));
for (const [weight, name] of [[400, "Regular"], [600, "SemiBold"]]) {
  cpSync(join(dkfds, `dist/fonts/IBMPlexSans/split/woff2/IBMPlexSans-${name}-Latin1.woff2`), join(dist, `plex-${weight}.woff2`));
}
cpSync(join(dkfds, "dist/fonts/IBMPlexSans/complete/woff2/license.txt"), join(dist, "plex-license.txt"));
