/*
 * What the gates of a disclosure packet share: its sections, what is suggested and objected, and the owners' workbench.
 * Stands on gatehouse.js and release.js; loaded once, however many forms are open.
 */
(function disclosure() {
  'use strict';

  if (window.GatehouseDisclosure) {
    return;
  }

  const { plain, definitions } = window.GatehouseRelease;

  function ui() {
    return window.Gatehouse;
  }

  function named(citations) {
    return (citations || []).map((one) => one.register + ' ' + one.key + ' version ' + one.version);
  }

  function cited(citations) {
    return (citations || []).length ? 'Rests on ' + named(citations).join(', ') + '.' : 'Cites no record.';
  }

  /** Text as it was written: Markdown is shown, never run. */
  function text(markdown) {
    return ui().h('p', { class: 'gh-text gh-doc' }, markdown);
  }

  /** What would change, in words. */
  function changes(pieces) {
    const { h } = ui();
    return h('p', { class: 'gh-text gh-doc' }, (pieces || []).map((piece) => (piece.change === 'same' ? piece.text
      : h(piece.change === 'added' ? 'ins' : 'del', null, h('span', { class: 'gh-sr' }, ' [' + piece.change + ': '), piece.text, h('span', { class: 'gh-sr' }, '] ')))));
  }

  function both(left, one, right, other) {
    const { h } = ui();
    return h('div', { class: 'gh-pair gh-both' }, [[left, one], [right, other]].map(([title, markdown]) => h('div', null, h('h5', { class: 'gh-h4' }, title), text(markdown || ''))));
  }

  function path(packetId, end) {
    return '/api/packets/' + encodeURIComponent(packetId) + '/' + end;
  }

  function difference(packetId, from, to) {
    return ui().read(path(packetId, 'diff?from=' + from + '&to=' + to));
  }

  function titleOf(review, sectionId) {
    const found = (review.packet.sections || []).find((one) => one.sectionId === sectionId);
    return found ? found.title : sectionId;
  }

  function table(caption, columns, rows) {
    return ui().table(caption, columns, rows, { className: 'gh-even' });
  }

  // ------------------------------------------------------------------------------------------------- what is shown

  /** The sections as the reader may see them, each with what is commented on it. */
  function sections(review) {
    const { h, section, tag, hash } = ui();
    return (review.packet.sections || []).map((one) => {
      const comments = (review.packet.comments || []).filter((comment) => comment.sectionId === one.sectionId);
      return section(one.title, 'gh-disclosure-section',
        h('p', { class: 'gh-muted' }, one.sectionId + ', kept by ' + one.owner + ' ', one.classification === 'annex' ? tag('annex: not for the lane', 'gh-outline') : null),
        one.markdown === undefined ? h('p', null, 'Its text is for its owner and the release owner. It is bound by ', hash(one.commitment, 'that binds the annex')) : text(one.markdown),
        one.markdown === undefined ? null : h('p', { class: 'gh-muted' }, cited(one.citations)),
        comments.length ? h('ul', null, comments.map((comment) => h('li', null, h('strong', null, comment.by), ': ' + comment.text))) : null);
    });
  }

  function objections(review) {
    const { h, section, row, tag } = ui();
    const all = review.packet.objections || [];
    const open = all.some((one) => ['open', 'accepted-residual'].includes(one.state));
    return section('Objections (' + all.length + ')', 'gh-disclosure-objections ' + (open ? 'gh-warn' : ''), all.length
      ? table('Objections to the packet', ['Objection', 'Statement', 'Stands'], all.map((one) => row('', [
        [h('strong', null, one.objectionId), h('div', { class: 'gh-muted' }, titleOf(review, one.sectionId) + ', by ' + one.raisedBy)],
        one.statement, [tag(one.severity, one.severity === 'blocking' ? 'gh-solid' : 'gh-outline'), ' ' + one.state.replace(/-/g, ' ')]])))
      : h('p', null, 'Nobody objects.'));
  }

  function causes(review) {
    const { h, section } = ui();
    return [
      review.held ? section('HELD', 'gh-alarm', h('p', null, h('strong', null, review.held.by), ': ' + review.held.because)) : null,
      window.GatehouseRelease.causes(review),
    ];
  }

  function flagged(review) {
    const { h, section, row } = ui();
    const all = review.flaggedWords || [];
    return section('Words that commit to something (' + all.length + ')', 'gh-disclosure-flagged ' + (all.length ? 'gh-warn' : ''), all.length
      ? table('Flagged words', ['Word', 'What was said'], all.map((one) => row('', [
        [h('strong', null, one.word), h('div', { class: 'gh-muted' }, titleOf(review, one.sectionId))],
        one.reason === undefined ? 'It stands in the text that is to be chartered.' : (one.accepted ? 'accepted by ' : 'rejected by ') + one.by + ': ' + one.reason])))
      : h('p', null, 'None was flagged.'));
  }

  function stale(review) {
    const all = review.staleEvidence || [];
    return all.length ? ui().section('STALE: cited and too old by policy', 'gh-alarm', plain(all)) : null;
  }

  function refused(review) {
    const { h, section } = ui();
    const all = review.faults || [];
    return all.length ? section('What policy refuses (' + all.length + ')', 'gh-alarm',
      h('ul', null, all.map((fault) => h('li', null, fault.text, h('span', { class: 'gh-muted' }, ' (table ' + fault.policy + ')'))))) : null;
  }

  function charter(review) {
    const one = review.charter;
    return ui().section('Who and for whom', 'gh-release-audience', definitions([
      ['Artifact owner', one.artifactOwner],
      ['Release owner', one.releaseOwner],
      ['Lane', one.lane],
      ['Audience', plain(one.audience)],
      ['Signers', plain(one.signers)],
      ['Reviewers', plain(one.reviewers)],
      ['Agents that may suggest', plain(one.agents)],
      ['What stays outside', review.boundary],
    ]));
  }

  function contributions(review) {
    const { h, section } = ui();
    const all = review.packet.contributions || [];
    return section('Who had a hand in the text', '', all.length
      ? h('ul', null, all.map((one) => h('li', null, h('strong', null, one.person), ' ' + one.hand + ' in ' + titleOf(review, one.sectionId) + ', revision ' + one.revision)))
      : h('p', null, 'Nobody since the charter.'));
  }

  function residuals(all, titles) {
    const { h, section, row } = ui();
    return section('Disagreement that goes with it (' + all.length + ')', 'gh-disclosure-residuals ' + (all.length ? 'gh-warn' : ''), all.length
      ? table('Accepted residual objections', ['Objection', 'Statement', 'Accepted by'], all.map((one) => row('', [
        [h('strong', null, one.objectionId), h('div', { class: 'gh-muted' }, titles(one.sectionId))], one.statement, one.acceptedBy])))
      : h('p', null, 'None.'));
  }

  /** What an earlier revision said otherwise, in words, section by section. */
  function compared(review) {
    const { h, clear, section, field, problemWords } = ui();
    if (!review.previousRevision) {
      return null;
    }
    const earlier = Array.from({ length: review.revision - 1 }, (ignored, index) => review.revision - 1 - index);
    const shown = h('div', { role: 'status' });
    const choice = field('Compared with', h('select', null, earlier.map((number) => h('option', { value: number }, 'revision ' + number))));
    async function show() {
      const answer = await difference(review.packetId, choice.value(), review.revision);
      const changed = answer.ok ? answer.body.sections.filter((one) => one.change !== 'same') : [];
      clear(shown, !answer.ok ? h('p', null, problemWords(answer)) : changed.length
        ? changed.map((one) => [h('h4', { class: 'gh-h4' }, one.title + (one.change === 'changed' ? '' : ' (' + one.change + ')')),
          one.pieces ? changes(one.pieces) : h('p', null, 'Its text is for its owner and the release owner.')])
        : h('p', null, 'Not a word differs.'));
    }
    choice.control.addEventListener('change', show);
    show();
    return section('What changed in the text', 'gh-disclosure-compared', choice.element, shown);
  }

  /** Everything that somebody needs who decides on the candidate. */
  function candidate(review) {
    const { audience, bound } = window.GatehouseRelease;
    return [causes(review), refused(review), stale(review), objections(review), flagged(review), compared(review), sections(review), audience(review),
      contributions(review), bound(review)];
  }

  /** What the lane gives: disagreement and blocked words first, each objection again with the section that it is about. */
  function released(packet, manifest) {
    const { h, section, row, hash } = ui();
    const of = (sectionId) => (packet.sections.find((one) => one.sectionId === sectionId) || { title: sectionId }).title;
    return [
      residuals(manifest.acceptedResiduals, of),
      window.GatehouseRelease.blockedTerms((manifest.blockedTerms || []).map((one) => row('', [
        [h('strong', null, one.term), one.sectionId ? h('div', { class: 'gh-muted' }, of(one.sectionId)) : null], one.reason]))),
      packet.sections.map((one) => section(one.title, 'gh-disclosure-section',
        packet.objections.filter((objection) => objection.sectionId === one.sectionId).map((objection) => h('p', { class: 'gh-warn' },
          h('strong', null, objection.severity + ' objection ' + objection.objectionId + ': '), objection.statement)),
        text(one.markdown), h('p', { class: 'gh-muted' }, cited(one.citations)))),
      (packet.annex || []).length ? section('Held back from this lane', '', h('ul', null, packet.annex.map((one) => h('li', null,
        one.sectionId + ', kept by ' + one.owner + '; bound by ', hash(one.commitment, 'that binds ' + one.sectionId))))) : null,
    ];
  }

  // ------------------------------------------------------------------------------------------------- the workbench

  const CONTROL = 'textarea, button:not([hidden])';

  async function send(method, to, body) {
    const token = (document.cookie.match(/(?:^|; )GATEHOUSE-CSRF=([^;]*)/) || [])[1];
    try {
      const answer = await fetch(to, {
        method,
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json', ...(token ? { 'X-CSRF-TOKEN': decodeURIComponent(token) } : {}) },
        body: JSON.stringify(body),
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

  /**
   * Where owners work through what is suggested for their sections, without leaving the page. The same element for as long
   * as the form is open: what has changed on the server is drawn anew around what somebody is typing, never over it.
   */
  function workbench() {
    const { h, clear, field, problemWords, tag } = ui();
    const said = h('p', { role: 'status', class: 'gh-said' });
    const waitingTitle = h('h3', { class: 'gh-h', tabindex: '-1' });
    const waiting = h('div', null);
    const editing = h('div', null);
    const rest = h('div', null);
    const root = h('div', { class: 'gh-workbench' }, h('section', { class: 'gh-section' }, waitingTitle, said, waiting),
      h('section', { class: 'gh-section' }, h('h3', { class: 'gh-h' }, 'Your sections'), editing), rest);
    const cards = new Map();
    const editors = new Map();
    let review = null;
    let around = '';

    function own(sectionId) {
      return (review.packet.sections || []).some((one) => one.sectionId === sectionId && one.owner === review.assignee);
    }

    function card(attributes) {
      const what = h('div', null);
      const problem = h('div', { class: 'gh-refusal', role: 'alert' });
      return { what, problem, element: h('article', { class: 'gh-card', ...attributes }, what) };
    }

    /** Does it on the server; a refusal stays on the card, with both texts when somebody else was faster. */
    async function act(on, method, end, body, done) {
      const buttons = [...on.element.querySelectorAll('button')];
      buttons.forEach((button) => { button.disabled = true; });
      clear(on.problem);
      const answer = await send(method, path(review.packetId, end), body);
      buttons.forEach((button) => { button.disabled = false; });
      if (answer.ok) {
        said.textContent = done + (answer.body && answer.body.revision ? ' The packet is revision ' + answer.body.revision + ' now.' : '');
      } else {
        clear(on.problem, h('p', null, problemWords(answer)));
        if (answer.body && answer.body.currentText !== undefined) {
          on.problem.appendChild(both('What it was based on', answer.body.baseText, 'What it says now', answer.body.currentText));
        }
      }
      return answer;
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

    function suggestion(first) {
      const id = first.suggestionId;
      const one = card({ 'data-suggestion': id });
      const reason = field('Reason', h('textarea', { rows: '2', maxlength: '4000' }), 'For a rejection, and for accepting flagged words.');
      const kind = field('What is wrong, if you reject it', h('select', null,
        [['wording', 'Wording'], ['wrong-fact', 'Wrong fact'], ['out-of-bounds', 'Out of bounds']].map(([value, name]) => h('option', { value }, name))));
      let now = first;
      reason.control.addEventListener('input', () => reason.fault(''));
      async function decide(decision) {
        const why = reason.value();
        if (!why && (decision === 'reject' || (now.flags || []).length)) {
          reason.fault(decision === 'reject' ? 'Say why you reject it.' : 'Say why these words may stay.');
          return;
        }
        const answer = await act(one, 'POST', 'suggestions/' + encodeURIComponent(id) + '/decision',
          { decision, ...(decision === 'reject' ? { kind: kind.value() } : {}), ...(why ? { reason: why } : {}) },
          id + (decision === 'accept' ? ' is accepted.' : ' is rejected.'));
        if (answer.ok) {
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
        clear(one.what, h('h4', { class: 'gh-h' }, titleOf(review, entry.sectionId), ' ', tag(id, 'gh-outline'), h('span', { class: 'gh-muted' }, ' by ' + entry.by + ', on revision ' + entry.baseRevision)),
          (entry.flags || []).length ? h('p', { class: 'gh-warn' }, 'Commits to something: ', h('strong', null, entry.flags.join(', ')), '. It goes in with a reason only.') : null,
          entry.stale ? [h('p', { class: 'gh-warn' }, 'The section has changed since revision ' + entry.baseRevision + '; this can only be rejected.'),
            both('What is suggested', entry.markdown, 'What it says now', (review.packet.sections.find((section) => section.sectionId === entry.sectionId) || {}).markdown)] : changes(entry.changes),
          h('p', { class: 'gh-muted' }, [entry.rationale, cited(entry.citations)].filter(Boolean).join(' \u00B7 ')));
      };
      return one;
    }

    function objection(first) {
      const id = first.objectionId;
      const one = card({ 'data-objection': id });
      const raised = first.raisedBy === review.assignee;
      const moves = [own(first.sectionId) ? ['resolved', 'Resolve'] : null, raised ? ['withdrawn', 'Withdraw'] : null].filter(Boolean);
      const reason = field('Why it no longer stands', h('textarea', { rows: '2', maxlength: '4000' }));
      if (moves.length) {
        one.element.append(h('div', { class: 'gh-choices' }, reason.element, moves.map(([state, label]) => h('button', { type: 'button', class: 'gh-button', 'aria-label': label + ' ' + id, on: { click: async () => {
          const answer = await act(one, 'POST', 'objections/' + encodeURIComponent(id) + '/state', { state, ...(reason.value() ? { reason: reason.value() } : {}) }, id + ' is ' + state + '.');
          if (answer.ok) {
            away(one);
          }
        } } }, label))));
      }
      one.element.append(one.problem);
      one.update = (entry) => clear(one.what, h('h4', { class: 'gh-h' }, titleOf(review, entry.sectionId), ' ', tag(entry.severity + ' objection ' + id, entry.severity === 'blocking' ? 'gh-solid' : 'gh-outline'),
        h('span', { class: 'gh-muted' }, ' by ' + entry.raisedBy)), text(entry.statement),
      moves.length ? null : h('p', { class: 'gh-muted' }, 'Its section\u2019s owner resolves it, or whoever raised it withdraws it.'));
      return one;
    }

    /** One line for each record: register, key and version. Null when a line is anything else. */
    function citations(lines) {
      const all = lines.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => /^(\S+)\s+(.*?\S)\s+(?:version\s+)?(\d+)$/.exec(line));
      return all.every(Boolean) ? all.map(([, register, key, version]) => ({ register, key, version: Number(version) })) : null;
    }

    function editor(first) {
      const id = first.sectionId;
      const one = card({ 'data-section': id });
      const area = field('Text (Markdown)', h('textarea', { rows: '8' }));
      const cites = field('Records it rests on', h('textarea', { rows: '2', class: 'gh-code', spellcheck: 'false' }), 'One on each line, such as: incident-timeline INC-88213 version 8');
      const reason = field('Reason', h('input', { type: 'text', maxlength: '4000' }), 'Where a word stays that commits to something' + (first.classification === 'annex' ? ', and for promoting the annex' : '') + '.');
      const moved = h('div', null);
      let base = review.revision;
      let saved = null;
      const typed = () => [area.control.value, cites.control.value].join('\u0000');
      function take(entry) {
        area.control.value = entry.markdown || '';
        cites.control.value = named(entry.citations).join('\n');
        base = review.revision;
        saved = typed();
        clear(moved);
      }
      async function save() {
        const list = citations(cites.value());
        cites.fault(list ? '' : 'Each line is a register, a key and a version, such as: incident-timeline INC-88213 version 8');
        if (!list) {
          return;
        }
        const answer = await act(one, 'PUT', 'sections/' + encodeURIComponent(id),
          { baseRevision: base, markdown: area.control.value, citations: list, ...(reason.value() ? { reason: reason.value() } : {}) }, titleOf(review, id) + ' is saved.');
        if (answer.ok) {
          base = answer.body.revision || base;
          saved = typed();
          clear(moved);
        }
      }
      async function promote() {
        const answer = await act(one, 'PUT', 'sections/' + encodeURIComponent(id) + '/classification', { lane: review.charter.lane, ...(reason.value() ? { reason: reason.value() } : {}) },
          titleOf(review, id) + ' goes to the lane. The release names it once more.');
        if (answer.ok) {
          one.element.querySelector('[data-promote]').hidden = true;
        }
      }
      one.element.append(moved, area.element, cites.element, reason.element,
        h('button', { type: 'button', class: 'gh-button', 'data-save': id, 'aria-label': 'Save ' + first.title, on: { click: save } }, 'Save the section'), ' ',
        first.classification === 'annex' ? h('button', { type: 'button', class: 'gh-button', 'data-promote': id, on: { click: promote } }, 'Promote to the lane') : '', one.problem);
      one.update = (entry) => {
        clear(one.what, h('h4', { class: 'gh-h' }, entry.title, entry.classification === 'annex' ? [' ', tag('annex: not for the lane', 'gh-outline')] : null));
        const theirs = [entry.markdown || '', named(entry.citations).join('\n')].join('\u0000');
        if (saved === null || typed() === saved || typed() === theirs) {
          take(entry);
        } else if (theirs !== saved) {
          // somebody is writing: their text stays, and what it says now is shown beside it
          clear(moved, h('div', { class: 'gh-warn' }, h('p', null, 'This section has changed since you began. Your text is below as you left it; it says now:'), text(entry.markdown),
            h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => { base = review.revision; saved = theirs; clear(moved); area.control.focus(); } } }, 'I have seen it: go on from there with my text')));
        }
      };
      return one;
    }

    /** Brings the entries on the page up to date; one that is gone goes, one that is there stays with what was typed into it. */
    function keep(parent, known, entries, key, draw) {
      const there = new Map(entries.map((entry) => [key(entry), entry]));
      there.forEach((entry, id) => {
        const state = JSON.stringify(entry);
        if (!known.has(id)) {
          known.set(id, draw(entry));
          parent.appendChild(known.get(id).element);
        }
        if (known.get(id).state !== state) {
          known.get(id).state = state;
          known.get(id).update(entry);
        }
      });
      [...known.keys()].filter((id) => !there.has(id)).forEach((id) => {
        known.get(id).element.remove();
        known.delete(id);
      });
    }

    return (now) => {
      review = now;
      const open = [
        ...(now.packet.objections || []).filter((one) => one.state === 'open'),
        ...(now.packet.suggestions || []).filter((one) => one.state === 'open' && own(one.sectionId)),
      ];
      keep(waiting, cards, open, (one) => one.suggestionId || one.objectionId, (one) => (one.suggestionId ? suggestion(one) : objection(one)));
      keep(editing, editors, (now.packet.sections || []).filter((one) => one.owner === now.assignee), (one) => one.sectionId, editor);
      count();
      const others = { ...now, packet: { ...now.packet, sections: now.packet.sections.filter((one) => one.owner !== now.assignee) } };
      const content = JSON.stringify([now.causes, now.held, now.staleEvidence, now.flaggedWords, now.packet]);
      if (content !== around) {
        around = content;
        clear(rest, causes(now), stale(now), objections(now), flagged(now), compared(now), sections(others), contributions(now));
      }
      return root;
    };
  }

  window.GatehouseDisclosure = { candidate, charter, causes, refused, flagged, sections, released, workbench };
})();
