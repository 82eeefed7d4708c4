// A USB scanner types like a person, but faster, and ends with Enter. Only the field for the slip
// takes that Enter: on a button it would press what nobody pressed.

const BURST = 120; // milliseconds between the last sign and the Enter of a scanner

// Calls `scanned` where a scanner wrote beside `field`.
export function scanner(field, scanned) {
  let written = -BURST;

  function watch(event) {
    if (event.key.length === 1) {
      written = event.timeStamp;
    } else if (event.key === "Enter" && event.timeStamp - written < BURST && event.target !== field) {
      event.preventDefault();
      event.stopPropagation();
      scanned();
    }
  }

  document.addEventListener("keydown", watch, true);
}
