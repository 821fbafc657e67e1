// Pages work without this. After htmx has changed a part, say so and put the focus right.
document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  const words = part.querySelector("[data-announce], [role=status], h2, .empty-title");
  if (words) document.getElementById("announcer").textContent = words.textContent.trim();
  const summary = part.querySelector(".error-summary");
  if (summary) summary.focus();
});

// What changes something is sent by a form of ours, with the token that stands in it: never by
// an element that found its way into a page, nor with fields that it collects elsewhere.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, verb } = event.detail;
  const ours = elt.matches("form[method=post]:not([hx-include])") && elt.elements.csrfmiddlewaretoken;
  if (verb !== "get" && !ours) event.preventDefault();
});

// The other languages show the same list, narrowed in the same way.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
});
