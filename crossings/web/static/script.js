'use strict';
// Pages work without this script. With it the clocks turn while one watches, a part of
// the timeline tells who said so, and the last answers can be read without the server.
(() => {
  const day = 864e5;
  const toNumber = (text) => Math.round(Date.parse(text + 'T00:00:00Z') / day);
  const toText = (number) => new Date(number * day).toISOString().slice(0, 10);

  document.documentElement.classList.add('turning');

  // Turning a clock, going back and choosing what a list shows ask for the page of that
  // address and put its answer in place of this one's: one request at a time.
  let asked = 0;
  let asking = new AbortController();
  async function show(address, {remember = true} = {}) {
    const mine = ++asked;
    asking.abort();
    asking = new AbortController();
    let text = '';
    try {
      const response = await fetch(address, {headers: {Accept: 'text/html'}, signal: asking.signal});
      if (response.ok && !response.redirected) text = await response.text();
    } catch {
      // told below
    }
    if (mine !== asked) return;
    if (!text) {
      if (remember) location.assign(address); // an old answer never stays under a new date
      else location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(text, 'text/html');
    const keep = document.activeElement && document.activeElement.dataset.turns;
    for (const part of ['.currency', '#answer', '.intro', 'footer.site', 'header nav', '.fold']) {
      const now = document.querySelectorAll(part);
      const wasOpen = [...now].map((old) => old.open);
      page.querySelectorAll(part).forEach((later, i) => {
        if (!now[i]) return;
        now[i].replaceWith(document.adoptNode(later));
        if (wasOpen[i]) later.open = true;
      });
    }
    document.title = page.title;
    if (remember) history.pushState(null, '', address);
    const fresh = keep && document.querySelector(`[data-turns="${keep}"]`);
    if (fresh) fresh.focus();
    ready();
  }
  let place = location.pathname + location.search;
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== place) show(location.href, {remember: false}).then(arrived);
  });
  function arrived() {
    place = location.pathname + location.search;
  }
  function go(address) {
    return show(address).then(arrived);
  }
  function addressOf(form) {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
    return address;
  }
  // A slider has the days around the one asked about, so that it hits any; dragging it tells
  // the day, and letting it go asks.
  function clocks() {
    for (const slider of document.querySelectorAll('input[data-turns]')) {
      if (slider.max > 100) continue; // it is ready
      const date = document.getElementById(slider.dataset.turns);
      const first = toNumber(slider.dataset.first);
      const last = toNumber(slider.dataset.last);
      const at = date.value ? toNumber(date.value) : last;
      slider.min = Math.max(Math.min(first, at), at - 45);
      slider.max = Math.min(Math.max(last, at), at + 45);
      slider.value = at;
      const told = () => slider.setAttribute('aria-valuetext', toText(Number(slider.value)));
      told();
      slider.hidden = false;
      slider.addEventListener('input', () => {
        date.value = toText(Number(slider.value));
        told();
      });
      slider.addEventListener('change', () => {
        if (slider.dataset.turns === 'known' && Number(slider.value) === last) date.value = '';
        go(addressOf(slider.form));
      });
      date.addEventListener('change', () => {
        if (date.checkValidity()) go(addressOf(date.form));
      });
    }
  }

  // The timeline: one stop of the Tab key for each row, arrows within it, and a
  // note beside the part that one points at or has reached.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.id = 'tip';
  tip.setAttribute('role', 'status');
  tip.dataset.follow = document.body.dataset.follow;
  tip.hidden = true;
  let told = null;
  let leaving;
  let pointed;
  let tapped = false; // the part that is told of was tapped, so the next tap follows it
  const passages = new Map(); // what was read already, by address
  function hide() {
    clearTimeout(pointed);
    tip.hidden = true;
    told = null;
    tapped = false;
  }
  // The passage that tells of a part is on the page to which the part leads.
  const whereTo = (part) => new URL(part.getAttribute('href'), location.href); // parts are of SVG
  async function passageOf(part) {
    const address = whereTo(part);
    const key = address.href;
    const id = decodeURIComponent(address.hash.slice(1));
    address.hash = '';
    if (!passages.has(key)) {
      const response = await fetch(address, {headers: {Accept: 'text/html, text/plain'}}); // no page to be kept
      if (!response.ok) return null;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const found = id ? page.getElementById(id) : page.querySelector('.claim');
      if (!found) return null;
      found.querySelectorAll('details').forEach((d) => { d.open = true; });
      found.querySelectorAll('[id]').forEach((e) => e.removeAttribute('id'));
      found.removeAttribute('id');
      if (passages.size > 50) passages.clear();
      passages.set(key, found);
    }
    return document.importNode(passages.get(key), true);
  }
  function tell(part) {
    clearTimeout(leaving);
    if (told === part) return;
    told = part;
    const label = document.createElement('p');
    label.className = 'label';
    label.append(part.getAttribute('aria-label'));
    tip.replaceChildren(label);
    part.closest('[data-drawing]').after(tip);
    tip.hidden = false;
    const put = () => {
      const at = part.getBoundingClientRect();
      const width = tip.offsetWidth;
      const left = Math.min(Math.max(8, at.left + Math.min(at.width, 60) / 2 - width / 2), document.documentElement.clientWidth - width - 8);
      tip.style.left = `${left + scrollX}px`;
      tip.style.top = `${at.bottom + scrollY + 8}px`;
    };
    put();
    clearTimeout(pointed);
    pointed = setTimeout(async () => {
      const passage = await passageOf(part).catch(() => null);
      if (told !== part) return;
      if (passage) tip.replaceChildren(label, passage);
      if (tapped) tip.append(Object.assign(document.createElement('a'), {href: whereTo(part).href, textContent: tip.dataset.follow, className: 'follow'}));
      put();
    }, 120);
  }
  tip.addEventListener('pointerenter', () => clearTimeout(leaving));
  tip.addEventListener('pointerleave', (e) => { if (e.pointerType === 'mouse') leaving = setTimeout(hide, 250); });
  document.addEventListener('keydown', (e) => { if (e.key === 'Escape') hide(); });
  document.addEventListener('click', (e) => { if (!e.target.closest('.tip, [data-drawing]')) hide(); });

  // A bar leads to the day at which it is hit.
  function dayAt(drawing, x) {
    const box = drawing.querySelector('svg').getBoundingClientRect();
    const first = toNumber(drawing.dataset.first);
    const days = toNumber(drawing.dataset.last) - first + 1;
    let share = (x - box.left) / box.width;
    if (document.documentElement.dir === 'rtl') share = 1 - share;
    return toText(first + Math.min(days - 1, Math.max(0, Math.floor(share * days))));
  }
  function follow(e, drawing, part) {
    const isTap = e.pointerType === 'touch' || e.pointerType === 'pen';
    if (isTap && (told !== part || !tapped)) { // the first tap tells, the second follows
      e.preventDefault();
      hide();
      tapped = true;
      tell(part);
      return;
    }
    hide();
    if (part.matches('.bar') && drawing.dataset.turn && e.detail > 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
      e.preventDefault();
      const hash = whereTo(part).hash;
      go(drawing.dataset.turn.replace('DAY', dayAt(drawing, e.clientX))).then(() => { location.replace(hash); arrived(); });
    }
  }
  function ready() {
    hide();
    clocks();
    for (const drawing of document.querySelectorAll('[data-drawing]')) {
      for (const row of drawing.querySelectorAll('.row')) {
        const parts = [...row.querySelectorAll('a.part')];
        parts.forEach((part, i) => part.setAttribute('tabindex', i === parts.length - 1 ? '0' : '-1'));
      }
      drawing.addEventListener('pointerover', (e) => { const part = e.target.closest('a.part'); if (part && e.pointerType === 'mouse') tell(part); });
      drawing.addEventListener('pointerleave', (e) => { if (e.pointerType === 'mouse') leaving = setTimeout(hide, 250); });
      drawing.addEventListener('focusin', (e) => { const part = e.target.closest('a.part'); if (part && part.matches(':focus-visible')) tell(part); });
      drawing.addEventListener('focusout', () => { if (!tapped) leaving = setTimeout(hide, 250); });
      drawing.addEventListener('click', (e) => { const part = e.target.closest('a.part'); if (part) follow(e, drawing, part); });
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
  // What was answered last can be read when the server cannot be reached.
  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then((registration) => {
      if (!document.body.dataset.refreshed) registration.active.postMessage({keep: location.href.split('#')[0]});
    }).catch(() => {}); // pages do without it
  }
})();
