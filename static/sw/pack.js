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

/**
 * Saves the wanted files of a pack as they arrive; `saved` hears of each. A line that is no JSON is not ours and ends it.
 * Pages lean on frames that came before them (`prontosim/pack.py` tells the form).
 */
async function unpack(stream, cache, wanted, saved) {
  const entries = new Map(wanted.map((entry) => [entry.path, entry]));
  const frames = [];
  for await (const line of linesOf(stream)) {
    const file = JSON.parse(line);
    if (!file.path) frames.push(file.frame);
    const entry = entries.get(file.path);
    if (!entry) continue;
    const bytes = new TextEncoder().encode(textOf(file, frames[file.frame]));
    if (await putVerified(cache, entry, bytes, file.type || "text/html; charset=utf-8")) {
      entries.delete(file.path);
      saved(entry);
    }
  }
}

/** A file's text: whole, or what is its own put into its frame; its heading is its title too. */
function textOf({ path, head = "", text }, frame) {
  if (!frame) return text;
  const [start, after, middle, end] = frame;
  const heading = text.match(/<h1[^>]*>(.*?)<\/h1>/s)[1];
  return start + heading + after + head + middle.replaceAll("\x01", path.split("/").slice(2).join("/")) + text + end;
}
