// The printed slips: those of the notice, each in its last state.
const slips = (() => {
  const LINE = /^([0-9a-f]{64}) (0|[1-9][0-9]{0,3}) ([2-7])$/;
  const MOST = 100000;
  const STATES = { phone: 3, kiosk: 4, exchanged: 5, undrawn: 6, void: 7 };

  function read(bytes, { facts }) {
    require(bytes.length <= canonical.LARGEST, "size", "slips.txt");
    let text = "";
    try {
      text = octets.text(bytes);
    } catch (error) {
      throw new Refused("form", "slips.txt");
    }
    const lines = text.split("\n");
    require(lines.pop() === "" && lines.length <= MOST, "form", "slips.txt");
    const found = lines.map((line, at) => {
      const parts = LINE.exec(line);
      require(parts && (at === 0 || lines[at - 1].slice(0, 64) < parts[1]), "form", "slips.txt");
      return { digest: octets.fromHex(parts[1]), ofClass: Number(parts[2]), state: Number(parts[3]) };
    });
    const states = Object.values(STATES);
    require(found.every(({ ofClass }) => ofClass < facts.classes.length), "form", "class");
    facts.classes.forEach((each, at) => requireClass(each, found.filter((s) => s.ofClass === at)));
    require(found.every(({ state }) => states.includes(state)), "slips", "state");
    return counted(found, facts.classes.length);
  }

  function requireClass({ slips: printed, slip_root: root }, found) {
    require(found.length === printed, "slips", "number");
    const digests = found.map(({ digest }) => digest);
    const sum = octets.sha256(octets.utf8("slips-v1|"), ...digests);
    require(octets.hex(sum) === root, "slips", "root");
  }

  function counted(found, classes) {
    const rows = found.map(({ digest, state }) => octets.concat(digest, Uint8Array.of(state)));
    const inState = (state) => found.filter((slip) => slip.state === state).length;
    const isSpent = ({ state }) => state === STATES.phone || state === STATES.kiosk;
    const spent = found.filter(isSpent);
    return {
      printed: found.length,
      phone: inState(STATES.phone),
      kiosk: inState(STATES.kiosk),
      exchanged: inState(STATES.exchanged),
      undrawn: inState(STATES.undrawn),
      torn: inState(STATES.void),
      void: found.length - spent.length,
      spent: spent.length,
      spentOf: [...Array(classes).keys()].map(
        (at) => spent.filter(({ ofClass }) => ofClass === at).length,
      ),
      exchangedOf: [...Array(classes).keys()].map(
        (at) => found.filter(({ ofClass, state }) => ofClass === at && state === STATES.exchanged).length,
      ),
      root: octets.hex(octets.sha256(octets.utf8("slip-states-v1|"), ...rows)),
    };
  }

  return { read };
})();
