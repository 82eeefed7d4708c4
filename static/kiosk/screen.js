// The screen of a tablet that stands in a hall: the page alone on it, where the browser can, and awake.

export function fillScreen(button) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
  document.addEventListener("fullscreenchange", () => (button.hidden = Boolean(document.fullscreenElement)));

  stayAwake().catch(() => {});
  document.addEventListener("visibilitychange", () => stayAwake().catch(() => {}));
}

async function stayAwake() {
  if ("wakeLock" in navigator && !document.hidden) await navigator.wakeLock.request("screen");
}
