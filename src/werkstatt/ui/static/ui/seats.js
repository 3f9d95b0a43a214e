// Drag somebody to another table or sitting. Without this file the name leads to a form that does the same.
(() => {
  "use strict";
  const mover = document.querySelector("[data-mover]");
  const table = document.querySelector(".wk-seats");
  if (!mover || !table) return;
  table.classList.add("wk-seats--drag");

  let dragged = null;
  const place = (event) => event.target.closest("[data-table]");
  const mark = (cell) => {
    for (const each of table.querySelectorAll(".wk-seats__place--over")) each.classList.remove("wk-seats__place--over");
    if (cell) cell.classList.add("wk-seats__place--over");
  };

  table.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  table.addEventListener("dragover", (event) => {
    const cell = place(event);
    if (!dragged || !cell) return;
    event.preventDefault();
    mark(cell);
  });
  table.addEventListener("dragend", () => { dragged = null; mark(null); });
  table.addEventListener("drop", (event) => {
    const cell = place(event);
    if (!dragged || !cell) return;
    event.preventDefault();
    mark(null);
    if (cell.contains(dragged)) return;
    mover.action = dragged.dataset.move;
    mover.elements.sitting.value = cell.dataset.sitting;
    mover.elements.table.value = cell.dataset.table;
    mover.submit();
  });
})();
