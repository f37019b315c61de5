/**
 * What a page can do where scripts run: filter its events. It reads what the page holds and writes only whether a row is hidden, so nothing of
 * a history is ever read as code or markup by it.
 */
export const PAGE_SCRIPT = `(function () {
  'use strict';
  var form = document.querySelector('form.filters');
  if (!form) return;
  document.documentElement.classList.add('js');
  var fields = form.elements, said = form.querySelector('output');
  var rows = Array.prototype.slice.call(document.querySelectorAll('.events tr[data-t]'));
  var chunks = Array.prototype.slice.call(document.querySelectorAll('.chunk'));
  var parts = Array.prototype.slice.call(document.querySelectorAll('.attempt'));
  var texts = null;
  function textsOfRows() {
    return texts || (texts = rows.map(function (row) { return row.textContent.toLowerCase(); }));
  }
  function show() {
    var state = fields.state.value, type = fields.type.value, attempt = fields.attempt.value;
    var words = fields.search.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    var inRows = words.length ? textsOfRows() : null, count = 0;
    rows.forEach(function (row, at) {
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
    said.textContent = count === rows.length ? rows.length + ' events' : count + ' of ' + rows.length + ' events';
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
    var row = document.getElementById(location.hash.slice(1));
    if (row && row.hidden) { form.reset(); }
    var details = row && row.querySelector('details');
    if (details) details.open = true;
  }
  addEventListener('hashchange', openTarget);
  addEventListener('beforeprint', function () { chunks.forEach(function (each) { each.style.contentVisibility = 'visible'; }); });
  openTarget();
  show();
})();`;
