// For a page that embeds claims or articles of BASE:
// a frame gets the height that the page in it tells. Nothing else is read, and nothing is sent but a question for it.
(() => {
  const site = 'BASE', least = 120, most = 2000;
  const frames = () => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(site));
  addEventListener('message', ({ source, origin, data }) => {
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame) return;
    // A frame in a sandbox has no origin, unless that allows it one.
    const apart = frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
    const height = data?.gainsay;
    if (origin !== (apart ? 'null' : new URL(site).origin) || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(Math.max(Math.ceil(height), least), most)}px`;
  });
  // A page that was there first is asked again.
  for (const frame of frames()) frame.contentWindow?.postMessage('height', '*');
})();
