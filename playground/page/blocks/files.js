// Files under a message, the file block, and videos, which open elsewhere.

import { el, link, picture } from "../dom.js";
import { textObject } from "../text/text.js";
import { known } from "../workspace.js";

const size = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : bytes >= 1e3 ? `${Math.round(bytes / 1e3)} kB` : `${bytes || 0} bytes`);
const own = (file) => (file.url_private || "").replace(/^https?:\/\/[^/]+/, "");
const KNOWN = { pdf: "PDF", text: "Text", csv: "CSV", docx: "Word", pptx: "PowerPoint", xlsx: "Excel", markdown: "Markdown", html: "HTML", webm: "Audio", mp3: "Audio", wav: "Audio" };

/** One file of a message. */
export function drawFile(file) {
  const address = own(file) ? `${location.origin}${own(file)}?as=${known.me}` : "";
  const name = file.title || file.name || "file";
  const kind = file.mimetype || "";
  if (!address) return el("div", { class: "file" }, "📄 ", el("strong", {}, name));
  const line = el("div", {}, link(address, name), el("div", { class: "soft" }, [KNOWN[file.filetype] || file.filetype, size(file.size)].filter(Boolean).join(" · ")));
  if (/^image\/(png|jpe?g|gif|webp)$/.test(kind)) return el("figure", { class: "file-picture" }, picture(address, file.alt_txt || name, "large"), el("figcaption", { class: "soft" }, name));
  if (/^audio\//.test(kind)) return el("div", { class: "file" }, el("audio", { controls: true, preload: "metadata", src: address, "aria-label": name }), line);
  return el("div", { class: "file" }, el("span", { class: "file-sign", "aria-hidden": "true" }, "📄"), line);
}

/** A file known to Slack by an id of the app's own. */
export function fileBlock(block) {
  return el("div", { class: "file" }, el("span", { class: "file-sign", "aria-hidden": "true" }, "📄"), el("div", {}, el("strong", {}, block.external_id), el("div", { class: "soft" }, "a file kept elsewhere")));
}

/** A video is not played here: its picture leads to it. */
export function video(block) {
  return el("figure", { class: "video" },
    el("strong", {}, link(block.title_url || block.video_url, textObject(block.title))),
    block.description ? el("div", { class: "soft" }, textObject(block.description)) : "",
    picture(block.thumbnail_url, block.alt_text, "large"),
    el("figcaption", { class: "soft" }, [block.provider_name, block.author_name].filter(Boolean).join(" · "), " ", link(block.video_url, "Watch it")));
}
