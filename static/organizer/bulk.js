/* A file that is sent as an answer leaves its page where it is: the button says so, and cannot be pressed twice. */
for (const button of document.querySelectorAll("button[data-once]")) {
  button.form.addEventListener("submit", (event) => {
    if (event.submitter !== button) return;
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    said.className = "say";
    said.textContent = button.dataset.once;
    button.closest(".row").after(said);
    setTimeout(() => { button.disabled = true; });
  });
}
