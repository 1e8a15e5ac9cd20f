// Listens for changes on behalf of all pages of a browser, which opens few connections to a host:
// one stream for as many pages as are seen, and none where none is.
const seen = new Set();
let events = null;
let last = null;

function close() {
  events?.close();
  events = null;
  last = null;
}

function open() {
  const stream = new EventSource('events');
  events = stream;
  stream.onmessage = ({ data }) => {
    last = data;
    for (const port of seen) port.postMessage(data);
  };
  stream.onerror = () => {
    // What is new is told when the stream is back. A browser gives up on some faults.
    last = null;
    if (stream.readyState !== EventSource.CLOSED || stream !== events) return;
    events = null;
    setTimeout(() => {
      if (events === null && seen.size > 0) open();
    }, 1000);
  };
}

onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data: visible }) => {
    if (!visible) seen.delete(port);
    else seen.add(port);
    if (seen.size === 0) close();
    else if (events === null) open();
    // Who was not seen for a while may have missed something.
    else if (visible && last !== null) port.postMessage(last);
  };
};
