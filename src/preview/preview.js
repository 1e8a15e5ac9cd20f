// Keeps an open page as fresh as the files: reloads it, swaps a style sheet, or shows the faults.
(() => {
  const own = document.currentScript.dataset.own;
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

  const act = { pages: () => location.reload(), styles: swapStyles, faults: showFaults };
  const events = new EventSource(`${own}events`);
  let version = null;
  events.onmessage = ({ data }) => {
    const [now, kind] = data.split(' ');
    // The first message tells where things stand; after a pause it tells whether they moved on.
    if (version !== null && now !== version) (act[kind] ?? act.pages)();
    version = now;
  };
})();
