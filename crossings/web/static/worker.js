'use strict';
// The last answers of the front page and of each crossing that was visited stay in this
// browser. When the server cannot be reached they are shown as what they are: old, with the
// time at which they were read.
const store = 'crossings';
const isPage = (url) => url.pathname === '/' || /^\/crossings\/[^/.]+$/.test(url.pathname);
const isAsset = (url) => url.searchParams.has('v');

addEventListener('install', () => skipWaiting());
addEventListener('activate', (e) => e.waitUntil(clients.claim()));

// A page is kept under its address, with the time, and with the files that it refers to.
async function keep(address, response) {
  const cache = await caches.open(store);
  const html = await response.text();
  const headers = new Headers({'Content-Type': 'text/html; charset=utf-8', 'Crossings-Read': new Date().toISOString()});
  for (const [, path] of html.matchAll(/(?:href|src)="(\/[a-z]+\.[a-z]+\?v=[0-9a-f]+)"/g)) {
    if (!await cache.match(path)) await cache.add(path);
  }
  const url = new URL(address);
  for (const old of await cache.keys()) { // of each page the last answer alone, in each language
    const other = new URL(old.url);
    if (other.pathname === url.pathname && other.searchParams.get('lang') === url.searchParams.get('lang')) await cache.delete(old);
  }
  await cache.put(address, new Response(html, {headers}));
}

// The page that is kept for an address; else where the last answer of the same page is.
async function kept(url) {
  const cache = await caches.open(store);
  const same = await cache.match(url.href);
  if (same) return {page: same};
  let other = null;
  for (const request of await cache.keys()) {
    const at = new URL(request.url);
    if (at.pathname !== url.pathname) continue;
    if (!other || at.searchParams.get('lang') === url.searchParams.get('lang')) other = request.url;
  }
  return {other};
}

async function aged(response) {
  const html = await response.text();
  const lang = /<html lang="ar"/.test(html) ? 'ar-SY-u-nu-latn' : 'en-GB';
  const read = new Date(response.headers.get('Crossings-Read'));
  const day = new Intl.DateTimeFormat(lang, {dateStyle: 'long', timeZone: 'UTC'}).format(read);
  const time = `${day}, ${read.toISOString().slice(11, 16)} UTC`;
  const said = (/ data-offline="([^"]*)"/.exec(html) || ['', '%s'])[1].replace('%s', time);
  const body = html.replace('<body ', `<body data-refreshed="${read.toISOString()}" `)
    .replace('<main id="main" tabindex="-1">', `$&<p class="stale wide offline" role="status">${said}</p>`);
  return new Response(body, {headers: {'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}});
}

async function answer(e, url) {
  try {
    const response = await fetch(e.request);
    if (response.ok && !response.redirected) e.waitUntil(keep(url.href, response.clone()).catch(() => {}));
    return response;
  } catch (failure) {
    if (e.request.mode !== 'navigate') throw failure;
    const {page, other} = await kept(url);
    if (page) return aged(page);
    if (other) return Response.redirect(other); // the address never tells another day than the answer
    throw failure;
  }
}

addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin) return;
  url.hash = '';
  if (isPage(url) && (e.request.mode === 'navigate' || e.request.headers.get('Accept') === 'text/html')) {
    e.respondWith(answer(e, url));
  } else if (isAsset(url)) {
    e.respondWith(caches.match(url.href).then((found) => found || fetch(e.request)));
  }
});

addEventListener('message', (e) => {
  const url = new URL(e.data.keep);
  if (url.origin !== location.origin || !isPage(url)) return;
  e.waitUntil(fetch(url, {headers: {Accept: 'text/html'}}).then((response) => response.ok && !response.redirected && keep(url.href, response)).catch(() => {}));
});
