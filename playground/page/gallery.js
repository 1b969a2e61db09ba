// Every block and element with something in it.

import { drawBlocks } from "./blocks/blocks.js";
import { el, say } from "./dom.js";
import { drawForm } from "./forms/inputs.js";
import { SAMPLES } from "./samples.js";

const press = async (action, value, chosen) => say(`Pressed: ${[action, value, chosen && JSON.stringify(chosen)].filter(Boolean).join(" · ")}`);
const draw = (blocks) => (blocks.some((block) => block?.type === "input") ? drawForm(blocks, press)[0] : drawBlocks(blocks, press));

document.getElementById("samples").append(...SAMPLES.flatMap(([name, blocks]) => [
  el("h2", { id: name.replace(/\W+/g, "-") }, name), el("div", { class: "sample", "data-sample": name }, draw(blocks))]));

const own = document.getElementById("own");
own.addEventListener("input", drawOwn);
drawOwn();

function drawOwn() {
  const says = document.getElementById("own-says");
  try {
    const told = JSON.parse(own.value);
    document.getElementById("own-drawn").replaceChildren(...draw(Array.isArray(told) ? told : told.blocks || [told]).flat(9));
    says.textContent = "";
  } catch (error) {
    says.textContent = `This is no JSON yet: ${error.message}`;
  }
}
