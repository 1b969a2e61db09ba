// Files that go with a message.

import { el } from "./dom.js";

/** Give a composer its attachments. -> {element, files(): ids not sent yet, clear()} */
export function attach() {
  return { element: el("span"), files: () => [], clear() {} };
}
