'use strict';
// Pages work without this script. With it the clocks turn while one watches, a
// part of the timeline tells who said so, and claims are filtered at each key.
(() => {
  const day = 864e5;
  const toNumber = (text) => Math.round(Date.parse(text + 'T00:00:00Z') / day);
  const toText = (number) => new Date(number * day).toISOString().slice(0, 10);

  document.documentElement.classList.add('turning');

  // The clocks: a slider beside each date. Turning it asks for the page of that
  // day and puts its answer in place of this one's.
  let asked = 0;
  let waiting;
  let asking = new AbortController();
  async function show(address) {
    const mine = ++asked;
    asking.abort(); // one request at a time
    asking = new AbortController();
    let text = '';
    try {
      const response = await fetch(address, {headers: {Accept: 'text/html'}, signal: asking.signal});
      if (response.ok) text = await response.text();
    } catch {
      // told below
    }
    if (mine !== asked) return;
    if (!text) {
      location.assign(address); // an old answer never stays under a new date
      return;
    }
    const page = new DOMParser().parseFromString(text, 'text/html');
    const keep = document.activeElement && document.activeElement.dataset.turns;
    for (const part of ['.currency', '#answer', '.intro', 'footer.site', 'header nav', '.fold > summary', '.clocks .steps']) {
      const now = document.querySelectorAll(part);
      page.querySelectorAll(part).forEach((later, i) => now[i] && now[i].replaceWith(document.adoptNode(later)));
    }
    document.title = page.title;
    history.replaceState(null, '', address);
    if (keep) document.querySelector(`[data-turns="${keep}"]`).focus();
    ready();
  }
  function addressOf(form) {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
    return address;
  }
  function soon(form) {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(addressOf(form)), 60);
  }
  for (const slider of document.querySelectorAll('input[data-turns]')) {
    const date = document.getElementById(slider.dataset.turns);
    const first = toNumber(slider.dataset.first);
    const last = toNumber(slider.dataset.last);
    slider.min = first;
    slider.max = last;
    const turn = () => {
      slider.value = date.value ? toNumber(date.value) : last;
      slider.setAttribute('aria-valuetext', date.value || slider.dataset.last);
    };
    turn();
    slider.hidden = false;
    slider.addEventListener('input', () => {
      const text = toText(Number(slider.value));
      date.value = slider.dataset.turns === 'known' && Number(slider.value) === last ? '' : text;
      slider.setAttribute('aria-valuetext', text);
      soon(slider.form);
    });
    date.addEventListener('change', () => {
      turn();
      if (date.checkValidity()) soon(date.form);
    });
  }

  // The timeline: one stop of the Tab key for each row, arrows within it, and a
  // note beside the part that one points at or has reached.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.id = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  let told = null;
  let leaving;
  function hide() {
    tip.hidden = true;
    told = null;
  }
  function passageOf(part) {
    const [page, id] = part.getAttribute('href').split('#');
    return page === '' ? document.getElementById(id) : null;
  }
  function tell(part) {
    clearTimeout(leaving);
    if (told === part) return;
    const passage = passageOf(part);
    tip.replaceChildren();
    const add = (from) => {
      const copy = from.cloneNode(true);
      copy.removeAttribute('id');
      const wrap = document.createElement('div');
      wrap.append(...(copy.matches('li') ? copy.childNodes : [copy]));
      tip.append(wrap);
    };
    if (passage) {
      add(passage);
    } else {
      tip.append(part.getAttribute('aria-label')); // the passage is on another page
    }
    if (passage && passage.matches('li')) {
      const said = new Set([...passage.querySelectorAll('.refs a')].map((a) => a.getAttribute('href').slice(1)));
      [...said].slice(0, 4).forEach((id) => {
        const claim = document.getElementById(id);
        if (claim) add(claim);
      });
    }
    const drawing = part.closest('[data-drawing]');
    drawing.after(tip);
    tip.hidden = false;
    told = part;
    const at = part.getBoundingClientRect();
    const width = tip.offsetWidth;
    const left = Math.min(Math.max(8, at.left + Math.min(at.width, 60) / 2 - width / 2), document.documentElement.clientWidth - width - 8);
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${at.bottom + scrollY + 8}px`;
  }
  tip.addEventListener('pointerenter', () => clearTimeout(leaving));
  tip.addEventListener('pointerleave', () => { leaving = setTimeout(hide, 250); });
  document.addEventListener('keydown', (e) => { if (e.key === 'Escape') hide(); });

  function open(part) {
    const passage = passageOf(part);
    const folded = passage && passage.closest('details');
    if (folded) folded.open = true;
  }
  function ready() {
    hide();
    for (const drawing of document.querySelectorAll('[data-drawing]')) {
      for (const row of drawing.querySelectorAll('.row')) {
        const parts = [...row.querySelectorAll('a.part')];
        parts.forEach((part, i) => part.setAttribute('tabindex', i === parts.length - 1 ? '0' : '-1'));
      }
      drawing.addEventListener('pointerover', (e) => { const part = e.target.closest('a.part'); if (part) tell(part); });
      drawing.addEventListener('pointerleave', () => { leaving = setTimeout(hide, 250); });
      drawing.addEventListener('focusin', (e) => { const part = e.target.closest('a.part'); if (part && part.matches(':focus-visible')) tell(part); });
      drawing.addEventListener('focusout', () => { leaving = setTimeout(hide, 250); });
      drawing.addEventListener('click', (e) => { const part = e.target.closest('a.part'); if (part) { hide(); open(part); } });
      drawing.addEventListener('keydown', (e) => {
        const part = e.target.closest('a.part');
        if (!part) return;
        const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
        const backward = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
        const parts = [...part.closest('.row').querySelectorAll('a.part')];
        const to = {[forward]: parts.indexOf(part) + 1, [backward]: parts.indexOf(part) - 1, Home: 0, End: parts.length - 1}[e.key];
        if (to === undefined || !parts[to]) return;
        e.preventDefault();
        part.setAttribute('tabindex', '-1');
        parts[to].setAttribute('tabindex', '0');
        parts[to].focus();
      });
    }
  }
  ready();
  function unfold() {
    const passage = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = passage && passage.closest('details');
    if (folded && !folded.open) {
      folded.open = true;
      passage.scrollIntoView();
    }
  }
  addEventListener('hashchange', unfold);
  unfold();

  // The filter of claims.
  const words = document.getElementById('q');
  const list = document.querySelector('[data-claims]');
  if (words && list && !words.value) {
    const claims = [...list.querySelectorAll('[data-claim]')].map((claim) => [claim, claim.textContent.toLowerCase()]);
    const count = words.form.querySelector('output');
    words.addEventListener('input', () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [claim, text] of claims) {
        claim.hidden = !wanted.every((word) => text.includes(word));
        if (!claim.hidden) shown++;
      }
      count.textContent = count.dataset.count.replace('%s', shown).replace('%s', claims.length);
    });
    words.form.addEventListener('submit', (e) => e.preventDefault());
  }
})();
