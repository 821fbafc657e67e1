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

// Words that were typed and not sent are not lost without a question. Searches, and forms with a
// password, ask for nothing; a form that came back with errors holds words that are not saved.
const typed = new Set();
for (const summary of document.querySelectorAll("form[method=post] .error-summary")) {
  typed.add(summary.closest("form"));
}
document.addEventListener("input", ({ target }) => {
  if (target.hasAttribute("hx-post")) return; // saves itself
  const form = target.form;
  if (form?.method === "post" && !form.querySelector("[type=password]")) typed.add(form);
});
document.addEventListener("reset", ({ target }) => typed.delete(target));
document.addEventListener("submit", ({ target }) => typed.delete(target));
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, ({ detail }) => {
    if (detail.elt.method === "post") typed.add(detail.elt);
  });
}
addEventListener("beforeunload", (event) => {
  if ([...typed].some((form) => form.isConnected)) event.preventDefault();
});

// A tick that could not be saved is taken back, and its form says so.
for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(lost, (event) => {
    const box = event.detail.elt;
    const words = box.form?.dataset.lost;
    if (box.type !== "checkbox" || !words) return;
    box.checked = !box.checked;
    event.detail.target.textContent = words;
    document.getElementById("announcer").textContent = words;
  });
}
