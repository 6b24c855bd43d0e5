// The reviewer's own words: verdicts on findings, corrected tags, and their export.
const STORE = `juesuan-review:${DATA.source.sha256}:${DATA.model}`;
const TEXT = Array.from(DATA.text);
const PASSAGES = new Map(DATA.passages.map(([start, end, gaps]) => [start, { start, end, gaps }]));
const state = { findings: {}, passages: {} };
try { Object.assign(state, JSON.parse(read(STORE) || '{}')); } catch { /* an unreadable note is no note */ }

function save() {
  const kept = keep(STORE, JSON.stringify(state));
  const count = Object.keys(state.findings).length + Object.keys(state.passages).length;
  $('#done').textContent = count ? `(${count}${kept ? '' : '，未能保存'})` : '';
}

// Findings
function judge(card, verdict) {
  if (!card) return;
  const entry = state.findings[card.dataset.id] || { verdict: null, note: '' };
  entry.verdict = entry.verdict === verdict ? null : verdict;
  setEntry(card, entry);
}

function setEntry(card, entry) {
  if (entry.verdict || entry.note) state.findings[card.dataset.id] = entry;
  else delete state.findings[card.dataset.id];
  showEntry(card);
  save();
}

function showEntry(card) {
  const entry = state.findings[card.dataset.id] || { verdict: null, note: '' };
  $$('[data-verdict]', card).forEach((button) => button.setAttribute('aria-pressed', button.dataset.verdict === entry.verdict));
  const note = $('.verdict input', card);
  if (document.activeElement !== note) note.value = entry.note;
  card.classList.toggle('judged', Boolean(entry.verdict));
}

for (const card of cards) {
  $$('[data-verdict]', card).forEach((button) => { button.onclick = () => { setCurrent(card); judge(card, button.dataset.verdict); }; });
  $('.verdict input', card).oninput = (event) => {
    const entry = state.findings[card.dataset.id] || { verdict: null, note: '' };
    setEntry(card, { ...entry, note: event.target.value });
  };
  showEntry(card);
}

// Tags: a passage that is touched keeps its whole list of marks, in source offsets.
const asMark = ([label, role, start, end]) => ({ label, role, start, end });
const original = (passage) => DATA.tags.filter(([, , start, end]) => start >= passage.start && end <= passage.end).map(asMark);
const marksOf = (passage) => (state.passages[passage.start] || {}).marks || original(passage);
const passageAt = (offset) => [...PASSAGES.values()].find((p) => p.start <= offset && offset < p.end);
const kindOf = (mark) => (mark.role ? `${mark.label}.${mark.role}` : mark.label);
const same = (a, b) => a.start === b.start && a.end === b.end && kindOf(a) === kindOf(b);
const sameLayer = (a, b) => (a.label === 'REASON') === (b.label === 'REASON');

function kinds() {
  return Object.entries(DATA.words.roles).flatMap(([label, roles]) => (roles.length ? roles.map((role) => [`${label}.${role}`, `${DATA.words.labels[label]} · ${role}`]) : [[label, DATA.words.labels[label]]]));
}

function kindSelect(chosen) {
  const select = make('select', { ariaLabel: '类别' });
  for (const [value, word] of kinds()) select.append(make('option', { value, textContent: word, selected: value === chosen }));
  return select;
}

function change(passage, marks, status = 'corrected') {
  state.passages[passage.start] = { status, marks: [...marks].sort((a, b) => a.start - b.start || b.end - a.end) };
  save();
  redraw(passage);
}

function put(passage, mark, before) {
  const others = marksOf(passage).filter((m) => !before || !same(m, before));
  const clash = others.find((m) => sameLayer(m, mark) && m.start < mark.end && m.end > mark.start);
  if (clash) return `与已有的标注“${slice(clash.start, clash.end)}”重叠，请先改它或删除它`;
  change(passage, [...others, mark]);
  return '';
}

const slice = (start, end) => TEXT.slice(start, end).join('').replace(/\s*\n\s*/g, '');

