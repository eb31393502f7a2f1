// Offers the home screen: a button where the browser has one, words where it has not. Dismissed once, it stays away.

const box = document.querySelector("#install");

function open(app, part) {
  if (!box || app.recall("install") === "dismissed") return;
  if (matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  box.hidden = false;
  box.querySelector(part).hidden = false;
  document.querySelector(".to-install")?.setAttribute("href", "#install");
  box.querySelector(".dismiss").onclick = () => {
    app.remember("install", "dismissed");
    box.hidden = true;
  };
}

/** Shows the install button for the browser's stored `beforeinstallprompt` event. */
export function offerButton(app, event) {
  open(app, ".with-button");
  if (!box) return;
  box.querySelector(".do-install").onclick = async () => {
    await event.prompt();
    box.hidden = true;
  };
}

/** Shows the steps of an iPhone, or the way out of another app's own browser. */
export function offerWords(app) {
  const inApp = /MicroMessenger|AlipayClient|Weibo/.test(navigator.userAgent);
  open(app, inApp ? ".in-app" : ".on-iphone");
}
