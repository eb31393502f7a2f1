// The status page: what of each language lies on this phone, counted from the files.

export async function start(app) {
  const list = app.main.querySelector("#status");
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  app.main.querySelector("#status-unsupported").hidden = true;
  list.hidden = false;

  const show = (item, { have, total }, state) => {
    const counted = list.dataset.count.replace("{have}", have).replace("{total}", total);
    item.querySelector(".count").textContent = total ? counted : list.dataset.unknown;
    item.querySelector(".state").textContent = list.getAttribute(`data-${state}`) ?? "";
    item.querySelector("button").hidden = state === "ready";
  };
  const refresh = async (item, state) => {
    const { release, have, total } = await app.count(item.dataset.statusOf);
    show(item, { have, total }, total > 0 && have === total ? "ready" : state);
    app.main.querySelector("#release").hidden = !release;
    app.main.querySelector("#release code").textContent = release?.slice(0, 12) ?? "";
  };
  for (const item of list.children) {
    item.querySelector("button").onclick = () => {
      refresh(item, "saving");
      app.save(item.dataset.statusOf);
    };
    refresh(item);
  }
  app.main.addEventListener("library", ({ detail }) => {
    const item = list.querySelector(`[data-status-of="${detail.locale}"]`);
    if (!item) return;
    if (detail.type === "saving") show(item, detail, "saving");
    else refresh(item, detail.reason);
  });
  const checkAll = app.main.querySelector("#check-all");
  checkAll.parentElement.hidden = false;
  checkAll.onclick = async () => {
    const { check } = await import("./check.js");
    let wrong = 0;
    for (const item of list.children) {
      wrong += await check(app, item.dataset.statusOf, (part) => show(item, part, "checking"));
      await refresh(item);
    }
    if (wrong) await app.refresh().then(app.keep);
  };
}
