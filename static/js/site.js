// Pages work without this. After htmx has changed a part, say so and put the focus right.
document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  const words = part.querySelector("[data-announce], [role=status], h2, .empty-title");
  if (words) document.getElementById("announcer").textContent = words.textContent.trim();
  const summary = part.querySelector(".error-summary");
  if (summary) summary.focus();
});

// The other languages show the same list, narrowed in the same way.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
});
