/* A long file takes a while: the form says so and cannot be sent twice. Without script it just waits. */
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    said.className = "busy";
    const bar = document.createElement("progress");
    said.append(bar, form.dataset.busy);
    form.append(said);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const said of document.querySelectorAll(".busy")) {
    for (const button of said.parentElement.querySelectorAll("button")) button.disabled = false;
    said.remove();
  }
});
