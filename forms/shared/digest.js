/*
 * What the gates of a runbook digest and its pages show: what is open, what has changed and what still applies, each
 * statement with its sources a key away; and where a reviewer corrects, clarifies, asks and closes.
 *
 * The forms of a digest ask for this script first; it fetches forms.js for what it stands on. Pages load it after
 * gatehouse.js.
 *
 * Sections: words, statements, sources, editing, lists, the three parts, around them, the gates, sheet and paper.
 */
(function digest() {
  'use strict';

  if (window.GatehouseDigest) {
    return;
  }

  function ui() {
    return window.Gatehouse;
  }

  // -------------------------------------------------------------------------------------------------- words

  const OPEN = {
    OWNER_MISMATCH: 'TWO OWNERS',
    ASSUMPTION_CHANGED: 'NOT AS ASSUMED',
    ASSUMPTION_UNSUPPORTED: 'RECORD SAYS NOTHING',
    RECORD_STALE: 'STALE',
    RECORD_MISSING: 'NO RECORD',
    AMBIGUOUS_EXCEPTION: 'UNCLEAR EXCEPTION',
    CARRIED_OVER: 'QUESTION',
  };

  const LIMITS = {
    NO_SUCH_TAG: 'When it was asked, the repository did not have the tag.',
    PATH_MISSING: 'When it was asked, the repository did not have the runbook at its path; a runbook that is not there counts as empty.',
    BASELINE_MISSING: 'When it was asked, there was no baseline to compare with.',
    BASELINE_NEWER: 'The baseline that was named is not older than the revision.',
    BASELINE_MOVED: 'The tag of the baseline has been moved.',
    UNREADABLE_TEXT: 'The text could not be read as it is.',
    DUPLICATE_ANCHOR: 'An anchor stands in more than one place; its repeats are told apart by ~2, ~3 and so on.',
    SCOPE_BROADER: 'More of the runbook has changed than a digest usually covers.',
    NOBODY_ON_ROTA: 'When it was asked, nobody was on the rota.',
  };

  const RECORDS = { HOLDS: 'holds', CHANGED: 'says something else', STALE: 'stale', MISSING: 'no approved record', UNSUPPORTED: 'does not have the field', NOT_PREMIUM: 'no active premium entitlement', UNREADABLE: 'its validity cannot be read' };

  const MISTAKES = [['summary', 'The summary of what changed'], ['assumption', 'An assumption'], ['ownership', 'An ownership'], ['other', 'Something else']];

  const LONGEST_QUOTATION = 400;

  function when(instant) {
    const { h, day, clock } = ui();
    return instant ? h('time', { datetime: instant }, day(instant) + ', ' + clock(instant) + ' UTC') : '';
  }

  /** How the server quotes a passage inside a sentence. */
  function quoted(text) {
    const inner = text.replace(/[\u201C\u201D]/g, '"');
    const cut = inner.length > LONGEST_QUOTATION;
    const end = cut && /[\uD800-\uDBFF]/.test(inner[LONGEST_QUOTATION - 1]) ? LONGEST_QUOTATION - 1 : LONGEST_QUOTATION;
    return '\u201C' + inner.slice(0, end) + (cut ? '\u2026' : '') + '\u201D';
  }

  function idOf(entry) {
    return entry.claimId || entry.itemId;
  }

  /** What a statement is called where it stands alone. */
  function nameOf(entry) {
    return entry.anchor || (entry.values && entry.values.question ? quoted(entry.values.question) : idOf(entry));
  }

  /** The sentence as it was composed, whatever a reviewer has put in its place. */
  function composed(entry) {
    return entry.original === undefined ? entry.text : entry.original;
  }

  /** What a sentence says around the passages that it quotes, which are shown with their words marked; null where it is another one. */
  function ownWords(entry) {
    const text = composed(entry);
    const passages = entry.kind === 'CHANGED' ? quoted(entry.before || '') + ' is now ' + quoted(entry.after || '') : quoted((entry.after === null ? entry.before : entry.after) || '');
    const at = text.indexOf(': ' + passages);
    return at < 0 ? null : { place: text.slice(text.indexOf(' ') + 1, at), after: text.slice(at + 2 + passages.length).replace(/^, and /, '') };
  }

  function numbered(number) {
    return number === null || number === undefined ? 'not numbered' : 'number ' + number;
  }

  /** Renumbered, in words. */
  function renumbered({ number }) {
    return number ? 'It was ' + numbered(number.before) + ', it is ' + numbered(number.after) + ' now.' : null;
  }

  function places({ movedFrom, movedTo, number }) {
    if (!movedFrom || !movedTo || movedFrom.section !== movedTo.section) {
      return null;
    }
    if (movedFrom.parent !== movedTo.parent) {
      return 'It was in place ' + movedFrom.position + ' of ' + movedFrom.parent + ', it is in place ' + movedTo.position + ' of ' + movedTo.parent + ' now.';
    }
    return number ? null : 'It was in place ' + movedFrom.position + ' there, it is in place ' + movedTo.position + ' now.';
  }

  // --------------------------------------------------------------------------------------------- statements

  /** Changed words, told apart by underlining and striking out, and by a word to whoever hears them; white space is not marked. */
  function marked(pieces) {
    const { h } = ui();
    return pieces.map(({ op, text }) => {
      if (op === 'same' || !text.trim()) {
        return text;
      }
      const [, words, space] = /^([\s\S]*?)(\s*)$/.exec(text);
      return [h(op === 'added' ? 'ins' : 'del', space ? null : { class: 'gh-digest-tight' }, h('span', { class: 'gh-sr' }, ' [' + op + ': '), words, h('span', { class: 'gh-sr' }, '] ')), space];
    });
  }

  function passage(entry, ...words) {
    return ui().h('p', { class: 'gh-text gh-digest-passage' + (entry.unit === 'code-block' ? ' gh-code' : '') }, '\u201C', words, '\u201D');
  }

  function whole(entry) {
    const { h } = ui();
    switch (entry.kind) {
      case 'ADDED': return passage(entry, h('ins', { class: 'gh-digest-whole' }, entry.after));
      case 'REMOVED': return passage(entry, h('del', null, entry.before));
      case 'CHANGED': return passage(entry, marked(entry.words));
      default: return passage(entry, entry.after);
    }
  }

  /** Where it stands in the runbook; what is assumed names its place already. */
  function anchorOf(entry) {
    return entry.anchor && !entry.anchor.startsWith('assumes/') ? [' ', ui().h('span', { class: 'gh-code gh-digest-anchor' }, entry.anchor)] : null;
  }

  function muted(...sentences) {
    const known = sentences.filter(Boolean);
    return known.length ? ui().h('p', { class: 'gh-muted' }, known.map((one, index) => [index ? ' ' : '', one])) : null;
  }

  function changedWords(entry) {
    const { h, tag, capital } = ui();
    const told = ownWords(entry);
    return [
      h('p', { class: 'gh-digest-lead' }, tag(entry.kind, 'gh-solid'), ' ', told ? h('span', null, told.place) : null, anchorOf(entry)),
      told ? whole(entry) : [h('p', null, composed(entry)), (entry.words || []).length ? passage(entry, marked(entry.words)) : null],
      muted(told && told.after ? capital(told.after) + '.' : null, renumbered(entry), places(entry)),
    ];
  }

  function appliesWords(entry) {
    const { h, tag } = ui();
    const text = composed(entry);
    const suffix = entry.number ? ' (' + numbered(entry.number.after) + ', before ' + numbered(entry.number.before) + ')' : '';
    return [
      h('p', { class: 'gh-text gh-digest-passage' }, entry.stale ? [tag('STALE', 'gh-hatch'), ' '] : null, entry.questioned ? [tag('ALSO OPEN', 'gh-outline'), ' '] : null,
        suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text, anchorOf(entry)),
      muted(entry.stale ? 'It rests on a record that is older than its register allows.' : null, renumbered(entry)),
    ];
  }

  function citedVersion(entry) {
    const source = (entry.sources || []).find((one) => one.register && one.register === entry.register && one.key === entry.key);
    return source ? ', version ' + source.version + ',' : '';
  }

  /** Two values that stand against each other, and who says which: side by side and alike. */
  function sides(entry) {
    const values = entry.values || {};
    const found = (value) => (value === 'differs' ? 'another value, not shown here' : value);
    switch (entry.kind) {
      case 'OWNER_MISMATCH': return [['The runbook says', values.runbook], ['The registry' + citedVersion(entry) + ' says', found(values.registry)]];
      case 'ASSUMPTION_CHANGED': return [['The runbook expects', values.expected], ['The record' + citedVersion(entry) + ' says', found(values.found)]];
      default: return null;
    }
  }

  function subject(entry) {
    const record = quoted(entry.register + '/' + entry.key);
    const prefix = 'assumes/' + entry.register + '/' + entry.key + '/';
    return entry.kind === 'OWNER_MISMATCH' ? 'Owner of ' + quoted(entry.key)
      : (String(entry.anchor).startsWith(prefix) ? quoted(entry.anchor.slice(prefix.length)) + ' of ' : 'Assumed of ') + record;
  }

  function openSince(entry, now) {
    const { millis, count } = ui();
    const days = now ? Math.floor((millis(now) - millis(entry.since)) / 86400000) : 0;
    return ['Open since ', when(entry.since), days > 0 ? ', for ' + count(days, 'day') : '', '.'];
  }

  function openWords(entry, { now }) {
    const { h, tag } = ui();
    const both = sides(entry);
    return [
      h('p', { class: 'gh-digest-lead' }, tag(OPEN[entry.kind] || entry.kind, entry.kind === 'RECORD_STALE' ? 'gh-hatch' : 'gh-solid'), ' ', both ? h('strong', null, subject(entry)) : composed(entry), anchorOf(entry)),
      both ? h('dl', { class: 'gh-digest-sides' }, both.map(([who, value]) => h('div', null, h('dt', null, who), h('dd', null, value)))) : null,
      h('p', { class: 'gh-muted' }, openSince(entry, now)),
    ];
  }

  const WORDS = { open: openWords, changed: changedWords, applies: appliesWords };

  function corrected(entry) {
    const { h, tag } = ui();
    const one = entry.correction;
    return one ? [
      h('p', { class: 'gh-digest-corrected' }, tag('CORRECTED', 'gh-solid'), ' ', h('strong', { class: 'gh-text' }, entry.text)),
      one.state === 'claim-changed' ? h('p', { class: 'gh-warn' }, 'What it corrects has changed since: see whether the correction still fits.') : null,
      h('p', { class: 'gh-muted' }, 'By ' + one.by + ', ', when(one.at), ', kind ' + one.kind + '. As it was composed:'),
    ] : null;
  }

  function said(all) {
    const { h } = ui();
    return all.length ? h('ul', { class: 'gh-digest-said' }, all.map((one) => h('li', null, h('strong', null, one.by), ', ', when(one.at), ': ', h('span', { class: 'gh-text' }, one.text)))) : null;
  }

  /** Everything that a statement says, without what can be done with it. */
  function words(entry, part, view) {
    const { h } = ui();
    const about = part === 'open' ? (view.packet.clarifications || []).filter((one) => one.itemId === entry.itemId) : [];
    return [corrected(entry), entry.correction ? h('div', { class: 'gh-digest-composed' }, WORDS[part](entry, view)) : WORDS[part](entry, view), said(about)];
  }

  // ------------------------------------------------------------------------------------------------ sources

  const answers = new Map();

  /** A source does not change: what was read once is not read again. */
  function once(path) {
    if (!answers.has(path)) {
      answers.set(path, ui().read(path).then((answer) => {
        if (!answer.ok) {
          answers.delete(path);
        }
        return answer;
      }));
    }
    return answers.get(path);
  }

  function packetPath(caseId, end) {
    return '/api/packets/' + encodeURIComponent(caseId) + '/' + end;
  }

  function pathOf(caseId, source) {
    return packetPath(caseId, source.register ? 'sources/records/' + [source.register, source.key, source.version].map(encodeURIComponent).join('/')
      : 'sources/runbook?revision=' + encodeURIComponent(source.revision) + '&fromLine=' + source.fromLine + '&toLine=' + source.toLine);
  }

  function linesOf(source) {
    return source.fromLine === source.toLine ? 'line ' + source.fromLine : 'lines ' + source.fromLine + ' to ' + source.toLine;
  }

  /** A source in one line. */
  function sourceWords(source, runbook) {
    return source.register ? 'Record ' + source.register + '/' + source.key + ', version ' + source.version
      : source.revision + ', ' + (source.path === runbook.path ? '' : source.path + ', ') + linesOf(source) + (source.anchor ? ' (' + source.anchor + ')' : '');
  }

  const LONGEST_LINE = 2000;

  function citedLines(answer, source) {
    const { h } = ui();
    const shown = answer.lines.map(({ number, cited, text }) => h('tr', { class: cited ? 'gh-digest-cited' : '' },
      h('th', { scope: 'row' }, String(number), cited ? h('span', { class: 'gh-sr' }, ', cited') : null),
      h('td', null, text.slice(0, LONGEST_LINE), text.length > LONGEST_LINE ? h('span', { class: 'gh-muted' }, ' \u2026 and ' + (text.length - LONGEST_LINE) + ' more characters on this line') : null)));
    return h('div', { class: 'gh-digest-lines', tabindex: '0', role: 'group', 'aria-label': source.revision + ', ' + linesOf(source) },
      h('table', null, h('caption', { class: 'gh-sr' }, 'The cited lines and a few around them, as the repository has them'), h('tbody', null, shown)));
  }

  function citedRecord(answer) {
    const { h, hash, tag } = ui();
    const fields = Object.entries(answer.fields || {});
    return h('dl', { class: 'gh-dl' }, [
      ['Published', [when(answer.publishedAt), answer.stale ? [' ', tag('STALE', 'gh-hatch'), ' older than its register allows'] : null]],
      ['Hash', hash(answer.sha256, 'of the record ' + answer.register + '/' + answer.key)],
      ...fields.map(([name, value]) => [name, value]),
    ].map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))),
    fields.length ? null : h('div', null, h('dt', null, 'Fields'), h('dd', null, 'None that a digest may show: it was compared, and is not copied.')));
  }

  function sourceBlock(source, view) {
    const { h, clear, problemWords } = ui();
    const body = h('div', { role: 'status' }, h('p', { class: 'gh-muted' }, 'Loading\u2026'));
    async function load() {
      const answer = await once(pathOf(view.caseId, source));
      clear(body, answer.ok ? source.register ? citedRecord(answer.body) : citedLines(answer.body, source)
        : [h('p', null, problemWords(answer)), h('button', { type: 'button', class: 'gh-button gh-small', on: { click: load } }, 'Try again')]);
    }
    load();
    return h('div', { class: 'gh-digest-source' }, h('h4', { class: 'gh-h4' }, sourceWords(source, view.packet.runbook)),
      source.register ? null : h('p', { class: 'gh-muted' }, source.repository + ', ' + source.path), body);
  }

  /** Something that opens in the place of a statement, and goes when its button or Escape is pressed: the focus is then at the button again. */
  function folding(button, element, fill) {
    element.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', element.id);
    const one = {
      open: (quietly) => {
        if (element.hidden) {
          fill();
          element.hidden = false;
          button.setAttribute('aria-expanded', 'true');
        }
        if (!quietly) {
          (element.querySelector('textarea') || element).focus();
        }
      },
      close: () => {
        element.hidden = true;
        button.setAttribute('aria-expanded', 'false');
        button.focus();
      },
    };
    button.addEventListener('click', () => (element.hidden ? one.open() : one.close()));
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        // the whole window, which Escape leaves otherwise, stays
        event.stopPropagation();
        event.preventDefault();
        one.close();
      }
    });
    return one;
  }

  function smallButton(text, of, attributes) {
    const { h } = ui();
    return h('button', { type: 'button', class: 'gh-button gh-small', ...attributes }, text, h('span', { class: 'gh-sr' }, ' ' + of));
  }

  function sourcesOf(first, view) {
    const { h, clear, id } = ui();
    const count = first.sources.length;
    const button = smallButton(count === 1 ? '1 source' : count + ' sources', 'of ' + nameOf(first), { 'data-sources': idOf(first) });
    const panel = h('div', { class: 'gh-digest-panel', id: id('sources'), role: 'region', 'aria-label': 'Sources of ' + nameOf(first), tabindex: '-1' });
    let entry = first;
    const fold = folding(button, panel, () => clear(panel, entry.sources.map((source) => sourceBlock(source, view)),
      h('p', null, h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => fold.close() } }, 'Close the sources (Esc)'))));
    return { button, panel, open: fold.open, update: (now) => { entry = now; } };
  }

  // ------------------------------------------------------------------------------------------------ editing

  /** What is typed and not sent yet, by what it is for; it outlives the task, not the browser's session. */
  function typing(caseId, person) {
    const key = ['gatehouse', 'digest', caseId, person].join(':');
    const listeners = [];
    const read = () => {
      try {
        return JSON.parse(sessionStorage.getItem(key)) || {};
      } catch (ignored) {
        return {};
      }
    };
    const write = (all) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(all));
      } catch (ignored) {
        // storage is full or forbidden: the text is still in its field
      }
      listeners.forEach((listener) => listener());
    };
    return {
      all: read,
      set: (name, value) => write({ ...read(), [name]: value }),
      drop: (name) => {
        const all = read();
        if (all[name]) {
          delete all[name];
          write(all);
        }
      },
      listen: (listener) => listeners.push(listener),
    };
  }

  /** What can be added to a digest, by its word. */
  const ADDITIONS = {
    correct: {
      button: 'Correct', title: 'A correction', label: 'What it says instead', send: 'Put this in its place', done: 'Corrected',
      hint: 'The sentence as it was composed stays visible beneath. A digest informs: no advice, no priorities, no severity, no promises. Passages of the runbook go between \u201C and \u201D.',
      path: () => 'corrections', body: (entry, text, kind) => ({ claimId: idOf(entry), text, kind }), start: (entry) => entry.text,
    },
    clarify: {
      button: 'Clarify', title: 'A clarification', label: 'Clarification', send: 'Add the clarification', done: 'Added',
      hint: 'It stands with the item, which stays open.',
      path: () => 'clarifications', body: (entry, text) => ({ itemId: entry.itemId, text }),
    },
    close: {
      button: 'Close', title: 'A closing', label: 'Why it is closed', send: 'Close the item', done: 'Closed',
      hint: 'It is closed in your name, in this digest and the next ones. It opens again when what it is about changes.',
      path: (entry) => 'open/' + encodeURIComponent(entry.itemId) + '/closing', body: (entry, reason) => ({ reason }),
    },
    ask: {
      button: 'Ask a question', title: 'A question', label: 'Question', send: 'Add the question', done: 'Added',
      hint: 'It stays open in the next digests of this runbook until somebody closes it.',
      path: () => 'clarifications', body: (entry, text) => ({ text }),
    },
  };

  function likelyMistake(entry) {
    return entry.register === 'ownership' || /^ownership\//.test(entry.anchor || '') ? 'ownership' : /^assumes\//.test(entry.anchor || '') ? 'assumption' : 'summary';
  }

  /** The words that a refusal names, selected where they were typed. */
  function select(control, message) {
    const named = /says (.+?), which a digest does not/.exec(message);
    const at = named ? control.value.toLowerCase().indexOf(named[1].split(', ')[0].toLowerCase()) : -1;
    if (at >= 0) {
      control.setSelectionRange(at, at + named[1].split(', ')[0].length);
    }
  }

  /**
   * One thing that can be added, with its button; the field is made when it is first wanted. What is refused is said at the
   * field, or under it.
   */
  function editor(word, first, view, tell) {
    const { h, clear, id, field, send, problemWords, capital } = ui();
    const addition = ADDITIONS[word];
    const name = word + ':' + (first ? idOf(first) : '');
    const of = first ? nameOf(first) : '';
    const button = smallButton(addition.button, of, { 'data-add': word });
    const element = h('div', { class: 'gh-digest-editor', id: id('editor'), role: 'group', 'aria-label': addition.title + (of ? ' of ' + of : ''), tabindex: '-1' });
    let entry = first;
    let text = null;
    let kind = null;
    let sending = null;
    let problem = null;
    const fold = folding(button, element, () => {
      if (!text) {
        make();
      }
    });

    function make() {
      const before = view.typed.all()[name];
      text = field(addition.label, h('textarea', { rows: '3', maxlength: '4000' }), addition.hint);
      kind = word === 'correct' ? field('What was wrong', h('select', null, MISTAKES.map(([value, title]) => h('option', { value }, title)))) : null;
      problem = h('div', { class: 'gh-refusal', role: 'alert' });
      sending = h('button', { type: 'button', class: 'gh-button', 'data-send': word, disabled: view.closed, on: { click: add } }, addition.send);
      text.set(before ? before.text : addition.start ? addition.start(entry) : '');
      text.control.addEventListener('input', keep);
      if (kind) {
        kind.set(before && before.kind ? before.kind : likelyMistake(entry));
        kind.control.addEventListener('change', keep);
      }
      clear(element, before ? h('p', { class: 'gh-kept' }, 'Kept from before.') : null, text.element, kind ? kind.element : null,
        h('p', { class: 'gh-digest-tools' }, sending, h('button', { type: 'button', class: 'gh-button', on: { click: discard } }, 'Discard')), problem);
    }
    function keep() {
      text.fault('');
      view.typed.set(name, { text: text.control.value, kind: kind ? kind.value() : undefined, title: addition.title, of });
    }
    function discard() {
      view.typed.drop(name);
      fold.close();
      text = null;
      clear(element);
    }
    function refused(answer) {
      const faults = (answer.body && answer.body.faults) || [];
      const own = faults.find((fault) => ['/text', '/reason'].includes(fault.pointer));
      if (own) {
        text.fault(capital(own.message) + (/[.!?]$/.test(own.message) ? '' : '.'));
        select(text.control, own.message);
      }
      clear(problem, faults.filter((fault) => fault !== own).map((fault) => h('p', null, fault.pointer + ': ' + fault.message)), faults.length ? null : h('p', null, problemWords(answer)));
      if (answer.status === 409 || answer.status === 404) {
        // what has taken its place is to be seen at once
        view.again();
      }
    }
    async function add() {
      if (!text.value()) {
        text.fault('There is nothing to add yet.');
        return;
      }
      sending.disabled = true;
      clear(problem);
      const answer = await send('POST', packetPath(view.caseId, addition.path(entry)), addition.body(entry, text.value(), kind ? kind.value() : null));
      sending.disabled = view.closed;
      if (!answer.ok) {
        refused(answer);
        return;
      }
      const revision = answer.body && answer.body.revision;
      if (revision) {
        view.made(revision);
      }
      discard();
      tell(addition.done + (revision ? ', in revision ' + revision : '') + '.');
      view.again();
    }

    view.onClose(() => {
      button.disabled = true;
      if (sending) {
        sending.disabled = true;
      }
    });
    const one = {
      button, element,
      open: () => {
        element.parentElement.scrollIntoView({ block: 'center' });
        fold.open();
      },
      /** Somebody does not want what they typed: nothing of it stays in the field either. */
      forget: () => {
        if (text) {
          discard();
        }
      },
      update: (now) => { entry = now; },
      /** Opens what somebody was typing when the page, or the task before, was left. */
      resume: () => {
        if (view.typed.all()[name]) {
          fold.open(true);
        }
      },
    };
    view.editors.set(name, one);
    return one;
  }

  /** A statement on the screen: its words anew whenever they change, what is open or typed beneath them stays. */
  function statement(first, part, view) {
    const { h, clear } = ui();
    const what = h('div', { class: 'gh-digest-words' });
    const told = h('span', { class: 'gh-said', role: 'status' });
    const sources = sourcesOf(first, view);
    const editors = view.additions(part).map((word) => editor(word, first, view, (text) => {
      told.textContent = text;
      if (word === 'close') {
        view.gone(part, nameOf(first) + ': ' + text);
      }
    }));
    const element = h('li', { class: 'gh-digest-statement', 'data-statement': idOf(first) },
      h('div', { class: 'gh-digest-row' }, what, h('div', { class: 'gh-digest-tools' }, sources.button, editors.map((one) => one.button), told)),
      sources.panel, editors.map((one) => one.element));
    return {
      element, sources, editors,
      update: (entry) => {
        clear(what, words(entry, part, view));
        [sources, ...editors].forEach((one) => one.update(entry));
      },
    };
  }

  // -------------------------------------------------------------------------------------------------- lists

  const PAGE = 50;
  const FEW = 12;

  /** Children in the given order; one that is in its place already is not touched. */
  function arrange(parent, elements) {
    elements.forEach((element, index) => {
      if (parent.children[index] !== element) {
        parent.insertBefore(element, parent.children[index] || null);
      }
    });
    while (parent.children.length > elements.length) {
      parent.lastElementChild.remove();
    }
  }

  /** Statements by their ids, a page at a time; what is on the screen stays there. */
  function listing(part, view, what) {
    const { h, count } = ui();
    const list = h('ul', { class: 'gh-plain gh-digest-list' });
    const more = h('button', { type: 'button', class: 'gh-button gh-small', hidden: true });
    const known = new Map();
    let entries = [];
    let limit = PAGE;
    function draw() {
      const shown = entries.slice(0, limit).map((entry) => {
        const state = JSON.stringify([entry, (view.packet.clarifications || []).filter((one) => one.itemId && one.itemId === entry.itemId)]);
        const one = known.get(idOf(entry)) || statement(entry, part, view);
        if (one.state !== state) {
          one.update(entry);
          one.state = state;
        }
        if (!known.has(idOf(entry))) {
          known.set(idOf(entry), one);
          one.editors.forEach((each) => each.resume());
        }
        return one.element;
      });
      arrange(list, shown);
      const left = entries.length - shown.length;
      more.hidden = left <= 0;
      more.textContent = 'Show the next ' + Math.min(PAGE, left) + ' of ' + count(left, 'more ' + what[0], 'more ' + what[1]);
    }
    more.addEventListener('click', () => {
      const next = limit;
      limit += PAGE;
      draw();
      list.children[next].querySelector('button').focus();
    });
    return {
      element: h('div', null, list, more),
      show: (all) => {
        entries = all;
        const ids = new Set(all.map(idOf));
        [...known.keys()].filter((id) => !ids.has(id)).forEach((id) => known.delete(id));
        draw();
      },
      /** The statement, with as many before it as it takes; null when it is none of these. */
      find: (id) => {
        const at = entries.findIndex((entry) => idOf(entry) === id);
        if (at < 0) {
          return null;
        }
        if (at >= limit) {
          limit = at + 1;
          draw();
        }
        return known.get(id);
      },
    };
  }

  /** Many of one kind behind a heading with their number, and a field that finds some of them. */
  function folded(part, view, what) {
    const { h, field, count } = ui();
    const title = h('summary', null);
    const all = listing(part, view, what);
    const find = field('Find among them', h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' }));
    const found = h('p', { class: 'gh-muted', role: 'status' });
    const element = h('details', { class: 'gh-digest-folded' }, title, find.element, found, all.element);
    let entries = [];
    let drawn = false;
    function draw() {
      const word = find.value().toLowerCase();
      const some = word ? entries.filter((entry) => (entry.text + ' ' + entry.anchor).toLowerCase().includes(word)) : entries;
      found.textContent = word ? count(some.length, what[0], what[1]) + ' with \u201C' + find.value() + '\u201D' : '';
      all.show(some);
    }
    // nothing is made of thousands before somebody wants to see them
    element.addEventListener('toggle', () => {
      if (element.open && !drawn) {
        drawn = true;
        draw();
      }
    });
    find.control.addEventListener('input', draw);
    return {
      element,
      show: (some, others) => {
        entries = some;
        element.hidden = !some.length;
        title.textContent = (others ? 'The other ' : '') + count(some.length, what[0], what[1]);
        find.element.hidden = some.length <= PAGE;
        if (drawn) {
          draw();
        }
      },
      find: (id) => {
        if (!entries.some((entry) => idOf(entry) === id)) {
          return null;
        }
        find.set('');
        element.open = true;
        drawn = true;
        draw();
        return all.find(id);
      },
    };
  }

  // ---------------------------------------------------------------------------------------- the three parts

  const KINDS = [['CHANGED', 'reworded', 'reworded'], ['ADDED', 'added', 'added'], ['REMOVED', 'removed', 'removed'], ['MOVED', 'moved', 'moved']];

  /** What each part is, and what it says when it is empty. Open first: it says what of the rest cannot be leant on. */
  const PARTS = [
    {
      name: 'open', title: 'Open', brief: 'are open', what: ['open item', 'open items'],
      known: () => true,
      intro: () => 'Not settled. Where two values stand side by side, neither is preferred.',
      none: () => 'Nothing is open.',
    },
    {
      name: 'changed', title: 'Changed', brief: 'have changed', what: ['change', 'changes'],
      known: ({ runbook }) => Boolean(runbook.baseline),
      intro: ({ runbook, changed }) => 'Since ' + runbook.baseline + ': ' + ui().list(KINDS.map(([kind, one]) => [changed.filter((entry) => entry.kind === kind).length, one]).filter(([count]) => count).map(([count, one]) => count + ' ' + one)) + '.',
      none: ({ runbook }) => (runbook.baseline ? 'No material change since ' + runbook.baseline + '.' : 'No comparison was made.'),
    },
    {
      name: 'applies', title: 'Still applies', brief: 'still apply',
      known: ({ runbook }) => Boolean(runbook.baseline),
      what: ['passage that still applies', 'passages that still apply'],
      intro: ({ runbook }) => 'As it stood in ' + runbook.baseline + ', which the hash of each passage proves; contradicted by no record.',
      none: ({ runbook }) => (runbook.baseline ? 'No passage was found to apply unchanged.' : 'No comparison was made.'),
    },
  ];

  function isMarked(entry) {
    return entry.stale || entry.questioned || Boolean(entry.correction);
  }

  /** Questions of this digest, and what was said about items that it has no more. */
  function unlisted(packet) {
    const listed = new Set((packet.open || []).map((one) => one.itemId));
    return (packet.clarifications || []).filter((one) => !listed.has(one.itemId));
  }

  /** A question that was asked in this digest, or what was said about an item that is closed by now. */
  function remark(one, view) {
    const { h } = ui();
    const told = h('span', { class: 'gh-said', role: 'status' });
    const closing = view.additions('open').includes('close') ? editor('close', { itemId: one.itemId, anchor: quoted(one.text) }, view, (text) => { told.textContent = text; }) : null;
    const element = h('li', { class: 'gh-digest-statement' },
      h('div', { class: 'gh-digest-row' }, h('p', { class: 'gh-digest-words' }, h('strong', null, one.by), ', ', when(one.at), ': ', h('span', { class: 'gh-text' }, one.text)),
        closing ? h('div', { class: 'gh-digest-tools' }, closing.button, told) : null), closing ? closing.element : null);
    if (closing) {
      closing.resume();
    }
    return element;
  }

  /** What is said in a digest and stands with no item, and the way to ask. */
  function remarks(view, tell) {
    const { h } = ui();
    const list = h('ul', { class: 'gh-plain gh-digest-list' });
    const title = h('h4', { class: 'gh-h4' }, 'Asked in this digest, or said about what is no longer listed');
    const known = new Map();
    const asking = view.additions('open').includes('close') ? editor('ask', null, view, tell) : null;
    if (asking) {
      asking.resume();
    }
    return {
      element: h('div', null, title, list, asking ? h('div', { class: 'gh-digest-ask' }, asking.button, asking.element) : null),
      show: () => {
        const all = unlisted(view.packet);
        title.hidden = !all.length;
        all.filter((one) => !known.has(one.clarificationId)).forEach((one) => known.set(one.clarificationId, remark(one, view)));
        arrange(list, all.map((one) => known.get(one.clarificationId)));
      },
    };
  }

  /** The heading of a part and what it says of itself, brought up to date in its place. */
  function headed(spec, ...content) {
    const { h, id } = ui();
    const title = h('h3', { class: 'gh-digest-title', id: id('part'), tabindex: '-1' });
    const intro = h('p', null);
    return {
      title,
      element: h('section', { class: 'gh-digest-part', 'data-part': spec.name, 'aria-labelledby': title.id }, title, intro, content),
      show: (packet) => {
        const all = packet[spec.name] || [];
        title.textContent = spec.title + (spec.known(packet) ? ' (' + all.length + ')' : ': not known');
        intro.textContent = all.length ? spec.intro(packet) : spec.none(packet);
        intro.className = all.length ? 'gh-muted' : '';
      },
    };
  }

  /** One part as it stays on the screen. Of many passages that apply only those with a mark stand there; the others are a key away. */
  function part(spec, view) {
    const { h } = ui();
    const told = h('p', { class: 'gh-said', role: 'status' });
    const first = listing(spec.name, view, spec.what);
    const rest = spec.name === 'applies' ? folded(spec.name, view, spec.what) : null;
    const around = spec.name === 'open' ? remarks(view, (text) => { told.textContent = text; }) : null;
    const head = headed(spec, told, first.element, rest ? rest.element : null, around ? around.element : null);
    return {
      spec,
      element: head.element,
      go: () => {
        head.element.scrollIntoView({ block: 'start' });
        head.title.focus({ preventScroll: true });
      },
      tell: (text) => {
        told.textContent = text;
        head.title.focus();
      },
      show: () => {
        const all = view.packet[spec.name] || [];
        const apart = rest && all.length > FEW;
        const here = apart ? all.filter(isMarked) : all;
        head.show(view.packet);
        first.show(here);
        if (rest) {
          rest.show(apart ? all.filter((entry) => !isMarked(entry)) : [], here.length > 0);
        }
        if (around) {
          around.show();
        }
      },
      find: (id) => first.find(id) || (rest && rest.find(id)),
    };
  }

  /** All three, never mixed, with a way from the top to each. */
  function threeParts(view) {
    const { h, clear } = ui();
    const all = PARTS.map((spec) => part(spec, view));
    const jumps = h('nav', { class: 'gh-digest-jumps', 'aria-label': 'Parts of the digest', hidden: true });
    view.gone = (name, text) => all.find(({ spec }) => spec.name === name).tell(text);
    const find = (id) => all.map((one) => one.find(id)).find(Boolean);
    return {
      elements: [jumps, ...all.map((one) => one.element)],
      show: () => {
        all.forEach((one) => one.show());
        const statements = (spec) => (view.packet[spec.name] || []).length;
        jumps.hidden = PARTS.reduce((sum, spec) => sum + statements(spec), 0) <= PAGE;
        clear(jumps, all.map(({ spec, go }) => h('button', { type: 'button', class: 'gh-button gh-small', on: { click: go } }, 'Go to the ' + statements(spec) + ' that ' + spec.brief)));
      },
      /** Leads to a statement, with its sources open. */
      sources: (id) => {
        const found = find(id);
        if (found) {
          found.element.scrollIntoView({ block: 'center' });
          found.sources.open();
        }
      },
      /** Brings a statement on the screen, from a later page or from behind a heading. */
      draw: find,
    };
  }

  // --------------------------------------------------------------------------------------------- around them

  /** Which publication it is; its path and tag stand above it. */
  function publication({ runbook }) {
    const { h } = ui();
    return [h('strong', null, runbook.title || runbook.path), ', ', tagged({ runbook })];
  }

  function tagged({ runbook }) {
    const { h } = ui();
    return ['tagged ', when(runbook.taggedAt), ' by ' + runbook.tagger + ' in ' + runbook.repository,
      runbook.baseline ? [', compared with ', h('strong', null, runbook.baseline), '.'] : ', compared with nothing.'];
  }

  /** What the digest cannot say, and on whose word it was made all the same: as large as what it says. */
  function limits({ limits: all, runbook }) {
    const { h, section } = ui();
    const known = all || [];
    const count = known.length + (runbook.baseline ? 0 : 1);
    return count ? section('Limits of this digest (' + count + ')', 'gh-alarm gh-digest-limits', h('ul', null,
      runbook.baseline ? null : h('li', null, h('strong', null, 'No comparison was made.'), ' It says nothing of what has changed, nor of what still applies.'),
      known.map((one) => h('li', null, h('strong', null, LIMITS[one.code] || one.code), ' Decided by ' + one.by, one.at ? [', ', when(one.at)] : null, ': ', h('q', { class: 'gh-text' }, one.reason))))) : null;
  }

  /** What could be read, but perhaps not as its author meant. */
  function readingNotes({ readingNotes: notes }) {
    const { h, section } = ui();
    return (notes || []).length ? section('How the runbook was read (' + notes.length + ')', 'gh-warn', h('ul', null, notes.map((note) => h('li', { class: 'gh-text' }, note)))) : null;
  }

  /** Corrections whose claim the digest does not make any more. */
  function lost({ corrections }) {
    const { h, section } = ui();
    const gone = (corrections || []).filter((one) => one.state === 'claim-gone');
    return gone.length ? section('Corrections of what it no longer says (' + gone.length + ')', 'gh-warn', h('ul', null, gone.map((one) => h('li', null,
      h('span', { class: 'gh-code' }, one.claimId), ': ', h('span', { class: 'gh-text' }, one.text), h('span', { class: 'gh-muted' }, ' ' + one.by + ', ', when(one.at)))))) : null;
  }

  function behind(packet) {
    const { h, table, row, count, tag } = ui();
    const context = packet.context || [];
    const trace = packet.trace || [];
    const kinds = [...new Set((packet.corrections || []).map((one) => one.kind))];
    return [
      h('p', { class: 'gh-boundary' }, packet.boundary),
      kinds.length ? h('p', null, count(packet.corrections.length, 'correction') + ': ' + kinds.map((kind) => packet.corrections.filter((one) => one.kind === kind).length + ' ' + kind).join(', ') + '.') : null,
      context.length ? h('details', { class: 'gh-digest-folded' }, h('summary', null, 'Records consulted (' + context.length + ')'), recordTable(context, tag, table, row)) : null,
      trace.length ? h('details', { class: 'gh-digest-folded' }, h('summary', null, 'Unchanged and not listed (' + trace.length + '), each by its hash'),
        table('Unchanged and not listed', ['Anchor', 'Hash'], trace.map((one) => row('', [h('span', { class: 'gh-code' }, one.anchor), h('code', { class: 'gh-hash' }, one.hash)])))) : null,
      h('p', { class: 'gh-muted' }, 'Policy tables: ' + Object.entries(packet.policies || {}).map(([name, version]) => name + ' ' + version).join(', ') + '.'),
    ];
  }

  function recordTable(context, tag, table, row) {
    return table('Records consulted', ['Record', 'State', 'Version', 'Published', 'Hash'], context.map((one) => row('', [
      one.register + '/' + one.key + (one.field ? ', ' + one.field : ''), one.state === 'STALE' ? tag('STALE', 'gh-hatch') : RECORDS[one.state] || one.state,
      one.version === undefined ? '' : String(one.version), when(one.publishedAt), one.sha256 ? ui().h('code', { class: 'gh-hash' }, one.sha256) : ''])));
  }

  /** The same digest elsewhere: on paper, and for a channel. */
  function elsewhere(caseId, revision) {
    const { h } = ui();
    const text = (format) => packetPath(caseId, 'revisions/' + revision + '/text?format=' + format);
    return h('p', { class: 'gh-digest-elsewhere' }, [['Print or PDF', '/cases/' + encodeURIComponent(caseId) + '/digest?revision=' + revision], ['Plain text', text('plain')], ['Markdown', text('markdown')]]
      .map(([title, href]) => h('a', { href, target: '_blank', rel: 'noopener' }, title)));
  }

  function exact(review) {
    const { h, section, hash } = ui();
    const packet = review.packet || {};
    return section('Exact revision', '', h('dl', { class: 'gh-dl' }, [
      ['Revision', review.revision + (review.previousRevision ? ', in the place of ' + review.previousRevision : '')],
      ['Hash', hash(review.sha256, 'of this revision')],
      packet.runbook ? ['Commit', h('code', { class: 'gh-hash' }, packet.runbook.revisionCommit)] : null,
    ].filter(Boolean).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))), elsewhere(review.caseId, review.revision));
  }

  /** A place whose content is made anew only when what it shows has changed. */
  function steady() {
    const { h, clear } = ui();
    const element = h('div', null);
    let shown = null;
    return {
      element,
      show: (state, make) => {
        const now = JSON.stringify(state);
        if (now !== shown) {
          shown = now;
          clear(element, make());
        }
      },
    };
  }

  /** A whole digest as it stays on the screen: what it cannot say, its parts, and what is behind it. */
  function standing(view) {
    const head = steady();
    const three = threeParts(view);
    const rest = steady();
    return {
      three,
      main: [head.element, three.elements],
      rest: rest.element,
      show: () => {
        const { packet } = view;
        head.show([packet.limits, packet.readingNotes, packet.runbook, packet.corrections], () => [limits(packet), readingNotes(packet), lost(packet)]);
        three.show();
        rest.show([packet.corrections, packet.context, packet.trace, packet.policies, packet.boundary], () => behind(packet));
      },
    };
  }

  // ----------------------------------------------------------------------------------------------- the gates

  /** A digest to be read, with its sources and nothing to add. */
  function reading(caseId) {
    const view = { caseId, packet: null, now: null, additions: () => [], closed: true, onClose: () => {} };
    let shown = null;
    return {
      show: (packet, now) => {
        view.packet = packet;
        view.now = now;
        shown = shown || standing(view);
        shown.show();
        return { main: shown.main, rest: shown.rest };
      },
      lead: (id) => shown.three.sources(id),
    };
  }

  const ADDED_TO = { open: ['correct', 'clarify', 'close'], changed: ['correct'], applies: ['correct'] };

  /** What has been added by others since a revision was on the screen, in sentences. */
  function added(before, now) {
    const { count } = ui();
    const later = (all, key) => (now.packet[all] || []).filter((one) => !(before.packet[all] || []).some((other) => key(other) === key(one)));
    const closed = (before.packet.open || []).filter((one) => !(now.packet.open || []).some((other) => other.itemId === one.itemId));
    const sentences = [
      ...later('clarifications', (one) => one.clarificationId).map((one) => one.by + ': \u201C' + one.text + '\u201D'),
      ...later('corrections', (one) => one.claimId + one.at + one.text).map((one) => one.by + ' corrected ' + one.claimId),
    ];
    return sentences.concat(closed.length ? [count(closed.length, 'item is', 'items are') + ' no longer open: ' + closed.map(nameOf).join(', ')] : []);
  }

  /**
   * The review of a digest: what its form shows and what can be done in it. Corrections, clarifications and closings make
   * revisions of their own on the same task; what others have added meanwhile is to be seen before anything is shared.
   */
  function workbench() {
    const revisions = new Set();
    const closing = [];
    let view = null;
    let shown = null;
    let review = null;
    let unseen = null;
    let waiting = null;
    let label = null;
    let side = null;

    function open(first, again) {
      const { h } = ui();
      view = {
        caseId: first.caseId, packet: first.packet, now: first.now, again, closed: false,
        typed: typing(first.caseId, first.assignee || ''), editors: new Map(),
        additions: (name) => ADDED_TO[name],
        made: (revision) => revisions.add(revision),
        onClose: (listener) => {
          closing.push(listener);
          if (view.closed) {
            listener();
          }
        },
      };
      waiting = { element: h('div', { class: 'gh-digest-waiting' }), error: h('p', { class: 'gh-error', role: 'alert' }) };
      label = h('span', null);
      view.typed.listen(drawWaiting);
      shown = standing(view);
      side = steady();
    }

    /** Whether a revision after the one that was shown is somebody else's. */
    function isOthers(before, now) {
      return Array.from({ length: now - before }, (ignored, index) => before + index + 1).some((number) => !revisions.has(number));
    }

    function drawWaiting() {
      const { h, clear } = ui();
      const typed = Object.entries(view.typed.all());
      waiting.error.textContent = '';
      clear(waiting.element,
        unseen ? h('div', { class: 'gh-warn', role: 'alert' }, h('p', null, h('strong', null, 'Others have added to it: '), 'revision ' + unseen.revision + ' is shown now.'),
          unseen.what.length ? h('ul', null, unseen.what.map((one) => h('li', null, one))) : null,
          h('button', { type: 'button', class: 'gh-button gh-small', 'data-seen': unseen.revision, on: { click: () => {
            unseen = null;
            drawWaiting();
          } } }, 'I have seen it')) : null,
        typed.length ? h('div', { class: 'gh-kept' }, h('p', null, 'Typed and not in the digest yet:'), h('ul', { class: 'gh-plain' }, typed.map(([name, one]) => h('li', null,
          (one.title || 'Text') + (one.of ? ' of ' + one.of : ''), ' ',
          h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => resume(name, one) } }, 'Go to it'), ' ',
          h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => {
            if (view.editors.has(name)) {
              view.editors.get(name).forget();
            }
            view.typed.drop(name);
          } } }, 'Discard it'))))) : null,
        waiting.error);
    }

    function resume(name, one) {
      shown.three.draw(name.slice(name.indexOf(':') + 1));
      const found = view.editors.get(name);
      if (found && found.element.isConnected) {
        found.open();
      } else {
        waiting.error.textContent = 'What it is about is no longer in the digest. You wrote: ' + one.text;
      }
    }

    /** What keeps the digest from being shared, or null. */
    function unfinished() {
      return unseen ? 'Look first at what others have added.' : Object.keys(view.typed.all()).length ? 'You have typed something that is not in the digest yet: add it or discard it first.' : null;
    }

    return {
      view: (now, again) => {
        if (!view) {
          open(now, again);
        } else if (isOthers(review.revision, now.revision)) {
          unseen = { revision: now.revision, what: [...(unseen ? unseen.what : []), ...added(review, now)] };
        }
        review = now;
        view.packet = now.packet;
        view.now = now.now;
        label.textContent = 'Share exactly revision ' + now.revision;
        shown.show();
        drawWaiting();
        side.show([now.revision, now.sha256], () => exact(now));
        return { main: shown.main, rest: shown.rest, side: side.element };
      },
      label: () => label,
      /** Stands over the button that shares; nothing of it is sent. */
      waiting: () => ({ element: waiting.element, value: () => '', set: () => {}, fault: (text) => { waiting.error.textContent = text || ''; } }),
      unfinished,
      over: () => {
        if (view) {
          view.closed = true;
          closing.forEach((listener) => listener());
        }
      },
      told,
    };
  }

  // ------------------------------------------------------------------------------------- a share that is refused

  const NO_LONGER = 'What this digest says no longer holds: ';
  const WORKED_OVER = / What this gate shows is being worked over; wait for what takes its place\.$/;

  /** The claims that a refusal names, each with what it cited and what is there now; null where it names none. */
  function claimsIn(sentence) {
    const at = sentence.indexOf(NO_LONGER);
    if (at < 0) {
      return null;
    }
    const text = sentence.slice(at + NO_LONGER.length).replace(WORKED_OVER, '').replace(/\.$/, '');
    const claims = [];
    const rest = text.replace(/(\S.*?) \((?:cited (.+?), (?:present (.+?)|is gone by now)|has appeared, by (.+?))\)(?:; |$)/gs, (all, id, cited, present, appeared) => {
      claims.push({ id, cited, present, appeared });
      return '';
    });
    return claims.length ? { claims, rest: rest.trim() } : null;
  }

  function statementOf(review, id) {
    return review && review.packet ? PARTS.flatMap(({ name }) => review.packet[name] || []).find((one) => idOf(one) === id) : null;
  }

  /** A refusal to share that names claims, as a list. */
  function told(sentence, review) {
    const { h, count } = ui();
    const found = claimsIn(sentence);
    if (!found) {
      return null;
    }
    return h('div', { class: 'gh-digest-refused' }, h('p', null, 'As records stand now, ' + count(found.claims.length, 'statement no longer holds', 'statements no longer hold') + '.'),
      h('ul', { class: 'gh-plain', tabindex: '0', 'aria-label': 'Statements that no longer hold' }, found.claims.map((one) => {
        const known = statementOf(review, one.id);
        return h('li', null, h('strong', null, known ? nameOf(known) : one.id.startsWith('item-') ? 'A new open item' : one.id), known ? h('span', { class: 'gh-muted' }, ' ' + (OPEN[known.kind] ? 'open' : known.kind ? known.kind.toLowerCase() : 'still applies')) : null,
          h('dl', { class: 'gh-digest-versions' }, [['cited', one.appeared ? 'nothing: it has appeared since' : one.cited], ['now', one.appeared || one.present || 'nothing of the kind']].map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))));
      })),
      found.rest ? h('p', { class: 'gh-muted' }, 'And more: ' + found.rest) : null,
      h('p', null, 'It is being composed again from current records; corrections and clarifications stay.'));
  }

  // ------------------------------------------------------------------------------------- a source that is not clear

  const ASKED_AGAIN = 'The repository is asked once more. If it still says the same, this task comes again.';
  const NOT_COMPARED = 'No comparison is made: the digest says nothing of what has changed or still applies, and says so on top. Records are looked up all the same.';

  const UNCLEAR = {
    NO_SUCH_TAG: ['The repository has no such tag', ASKED_AGAIN + ' Nobody can go on without the tag.'],
    PATH_MISSING: ['The runbook is not at its path', 'The repository is asked once more. What is not there counts as an empty runbook: everything that the baseline had is shown as removed.'],
    BASELINE_MISSING: ['There is nothing to compare it with', NOT_COMPARED],
    BASELINE_NEWER: ['The baseline is not older than what was published', NOT_COMPARED],
    BASELINE_MOVED: ['The tag of the baseline has been moved', NOT_COMPARED],
    UNREADABLE_TEXT: ['The text cannot be read as it is', 'It is read as far as it goes: bytes that are no text are replaced, front matter that cannot be read is left aside, and with it what it assumes.'],
    DUPLICATE_ANCHOR: ['An anchor stands in more than one place', 'The first one keeps its name; its repeats are called by ~2, ~3 and so on, and are compared under these names.'],
    SCOPE_BROADER: ['Most of the runbook has changed', 'It is compared and digested as it is, however long the list of changes is.'],
    NOBODY_ON_ROTA: ['Nobody is on the rota', 'The on-call record is read once more. If it still names nobody, this task comes again.'],
  };

  /** Codes that another baseline does not help with. */
  const WITHOUT_BASELINE = ['NO_SUCH_TAG', 'PATH_MISSING', 'NOBODY_ON_ROTA'];

  function unclear(review) {
    return UNCLEAR[review.source.code] || ['The source is not clear', 'The repository is asked once more.'];
  }

  function source(review) {
    const { h, section } = ui();
    const one = review.source;
    const earlier = one.limits || [];
    return [
      section('What is not clear', 'gh-effect', h('p', { class: 'gh-figures' }, one.sentence)),
      section('If you proceed', '', h('p', null, unclear(review)[1]), h('p', null, 'Your reason stands in the digest as one of its limits, with your name, as large as what the digest says.')),
      earlier.length ? section('Limits so far (' + earlier.length + ')', 'gh-warn', h('ul', null, earlier.map((each) => h('li', null, h('strong', null, LIMITS[each.code] || each.code), ' ' + each.by + ': ', h('q', { class: 'gh-text' }, each.reason))))) : null,
      section('The publication', '', h('dl', { class: 'gh-dl' }, [
        ['Repository', one.repository],
        ['Runbook', one.path],
        ['Revision', one.revision],
        one.tagger ? ['Tagged', ['by ' + one.tagger + ', ', when(one.taggedAt)]] : null,
        one.commit ? ['Commit', h('code', { class: 'gh-hash' }, one.commit)] : null,
        ['Baseline', one.baseline || 'none was named: the newest one that was shared, or else published before'],
      ].filter(Boolean).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))))),
    ];
  }

  // --------------------------------------------------------------------------------------------------- at the lane

  /** The shared digest as the lane gives it to whoever is logged in, or why it does not. */
  function handoff() {
    let sheet = null;
    let packet = null;
    return {
      headline: () => (packet ? packet.summary : 'A digest was shared with you'),
      notice: () => packet && publication(packet),
      view: async (review) => {
        const { h, section, read, problemWords, list } = ui();
        const answer = await read(review.packetAt);
        const shared = h('p', null, 'Shared by ' + review.releaseOwner + ', ', when(review.releasedAt), ', with ' + list(review.audience || []) + '. It can be read here until ', when(review.validity.to), ', or until the next digest of this runbook is shared.');
        if (!answer.ok) {
          packet = null;
          return { main: [section('The lane does not show it', 'gh-alarm', h('p', null, problemWords(answer)), review.endedBecause && review.endedBecause !== (answer.body || {}).detail ? h('p', null, review.endedBecause) : null), shared] };
        }
        packet = answer.body.packet;
        sheet = sheet || reading(packet.packetId);
        const shown = sheet.show(packet, review.now);
        return {
          main: [stale(answer.body), shown.main],
          rest: [shown.rest, shared],
          side: [exact({ ...review, packet }), h('p', { class: 'gh-muted' }, 'Your copy is marked ', h('code', null, answer.body.copyMark), '.')],
        };
      },
    };
  }

  function stale({ staleBecause }) {
    const { h, section } = ui();
    return (staleBecause || []).length ? section('STALE: what has changed since it was shared', 'gh-alarm', h('ul', null, staleBecause.map((one) => h('li', null, one)))) : null;
  }

  // ------------------------------------------------------------------------------------------------------ paper

  /** How many passages are printed without being asked for. */
  const PRINTED = 200;

  function paperStatement(entry, name, view) {
    const { h } = ui();
    const link = '/cases/' + encodeURIComponent(view.caseId) + '?revision=' + view.revision + '#' + encodeURIComponent(idOf(entry));
    return h('li', { class: 'gh-digest-statement', 'data-statement': idOf(entry) }, h('div', { class: 'gh-digest-words' }, words(entry, name, view)),
      h('p', { class: 'gh-digest-footnote' }, h('a', { href: link }, entry.sources.length === 1 ? 'Source' : 'Sources'), ': ', entry.sources.map((one, index) => [index ? '; ' : '', sourceWords(one, view.packet.runbook)]), '.'));
  }

  /** A digest on paper: everything in black and white, every statement with its sources under it. */
  function paper(stored) {
    const { h, table, row, tag } = ui();
    const { packet } = stored;
    const view = { caseId: stored.caseId, revision: stored.revision, packet, now: null };
    const many = (packet.applies || []).length > PRINTED;
    const sections = PARTS.map((spec) => {
      const list = h('ul', { class: 'gh-plain gh-digest-list' });
      const head = headed(spec, list, spec.name === 'open' && unlisted(packet).length ? h('div', null, h('h4', { class: 'gh-h4' }, 'Asked in this digest, or said about what is no longer listed'), said(unlisted(packet))) : null);
      head.show(packet);
      const all = packet[spec.name] || [];
      const fill = (some) => list.replaceChildren(...some.map((entry) => paperStatement(entry, spec.name, view)));
      fill(spec.name === 'applies' && many ? all.filter(isMarked) : all);
      return { spec, element: head.element, list, fill, all };
    });
    const applies = sections.find(({ spec }) => spec.name === 'applies');
    const left = applies.all.length - applies.list.children.length;
    const note = left ? h('p', { class: 'gh-digest-left' }, 'The other ' + left + ' passages that still apply are not on this print; revision ' + stored.revision + ' has each with its hash.') : null;
    const box = left ? ui().field('Print all ' + applies.all.length + ' passages that still apply', h('input', { type: 'checkbox', on: { change: (event) => {
      note.hidden = event.target.checked;
      applies.fill(event.target.checked ? applies.all : applies.all.filter(isMarked));
    } } })) : null;
    if (note) {
      applies.list.after(note);
    }
    return {
      options: box ? box.element : null,
      element: [h('p', null, packet.runbook.path + ' at ', h('strong', null, packet.runbook.revision), ', ', tagged(packet)), limits(packet), readingNotes(packet), lost(packet), sections.map(({ element }) => element),
        (packet.context || []).length ? h('section', { class: 'gh-digest-part' }, h('h3', { class: 'gh-digest-title' }, 'Records consulted (' + packet.context.length + ')'), recordTable(packet.context, tag, table, row)) : null,
        h('p', { class: 'gh-boundary' }, packet.boundary)],
    };
  }

  // ------------------------------------------------------------------------------------------------- for the forms

  /** Runs the form of a gate, which is made when Tasklist has given it over; until its scripts are there nothing is sent. */
  function run(camForm, gate) {
    camForm.on('submit', () => { camForm.submitPrevented = !window.GatehouseForms; });
    const start = () => window.GatehouseForms.window(camForm, gate());
    if (window.GatehouseForms) {
      start();
      return;
    }
    const script = document.createElement('script');
    script.src = '/gatehouse/shared/forms.js';
    script.onload = start;
    document.head.appendChild(script);
  }

  window.GatehouseDigest = { run, workbench, publication, unclear, source, handoff, reading, paper, elsewhere, hasBaseline: (review) => !WITHOUT_BASELINE.includes(review.source.code) };
})();
