// Runs the opening beside the page, so that its progress bar moves.

import { partialsOf } from "./opening.js";

self.onmessage = ({ data: { text, order } }) => {
  let shown = 0;
  const onProgress = (progress) => {
    if (progress - shown < 0.01 && progress < 1) return;
    shown = progress;
    self.postMessage({ progress });
  };
  try {
    self.postMessage({ made: partialsOf(text, order, onProgress) });
  } catch (error) {
    self.postMessage({ why: error.why || "browser" });
  }
};
