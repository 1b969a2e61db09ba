// One way to make elements: text is always text, never markup.

/** An element with properties, listeners (`onclick`) and children (elements or strings; empty ones are left out). */
export function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== "list" && key !== "form") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A link that opens elsewhere and tells nobody where it came from; only the web's own addresses become links. */
export function link(url, label) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return label || url;
  // A permalink of this workspace leads to its message in this page.
  const own = url.startsWith(`${globalThis.location?.origin}/archives/`) && /archives\/(\w+)\/p(\d+)(\d{6})(?:\?.*thread_ts=([\d.]+))?/.exec(url);
  if (own) return el("a", { href: `/#${own[1]}/${own[4] || ""}/${own[2]}.${own[3]}` }, label || url);
  // And so does the address of a canvas.
  const canvas = url.startsWith(`${globalThis.location?.origin}/docs/`) && /docs\/\w+\/(\w+)$/.exec(url);
  if (canvas) return el("a", { href: `/#docs/${canvas[1]}` }, label || url);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label || url);
}

/** A picture from an address in a message. */
export function picture(url, alt, className, instead = alt || "picture") {
  if (!/^(https?:\/\/|data:image\/(png|jpe?g|gif|webp);)/i.test(url || "")) return el("span", { class: "unknown" }, alt || "picture");
  const shown = el("img", { src: url, alt: alt || "", class: className, loading: "lazy", referrerPolicy: "no-referrer" });
  // Whoever shows it may have taken it away since.
  shown.onerror = () => shown.replaceWith(el("span", { class: "unknown" }, instead));
  return shown;
}

/** A line that says what went wrong, for a while. */
export function say(text) {
  const place = document.getElementById("says");
  // Shown anew each time, so that it stands above a modal that was opened since.
  if (place.matches(":popover-open")) place.hidePopover();
  place.showPopover();
  place.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.hidePopover(), 6000);
}

/** A dialog of fields. `take()` is called when it is sent and may fail; the complaint stands below. Without `yes` it only shows. */
export function form(title, fields, yes, take = () => {}) {
  const complaint = el("p", { class: "complaint", role: "alert" });
  const dialog = el("dialog", { class: "ask", "aria-label": title });
  const send = async (event) => {
    event.preventDefault();
    try {
      await take();
      dialog.close("yes");
    } catch (error) {
      complaint.textContent = `${error.message}.`;
    }
  };
  dialog.append(el("form", { onsubmit: send }, el("h2", {}, title), fields, complaint, el("div", { class: "buttons" },
    el("button", { type: "button", onclick: () => dialog.close("") }, yes ? "Cancel" : "Close"),
    yes ? el("button", { type: "submit", class: "primary" }, yes) : "")));
  return shown(dialog);
}

/** Ask in a dialog. Resolves to true for yes. */
export function ask(title, text, yes = "Yes", no = "Cancel", style = "") {
  const dialog = el("dialog", { class: "ask", "aria-label": title });
  dialog.append(el("h2", {}, title), el("p", {}, text), el("div", { class: "buttons" },
    el("button", { type: "button", onclick: () => dialog.close("") }, no),
    el("button", { type: "button", class: style || "primary", onclick: () => dialog.close("yes") }, yes)));
  return shown(dialog);
}

/** Ask for a text in a dialog. Resolves to the text, or null when it was called off. */
export async function askText(title, text, yes = "Save") {
  const field = el("textarea", { rows: 6, value: text, "aria-label": title });
  return (await form(title, [field], yes)) ? field.value : null;
}

/** Show a dialog until it is closed, then forget it. -> whether it was answered with yes */
function shown(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