function tagRows(element) {
  const [start, end] = [Number(element.dataset.s), Number(element.dataset.e)];
  const passage = passageAt(start);
  const mark = passage && marksOf(passage).find((m) => m.start === start && m.end === end && element.classList.contains(m.label));
  if (!mark) return [];
  const select = kindSelect(kindOf(mark));
  const say = make('span', { className: 'say' });
  select.onchange = () => {
    const [label, role = null] = select.value.split('.');
    say.textContent = put(passage, { ...mark, label, role }, mark) || '已更正';
  };
  const remove = make('button', { textContent: '删除标注', onclick: () => {
    change(passage, marksOf(passage).filter((m) => !same(m, mark)));
    showDock();
    dock.hidden = true;
  } });
  chosen = { passage, mark };
  return [make('div', { className: 'row' }, make('small', { textContent: `标注“${slice(start, end)}”` }), select, remove, say)];
}

let chosen = null; // the tag last opened, whose extent a selection may correct

// A passage drawn anew from its marks: reasons outside, figures inside, hidden characters by number.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;

function drawText(parent, passage, start, end) {
  let plain = '';
  const flush = () => { if (plain) parent.append(plain); plain = ''; };
  for (let i = start; i < end; i += 1) {
    const gap = passage.gaps.find(([a, b]) => a <= i && i < b);
    if (gap) {
      const stop = Math.min(gap[1], end);
      flush();
      parent.append(make('i', { className: 'gap' }));
      parent.lastChild.dataset.n = stop - i;
      i = stop - 1;
    } else if (HIDDEN.test(TEXT[i]) && TEXT[i] !== '\t') {
      flush();
      parent.append(make('i', { className: 'ctl', textContent: 'U+' + TEXT[i].codePointAt(0).toString(16).toUpperCase().padStart(4, '0') }));
      parent.lastChild.dataset.n = 1;
    } else plain += TEXT[i];
  }
  flush();
}

function drawMarks(parent, passage, start, end, layers) {
  if (!layers.length) { drawText(parent, passage, start, end); return; }
  let position = start;
  for (const mark of layers[0]) {
    const [left, right] = [Math.max(mark.start, position), Math.min(mark.end, end)];
    if (left >= right) continue;
    drawMarks(parent, passage, position, left, layers.slice(1));
    const element = make(mark.findings ? 'mark' : 'span', mark.findings ? { className: mark.severity } : { className: `t ${mark.label}`, title: [DATA.words.labels[mark.label], mark.role].filter(Boolean).join(' · '), tabIndex: 0 });
    if (mark.findings) element.dataset.f = mark.findings;
    else Object.assign(element.dataset, { s: mark.start, e: mark.end });
    if (!mark.findings && left === mark.start) element.id = `g${mark.start}-${mark.end}`;
    drawMarks(element, passage, left, right, layers.slice(1));
    parent.append(element);
    position = right;
  }
  drawMarks(parent, passage, position, end, layers.slice(1));
}

function redraw(passage) {
  const place = $(`[data-p="${passage.start}"]`);
  const marks = marksOf(passage);
  const inside = DATA.findings.filter((f) => f.start !== null && f.start < passage.end && f.end > passage.start && f.end - f.start <= passage.end - passage.start);
  const found = inside.map((f) => ({ start: f.start, end: f.end, findings: f.id, severity: f.severity })).sort((a, b) => a.start - b.start || b.end - a.end);
  const links = new Map($$('a.t', place).map((link) => [link.id, link.getAttribute('href')]));
  place.replaceChildren();
  drawMarks(place, passage, passage.start, passage.end, [found, marks.filter((m) => m.label === 'REASON'), marks.filter((m) => m.label !== 'REASON')]);
  for (const tag of $$('.t', place)) if (links.has(tag.id)) { tag.hash = links.get(tag.id); tag.classList.add('num'); }
  place.append(confirmButton(passage));
  place.classList.toggle('edited', Boolean(state.passages[passage.start]));
}

function confirmButton(passage) {
  const button = make('button', { className: 'confirm', textContent: '✓', ariaLabel: '本段无误', title: '本段无误：这一段的标注都看过，没有错漏' });
  button.setAttribute('aria-pressed', Boolean(state.passages[passage.start]));
  button.onclick = () => {
    const entry = state.passages[passage.start];
    if (entry) { delete state.passages[passage.start]; save(); redraw(passage); } else change(passage, marksOf(passage), 'confirmed');
  };
  return button;
}

