// A voice clip: recorded, listened to, sent or thrown away.

import { el, say } from "./dom.js";

/** Whether this browser can record at all. */
export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder);

/** Record below `form`; `done(file)` is called with the clip when it is kept. */
export async function record(form, done) {
  if (!canRecord()) return say("This browser cannot record. A file with a recording can be uploaded instead.");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    return say(error.name === "NotFoundError" ? "There is no microphone here." : "The browser may not use the microphone. It asks for leave in its address bar.");
  }
  const recorder = new MediaRecorder(stream);
  const parts = [];
  const began = Date.now();
  const time = el("output", { role: "timer", "aria-label": "Recorded" }, "0:00");
  const stop = el("button", { type: "button", class: "primary", onclick: () => recorder.stop() }, "Stop");
  const away = el("button", { type: "button", onclick: () => end() }, "Throw away");
  const panel = el("div", { class: "recorder" }, el("span", { class: "red", "aria-hidden": "true" }, "●"), time, stop, away);
  const ticking = setInterval(() => (time.textContent = minutes(Date.now() - began)), 250);
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => listen(new File(parts, "audio_message.webm", { type: "audio/webm" }));
  recorder.start();
  form.append(panel);
  stop.focus();

  function end() {
    clearInterval(ticking);
    recorder.onstop = null;
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    panel.remove();
  }

  function listen(file) {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
    const address = URL.createObjectURL(file);
    const keep = el("button", { type: "button", class: "primary", onclick: () => { panel.remove(); done(file); } }, "Attach");
    panel.replaceChildren(el("audio", { controls: true, src: address, "aria-label": "Your clip" }), keep, away);
    keep.focus();
  }
}

const minutes = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
