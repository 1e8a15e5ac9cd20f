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

  const act = { styles: swapStyles, faults: showFaults };
  const events = new EventSource(`${own}events`);
  // What this page was made of: when the preview began, and how often something had changed.
  let [began, count] = document.currentScript.dataset.version.split('-');
  events.onmessage = ({ data }) => {
    const [version, kind] = data.split(' ');
    const [start, now] = version.split('-');
    if (start === began && now === count) return;
    // Only the very next change can be made on the page as it is; more may have been missed.
    const next = start === began && Number(now) === Number(count) + 1;
    count = now;
    (next && act[kind] ? act[kind] : () => location.reload())();
  };
})();
