/*
 * Where the owners of a disclosure packet work on its draft without leaving the page: what is suggested and objected, the
 * sections, and what is said about them. Stands on gatehouse.js and disclosure.js; loaded once, however many forms are open.
 */
(function workbench() {
  'use strict';

  if (window.GatehouseWorkbench) {
    return;
  }

  const { text, changes, both, path, named, cited } = window.GatehouseDisclosure.parts;
  const CONTROL = 'textarea, button:not([hidden])';
  const LONGEST = 4000;

  function ui() {
    return window.Gatehouse;
  }

  async function send(method, to, body) {
    const token = (document.cookie.match(/(?:^|; )GATEHOUSE-CSRF=([^;]*)/) || [])[1];
    try {
      const answer = await fetch(to, {
        method,
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json', ...(token ? { 'X-CSRF-TOKEN': decodeURIComponent(token) } : {}) },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      let said = null;
      try {
        said = await answer.json();
      } catch (ignored) {
        said = null;
      }
      return { ok: answer.ok, status: answer.status, body: said };
    } catch (ignored) {
      return { ok: false, status: 0, body: null };
    }
  }

  /** What a person has typed and not sent, by where it stands; survives the task and the page, not the browser's session. */
  function memory(review) {
    const prefix = ['gatehouse', 'work', review.caseId, review.assignee || ''].join(':') + ':';
    return (name) => ({
      read: () => {
        try {
          return JSON.parse(sessionStorage.getItem(prefix + name)) || {};
        } catch (ignored) {
          return {};
        }
      },
      write: (value) => {
        try {
          sessionStorage.setItem(prefix + name, JSON.stringify(value));
        } catch (ignored) {
          // storage is full or forbidden: the text is still in the form
        }
      },
      drop: () => sessionStorage.removeItem(prefix + name),
    });
  }

  /** One line for each record: register, key and version. Null when a line is anything else. */
  function citations(lines) {
    const all = lines.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => /^(\S+)\s+(.*?\S)\s+(?:version\s+)?(\d+)$/.exec(line));
    return all.every(Boolean) ? all.map(([, register, key, version]) => ({ register, key, version: Number(version) })) : null;
  }

  /** An id as sections have them, out of what the section is called. */
  function idOf(title) {
    return title.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);
  }

  function area(label, rows, hint) {
    return ui().field(label, ui().h('textarea', { rows, maxlength: String(LONGEST) }), hint);
  }

  function choice(label, options, hint) {
    return ui().field(label, ui().h('select', null, options.map(([value, name]) => ui().h('option', { value }, name))), hint);
  }

  function records() {
    return ui().field('Records it rests on', ui().h('textarea', { rows: '2', class: 'gh-code', spellcheck: 'false' }), 'One on each line, such as: incident-timeline INC-88213 version 8');
  }

  /** The records that are named in a field; null, with the fault beside it, when a line is none. */
  function recordsIn(one) {
    const list = citations(one.value());
    one.fault(list ? '' : 'Each line is a register, a key and a version, such as: incident-timeline INC-88213 version 8');
    return list;
  }

  /** Whether something is in the field that has to be; a sentence beside it when not. */
  function given(one, sentence) {
    one.fault(one.value() ? '' : sentence);
    return Boolean(one.value());
  }

  /**
   * The workbench of a gate, made once: what has changed on the server is drawn anew around what somebody is typing, never
   * over it.
   */
  function opened() {
    const { h, clear, field, problemWords, tag } = ui();
    const disclosure = window.GatehouseDisclosure;
    const said = h('p', { role: 'status', class: 'gh-said' });
    const waitingTitle = h('h3', { class: 'gh-h', tabindex: '-1' });
    const waiting = h('div', null);
    const ownTitle = h('h3', { class: 'gh-h', tabindex: '-1' }, 'Your sections');
    const editing = h('div', null);
    const others = h('div', null);
    const othersRoom = h('section', { class: 'gh-section' }, h('h3', { class: 'gh-h' }, 'Sections that others keep'), others);
    const adding = h('section', { class: 'gh-section gh-adding' });
    const settled = h('div', null);
    const settledTitle = h('h3', { class: 'gh-h', tabindex: '-1' });
    const settledRoom = h('section', { class: 'gh-section' }, settledTitle, settled);
    const rest = h('div', null);
    const root = h('div', { class: 'gh-workbench' },
      h('section', { class: 'gh-section' }, waitingTitle, said, waiting),
      h('section', { class: 'gh-section' }, ownTitle, editing), othersRoom, adding, settledRoom, rest);
    const cards = new Map();
    const editors = new Map();
    const readers = new Map();
    const past = new Map();
    let review = null;
    let slot = null;
    let newest = 0;
    let around = '';

    function own(sectionId) {
      return (review.packet.sections || []).some((one) => one.sectionId === sectionId && one.owner === review.assignee);
    }

    function titleOf(sectionId) {
      const found = (review.packet.sections || []).find((one) => one.sectionId === sectionId);
      return found ? found.title : sectionId;
    }

    function keepsTheDraft() {
      return review.charter.artifactOwner === review.assignee;
    }

    // ---------------------------------------------------------------------------------------- cards and what they do

    function card(attributes) {
      const what = h('div', null);
      const problem = h('div', { class: 'gh-refusal', role: 'alert' });
      const done = h('p', { role: 'status', class: 'gh-said gh-done' });
      const panels = [];
      return { what, problem, done, panels, element: h('article', { class: 'gh-card', ...attributes }, what), typed: () => panels.some((one) => one.typed()) };
    }

    /**
     * Does it on the server. A refusal stays on the card, beside the fields that it is about; the answer is returned.
     *
     * @param fields by the pointer that the server has for each
     */
    async function act(on, method, end, body, done, fields) {
      const buttons = [...on.element.querySelectorAll('button')];
      const had = document.activeElement;
      buttons.forEach((button) => { button.disabled = true; });
      clear(on.problem);
      on.done.textContent = '';
      const answer = await send(method, path(review.packetId, end), body);
      buttons.forEach((button) => { button.disabled = false; });
      if (on.element.contains(had) && !on.element.contains(document.activeElement)) {
        had.focus();
      }
      if (answer.ok) {
        const words = done + (answer.body && answer.body.revision ? ' The packet is revision ' + answer.body.revision + ' now.' : '');
        (on.leaves ? said : on.done).textContent = words;
        root.dispatchEvent(new CustomEvent('gatehouse-changed', { bubbles: true }));
        return answer;
      }
      const faults = (answer.body && answer.body.faults) || [];
      const elsewhere = [];
      // the last one that is shown has the focus: the first of them
      [...faults].reverse().forEach((fault) => {
        const [, pointer, line] = /^(\/[^/]*)(?:\/(\d+))?/.exec(fault.pointer) || [];
        const one = fields && fields[pointer];
        if (one) {
          one.fault((line === undefined ? '' : 'Line ' + (Number(line) + 1) + ': ') + ui().capital(fault.message) + '.');
        } else {
          elsewhere.unshift(fault);
        }
      });
      if (!faults.length) {
        clear(on.problem, h('p', null, problemWords(answer)));
      } else if (elsewhere.length) {
        clear(on.problem, h('ul', null, elsewhere.map((fault) => h('li', null, fault.pointer + ' ' + fault.message))));
      }
      return answer;
    }

    /** Somebody else was faster: both texts, and a way on for whoever has seen them. */
    function overtaken(on, answer, goOn) {
      const body = answer.body || {};
      if (body.currentText === undefined) {
        return;
      }
      on.problem.append(both('What it was based on', body.baseText, 'What it says now', body.currentText),
        goOn ? h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => {
          clear(on.problem);
          goOn(body.currentRevision);
        } } }, 'I have seen it: go on from there with my text') : '');
    }

    /** Done: the next one that waits has the focus, so that a key is enough to go on. */
    function away(one) {
      const all = [...waiting.children].filter((element) => !element.hidden || element === one.element);
      const at = all.indexOf(one.element);
      one.element.hidden = true;
      const next = all[at + 1] || all[at - 1];
      count();
      (next && next.querySelector(CONTROL) ? next.querySelector(CONTROL) : waitingTitle).focus();
    }

    function count() {
      const left = [...waiting.children].filter((element) => !element.hidden).length;
      waitingTitle.textContent = left ? 'Waiting for you (' + left + ')' : 'Nothing waits for you in this draft';
    }

    /** Fields whose texts are kept until they are sent. */
    function keeping(name, fields) {
      const kept = slot(name);
      const before = kept.read();
      const write = () => kept.write(Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.control.value])));
      Object.entries(fields).forEach(([key, one]) => {
        if (before[key]) {
          one.set(before[key]);
        }
        one.control.addEventListener('input', () => {
          one.fault('');
          write();
        });
        one.control.addEventListener('change', write);
      });
      return { before, drop: kept.drop };
    }

    /**
     * Something that one can do to a card, behind a button that opens it.
     *
     * @param fields by the names that the texts in them are kept under; first is the one that people type into
     * @param run does it, with what is refused shown inside the panel; true when it is done, and the panel closes empty
     */
    function panel(on, { name, label, about, intro, fields, first, button, attributes, danger, run }) {
      const id = ui().id('panel');
      const kept = keeping(name, fields);
      const here = { ...on, problem: h('div', { class: 'gh-refusal', role: 'alert' }) };
      const toggle = h('button', { type: 'button', class: 'gh-button gh-small', 'aria-expanded': 'false', 'aria-controls': id, 'aria-label': label + ': ' + about, on: { click: () => show(body.hidden) } }, label);
      const body = h('div', { id, class: 'gh-panel', role: 'group', 'aria-label': label + ': ' + about, hidden: true });
      function show(open, quietly) {
        body.hidden = !open;
        toggle.setAttribute('aria-expanded', String(open));
        if (!quietly) {
          (open ? body.querySelector('textarea, input, select, button') : toggle).focus();
        }
      }
      async function go() {
        if (await run(here)) {
          Object.values(fields).forEach((one) => { one.set(one.control.tagName === 'SELECT' ? one.control.options[0].value : ''); });
          kept.drop();
          show(false);
        }
      }
      body.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          show(false);
        }
      });
      const again = first && kept.before[first];
      body.append(...[again ? h('p', { class: 'gh-kept' }, 'Kept from when you typed it.') : null, intro, ...Object.values(fields).map((one) => one.element), here.problem].filter(Boolean),
        h('div', { class: 'gh-row-of-buttons' },
          h('button', { type: 'button', class: 'gh-button' + (danger ? ' gh-danger' : ''), ...attributes, on: { click: go } }, button),
          h('button', { type: 'button', class: 'gh-button gh-plainly', on: { click: () => show(false) } }, danger ? 'Keep it' : 'Close')));
      if (again) {
        show(true, true);
      }
      const made = { toggle, body, show, typed: () => Boolean(first) && fields[first].control.value !== '' };
      on.panels.push(made);
      return made;
    }

    function bar(panels) {
      return [h('div', { class: 'gh-row-of-buttons' }, panels.map((one) => one.toggle)), panels.map((one) => one.body)];
    }

    // -------------------------------------------------------------------------------- what everybody of the charter does

    function commenting(on, first) {
      const fields = { text: area('Your comment', '3', 'Everybody who works on the packet sees it; it goes nowhere else.') };
      return panel(on, { name: 'comment:' + first.sectionId, label: 'Comment', about: first.title, fields, first: 'text', button: 'Send the comment', attributes: { 'data-comment': first.sectionId },
        run: async (here) => given(fields.text, 'Say what you want to say.')
          && (await act(here, 'POST', 'comments', { sectionId: first.sectionId, text: fields.text.value() }, 'Your comment is there.', { '/text': fields.text })).ok });
    }

    function objecting(on, first) {
      const fields = {
        statement: area('What you object to', '3', 'It stays on record, whatever becomes of it.'),
        severity: choice('How severe it is', [['residual', 'Residual: it may go with the packet'], ['blocking', 'Blocking: nothing is proposed before it is settled']]),
      };
      return panel(on, { name: 'object:' + first.sectionId, label: 'Object', about: first.title, fields, first: 'statement', button: 'Raise the objection', attributes: { 'data-object': first.sectionId },
        run: async (here) => given(fields.statement, 'Say what you object to.')
          && (await act(here, 'POST', 'objections', { sectionId: first.sectionId, severity: fields.severity.value(), statement: fields.statement.value() }, 'Your objection is on record.', { '/statement': fields.statement })).ok });
    }

    function suggesting(on, first) {
      const fields = { markdown: field('The text as you suggest it (Markdown)', h('textarea', { rows: '8' })), rationale: area('Why', '2'), citations: records() };
      const kept = slot('suggest-base:' + first.sectionId);
      let base = kept.read().base || review.revision;
      fields.markdown.set(first.markdown || '');
      fields.citations.set(named(first.citations).join('\n'));
      fields.markdown.control.addEventListener('input', () => kept.write({ base }));
      const made = panel(on, { name: 'suggest:' + first.sectionId, label: 'Suggest another text', about: first.title, fields, first: 'markdown', button: 'Suggest it', attributes: { 'data-suggest': first.sectionId },
        run: async (here) => {
          const list = recordsIn(fields.citations);
          if (!list) {
            return false;
          }
          const answer = await act(here, 'POST', 'suggestions', { sectionId: first.sectionId, baseRevision: base, markdown: fields.markdown.control.value, rationale: fields.rationale.value(), citations: list },
            'Your suggestion is with ' + first.owner + '.', { '/rationale': fields.rationale, '/markdown': fields.markdown, '/citations': fields.citations });
          overtaken(here, answer, (revision) => {
            base = revision;
            kept.write({ base });
            fields.markdown.control.focus();
          });
          if (answer.ok) {
            kept.drop();
          }
          return answer.ok;
        } });
      made.typed = () => Boolean(kept.read().base);
      // nobody is writing: what it says now is where a suggestion begins
      made.follow = (entry) => {
        if (made.body.hidden && !made.typed()) {
          base = review.revision;
          fields.markdown.set(entry.markdown || '');
          fields.citations.set(named(entry.citations).join('\n'));
        }
      };
      return made;
    }

    // ------------------------------------------------------------------------------------------------- what owners do

    function promoting(on, first) {
      const fields = { reason: area('Why it goes to the lane', '2', 'The release names it once more before it leaves.') };
      return panel(on, { name: 'promote:' + first.sectionId, label: 'Promote to the lane', about: first.title, fields, first: 'reason', button: 'Promote it', attributes: { 'data-promote': first.sectionId },
        run: async (here) => given(fields.reason, 'Say why it goes to the lane.')
          && (await act(here, 'PUT', 'sections/' + encodeURIComponent(first.sectionId) + '/classification', { lane: review.charter.lane, reason: fields.reason.value() },
            first.title + ' goes to the lane.', { '/reason': fields.reason })).ok });
    }

    function removing(on, first) {
      return panel(on, { name: 'remove:' + first.sectionId, label: 'Remove', about: first.title, fields: {}, danger: true, button: 'Remove the section', attributes: { 'data-remove': first.sectionId },
        intro: h('p', null, 'The section leaves the packet with its text. Objections to it stay on record, without a section. Earlier revisions keep it.'),
        run: async (here) => {
          const answer = await act({ ...here, leaves: true }, 'DELETE', 'sections/' + encodeURIComponent(first.sectionId), undefined, first.title + ' is removed.');
          if (answer.ok) {
            waitingTitle.focus();
          }
          return false;
        } });
    }

    /** The artifact owner brings another section in, for whoever is to keep it. */
    function addition() {
      const one = card({ 'data-adding': true });
      const people = h('datalist', { id: ui().id('people') });
      const plain = (attributes) => h('input', { type: 'text', autocomplete: 'off', ...attributes });
      const fields = {
        title: field('Title', plain({ maxlength: '400' })),
        sectionId: field('Id', plain({ maxlength: '64', class: 'gh-code', spellcheck: 'false' }), 'Made of the title; it cannot be changed later.'),
        owner: field('Who keeps it', plain({ maxlength: '64', list: people.id, spellcheck: 'false' }), 'The id of a person, such as iris.cole. Only they accept into it.'),
        classification: choice('Where it goes', [['lane', 'To the lane, with the packet'], ['annex', 'Annex: it stays with its owner and the release owner']]),
        markdown: ui().field('Text (Markdown)', h('textarea', { rows: '6' })),
        citations: records(),
        reason: field('Reason', plain({ maxlength: String(LONGEST) }), 'Where a word stays that commits to something.'),
      };
      let chosen = Boolean(slot('add').read().sectionId);
      fields.title.control.addEventListener('input', () => {
        if (!chosen) {
          fields.sectionId.set(idOf(fields.title.value()));
        }
      });
      fields.sectionId.control.addEventListener('input', () => { chosen = fields.sectionId.value() !== ''; });
      const made = panel(one, { name: 'add', label: 'Add a section', about: 'to the packet', fields, first: 'title', button: 'Add the section', attributes: { 'data-add': true },
        run: async (here) => {
          const list = recordsIn(fields.citations);
          if (!given(fields.title, 'Give it a title.') || !given(fields.sectionId, 'Give it an id, such as residual-risk.') || !given(fields.owner, 'Say who keeps it.') || !list) {
            return false;
          }
          const pointers = Object.fromEntries(Object.entries(fields).map(([name, each]) => ['/' + name, each]));
          const answer = await act(here, 'POST', 'sections', {
            sectionId: fields.sectionId.value(), title: fields.title.value(), owner: fields.owner.value(), classification: fields.classification.value(),
            markdown: fields.markdown.control.value, citations: list, ...(fields.reason.value() ? { reason: fields.reason.value() } : {}),
          }, fields.title.value() + ' is added.', pointers);
          if (answer.ok) {
            chosen = false;
          }
          return answer.ok;
        } });
      one.element.append(people, ...bar([made]).flat(), one.done);
      one.update = () => clear(people, [...new Set([review.charter.artifactOwner, review.charter.releaseOwner, ...review.charter.signers, ...review.charter.reviewers,
        ...review.packet.sections.map((section) => section.owner)])].sort().map((person) => h('option', { value: person })));
      return one;
    }

    function suggestion(first) {
      const id = first.suggestionId;
      const one = { ...card({ 'data-suggestion': id }), leaves: true };
      const reason = area('Reason', '2', 'For a rejection, and for accepting flagged words.');
      const kind = choice('What is wrong, if you reject it', [['wording', 'Wording'], ['wrong-fact', 'Wrong fact'], ['out-of-bounds', 'Out of bounds']]);
      const kept = keeping('suggestion:' + id, { reason });
      let now = first;
      one.typed = () => reason.value() !== '';
      async function decide(decision) {
        const why = reason.value();
        if (!why && (decision === 'reject' || (now.flags || []).length)) {
          reason.fault(decision === 'reject' ? 'Say why you reject it.' : 'Say why these words may stay.');
          return;
        }
        const answer = await act(one, 'POST', 'suggestions/' + encodeURIComponent(id) + '/decision',
          { decision, ...(decision === 'reject' ? { kind: kind.value() } : {}), ...(why ? { reason: why } : {}) },
          id + (decision === 'accept' ? ' is accepted.' : ' is rejected.'));
        overtaken(one, answer);
        if (answer.ok) {
          reason.set('');
          kept.drop();
          away(one);
        }
      }
      const accept = h('button', { type: 'button', class: 'gh-button gh-primary', 'data-accept': id, 'aria-label': 'Accept ' + id, on: { click: () => decide('accept') } }, 'Accept');
      one.element.append(
        h('div', { class: 'gh-choices' }, accept, reason.element, kind.element,
          h('button', { type: 'button', class: 'gh-button', 'data-reject': id, 'aria-label': 'Reject ' + id, on: { click: () => decide('reject') } }, 'Reject')),
        one.problem);
      one.update = (entry) => {
        now = entry;
        if (entry.stale && accept === document.activeElement) {
          reason.control.focus();
        }
        accept.hidden = entry.stale === true;
        clear(one.what, h('h4', { class: 'gh-h' }, titleOf(entry.sectionId), ' ', tag(id, 'gh-outline'), h('span', { class: 'gh-muted' }, ' by ' + entry.by + ', on revision ' + entry.baseRevision)),
          (entry.flags || []).length ? h('p', { class: 'gh-warn' }, 'Commits to something: ', h('strong', null, entry.flags.join(', ')), '. It goes in with a reason only.') : null,
          entry.stale ? [h('p', { class: 'gh-warn' }, 'The section has changed since revision ' + entry.baseRevision + '; this can only be rejected.'),
            both('What is suggested', entry.markdown, 'What it says now', (review.packet.sections.find((section) => section.sectionId === entry.sectionId) || {}).markdown)] : changes(entry.changes),
          h('p', { class: 'gh-muted' }, [entry.rationale, cited(entry.citations)].filter(Boolean).join(' \u00B7 ')));
      };
      return one;
    }

    /** What this person may make of an objection as it stands. */
    function moves(entry) {
      const raised = entry.raisedBy === review.assignee;
      const orphaned = entry.state === 'orphaned';
      const standing = ['open', 'accepted-residual', 'orphaned'].includes(entry.state);
      return [
        standing && (orphaned ? keepsTheDraft() : own(entry.sectionId)) ? ['resolved', 'Resolve', 'is resolved'] : null,
        standing && raised ? ['withdrawn', 'Withdraw', 'is withdrawn'] : null,
        !standing && raised ? ['open', 'Reopen', 'is open again'] : null,
      ].filter(Boolean);
    }

    function objection(first) {
      const id = first.objectionId;
      const one = { ...card({ 'data-objection': id }), leaves: true };
      const possible = moves(first);
      const reason = area(possible.some(([state]) => state === 'open') ? 'Why it stands again' : 'Why it no longer stands', '2');
      if (possible.length) {
        const kept = keeping('objection:' + id, { reason });
        one.typed = () => reason.value() !== '';
        one.element.append(h('div', { class: 'gh-choices' }, reason.element, h('div', { class: 'gh-row-of-buttons' }, possible.map(([state, label, words]) => h('button', {
          type: 'button', class: 'gh-button', 'data-move': id + ':' + state, 'aria-label': label + ' ' + id, on: { click: async () => {
            if (!given(reason, 'Say why; it stays on record.')) {
              return;
            }
            const answer = await act(one, 'POST', 'objections/' + encodeURIComponent(id) + '/state', { state, reason: reason.value() }, id + ' ' + words + '.', { '/reason': reason });
            if (answer.ok) {
              reason.set('');
              kept.drop();
              if (one.element.parentNode === waiting) {
                away(one);
              } else {
                one.element.hidden = true;
                waitingTitle.focus();
              }
            }
          } } }, label)))));
      }
      one.element.append(one.problem);
      one.update = (entry) => clear(one.what, h('h4', { class: 'gh-h' }, titleOf(entry.sectionId), ' ', tag(entry.severity + ' objection ' + id, entry.severity === 'blocking' ? 'gh-solid' : 'gh-outline'),
        entry.state === 'open' ? null : [' ', tag(entry.state.replace(/-/g, ' '), 'gh-outline')], h('span', { class: 'gh-muted' }, ' by ' + entry.raisedBy)),
      text(entry.statement),
      entry.state === 'orphaned' ? h('p', { class: 'gh-muted' }, 'Its section has left the packet.') : null,
      possible.length || entry.state !== 'open' ? null : h('p', { class: 'gh-muted' }, 'Its section\u2019s owner resolves it, or whoever raised it withdraws it.'));
      return one;
    }

    function comments(sectionId) {
      const all = (review.packet.comments || []).filter((one) => one.sectionId === sectionId);
      return all.length ? h('ul', { class: 'gh-comments' }, all.map((one) => h('li', null, h('strong', null, one.by), ': ' + one.text))) : null;
    }

    /** A section of somebody else: read, and talked about. */
    function reader(first) {
      const one = card({ 'data-read': first.sectionId });
      const suggest = first.markdown === undefined ? null : suggesting(one, first);
      const talk = h('div', null);
      one.element.append(talk, ...bar([commenting(one, first), objecting(one, first), suggest, keepsTheDraft() ? removing(one, first) : null].filter(Boolean)).flat(), one.done);
      one.update = (entry) => {
        clear(one.what, disclosure.parts.heading(entry), disclosure.parts.content(entry));
        clear(talk, comments(entry.sectionId));
        if (suggest) {
          suggest.follow(entry);
        }
      };
      return one;
    }

    function editor(first) {
      const id = first.sectionId;
      const one = card({ 'data-section': id });
      const words = ui().field('Text (Markdown)', h('textarea', { rows: '8' }));
      const cites = records();
      const reason = field('Reason', h('input', { type: 'text', maxlength: String(LONGEST) }), 'Where a word stays that commits to something.');
      const moved = h('div', null);
      const talk = h('div', null);
      const kept = slot('section:' + id);
      let base = review.revision;
      let saved = null;
      const typed = () => [words.control.value, cites.control.value].join('\u0000');
      const write = () => kept.write({ markdown: words.control.value, citations: cites.control.value, reason: reason.control.value, base, saved });
      function take(entry) {
        words.set(entry.markdown || '');
        cites.set(named(entry.citations).join('\n'));
        base = review.revision;
        saved = typed();
        clear(moved);
      }
      function goOn(revision, now) {
        base = revision;
        saved = now;
        clear(moved);
        write();
        words.control.focus();
      }
      async function save() {
        const list = recordsIn(cites);
        if (!list) {
          return;
        }
        const answer = await act(one, 'PUT', 'sections/' + encodeURIComponent(id),
          { baseRevision: base, markdown: words.control.value, citations: list, ...(reason.value() ? { reason: reason.value() } : {}) }, titleOf(id) + ' is saved.', { '/markdown': words, '/citations': cites, '/reason': reason });
        overtaken(one, answer, (revision) => goOn(revision, saved));
        if (answer.ok) {
          base = answer.body.revision || base;
          saved = typed();
          reason.set('');
          kept.drop();
          clear(moved);
        }
      }
      const before = kept.read();
      if (before.markdown !== undefined && before.saved) {
        words.set(before.markdown);
        cites.set(before.citations || '');
        reason.set(before.reason || '');
        base = before.base || base;
        saved = before.saved;
        moved.append(h('p', { class: 'gh-kept' }, 'Kept from when you typed it; it is not saved yet.'));
      }
      [words, cites, reason].forEach((each) => each.control.addEventListener('input', () => {
        each.fault('');
        one.done.textContent = '';
        write();
      }));
      const inAPanel = one.typed;
      one.typed = () => inAPanel() || typed() !== saved;
      const promote = first.classification === 'annex' ? promoting(one, first) : null;
      one.element.append(moved, words.element, cites.element, reason.element,
        h('div', { class: 'gh-row-of-buttons' }, h('button', { type: 'button', class: 'gh-button', 'data-save': id, 'aria-label': 'Save ' + first.title, on: { click: save } }, 'Save the section')),
        one.problem, one.done, talk,
        ...bar([commenting(one, first), objecting(one, first), promote, keepsTheDraft() ? removing(one, first) : null].filter(Boolean)).flat());
      one.update = (entry) => {
        clear(one.what, h('h4', { class: 'gh-h' }, entry.title, entry.classification === 'annex' ? [' ', tag('annex: not for the lane', 'gh-outline')] : null));
        clear(talk, comments(id));
        if (promote && entry.classification !== 'annex') {
          promote.toggle.hidden = true;
          promote.show(false, true);
        }
        const theirs = [entry.markdown || '', named(entry.citations).join('\n')].join('\u0000');
        if (saved === null || typed() === saved || typed() === theirs) {
          take(entry);
        } else if (theirs !== saved) {
          // somebody is writing: their text stays, and what it says now is shown beside it
          clear(moved, h('div', { class: 'gh-warn' }, h('p', null, 'This section has changed since you began. Your text is below as you left it; it says now:'), text(entry.markdown || ''),
            h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => goOn(review.revision, theirs) } }, 'I have seen it: go on from there with my text')));
        }
      };
      return one;
    }

    // ------------------------------------------------------------------------------------------------- what is there

    /** What it was about is gone, and somebody has typed into it: it stays until they put it away. */
    function left(known, id) {
      const one = known.get(id);
      if (one.gone) {
        return;
      }
      one.gone = true;
      one.panels.filter((each) => each.typed()).forEach((each) => each.show(true, true));
      one.element.querySelectorAll('button').forEach((button) => { button.hidden = true; });
      one.element.prepend(h('div', { class: 'gh-warn' }, h('p', null, 'This is settled, or has left the packet, since you began. What you typed is below; nobody has got it.'),
        h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => {
          one.element.remove();
          known.delete(id);
          waitingTitle.focus();
        } } }, 'Put it away')));
    }

    /** Brings the entries on the page up to date; one that is gone goes, one that is there stays with what was typed into it. */
    function keep(parent, known, entries, key, draw) {
      const there = new Map(entries.map((entry) => [key(entry), entry]));
      there.forEach((entry, id) => {
        const state = JSON.stringify([entry, (review.packet.comments || []).filter((one) => one.sectionId === entry.sectionId)]);
        if (!known.has(id)) {
          known.set(id, draw(entry));
          parent.appendChild(known.get(id).element);
        }
        if (known.get(id).state !== state && !known.get(id).gone) {
          known.get(id).state = state;
          known.get(id).update(entry);
        }
      });
      [...known.keys()].filter((id) => !there.has(id)).forEach((id) => {
        const one = known.get(id);
        if (one.typed() && !one.element.hidden) {
          left(known, id);
        } else {
          one.element.remove();
          known.delete(id);
        }
      });
    }

    return (now) => {
      if (now.revision < newest) {
        // asked before what is shown already
        return root;
      }
      newest = now.revision;
      review = now;
      slot = slot || memory(now);
      const all = now.packet.objections || [];
      const open = [
        ...all.filter((one) => one.state === 'open'),
        ...(now.packet.suggestions || []).filter((one) => one.state === 'open' && own(one.sectionId)),
      ];
      keep(waiting, cards, open, (one) => one.suggestionId || one.objectionId, (one) => (one.suggestionId ? suggestion(one) : objection(one)));
      const mine = (now.packet.sections || []).filter((one) => one.owner === now.assignee);
      keep(editing, editors, mine, (one) => one.sectionId, editor);
      keep(others, readers, (now.packet.sections || []).filter((one) => one.owner !== now.assignee), (one) => one.sectionId, reader);
      // an objection that has moved is drawn anew: what may be made of it has changed
      const over = all.filter((one) => one.state !== 'open');
      keep(settled, past, over, (one) => one.objectionId + ' ' + one.state, objection);
      settledTitle.textContent = 'Objections that are settled or have no section (' + over.length + ')';
      settledRoom.hidden = !past.size;
      ownTitle.parentNode.hidden = !mine.length && !editors.size;
      othersRoom.hidden = !readers.size;
      if (keepsTheDraft()) {
        if (!adding.firstChild) {
          const one = addition();
          adding.append(one.element);
          adding.update = one.update;
        }
        adding.update();
      }
      count();
      const content = JSON.stringify([now.causes, now.held, now.staleEvidence, now.flaggedWords, now.packet]);
      if (content !== around) {
        around = content;
        clear(rest, disclosure.causes(now), disclosure.parts.stale(now), disclosure.flagged(now), disclosure.parts.compared(now), disclosure.parts.contributions(now));
      }
      return root;
    };
  }

  window.GatehouseWorkbench = { opened };
})();
