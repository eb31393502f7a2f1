// Nothing is put into a cache before its hash is that of the manifest: portals, proxies and cut lines answer 200 too.

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts bytes under their path, if they are the bytes that the manifest names; tells whether they were. */
async function putVerified(cache, entry, bytes, type) {
  if (bytes.byteLength !== entry.bytes || (await sha256(bytes)) !== entry.sha256) return false;
  const headers = { ...BUILD.headers, "content-type": type, "content-length": String(bytes.byteLength) };
  await cache.put(addressOf(entry.path), new Response(bytes, { headers }));
  return true;
}
