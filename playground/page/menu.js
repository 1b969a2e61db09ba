// A small menu that opens below a button: arrows move, Enter chooses, Escape closes.

import { el } from "./dom.js";

/** Let `button` open a menu of `entries()`: [{label, hint, run, danger}]. */
export function menu(button, entries) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-expanded") === "false") openMenu(button, entries());
  });
  return button;
}

function openMenu(button, entries) {
  const close = (back) => {
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    box.remove();
    if (back) button.focus();
  };
  const choose = (entry) => {
    close(true);
    entry.run();
  };
  // In the top layer, above whatever modal the button is in, and inside that modal: outside of it nothing can be pressed.
  const box = el("div", { class: "menu", role: "menu", popover: "manual" }, entries.map((entry) =>
    el("button", { type: "button", role: "menuitem", class: entry.danger ? "danger" : "", onclick: () => choose(entry) },
      entry.label, entry.hint ? el("small", {}, entry.hint) : "")));
  const outside = (event) => !box.contains(event.target) && close(false);
  box.addEventListener("keydown", (event) => {
    const items = [...box.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close(true);
    if (to === undefined && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (to !== undefined) items[to % items.length].focus();
  });
  (button.closest("dialog") || document.body).append(box);
  box.showPopover();
  put(box, button);
  button.setAttribute("aria-expanded", "true");
  // Listening begins after the press that opened it.
  setTimeout(() => document.addEventListener("pointerdown", outside, true));
  box.firstChild?.focus();
}

/** Below the button where there is room, else above; always inside the window. */
export function put(box, button) {
  const { left, top, bottom } = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = bottom + height + 8 < innerHeight || top < height + 8;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, below ? bottom + 4 : top - height - 4)}px`;
}
