// The line to the playground: one WebSocket, opened again whenever it breaks.

const FIRST_WAIT = 150;
const LONGEST_WAIT = 4000;

let socket = null;
let number = 0;
let wait = FIRST_WAIT;
let line = { as: () => "", frame() {}, lost() {} };
const waiting = new Map();

/** Keep the line open. `as()` says who speaks, `frame(data)` is called with what comes, `lost(greeted)` when it breaks. */
export function connect(calls) {
  line = calls;
  begin();
}

/** Hang up; the line opens again at once, for whoever speaks now. */
export function reconnect() {
  wait = FIRST_WAIT;
  socket?.close();
}

/** Do something; resolves to the server's answer, rejects with its complaint. */
export function act(what, details = {}) {
  return new Promise((resolve, reject) => {
    if (socket?.readyState !== WebSocket.OPEN) return reject(new Error("The playground cannot be reached just now"));
    const id = ++number;
    waiting.set(id, { resolve, reject });
    socket.send(JSON.stringify({ id, do: what, ...details }));
  });
}

function begin() {
  const as = line.as();
  const mine = new WebSocket(`ws://${location.host}/playground/live${as ? `?as=${encodeURIComponent(as)}` : ""}`);
  socket = mine;
  let greeted = false;
  mine.onmessage = ({ data }) => {
    greeted = true;
    wait = FIRST_WAIT;
    const frame = JSON.parse(data);
    if (frame.type === "done") settle(frame);
    else line.frame(frame);
  };
  mine.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error("The line to the playground broke"));
    waiting.clear();
    line.lost(greeted);
    setTimeout(begin, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
}

function settle({ id, error, type, ...answer }) {
  const { resolve, reject } = waiting.get(id) || {};
  waiting.delete(id);
  if (error) reject?.(new Error(error));
  else resolve?.(answer);
}
