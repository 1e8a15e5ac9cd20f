// Keeps an open page as fresh as the files: reloads it, swaps a style sheet, or shows the faults.
(() => {
  const { own, version } = document.currentScript.dataset;
  const styleOf = (href) => new URL(href).pathname.replace(/\.[0-9a-f]{8}\.css$/, '');

  async function swapStyles() {
    const html = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
      const next = [...fresh.querySelectorAll('link[rel=stylesheet]')]
        .map((l) => new URL(l.getAttribute('href'), location.href).href)
        .find((href) => styleOf(href) === styleOf(link.href));
      if (next && next !== link.href) link.href = next;
    }
  }

  async function showFaults() {
    const html = await (await fetch(`${own}faults?page=${location.pathname}`)).text();
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('gainsay-faults');
    document.getElementById('gainsay-faults').replaceWith(document.adoptNode(fresh));
  }

  const act = { styles: swapStyles, faults: showFaults };
  // What this page was made of: when the preview began, and how often something had changed.
  let [began, count] = version.split('-');
  function hear(data) {
    const [state, kind] = data.split(' ');
    const [start, now] = state.split('-');
    if (start === began && Number(now) <= Number(count)) return;
    // Only the very next change can be made on the page as it is; more may have been missed.
    const next = start === began && Number(now) === Number(count) + 1;
    count = now;
    (next && act[kind] ? act[kind] : () => location.reload())();
  }

  // All pages of a browser share one stream. Where there are no shared workers, as on some phones,
  // the page holds one of its own. A page that is not seen holds none, and hears what it has missed
  // when it is seen again.
  let tell = (() => {
    let events = null;
    return (visible) => {
      if (!visible) events?.close();
      if (!visible) events = null;
      else if (!events || events.readyState === EventSource.CLOSED) {
        events = new EventSource(`${own}events`);
        events.onmessage = ({ data }) => hear(data);
      }
    };
  })();
  const visible = () => document.visibilityState === 'visible';
  try {
    const alone = tell;
    const worker = new SharedWorker(`${own}worker.js`);
    worker.port.onmessage = ({ data }) => hear(data);
    worker.onerror = () => {
      tell = alone;
      tell(visible());
    };
    tell = (seen) => worker.port.postMessage(seen);
  } catch {
    // It holds its own.
  }
  addEventListener('visibilitychange', () => tell(visible()));
  addEventListener('pagehide', () => tell(false));
  addEventListener('pageshow', () => tell(visible()));
  tell(visible());
})();
