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
  if (target.dataset.saves) return; // saves itself
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

// Half a date, or letters where a number belongs, reach the server as an empty field: the browser
// says so first. Nothing else is checked here; the server refuses in its own words.
document.addEventListener("submit", (event) => {
  const half = [...event.target.elements].find(({ validity }) => validity?.badInput);
  if (!half) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  half.reportValidity();
}, true);

// A tick is saved at once, one after another; what could not be saved is taken back and says so.
const say = (slot, words) => {
  slot.textContent = document.getElementById("announcer").textContent = words;
};
const save = async (box) => {
  const { csrfmiddlewaretoken: token } = box.form.elements;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
  const came = box.checked;
  if (came) body.set("present", box.value);
  const slot = document.getElementById(`saved-${box.value}`);
  try {
    const answer = await fetch(box.dataset.saves, { method: "POST", body });
    if (answer.headers.has("HX-Refresh")) return location.reload();
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const count = document.getElementById("present-so-far");
    count.textContent = part.getElementById("present-so-far").textContent;
    say(slot, part.querySelector("[role=status]").textContent);
  } catch {
    box.checked = !came;
    say(slot, box.form.dataset.lost);
  }
};
let saving = Promise.resolve();
document.addEventListener("change", ({ target }) => {
  if (target.dataset.saves) saving = saving.then(() => save(target));
});
