// Figures and cells, findings, filters, keys. Offsets count characters of the source (code points).
const DATA = JSON.parse($('#data').textContent);
const FACTS = new Map();
for (const fact of DATA.facts) FACTS.set(fact.span, [...(FACTS.get(fact.span) || []), fact]);
const dock = $('#dock');
let origin = null;   // the figure from which a cell was reached
let current = null;  // the finding under review

function pick(element) {
  $$('.picked').forEach((other) => other.classList.remove('picked'));
  if (element) element.classList.add('picked');
}

function factRows(fact) {
  const words = DATA.words.links;
  const head = make('div', { className: 'row' },
    make('span', { className: 'fact', textContent: `${fact.year ? fact.year + '年 ' : ''}${fact.item}${fact.code ? ' ' + fact.code : ''}` }),
    make('span', { textContent: `${fact.measure} ${fact.value}${fact.unit || ''}` }),
    fact.whole ? make('small', { textContent: `占 ${fact.whole}` }) : null,
    fact.base ? make('small', { textContent: `基数 ${fact.base}` }) : null,
    fact.reason ? make('small', { textContent: `原因：${fact.reason}` }) : null);
  const links = fact.links.map((link) => make('div', { className: 'row' },
    make('span', { className: link.status, textContent: words[link.status] }),
    link.to ? make('a', { href: '#' + link.to, textContent: `${DATA.tables[link.table]} “${link.row || ''}”行“${link.column || ''}”列` }) : null,
    link.value ? make('b', { textContent: link.value }) : null));
  return [head, ...links];
}

function showDock(...rows) {
  const close = make('button', { className: 'close', textContent: '关闭', onclick: () => { dock.hidden = true; pick(null); } });
  dock.replaceChildren(...rows, make('div', { className: 'row' },
    origin ? make('button', { id: 'back', textContent: '← 回到正文（b）', onclick: goBack }) : null, close));
  dock.hidden = false;
}

function openFigure(element, jump) {
  const facts = FACTS.get(`g${element.dataset.s}-${element.dataset.e}`) || [];
  const target = jump && element.hash ? document.getElementById(element.hash.slice(1)) : null;
  origin = target ? element : null;
  pick(target || element);
  showDock(...facts.flatMap(factRows), ...tagRows(element));
  if (target) scrollTo(target);
}

function goBack() {
  if (!origin) return;
  const figure = origin;
  openFigure(figure, false);
  scrollTo(figure);
}

function openCell(cell) {
  const figures = cell.dataset.g.split(' ').map((id) => document.getElementById(id)).filter(Boolean);
  if (!figures.length) return;
  const next = figures[(figures.indexOf(origin) + (cell.classList.contains('picked') && figures.length > 1 ? 1 : 0)) % figures.length] || figures[0];
  openFigure(next, false);
  scrollTo(next);
}

function openTarget(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.classList.contains('t')) openFigure(target, false);
  else pick(target.tagName === 'TD' ? target : null);
  scrollTo(target.offsetParent === null || target.tagName === 'I' ? target.parentElement : target);
}

document.addEventListener('click', (event) => {
  if (!getSelection().isCollapsed) { if (event.target.closest('a.t, td a')) event.preventDefault(); return; }
  const tag = event.target.closest('.t');
  const cell = event.target.closest('td[data-g]');
  const link = event.target.closest('a[href^="#"]');
  const mark = event.target.closest('mark[data-f], td[data-f]');
  if (tag) { event.preventDefault(); openFigure(tag, true); } else if (cell) { event.preventDefault(); openCell(cell); } else if (link && !link.classList.contains('skip')) {
    event.preventDefault();
    const card = link.closest('.card');
    if (card) setCurrent(card);
    openTarget(link.hash.slice(1));
  }
  if (mark) setCurrent(document.getElementById('card-' + mark.dataset.f.split(' ')[0]), true);
});

// Findings
const cards = $$('.card');
function setCurrent(card, scroll = false) {
  cards.forEach((other) => other.classList.toggle('current', other === card));
  $$('mark.here').forEach((mark) => mark.classList.remove('here'));
  current = card;
  if (!card) return;
  $$('mark').filter((mark) => mark.dataset.f.split(' ').includes(card.dataset.id)).forEach((mark) => mark.classList.add('here'));
  const list = $('#findings');
  if (scroll && getComputedStyle(list).position === 'sticky') card.scrollIntoView({ block: 'nearest' });
}

function step(by) {
  const open = cards.filter((card) => !card.hidden);
  if (!open.length) return;
  const at = open.indexOf(current);
  const next = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : (at + by + open.length) % open.length];
  setCurrent(next, true);
  const link = $('.place a', next);
  if (link) openTarget(link.hash.slice(1)); else scrollTo(next);
  if (getComputedStyle($('#findings')).position !== 'sticky') scrollTo(next);
}

function filterCards() {
  const severities = new Set($$('[name=severity]:checked').map((box) => box.value));
  const kind = $('#kind') ? $('#kind').value : '';
  const query = $('#search').value.trim().toLowerCase();
  const undone = $('#open') && $('#open').checked;
  for (const card of cards) {
    const hit = !query || card.textContent.toLowerCase().includes(query) || !cards.some((c) => c.textContent.toLowerCase().includes(query));
    card.hidden = !(severities.has(card.dataset.severity) && (!kind || card.dataset.kind === kind) && hit && !(undone && card.classList.contains('judged')));
  }
  const shown = cards.filter((card) => !card.hidden).length;
  $('#shown').textContent = shown === cards.length ? shown : `${shown} / ${cards.length}`;
  if ($('#none')) $('#none').hidden = shown > 0;
}

$$('[name=severity], #kind, #open').forEach((control) => control.addEventListener('change', filterCards));
$$('[name=label]').forEach((box) => box.addEventListener('change', () => document.body.classList.toggle('off-' + box.value, !box.checked)));
$('#unmatched').addEventListener('change', (event) => document.body.classList.toggle('unmatched', event.target.checked));
$('#ask').onclick = () => $('#help').showModal();
$('#shut').onclick = () => $('#help').close();

const KEYS = {
  j: () => step(1), k: () => step(-1), b: goBack, '?': () => $('#help').showModal(), '/': () => $('#search').focus(),
  a: () => judge(current, 'accepted'), r: () => judge(current, 'rejected'), u: () => $('#unmatched').click(),
  Escape: () => { dock.hidden = true; pick(null); setCurrent(null); },
};
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('#help').open) return;
  const typing = event.target.matches('input:not([type=checkbox]), select');
  if (typing && event.key !== 'Escape') return;
  if (typing) event.target.blur();
  if (event.key === 'Enter' && event.target.matches('.t')) { event.preventDefault(); openFigure(event.target, true); }
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});
