// A pack is one file a line, so that each can be saved while the rest is still on its way.

/** Yields the whole lines of a stream as they arrive. What follows the last line end was cut and is left out. */
async function* linesOf(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), STALL);
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop();
      yield* lines;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Saves the wanted files of a pack as they arrive; `saved` hears of each. A line that is no JSON is not ours and ends it. */
async function unpack(stream, cache, wanted, saved) {
  const entries = new Map(wanted.map((entry) => [entry.path, entry]));
  for await (const line of linesOf(stream)) {
    const file = JSON.parse(line);
    const entry = entries.get(file.path);
    if (entry && (await putVerified(cache, entry, new TextEncoder().encode(file.text), file.type))) {
      entries.delete(file.path);
      saved(entry);
    }
  }
}
