// The requests of a kiosk. Each is given up after a while, and all of them as the page is cleared:
// an answer that comes after that belongs to the one before, and nobody is shown it.

const PATIENCE = 20_000; // milliseconds; whoever presses again is told whether it counted

export function errands() {
  const underWay = new Set();

  // Answer and text, or null where the page was cleared meanwhile. Throws where nothing came.
  async function go(address, options = {}) {
    const errand = new AbortController();
    const clock = setTimeout(() => errand.abort(), PATIENCE);
    underWay.add(errand);
    try {
      const answer = await fetch(address, { ...options, redirect: "error", signal: errand.signal });
      const text = await answer.text();
      return underWay.has(errand) ? { answer, text } : null;
    } catch (error) {
      if (underWay.has(errand)) throw error;
      return null;
    } finally {
      clearTimeout(clock);
      underWay.delete(errand);
    }
  }

  function drop() {
    const dropped = [...underWay];
    underWay.clear();
    for (const errand of dropped) errand.abort();
  }

  return { go, drop };
}