// A selection in a passage, in source offsets: text nodes count code points, <i data-n> what it stands for.
function offsetIn(place, node, offset) {
  let count = Number(place.dataset.p);
  let done = false;
  const visit = (element) => {
    for (const [index, child] of [...element.childNodes].entries()) {
      if (done || (element === node && index === offset)) { done = true; return; }
      if (child.nodeType === Node.TEXT_NODE) {
        count += Array.from(child === node ? child.data.slice(0, offset) : child.data).length;
        if (child === node) { done = true; return; }
      } else if (child.dataset.n !== undefined) {
        count += Number(child.dataset.n);
      } else if (child.tagName !== 'BUTTON') visit(child);
    }
    if (element === node) done = true;
  };
  visit(place);
  return count;
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const place = (range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer).closest('[data-p]');
  if (!place || !place.contains(range.endContainer)) return null;
  let [start, end] = [offsetIn(place, range.startContainer, range.startOffset), offsetIn(place, range.endContainer, range.endOffset)];
  while (start < end && /\s/.test(TEXT[start])) start += 1;
  while (end > start && /\s/.test(TEXT[end - 1])) end -= 1;
  return start < end ? { passage: PASSAGES.get(Number(place.dataset.p)), start, end } : null;
}

function offer() {
  const found = selected();
  if (!found) return;
  const { passage, start, end } = found;
  const select = kindSelect('AMOUNT.决算数');
  const say = make('span', { className: 'say' });
  const done = (trouble) => { say.textContent = trouble || '已记下'; };
  const add = make('button', { id: 'add', textContent: '添加标注', onclick: () => {
    const [label, role = null] = select.value.split('.');
    done(put(passage, { label, role, start, end }));
  } });
  const old = chosen && chosen.passage === passage && marksOf(passage).some((m) => same(m, chosen.mark)) ? chosen.mark : null;
  const move = old && make('button', { id: 'move', textContent: `作为“${slice(old.start, old.end)}”的新范围`, onclick: () => done(put(passage, { ...old, start, end }, old)) });
  showDock(make('div', { className: 'row' }, make('span', { textContent: `选中“${slice(start, end)}”` }), select, add, move, say));
}

$('#document').addEventListener('mouseup', () => setTimeout(offer));
$('#document').addEventListener('touchend', () => setTimeout(offer, 300));
$('#document').addEventListener('keyup', (event) => { if (event.shiftKey) offer(); });

// Export: what a corpus needs, each passage with its text and all its marks, in offsets of that text.
function exported(passage, entry) {
  const at = new Map();
  const kept = [];
  for (let i = passage.start; i < passage.end; i += 1) {
    if (passage.gaps.some(([a, b]) => a <= i && i < b)) continue;
    at.set(i, kept.length);
    kept.push(TEXT[i]);
  }
  const marks = entry.marks.map((mark) => {
    const inside = [];
    for (let i = mark.start; i < mark.end; i += 1) if (at.has(i)) inside.push(at.get(i));
    return { label: mark.label, role: mark.role, start: inside[0], end: inside[inside.length - 1] + 1 };
  });
  return { start: passage.start, end: passage.end, status: entry.status, text: kept.join(''), marks };
}

function review() {
  const { format, version, source, document: about, model } = DATA;
  const findings = DATA.findings.filter((f) => state.findings[f.id]).map((f) => ({ ...f, ...state.findings[f.id] }));
  const passages = [...PASSAGES.values()].filter((p) => state.passages[p.start]).map((p) => exported(p, state.passages[p.start]));
  return { format, version, exported: new Date().toISOString(), source, document: about, model, findings, passages };
}

$('#export').onclick = () => {
  const blob = new Blob([JSON.stringify(review(), null, 1) + '\n'], { type: 'application/json' });
  const name = [DATA.document.unit, DATA.document.year, '核对意见'].filter(Boolean).join('-').replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_');
  const link = make('a', { href: URL.createObjectURL(blob), download: `${name}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

for (const passage of PASSAGES.values()) {
  const place = $(`[data-p="${passage.start}"]`);
  if (!place) continue;
  if (state.passages[passage.start]) redraw(passage); else if (original(passage).length) place.append(confirmButton(passage));
}
save();
