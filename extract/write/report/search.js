// Search in prose, headings and cells; matches are highlighted where the browser can.
const places = $$('#document p, #document .heading, #document td, #document figcaption');
let hits = [];
let at = -1;

function rangesOf(place, query) {
  const nodes = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
  const low = text.toLowerCase();
  const spot = (offset) => { const [from, node] = nodes.filter(([start]) => start <= offset).pop(); return [node, offset - from]; };
  const found = [];
  for (let i = low.indexOf(query); i >= 0; i = low.indexOf(query, i + query.length)) {
    const range = new Range();
    range.setStart(...spot(i));
    const [node, offset] = spot(i + query.length - 1);
    range.setEnd(node, offset + 1);
    found.push(range);
  }
  return found;
}

function paint() {
  $('#hits').textContent = $('#search').value.trim() ? (hits.length ? `${at + 1} / ${hits.length}` : '没有') : '';
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.set('found', new Highlight(...hits));
  CSS.highlights.set('hit', new Highlight(...(hits[at] ? [hits[at]] : [])));
}

function search() {
  const query = $('#search').value.trim().toLowerCase();
  hits = query ? places.flatMap((place) => (place.textContent.toLowerCase().includes(query) ? rangesOf(place, query) : [])) : [];
  at = -1;
  filterCards();
  paint();
}

function nextHit(by) {
  if (!hits.length) return;
  at = (at + by + hits.length) % hits.length;
  scrollTo(hits[at].startContainer.parentElement);
  paint();
}

$('#search').addEventListener('input', search);
$('#search').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') nextHit(event.shiftKey ? -1 : 1);
});
