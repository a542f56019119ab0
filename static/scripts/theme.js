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
})();
