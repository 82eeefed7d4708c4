/* A button that copies what stands in a field. Without script it is not there, and the field is marked by hand. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.select();
    // Over http the newer way is closed; the older one works on a marked field.
    if (!document.execCommand("copy")) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = told; }, 4000);
  });
}
