// Files that go with a message: chosen, dropped, pasted or recorded; uploaded at once, sent with the message.

import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { canRecord, record } from "./recorder.js";
import { known } from "./workspace.js";

const LARGEST = 100 * 1024 * 1024;

/** Give a composer its attachments. `changed()` is called for each. -> {element, files(): ids not sent yet, busy(), clear()} */
export function attach(form, changed) {
  let chips = [];
  const row = el("ul", { class: "chips", "aria-label": "Files to send", hidden: true });
  const picker = el("input", { type: "file", multiple: true, hidden: true, onchange: () => { add(picker.files); picker.value = ""; } });
  const button = menu(el("button", { type: "button", class: "bare", "aria-label": "Attach", title: "Attach a file or record a clip" }, icon("plus")), () => [
    { label: "Upload a file", run: () => picker.click() },
    { label: "Record an audio clip", hint: canRecord() ? "" : "This browser cannot record", run: () => record(form, (file) => add([file])) },
  ]);
  form.prepend(row);
  form.append(picker);

  function draw() {
    row.hidden = !chips.length;
    row.replaceChildren(...chips.map((chip) => chip.node));
    changed();
  }

  function add(files) {
    for (const file of files) {
      if (file.size >= LARGEST) say(`${file.name} has ${Math.round(file.size / 1048576)} MB; files here have less than 100 MB. Share a link instead.`);
      else upload(file);
    }
  }

  function upload(file) {
    const bar = el("progress", { max: 1, value: 0, "aria-label": `Uploading ${file.name}` });
    const request = new XMLHttpRequest();
    const chip = { id: null, node: el("li", {}, file.name, bar, el("button", { type: "button", class: "bare", "aria-label": `Remove ${file.name}`, onclick: () => remove() }, icon("close"))) };
    const remove = () => {
      request.abort();
      chips = chips.filter((one) => one !== chip);
      draw();
    };
    const failed = (text) => {
      remove();
      say(`${file.name} was not uploaded: ${text}.`);
    };
    chips.push(chip);
    request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
    request.onerror = () => failed("the playground cannot be reached just now");
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer.error = "the playground did not understand it";
      }
      if (!answer.file) return failed(answer.error);
      chip.id = answer.file.id;
      bar.remove();
      draw();
    };
    request.open("POST", `/playground/upload?as=${encodeURIComponent(known.me)}&name=${encodeURIComponent(file.name || "pasted.png")}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
    draw();
  }

  const pane = form.closest(".pane");
  const carries = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  pane.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    pane.classList.add("dropping");
  });
  pane.addEventListener("dragleave", (event) => !pane.contains(event.relatedTarget) && pane.classList.remove("dropping"));
  pane.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    pane.classList.remove("dropping");
    add(event.dataTransfer.files);
  });
  form.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });

  return {
    element: button,
    files: () => chips.map((chip) => chip.id).filter(Boolean),
    busy: () => chips.some((chip) => !chip.id),
    clear() {
      chips = [];
      draw();
    },
  };
}
