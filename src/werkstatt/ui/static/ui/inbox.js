// A letter with the keyboard: each key presses a button or goes to a field that is there anyway. Without this file everything works with Tab and Enter.
(() => {
  "use strict";
  const letter = document.querySelector("[data-letter]");
  const here = letter && letter.querySelector(".ib-point--here");
  if (!letter) return;

  // What one works on is in sight on both sides.
  const part = letter.querySelector(".ib-part--here");
  const pane = part && part.closest(".ib-pane");
  if (pane && pane.scrollHeight > pane.clientHeight) pane.scrollTop += part.getBoundingClientRect().top - pane.getBoundingClientRect().top - 96;

  let on = true;
  const note = document.createElement("p");
  note.className = "ib-keys";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wk-plain";
  const say = () => {
    note.firstChild.textContent = on
      ? "Tasten: 1 bis 3 Vorschlag, 0 kein Element, Z Element suchen, J K nächste und vorige, ← → Anfang verschieben, S teilen, V zusammenfügen, X auslassen, U zurücknehmen. "
      : "Die Tasten sind aus. ";
    button.textContent = on ? "Tasten ausschalten" : "Tasten einschalten";
  };
  button.addEventListener("click", () => { on = !on; say(); });
  note.append("", button);
  say();
  letter.querySelector(".ib-points").after(note);

  const go = (step) => {
    const items = [...letter.querySelectorAll(".ib-point")];
    const next = items[items.indexOf(here) + step];
    const link = next && next.querySelector("[data-point]");
    if (link) link.click();
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, input, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") { event.preventDefault(); go(key === "j" ? 1 : -1); return; }
    const deed = letter.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const field = letter.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    if (!deed && !field) return;
    event.preventDefault();
    if (deed) { deed.click(); return; }
    const more = field.closest("details");
    if (more) more.open = true;
    field.focus();
  });
})();
