/* A line of the summary of errors puts the cursor into its field; without script it only goes there. */
for (const link of document.querySelectorAll('.errors a[href^="#"]')) {
  link.addEventListener("click", () => {
    const field = document.getElementById(link.getAttribute("href").slice(1));
    if (field) setTimeout(() => field.focus());
  });
}
