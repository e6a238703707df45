'use strict';
// The desk works without this: it only shows, while the form is filled in, what the
// claim would change.
(() => {
  const form = document.getElementById('entry'), shown = document.getElementById('preview');
  if (!form || !shown) return;
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
