// The field for a slip, and the big keys beside it.

export function keys(field) {
  for (const key of document.querySelectorAll("[data-key]")) {
    key.addEventListener("click", () => press(key.dataset.key));
  }

  function press(key) {
    if (key === "clear") field.value = "";
    else if (key === "back") field.value = digits().slice(0, -1);
    else field.value = digits() + key;
    group();
    field.focus();
  }

  const digits = () => field.value.replace(/\D/g, "").slice(0, 12);

  // Twelve digits stand as they are printed, 4-4-4. Behind a Chinese input method a scanner sends
  // full-width letters; what is no row of digits is an address and stays as it came.
  function group() {
    const plain = field.value.normalize("NFKC");
    if (/^[\d ]*$/.test(plain)) field.value = plain.replace(/\D/g, "").slice(0, 12).replace(/(\d{4})(?=\d)/g, "$1 ");
  }

  field.addEventListener("input", (event) => event.isComposing || group());
}
