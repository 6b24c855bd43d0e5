// Sort by a click on a head, filter by words, keep "/" for the search box.
const list = $('#list tbody');
const rows = $$('tr', list);
const heads = $$('#list th');

function valueOf(row, column, numeric) {
  const failed = row.classList.contains('failed');
  const cell = column === heads.length - 1 ? row.cells[row.cells.length - 1] : failed ? null : row.cells[column];
  const text = cell ? cell.textContent.trim() : '';
  if (text === '') return null;
  return numeric ? Number(text.replaceAll(',', '')) : text;
}

function sortBy(head) {
  const column = heads.indexOf(head);
  const numeric = head.dataset.sort === 'number';
  const down = head.getAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'ascending' : numeric;
  heads.forEach((other) => other.removeAttribute('aria-sort'));
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const order = numeric ? (a, b) => a - b : (a, b) => a.localeCompare(b, 'zh-CN');
  const keyed = rows.map((row) => [valueOf(row, column, numeric), row]);
  const stated = keyed.filter(([value]) => value !== null).sort(([a], [b]) => order(a, b) * (down ? -1 : 1));
  const blank = keyed.filter(([value]) => value === null);
  list.append(...[...stated, ...blank].map(([, row]) => row));
}

function filterRows() {
  const words = $('#search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  const shown = rows.filter((row) => !row.hidden).length;
  $('#hits').textContent = words.length ? `${shown} / ${rows.length}` : '';
  $('#none').hidden = shown > 0;
}

for (const head of heads) {
  head.tabIndex = 0;
  head.onclick = () => sortBy(head);
  head.onkeydown = (event) => { if (event.key === 'Enter') sortBy(head); };
}
$('#search').addEventListener('input', filterRows);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.target.matches('input')) { event.preventDefault(); $('#search').focus(); }
});
