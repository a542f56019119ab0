// The reader's theme and language before the first paint. A file of its own, so that a strict Content-Security-Policy
// lets it run. Storage may be refused, which changes nothing; an embed does not even ask for it.
(() => {
  const asked = new URLSearchParams(location.search), root = document.documentElement;
  let kept = () => null;
  try {
    if (!asked.has('embed')) kept = (key) => localStorage.getItem(`scaleground.${key}`);
    root.dataset.theme = asked.get('theme') ?? kept('theme') ?? 'auto';
    root.lang = asked.get('lang') ?? kept('language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
  } catch {}
  // A deck says that its slide is there as soon as the frame has loaded, which may be before the program has.
  if (asked.has('embed') && parent !== window) {
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== parent || (asked.get('origin') ?? origin) !== origin) return;
      if (data === 'slide:start' || data === 'slide:stop') root.dataset.slide = data;
    });
  }
})();
