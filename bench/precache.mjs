// Makes a Workbox worker for each configuration that stands in the file named: one a locale.

import { readFileSync } from "node:fs";
import { generateSW } from "workbox-build";

for (const options of JSON.parse(readFileSync(process.argv[2], "utf-8"))) {
  const { warnings } = await generateSW({
    ...options,
    // What bears a hash in its name needs no other version, and may come from the browser's own cache.
    dontCacheBustURLsMatching: /[.-][0-9a-f]{8,10}\.(min\.)?\w+$/,
    // A page by its address: our server answers its file's name with a redirect, a second request.
    manifestTransforms: [
      (entries) => ({ manifest: entries.map((entry) => ({ ...entry, url: entry.url.replace(/index\.html$/, "") })) }),
    ],
    sourcemap: false,
    skipWaiting: true,
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    maximumFileSizeToCacheInBytes: 50e6,
  });
  if (warnings.length) throw new Error(warnings.join("\n"));
}
