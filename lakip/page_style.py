"""The look of the page of findings, and the little script that filters it; the page is whole without the script."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --line: #c9ced6; --soft: #f4f6f8; --ink: #1b2430; --dim: #5b6675; --bad: #b3261e;
  --warn: #8a5a00; --note: #4a6274; --mark: #1f61b4; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: #fff;
  margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 4rem; }
html[data-lang=id] [lang=en], html[data-lang=en] [lang=id] { display: none; }
h1 { font-size: 1.45rem; margin: .25rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid var(--line); }
h4 { font-size: 1rem; margin: .35rem 0 0; }
.dim { color: var(--dim); font-size: .88rem; } .preface { max-width: 60rem; }
form { position: sticky; top: 0; z-index: 2; background: #fff; padding: .6rem 0; border-bottom: 1px solid var(--line);
  display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; }
form label { display: flex; flex-direction: column; font-size: .8rem; color: var(--dim); }
select, input, button { font: inherit; color: inherit; padding: .25rem .4rem; border: 1px solid var(--line);
  border-radius: 4px; background: #fff; max-width: 17rem; }
button { cursor: pointer; } output { margin-left: auto; font-weight: 600; }
:focus-visible { outline: 3px solid #4c8df6; outline-offset: 2px; }
article { border: 1px solid var(--line); border-left: 6px solid var(--note); border-radius: 5px; margin: .7rem 0;
  padding: .6rem .9rem .7rem; break-inside: avoid; scroll-margin-top: 5.5rem; }
article.error { border-left-color: var(--bad); } article.warning { border-left-color: #d99a1c; }
article p { margin: .3rem 0 .5rem; max-width: 68rem; }
.badge { font-weight: 700; font-size: .78rem; padding: .1rem .45rem; border-radius: 3px; color: #fff;
  background: var(--note); } .error .badge { background: var(--bad); } .warning .badge { background: var(--warn); }
.chip { font-size: .78rem; border: 1px solid var(--line); border-radius: 3px; padding: .05rem .4rem; }
.chip.new, .chip.changed { border-color: var(--mark); color: var(--mark); font-weight: 600; }
.chip.accepted { border-color: #2c7a3f; color: #2c7a3f; } .chip.lapsed { border-color: var(--bad); color: var(--bad); }
article.accepted { background: #fafcfa; }
figure { margin: .5rem 0; } figure svg { display: block; width: 100%; height: auto; border: 1px solid var(--line);
  background: #fff; } figure svg.head { border-bottom-style: dashed; } figcaption { font-size: .8rem;
  color: var(--dim); margin: .1rem 0 .5rem; }
rect.seen { fill: #1f61b41a; stroke: var(--mark); stroke-width: 1.2; }
rect.suspect { fill: #ffd54a40; stroke: var(--bad); stroke-width: 1.8; }
rect.maybe { fill: #ffd54a1c; stroke-width: 1; stroke-dasharray: 4 2.5; }
table { border-collapse: collapse; font-size: .9rem; margin: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .15rem .45rem; text-align: left; vertical-align: top; }
th { background: var(--soft); font-weight: 600; } .evidence { width: 100%; }
.evidence td:first-child { font-variant-numeric: tabular-nums; font-weight: 600; white-space: pre-wrap; }
td.seen, mark.seen { background: #dbe8f9; outline: 2px solid var(--mark); outline-offset: -2px; color: inherit; }
td.suspect, mark.suspect { background: #fff0bf; outline: 2px solid var(--bad); outline-offset: -2px; color: inherit; }
td.maybe { background: #fff8e1; outline: 1px dashed var(--bad); }
.evidence tr.suspect td { background: #fff8e1; } .evidence strong { color: var(--bad); }
.scroll { overflow-x: auto; } td.skip { text-align: center; color: var(--dim); border-style: none; }
blockquote { margin: .4rem 0; padding: .2rem .8rem; border-left: 3px solid var(--line); }
details { font-size: .88rem; margin-top: .35rem; } summary { cursor: pointer; color: var(--dim); }
code { background: var(--soft); padding: .1rem .3rem; overflow-wrap: anywhere; user-select: all; }
[hidden] { display: none !important; } .pictures { position: absolute; width: 0; height: 0; overflow: hidden; }
@media print { form, details:not([open]), .noprint { display: none !important; } body { max-width: none; padding: 0;
  font-size: 10pt; } article { border-color: #999; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, h4, article > p { break-after: avoid; } article { break-inside: auto; }
  svg, tr, blockquote { break-inside: avoid; } @page { margin: 14mm; } }
"""

SCRIPT = """
const form = document.querySelector('form'), root = document.documentElement;
const items = [...document.querySelectorAll('article')];
const texts = new Map();
const text = item => { const key = root.dataset.lang; let known = texts.get(item);
  if (!known || known.key !== key) { known = {key, value: item.innerText.toLowerCase()}; texts.set(item, known); }
  return known.value; };
function filter() {
  const wish = new FormData(form), words = (wish.get('search') || '').toLowerCase().split(/\\s+/).filter(Boolean);
  for (const item of items) item.hidden = false;
  let shown = 0;
  for (const item of items) {
    const states = item.dataset.state.split(' ');
    const out = (wish.get('rule') && item.dataset.rule !== wish.get('rule'))
      || (wish.get('severity') && item.dataset.severity !== wish.get('severity'))
      || (wish.get('state') && !states.includes(wish.get('state')))
      || (wish.get('doc') && item.dataset.doc !== wish.get('doc'));
    item.dataset.out = out ? '1' : '';
  }
  for (const item of items) if (!item.dataset.out && words.length && !words.every(word => text(item).includes(word)))
    item.dataset.out = '1';
  for (const item of items) { item.hidden = item.dataset.out === '1'; if (!item.hidden) shown++; }
  for (const part of document.querySelectorAll('section')) part.hidden = !part.querySelector('article:not([hidden])');
  form.querySelector('output').textContent = shown + ' / ' + items.length;
}
form.addEventListener('input', filter);
form.addEventListener('reset', () => setTimeout(filter));
form.addEventListener('submit', event => event.preventDefault());
const speak = lang => { root.dataset.lang = root.lang = lang;
  for (const one of document.querySelectorAll('[data-id][data-en]')) one.textContent = one.dataset[lang];
  form.querySelector('#lang').setAttribute('aria-pressed', lang === 'en'); filter(); };
form.querySelector('#lang').addEventListener('click', () => speak(root.dataset.lang === 'id' ? 'en' : 'id'));
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === 'Escape' && typing) event.target.blur();
  if (typing) return;
  if (event.key === '/') { event.preventDefault(); form.elements.search.focus(); }
  if (event.key === 'j' || event.key === 'k') {
    const open = items.filter(item => !item.hidden), here = open.indexOf(document.activeElement.closest('article'));
    const next = open[Math.min(open.length - 1, Math.max(0, here + (event.key === 'j' ? 1 : -1)))];
    if (next) { next.focus(); next.scrollIntoView({block: 'start'}); }
  }
});
filter();
"""
