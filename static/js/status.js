// The status page: what of each language lies on this phone, counted from the files, and what can be done about it.

const number = (locale, options) => new Intl.NumberFormat(locale, options);

/** Megabytes or kilobytes in the reader's way of writing. */
function weight(locale, bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  return number(locale, { style: "unit", unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

const lang = document.documentElement.lang;
const day = (iso) => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
const moment = (ms) => new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(ms));

export async function start(app) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const list = app.main.querySelector("#status");
  const button = (item, name) => item.querySelector(`[data-do="${name}"]`);
  app.main.querySelector("#status-unsupported").hidden = true;
  list.hidden = false;

  /** Shows how far a language is, and the one or two things to do about it. */
  const show = (item, { have, total, bytes }, state) => {
    const parts = { have: number(lang).format(have), total: number(lang).format(total) };
    const counted = list.dataset.count.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
    item.querySelector(".count").textContent = total ? counted + (bytes ? ` · ${weight(lang, bytes)}` : "") : list.dataset.unknown;
    item.querySelector(".state").textContent = list.getAttribute(`data-${state}`) ?? "";
    const busy = state === "saving" || state === "checking";
    item.querySelector("progress").hidden = !busy;
    item.querySelector("progress").value = total ? have / total : 0;
    button(item, "save").hidden = busy || total > 0;
    button(item, "repair").hidden = busy || !total || have === total;
    button(item, "remove").hidden = busy || !total;
  };
  const refresh = async (item, state = "") => {
    const { have, total, bytes } = await app.count(item.dataset.statusOf);
    show(item, { have, total, bytes }, total && have === total ? "ready" : state);
    const checked = Number(app.recall(`checked-${item.dataset.statusOf}`));
    item.querySelector(".checked").textContent = total && checked ? list.dataset.checked.replace("{when}", moment(checked)) : "";
    await showPhone(app);
  };
  const checkOne = async (item) => {
    const { check } = await import("./check.js");
    const wrong = await check(app, item.dataset.statusOf, (part) => show(item, part, "checking"));
    await refresh(item, wrong ? "wrong" : "");
    return wrong;
  };

  for (const item of list.children) {
    const locale = item.dataset.statusOf;
    button(item, "save").onclick = async () => {
      app.remember("removed", app.removed().filter((one) => one !== locale).join(" "));
      await refresh(item, "saving");
      await app.save(locale);
    };
    button(item, "repair").onclick = async () => {
      await checkOne(item);
      await app.save(locale);
    };
    button(item, "remove").onclick = async () => {
      await (await import("./remove.js")).remove(app, locale);
      await refresh(item);
      await app.refresh();
      button(item, "save").focus();
    };
    refresh(item);
  }
  app.main.addEventListener("library", ({ detail }) => {
    const item = list.querySelector(`[data-status-of="${detail.locale}"]`);
    if (item && detail.type === "saving") show(item, detail, "saving");
    else if (item) refresh(item, detail.reason);
    else for (const one of list.children) refresh(one);
  });
  const checkAll = app.main.querySelector("#check-all");
  checkAll.parentElement.hidden = false;
  checkAll.onclick = async () => {
    checkAll.disabled = true;
    let wrong = 0;
    for (const item of list.children) wrong += await checkOne(item);
    checkAll.disabled = false;
    if (wrong) await app.refresh().then(() => app.keep());
  };
}

/** What is the same for all languages: the release, whether the system keeps it, how this page was opened. */
async function showPhone(app) {
  const list = app.main.querySelector("#phone");
  const { release, released } = await app.listed(app.locale);
  const tell = (name, text) => {
    const row = list.querySelector(`.${name}`);
    row.hidden = !text;
    row.querySelector("dd").textContent = text;
  };
  list.hidden = false;
  tell("release", release ? [release.slice(0, 12), released && day(released)].filter(Boolean).join(" · ") : "");
  const persisted = await navigator.storage?.persisted?.();
  tell("persisted", persisted === undefined ? "" : persisted ? list.dataset.persisted : list.dataset.notPersisted);
  tell("opened", app.isApp ? list.dataset.app : list.dataset.tab);
  const isIphone = /iPhone|iPad/.test(navigator.userAgent) && !app.isApp;
  app.main.querySelector("#seven-days").hidden = !isIphone;
}
