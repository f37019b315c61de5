/**
 * What a page can do where scripts run: filter its events, and make tables of those that stand in `noscript`. It writes only whether a row is hidden,
 * and what the page holds as it stands, where every text of a history is escaped already.
 */
export const PAGE_SCRIPT = `(function () {
  'use strict';
  var form = document.querySelector('form.filters');
  if (!form) return;
  document.documentElement.classList.add('js');
  var fields = form.elements, said = form.querySelector('output');
  var rows = null, all = Number(form.dataset.events);
  var chunks = Array.prototype.slice.call(document.querySelectorAll('.chunk'));
  var parts = Array.prototype.slice.call(document.querySelectorAll('.attempt'));
  var texts = null;
  var later = chunks.filter(function (chunk) { return chunk.classList.contains('later'); });
  function unfold(chunk) {
    var at = later.indexOf(chunk);
    if (at < 0) return;
    later.splice(at, 1);
    chunk.innerHTML = chunk.firstElementChild.textContent;
    chunk.classList.remove('later');
  }
  function unfoldAll() { later.slice().forEach(unfold); }
  function unfoldSoon() {
    if (later.length === 0) return;
    var next = function () { if (later.length) unfold(later[0]); unfoldSoon(); };
    if (window.requestIdleCallback) requestIdleCallback(next, { timeout: 2000 }); else setTimeout(next, 60);
  }
  function rowsOf() {
    unfoldAll();
    return rows || (rows = Array.prototype.slice.call(document.querySelectorAll('.events tr[data-t]')));
  }
  function textsOfRows() {
    return texts || (texts = rowsOf().map(function (row) { return row.textContent.toLowerCase(); }));
  }
  function show() {
    var state = fields.state.value, type = fields.type.value, attempt = fields.attempt.value;
    var words = fields.search.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    var isAll = !state && !type && !attempt && words.length === 0;
    if (isAll && !rows) { said.textContent = all + ' events'; return; }
    var inRows = words.length ? textsOfRows() : null, count = 0;
    rowsOf().forEach(function (row, at) {
      var data = row.dataset;
      var fits = (!state || data.s === state) && (!attempt || data.a === attempt) &&
        (!type || (type === 'bad' ? row.classList.contains('bad') : data.t === type)) &&
        words.every(function (word) { return inRows[at].indexOf(word) >= 0; });
      if (row.hidden === fits) row.hidden = !fits;
      if (fits) count += 1;
    });
    chunks.concat(parts).forEach(function (part) {
      part.hidden = !part.querySelector('tr[data-t]:not([hidden])');
    });
    said.textContent = count === all ? all + ' events' : count + ' of ' + all + ' events';
  }
  var waiting = 0;
  function soon() { clearTimeout(waiting); waiting = setTimeout(show, 120); }
  form.addEventListener('submit', function (event) { event.preventDefault(); show(); });
  form.addEventListener('reset', function () { setTimeout(show, 0); });
  form.addEventListener('change', show);
  fields.search.addEventListener('input', soon);
  document.querySelectorAll('.graph [data-state]').forEach(function (node) {
    node.addEventListener('click', function (event) {
      event.stopPropagation();
      var name = node.getAttribute('data-state');
      var option = Array.prototype.find.call(fields.state.options, function (each) { return each.text === name; });
      if (!option) return;
      fields.state.value = fields.state.value === option.value ? '' : option.value;
      show();
    });
  });
  function openTarget() {
    var id = location.hash.slice(1), row = document.getElementById(id);
    if (!row && /^e\\d+$/.test(id)) { unfoldAll(); row = document.getElementById(id); if (row) row.scrollIntoView(); }
    if (row && row.hidden) { form.reset(); }
    var details = row && row.querySelector('details');
    if (details) details.open = true;
  }
  addEventListener('hashchange', openTarget);
  addEventListener('beforeprint', function () { unfoldAll(); chunks.forEach(function (each) { each.style.contentVisibility = 'visible'; }); });
  openTarget();
  show();
  if (window.IntersectionObserver) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { if (entry.isIntersecting) { seen.unobserve(entry.target); unfold(entry.target); } });
    }, { rootMargin: '3000px 0px' });
    later.forEach(function (chunk) { seen.observe(chunk); });
  }
  addEventListener('load', function () { setTimeout(unfoldSoon, 300); });
})();`;
