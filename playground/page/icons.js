// Small drawings of our own, in the colour of the text beside them.

const PATHS = {
  hash: "M4 9h16M4 15h16M10 3 8 21M16 3l-2 18",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  talk: "M4 5h16v11H11l-5 4v-4H4z",
  home: "M4 11 12 4l8 7M6 10v9h12v-9",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
  close: "M6 6l12 12M18 6 6 18",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14a4 4 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  reply: "M4 5h16v10H10l-4 4v-4H4zM8 9h8M8 12h5",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  send: "M4 12 20 4l-5 16-4-7z",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  plus: "M12 5v14M5 12h14",
  people: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M3 20c0-4 3-6 6-6s6 2 6 6M16 6a3 3 0 0 1 0 6M17 14c3 .4 4 3 4 6",
  inspect: "M8 6 3 12l5 6M16 6l5 6-5 6M13.5 4l-3 16",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  edit: "M4 20h4L20 8l-4-4L4 16z",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  down: "M6 9l6 6 6-6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
};
const SVG = "http://www.w3.org/2000/svg";

/** An icon by its name; it says nothing to a screen reader, the control around it has a name. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) drawing.setAttribute(key, value);
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
