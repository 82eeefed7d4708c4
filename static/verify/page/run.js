// Runs the verifier beside the page: in a worker, which has the same script, or in slices where
// the browser has none.
const run = (() => {
  const SLICE = 30;
  const TOLD_EVERY = 100;

  const outcomeOf = (error) =>
    error instanceof Refused ? { broken: error.broken } : { failed: String(error) };

  /** Goes on for so many milliseconds; tells of steps and, now and then, of progress. */
  function advance(work, tell, until) {
    let told = 0;
    try {
      while (Date.now() < until) {
        const { value, done } = work.next();
        if (done) return { found: value };
        const isDue = value.step || value.done === value.total || Date.now() - told > TOLD_EVERY;
        if (isDue && (value.step || value.total)) {
          told = Date.now();
          tell(value);
        }
      }
    } catch (error) {
      return outcomeOf(error);
    }
    return null;
  }

  /** What a worker does: all of it in one go. */
  function asWorker(scope) {
    scope.onmessage = ({ data }) => {
      const tell = (value) => scope.postMessage(value);
      tell({ outcome: advance(bundle.verify(new Uint8Array(data)), tell, Infinity) });
    };
    scope.postMessage({ isReady: true });
  }

  function inSlices(bytes, tell) {
    const work = bundle.verify(bytes);
    return new Promise((resolve) => {
      const goOn = () => {
        const outcome = advance(work, tell, Date.now() + SLICE);
        if (outcome) resolve(outcome);
        else setTimeout(goOn, 0);
      };
      goOn();
    });
  }

  /** A worker out of this very script; rejects where the browser gives none. */
  function inWorker(script, bytes, tell) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      worker.onerror = reject;
      worker.onmessage = ({ data }) => {
        if (data.isReady) worker.postMessage(bytes.buffer);
        else if (data.outcome) {
          worker.terminate();
          resolve(data.outcome);
        } else tell(data);
      };
    });
  }

  /** The outcome: { found }, { broken } or { failed }. */
  const verify = (script, bytes, tell) =>
    inWorker(script, bytes, tell).catch(() => inSlices(bytes, tell));

  return { verify, inSlices, asWorker };
})();
