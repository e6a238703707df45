// Plays the four tasks for which people come, on a phone, in both languages, as a person would:
// each starts at the front page and may take three steps. A step is a tap, or a value given to
// a field. What it prints is the steps of each; it fails where an answer is not there.
//
//   node play.mjs chrome|firefox EXECUTABLE http://127.0.0.1:8080 [DIRECTORY for pictures]
import assert from 'node:assert/strict';
import puppeteer from 'puppeteer-core';

const [kind, executablePath, root, pictures] = process.argv.slice(2);

// What is asked, where to tap, and words that the answer has and has not.
const words = {
  en: {
    lorry: {has: ['yes, but', 'non-Syrian trucks barred'], other: ['yes']},
    held: {has: ['Islamic State'], not: ['Syrian transitional government']},
    changed: {has: ['18 February 2026', 'non-Syrian trucks'], not: ['18 October 2025']},
    known: {has: ['Syrian opposition armed groups'], not: ['Islamic State'], before: ['Syrian opposition armed groups, al-Nusra Front or Islamic State']},
  },
  ar: {
    lorry: {has: ['نعم، ولكن', 'منع الشاحنات غير السورية'], other: ['نعم']},
    held: {has: ['تنظيم الدولة الإسلامية'], not: ['الحكومة السورية الانتقالية']},
    changed: {has: ['18 شباط 2026', 'الشاحنات غير السورية'], not: ['18 تشرين الأول 2025']},
    known: {has: ['فصائل المعارضة السورية'], not: ['تنظيم الدولة الإسلامية'], before: ['تنظيم الدولة الإسلامية']},
  },
};

const browser = await puppeteer.launch({
  browser: kind, executablePath, headless: true, args: kind === 'chrome' ? ['--no-sandbox', '--disable-gpu'] : [],
});

async function play(lang) {
  const page = await browser.newPage();
  await page.setViewport({width: 375, height: 812});
  let steps = 0;
  const begin = async () => {
    await page.goto(`${root}/?lang=${lang}`);
    steps = 0;
  };
  const tap = async (selector) => {
    steps++;
    await page.locator(selector).click();
  };
  const give = async (selector, value) => {
    steps++;
    await page.$eval(selector, (field, given) => {
      field.value = given;
      field.dispatchEvent(new Event('change', {bubbles: true}));
    }, value);
  };
  const until = (expression) => page.waitForFunction(expression, {timeout: 20000});
  const text = (selector) => page.$eval(selector, (e) => e.innerText.replace(/\s+/g, ' '));
  const check = (task, answer, {has, not = []}) => {
    for (const part of has) assert.ok(answer.includes(part), `${lang}, ${task}: no ${part} in ${answer}`);
    for (const part of not) assert.ok(!answer.includes(part), `${lang}, ${task}: ${part} in ${answer}`);
  };
  const told = async (task, answer, parts) => {
    check(task, answer, parts);
    assert.ok(steps <= 3, `${lang}, ${task}: ${steps} steps`);
    if (pictures) await page.screenshot({path: `${pictures}/${kind}-${task}-${lang}.png`});
    console.log(`${kind}, ${lang}, ${task}: ${steps} steps`);
  };
  const syrianControl = (code) => text(`.card[aria-labelledby="${code}"] .half .answer:nth-child(2)`);

  // May my lorry pass to Syria, at Al-Bukamal and at Faysh Khabur?
  await begin();
  await give('#traffic', 'commercial');
  await give('#direction', 'iq-to-sy');
  await tap('.sentence button');
  await until("location.search.includes('direction=iq-to-sy') && document.readyState === 'complete'");
  const verdict = (code) => text(`section[aria-labelledby="can-${code}"]`);
  check('lorry', await verdict('faysh-khabur-semalka'), {has: words[lang].lorry.other, not: [words[lang].lorry.has[0]]});
  await told('lorry', await verdict('al-bukamal-al-qaim'), words[lang].lorry);

  // Who held the Syrian side of Al-Bukamal on the first day of 2016?
  await begin();
  await tap('.fold summary');
  await give('#on', '2016-01-01');
  await until("location.search.includes('on=2016-01-01') && document.querySelector('.fold summary').innerText.includes('2016')");
  await told('held', await syrianControl('al-bukamal-al-qaim'), words[lang].held);

  // What changed from the beginning of 2026 to the middle of it?
  await begin();
  await tap('header nav a[href^="/changes"]');
  await until("location.pathname === '/changes' && document.readyState === 'complete'");
  await give('#from', '2026-01-01');
  await tap('.clocks button');
  await until("location.search.includes('from=2026-01-01') && document.readyState === 'complete'");
  await told('changed', await text('#answer'), words[lang].changed);

  // Who held it on 15 June 2014, as far as anybody knew then?
  await begin();
  await tap('.fold summary');
  await give('#on', '2014-06-15');
  await until("location.search.includes('on=2014-06-15') && document.querySelector('.fold summary').innerText.includes('2014')");
  check('known', await syrianControl('al-bukamal-al-qaim'), {has: words[lang].known.before});
  await tap('.clock:nth-of-type(2) .steps li:nth-child(2) a');
  await until("location.search.includes('known=2014-06-15') && document.readyState === 'complete'");
  await told('known', await syrianControl('al-bukamal-al-qaim'), words[lang].known);
  await page.close();
}

try {
  for (const lang of ['en', 'ar']) await play(lang);
} finally {
  await browser.close();
}
