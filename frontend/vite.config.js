import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { defineConfig } from "vite";
import { borrow } from "./scripts/borrow.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Beside each text its brotli, a fifth smaller than gzip: written once here, sent by the server to who takes it.
const squeeze = {
  name: "squeeze",
  async writeBundle({ dir }, bundle) {
    if (this.meta.watchMode) return;
    const texts = Object.keys(bundle).filter((name) => /\.(m?js|css)$/.test(name)).map((name) => join(dir, name));
    await Promise.all(texts.map(async (text) => writeFile(`${text}.br`, await promisify(brotliCompress)(await readFile(text)))));
  },
};

// Names carry a hash, so that a page and its scripts always belong together; Django reads `manifest.json`.
export default defineConfig({
  base: "./",
  plugins: [squeeze],
  publicDir: path("public"),
  css: { postcss: { plugins: [borrow()] } },
  build: {
    outDir: path("../src/paripurna/platform/ui/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200, // the map, which is fetched only where there is one
    rolldownOptions: {
      checks: { eval: false }, // htmx can evaluate; we switch it off and the policy forbids it
      preserveEntrySignatures: "exports-only", // `tus` is fetched by its address, for what it offers
      input: { main: path("src/main.ts"), theme: path("src/theme.ts"), tus: path("src/tus.ts"), fill: path("src/fill.ts"), "fill-worker": path("src/fill-worker.ts"), style: path("src/main.css") },
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
    },
  },
});
