const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const keep = (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } };

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function scrollTo(element) {
  if (element) element.scrollIntoView({ block: 'center', inline: 'center' });
}

function startTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const set = (theme) => { document.documentElement.dataset.theme = theme; };
  if (read('juesuan-theme')) set(read('juesuan-theme'));
  $('#theme').onclick = () => {
    const now = document.documentElement.dataset.theme || (dark.matches ? 'dark' : 'light');
    set(now === 'dark' ? 'light' : 'dark');
    keep('juesuan-theme', document.documentElement.dataset.theme);
  };
}
startTheme();
