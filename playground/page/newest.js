// The end of a list of messages: one's own message is gone to, others' are offered to whoever reads further up.

import { icon } from "./icons.js";
import { isAtEnd } from "./messages.js";
import { loadNewest } from "./places.js";

/** The end of `list`; `button` leads there, `planDraw` draws soon. -> {came(), follow(), draw(place)} */
export function newest(list, button, planDraw) {
  const scroll = list.parentElement;
  let place = null;
  let fresh = false;
  let following = false;
  let staying = true;

  const toEnd = () => (scroll.scrollTop = scroll.scrollHeight);
  const look = () => {
    staying = isAtEnd(scroll);
    if (fresh && staying) planDraw();
  };
  scroll.addEventListener("scroll", look, { passive: true });
  // A field that grows below, or a smaller window, takes nothing from whoever is at the end.
  new ResizeObserver(() => staying && toEnd()).observe(scroll);

  /** Go to the newest message, also one that is still on its way into the list. */
  async function follow() {
    if (place?.newer) await loadNewest(place).catch(() => {});
    following = true;
    planDraw();
  }

  button.addEventListener("click", () => {
    list.focus({ preventScroll: true });
    follow();
  });

  return {
    follow,
    /** Somebody else's message has come. */
    came() {
      fresh ||= Boolean(place) && (place.newer || !isAtEnd(scroll));
    },
    /** The list has been drawn; `now`: its place, null where it shows something else. */
    draw(now) {
      if (now !== place) fresh = false;
      // Whoever comes to a channel or thread begins at its end.
      if (following || now !== place) toEnd();
      place = now;
      following = false;
      staying = isAtEnd(scroll);
      if (staying && !now?.newer) fresh = false;
      button.hidden = !now || !(fresh || now.newer);
      button.classList.toggle("primary", fresh);
      const label = fresh ? "New messages" : "Newest messages";
      if (button.textContent !== label) button.replaceChildren(icon("down"), label);
    },
  };
}
