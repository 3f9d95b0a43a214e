// The review desk with the keyboard: J and K go through what has no answer, 1 to 5 choose the outcome. Without this file everything works with Tab and the space bar.
(() => {
  "use strict";
  const form = document.querySelector("[data-answering]");
  const reply = form && form.querySelector(".wk-reply");
  if (!reply) return;

  const boxes = [...form.querySelectorAll("[name=contribution]")];
  const outcomes = [...form.querySelectorAll("[name=outcome]")];

  const count = document.createElement("p");
  count.className = "wk-reply__count";
  count.setAttribute("role", "status");
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = ticked ? `${ticked} angekreuzt` : "Noch keine angekreuzt";
  };
  form.addEventListener("change", tell);
  reply.querySelector("h2").after(count);
  tell();

  let on = true;
  const note = document.createElement("p");
  note.className = "wk-keys";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wk-plain";
  const say = () => {
    note.firstChild.textContent = on ? "Tasten: J nächste, K vorige offene, Leertaste ankreuzen, 1 bis 5 Ergebnis. " : "Die Tasten sind aus. ";
    button.textContent = on ? "Tasten ausschalten" : "Tasten einschalten";
  };
  button.addEventListener("click", () => { on = !on; say(); });
  note.append("", button);
  say();
  reply.append(note);

  const go = (step) => {
    const here = boxes.indexOf(document.activeElement);
    const rest = step > 0 ? boxes.slice(here + 1) : boxes.slice(0, here < 0 ? undefined : here).reverse();
    const next = rest.find((box) => box.closest(".wk-said--open"));
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest(".wk-said").scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    const outcome = outcomes[Number(event.key) - 1];
    if (step) { event.preventDefault(); go(step); }
    if (outcome) { event.preventDefault(); outcome.checked = true; reply.querySelector("textarea").focus(); }
  });
})();
