import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Names carry a hash, so that a page and its scripts always belong together; Django reads `manifest.json`.
export default defineConfig({
  base: "./",
  publicDir: path("public"),
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
