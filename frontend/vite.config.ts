import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// While developing, the API process this page talks to.
const api = process.env.AVATAR_API ?? "http://127.0.0.1:8000";

// The page is served by the API process from its own package folder, under a strict content policy:
// nothing inlined as data: except what an <img> may show, no inline scripts.
export default defineConfig({
  resolve: { alias: { "~": new URL("./src", import.meta.url).pathname } },
  plugins: [react()],
  build: {
    outDir: "../src/apphost/ui",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": api, "/files": api } },
  // People type and axe looks: on a busy machine that takes its time.
  test: { environment: "jsdom", setupFiles: "src/testing/setup.ts", css: false, restoreMocks: true, testTimeout: 20_000 },
});
