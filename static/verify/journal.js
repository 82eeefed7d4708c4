// The journal of the meeting: its chain of heads, the heads that are anchored in ink, and the one
// close and the one opening that it tells of (docs/bundle.md, The chain of the journal).
const journal = (() => {
  const { whole, text, hex, list, table } = shape;
  const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;
  /** A moment of the calendar, to the millisecond that a browser knows. */
  function isMoment(value) {
    const short = text(value) && AT.test(value) ? value.slice(0, 23) : "";
    const moment = new Date(`${short}Z`);
    return !isNaN(moment) && moment.toISOString().slice(0, 23) === short && short >= "0001";
  }

  const isLines = list(
    table({
      act: text,
      actor: text,
      at: isMoment,
      detail: text,
      sequence: whole(1),
      tag: hex(32),
    }),
  );

  const refuse = (isSo, why) => require(isSo, "journal", why);

  function detailOf({ detail }) {
    const facts = canonical.read(octets.utf8(detail || "{}"), "journal");
    refuse(shape.isTable(facts), "detail");
    return facts;
  }

  /** The head after a line, 32 bytes. */
  function after(head, { act, actor, at, detail, sequence }) {
    const said = canonical.write({ act, actor, at, detail, sequence });
    return octets.sha256(head, octets.utf8(said));
  }

  /** The lines with their details, and with the heads before and after each. */
  function read(bytes, number) {
    const lines = canonical.read(bytes);
    refuse(isLines(lines) && lines.length > 0, "lines");
    let head = octets.sha256(octets.utf8(`journal-v1|${number}`));
    let sequence = 0;
    return lines.map((line) => {
      const said = detailOf(line);
      if (line.act === "restore") {
        const lost = requireRestore(said, sequence, head);
        if (lost > 0) [sequence, head] = [said.length, octets.fromHex(said.head)];
      }
      sequence += 1;
      refuse(line.sequence === sequence, "sequence");
      const before = head;
      head = after(head, line);
      return { ...line, said, before: octets.hex(before), head: octets.hex(head) };
    });
  }

  /** How many lines were lost; a line of a restore names the last head that was known. */
  function requireRestore({ kept, length, head: known }, sequence, head) {
    const isTold = whole(0)(kept) && whole(0)(length) && hex(32)(known);
    refuse(isTold && kept === sequence && length >= kept, "restore");
    if (length === kept) refuse(known === octets.hex(head), "restore head");
    return length - kept;
  }

  const only = (lines, act) => {
    const found = lines.filter((line) => line.act === act);
    refuse(found.length === 1, act);
    return found[0];
  };

  /** The close, the opening and their heads are those that the parts pin. */
  function requireAnchors(lines, told, closed, counted) {
    const close = only(lines, "close");
    const opening = only(lines, "open_box");
    refuse(lines.indexOf(close) < lines.indexOf(opening), "order");
    refuse(octets.isSame(octets.utf8(close.detail), closed.bytes), "close");
    const { received, slip_states: states, minimum } = opening.said;
    refuse(minimum === told.facts.minimum, "minimum");
    refuse(received === counted.spent && closed.received === received, "received");
    refuse(states === counted.root, "slip_states");
    const notices = lines.filter(({ said, act }) => "fingerprint" in said && act !== "open");
    const shown = lines.filter(({ said }) => "fingerprint" in said).pop();
    refuse(shown && shown.said.fingerprint === told.fingerprint, "fingerprint");
    const renewed = notices.pop();
    refuse(renewed && renewed.said.fingerprint === told.fingerprint, "fingerprint");
    refuse(renewed.before === told.facts.journal_head, "journal_head");
    refuse(close.before === closed.head, "head");
    return { close, opening };
  }

  /** The 监票人 whose keys came in, by their numbers. */
  function openersOf(lines, root) {
    const WAYS = ["page", "file", "server"];
    const came = lines.filter(({ act, said }) => act === "send_partials" && "root" in said);
    const found = came.map(({ said }) => {
      const { scrutineer: number, name, way } = said;
      refuse(said.root === octets.hex(root), "root");
      refuse(whole(1, 3)(number) && text(name) && WAYS.includes(way), "send_partials");
      return { number, name, way };
    });
    found.sort((one, two) => one.number - two.number);
    refuse(found.every(({ number }, at) => at === 0 || found[at - 1].number < number), "twice");
    return found;
  }

  return { read, requireAnchors, openersOf };
})();
