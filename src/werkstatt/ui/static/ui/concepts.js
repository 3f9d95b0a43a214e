// The check page with the keyboard: J to the next uncertain place, K back. Without this file its links do the same.
(() => {
  "use strict";
  const check = document.querySelector("[data-check]");
  const places = check ? [...check.querySelectorAll("[data-unsure]")] : [];
  if (!places.length) return;

  let on = true;
  const note = document.createElement("p");
  note.className = "wk-quiet cc-keys";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wk-plain";
  const say = () => {
    note.firstChild.textContent = on ? "Tasten: J nächste, K vorige unsichere Stelle. " : "Die Tasten J und K sind aus. ";
    button.textContent = on ? "Tasten ausschalten" : "Tasten einschalten";
  };
  button.addEventListener("click", () => { on = !on; say(); });
  note.append("", button);
  say();
  check.before(note);

  const go = (step) => {
    const here = places.findIndex((place) => place.contains(document.activeElement));
    const next = places[here < 0 ? (step > 0 ? 0 : places.length - 1) : (here + step + places.length) % places.length];
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
    const link = next.querySelector("[data-source]");
    const source = link && document.getElementById(link.hash.slice(1));
    const pane = source && source.closest(".cc-pane");
    if (pane && pane.scrollHeight > pane.clientHeight) {
      pane.scrollTop += source.getBoundingClientRect().top - pane.getBoundingClientRect().top - 24;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step) { event.preventDefault(); go(step); }
  });
})();
