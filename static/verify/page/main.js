// The same script is the page and its worker.
if (typeof document === "undefined") run.asWorker(self);
else page().start(document.currentScript.textContent);
