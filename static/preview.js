// Only in the preview: loads the page again when a file has changed.

const read = async () => (await fetch("/preview/changed")).text();
const first = await read();
setInterval(async () => (await read()) !== first && location.reload(), 1000);
