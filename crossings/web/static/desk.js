'use strict';
// The desk works without this: it only shows, while the form is filled in, what the
// claim would change, and offers of the values those that go with what it is about.
(() => {
  const form = document.getElementById('entry'), shown = document.getElementById('preview');
  if (!form || !shown) return;
  const kind = form.elements.kind, value = form.elements.value, notice = form.elements.notice;
  const fit = () => {
    const about = kind.value;
    const groups = value.querySelectorAll('optgroup');
    for (const g of groups) g.hidden = g.disabled = g.dataset.kind !== about;
    if (value.selectedOptions[0]?.parentNode.disabled) value.value = '';
    const isState = about === 'status' || about === 'control';
    value.closest('p').hidden = !isState;
    notice.closest('p').hidden = isState;
  };
  kind.addEventListener('change', fit);
  fit();
  let waiting, asked = 0;
  form.addEventListener('input', event => {
    if (event.target.id === 'text') return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(form.dataset.preview, {method: 'POST', body: new URLSearchParams(new FormData(form))});
        if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
      } catch { /* the button is there still */ }
    }, 400);
  });
})();
