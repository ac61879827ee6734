// Takes the icons named in icons.txt out of Tabler Icons into one small file that templates draw from.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const here = new URL("../", import.meta.url);
const source = (name) => new URL(`node_modules/@tabler/icons/icons/outline/${name}.svg`, here);
const target = new URL("../src/paripurna/platform/ui/icons.json", here);

const names = readFileSync(new URL("icons.txt", here), "utf8").split("\n").filter(Boolean).sort();
const unknown = names.filter((name) => !existsSync(source(name)));
if (unknown.length > 0) {
  console.error(`Tabler Icons has no ${unknown.join(", ")}`);
  process.exit(1);
}

const inner = (svg) =>
  svg
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace(/\s*\n\s*/g, "")
    .replace(/ \/>/g, "/>")
    .trim();

const icons = Object.fromEntries(names.map((name) => [name, inner(readFileSync(source(name), "utf8"))]));
writeFileSync(target, `${JSON.stringify(icons, null, 1)}\n`);
console.log(`${names.length} icons`);
