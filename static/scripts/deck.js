// For decks that show the playground in frames and are not reveal.js (which needs nothing): gives keys that were pressed in a
// frame to the deck, and tells each frame when its slide comes and goes. `<script src=".../deck.js" defer></script>`.
(() => {
  const here = new URL('.', document.currentScript.src);
  // The decks' own frames may be in a sandbox, so that messages come from no origin: a frame is known by itself.
  const frames = () => [...document.querySelectorAll('iframe')].filter((frame) => (frame.src || frame.dataset.src || '').startsWith(here.href));
  const shown = new WeakMap();

  addEventListener('message', ({ data, source }) => {
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame || data?.source !== 'scaleground' || data.v !== 1) return;
    if (data.type === 'ready') shown.delete(frame), look();
    if (data.type !== 'key') return;
    const { key, code, keyCode, shiftKey } = data.payload;
    for (const type of ['keydown', 'keyup']) {
      document.body.dispatchEvent(new KeyboardEvent(type, { key, code, keyCode, shiftKey, bubbles: true, cancelable: true }));
    }
  });

  // A slide that is not shown is still in the page in most decks.
  const isShown = (frame) => frame.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  function look() {
    for (const frame of frames()) {
      const now = isShown(frame);
      if (shown.get(frame) === now) continue;
      shown.set(frame, now);
      frame.contentWindow?.postMessage(now ? 'slide:start' : 'slide:stop', '*');
    }
  }
  let waits = false;
  const soon = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; look(); });
  };
  new MutationObserver(soon).observe(document.documentElement, { attributes: true, childList: true, subtree: true, attributeFilter: ['class', 'style', 'hidden', 'data-bespoke-marp-active'] });
  addEventListener('transitionend', soon);
  addEventListener('hashchange', soon);
  addEventListener('load', soon);
})();
