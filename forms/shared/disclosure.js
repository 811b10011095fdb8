/*
 * What the gates of a disclosure packet share: its sections, what is suggested and objected, and the owners' workbench.
 * Stands on gatehouse.js and release.js; loaded once, however many forms are open.
 */
(function disclosure() {
  'use strict';

  if (window.GatehouseDisclosure) {
    return;
  }

  function ui() {
    return window.Gatehouse;
  }

  function cited(citations) {
    return (citations || []).length
      ? 'Rests on ' + citations.map((one) => one.register + ' ' + one.key + ' version ' + one.version).join(', ') + '.'
      : 'Cites no record.';
  }

  /** Text as it was written: Markdown is shown, never run. */
  function text(markdown) {
    return ui().h('p', { class: 'gh-text' }, markdown);
  }

  /** What would change, in words. */
  function changes(pieces) {
    const { h } = ui();
    return h('p', { class: 'gh-text' }, (pieces || []).map((piece) => (piece.change === 'same' ? piece.text
      : h(piece.change === 'added' ? 'ins' : 'del', null, h('span', { class: 'gh-sr' }, piece.change + ': '), piece.text))));
  }

  /** The sections as the reader may see them. */
  function sections(review) {
    const { h, section, tag, hash } = ui();
    return (review.packet.sections || []).map((one) => section(one.title, one.classification === 'annex' ? 'gh-is-annex' : '',
      h('p', { class: 'gh-muted' }, one.sectionId + ', kept by ' + one.owner + ' ', one.classification === 'annex' ? tag('annex: not for the lane', 'gh-outline') : null),
      one.markdown === undefined ? h('p', null, 'Its text is for its owner and the release owner. It is bound by ', hash(one.commitment, 'that binds the annex')) : text(one.markdown),
      one.markdown === undefined ? null : h('p', { class: 'gh-muted' }, cited(one.citations))));
  }

  function objections(review) {
    const { h, section, table, row, tag } = ui();
    const all = review.packet.objections || [];
    return section('Objections (' + all.length + ')', all.some((one) => one.state === 'open') ? 'gh-held' : '', all.length
      ? table('Objections to the packet', ['Objection', 'Section', 'Statement', 'Stands'], all.map((one) => row(one.state === 'open' ? 'gh-is-held' : '', [
        [h('strong', null, one.objectionId), ' by ' + one.raisedBy], one.sectionId, one.statement, [tag(one.severity, one.severity === 'blocking' ? 'gh-solid' : 'gh-outline'), ' ' + one.state]])))
      : h('p', null, 'Nobody objects.'));
  }

  function causes(review) {
    return [
      review.held ? ui().h('div', { class: 'gh-banner' }, ui().h('h3', { class: 'gh-h' }, 'HELD'), ui().h('p', null, review.held.by + ': ' + review.held.because)) : null,
      window.GatehouseRelease.causes(review),
    ];
  }

  function flagged(review) {
    const { h, section, table, row } = ui();
    const all = review.flaggedWords || [];
    return section('Words that commit to something (' + all.length + ')', all.length ? 'gh-held' : '', all.length
      ? table('Flagged words', ['Word', 'Section', 'What was said'], all.map((one) => row('', [
        h('strong', null, one.word), one.sectionId, one.reason === undefined ? 'in the text that is to be chartered' : (one.accepted ? 'accepted by ' : 'rejected by ') + one.by + ': ' + one.reason])))
      : h('p', null, 'None was flagged.'));
  }

  function stale(review) {
    const all = review.staleEvidence || [];
    return all.length ? ui().h('div', { class: 'gh-banner' }, ui().h('h3', { class: 'gh-h' }, 'STALE: cited and too old by policy'), plain(all)) : null;
  }

  function refused(review) {
    const { h, section } = ui();
    const all = review.faults || [];
    return all.length ? section('What policy refuses (' + all.length + ')', 'gh-held',
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
      ? h('ul', null, all.map((one) => h('li', null, one.person + ' ' + one.hand + ' in ' + one.sectionId + ', revision ' + one.revision)))
      : h('p', null, 'Nobody since the charter.'));
  }

  function manifest(review) {
    const { h, section, hash, table, row } = ui();
    const one = review.manifest || {};
    const { when } = window.GatehouseRelease;
    const residuals = one.acceptedResiduals || [];
    return [
      section('Audience and window', 'gh-release-audience', definitions([
        ['Lane', one.lane || ''],
        ['Audience', plain(one.audience)],
        ['May be read from', when((one.validity || {}).from)],
        ['Ends', when((one.validity || {}).to)],
        (one.signers || []).length ? ['Signed by', plain(one.signers.map((signer) => signer.account + ', ' + signer.as + ', ' + when(signer.at)))] : null,
      ])),
      section('Disagreement that goes with it (' + residuals.length + ')', residuals.length ? 'gh-held' : '', residuals.length
        ? table('Accepted residual objections', ['Objection', 'Section', 'Statement', 'Accepted by'], residuals.map((residual) => row('', [h('strong', null, residual.objectionId), residual.sectionId, residual.statement, residual.acceptedBy])))
        : h('p', null, 'None.')),
      section('What your decision is bound to', '', definitions([
        ['Packet', hash(review.sha256, 'of the packet')],
        review.manifestSha256 ? ['Manifest', hash(review.manifestSha256, 'of the manifest')] : null,
        ['Policy tables', Object.entries(one.policies || {}).map(([name, version]) => name + ' ' + version).join(', ')],
      ])),
    ];
  }

  /** Everything that somebody needs who decides on the candidate. */
  function candidate(review) {
    return [causes(review), refused(review), stale(review), objections(review), flagged(review), sections(review), contributions(review), manifest(review)];
  }

  // ------------------------------------------------------------------------------------------------ the workbench

  async function send(method, path, body) {
    const token = (document.cookie.match(/(?:^|; )GATEHOUSE-CSRF=([^;]*)/) || [])[1];
    try {
      const answer = await fetch(path, {
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

  let fields = 0;

  function labelled(name, control) {
    const { h } = ui();
    fields += 1;
    control.id = 'gh-disclosure-field-' + fields;
    return h('div', { class: 'gh-field' }, h('label', { for: control.id }, name), control);
  }

  /**
   * Where an owner works through what is suggested, without leaving the page. What somebody has typed stays while the
   * review is read again: an entry is only drawn anew when it has changed on the server.
   */
  function workbench() {
    const { h, clear, problemWords } = ui();
    const root = h('div', null);
    const open = h('div', null);
    const edits = h('div', null);
    const rest = h('div', null);
    const said = h('p', { role: 'status', class: 'gh-said' });
    const cards = new Map();
    const editors = new Map();
    let review = null;
    ui().clear(root, said, open, edits, rest);

    function path(end) {
      return '/api/packets/' + encodeURIComponent(review.packetId) + '/' + end;
    }

    function own(sectionId) {
      return (review.packet.sections || []).some((one) => one.sectionId === sectionId && one.owner === review.assignee);
    }

    async function act(card, method, end, body, done) {
      const buttons = [...card.querySelectorAll('button')];
      buttons.forEach((button) => { button.disabled = true; });
      const answer = await send(method, path(end), body);
      buttons.forEach((button) => { button.disabled = false; });
      const problem = card.querySelector('.gh-refusal');
      if (answer.ok) {
        clear(problem);
        said.textContent = done + (answer.body && answer.body.revision ? ' It is revision ' + answer.body.revision + '.' : '');
        const next = card.nextElementSibling || card.previousElementSibling;
        card.hidden = true;
        const focus = next && next.querySelector('button');
        if (focus) {
          focus.focus();
        }
      } else {
        const stood = answer.body && answer.body.currentText !== undefined ? [
          h('p', null, 'What you worked from:'), text(answer.body.baseText), h('p', null, 'What it says now:'), text(answer.body.currentText)] : null;
        clear(problem, h('p', null, problemWords(answer)), stood);
      }
    }

    function suggestion(one) {
      const reason = h('textarea', { rows: '2', maxlength: '4000' });
      const kind = h('select', null, [['wording', 'Wording'], ['wrong-fact', 'Wrong fact'], ['out-of-bounds', 'Out of bounds']].map(([value, name]) => h('option', { value }, name)));
      const card = h('section', { class: 'gh-section', 'data-suggestion': one.suggestionId },
        h('h3', { class: 'gh-h' }, one.suggestionId + ' for ' + one.sectionId + ', by ' + one.by),
        (one.flags || []).length ? h('p', { class: 'gh-warn' }, 'Commits to something: ' + one.flags.join(', ') + '. It goes in with a reason only.') : null,
        one.stale ? h('p', { class: 'gh-warn' }, 'The section has changed since revision ' + one.baseRevision + '; it can only be rejected.') : null,
        changes(one.changes),
        h('p', { class: 'gh-muted' }, [one.rationale, cited(one.citations)].filter(Boolean).join(' \u00B7 ')),
        labelled('Reason', reason), labelled('Why, if you reject it', kind));
      const decide = (decision) => act(card, 'POST', 'suggestions/' + encodeURIComponent(one.suggestionId) + '/decision',
        { decision, ...(decision === 'reject' ? { kind: kind.value } : {}), ...(reason.value.trim() ? { reason: reason.value.trim() } : {}) },
        one.suggestionId + (decision === 'accept' ? ' is accepted.' : ' is rejected.'));
      card.appendChild(h('div', { class: 'gh-decision' },
        h('button', { type: 'button', class: 'gh-button gh-primary', 'data-accept': one.suggestionId, on: { click: () => decide('accept') } }, 'Accept'),
        ' ', h('button', { type: 'button', class: 'gh-button', 'data-reject': one.suggestionId, on: { click: () => decide('reject') } }, 'Reject')));
      card.appendChild(h('div', { class: 'gh-refusal', role: 'alert' }));
      return card;
    }

    function objection(one) {
      const reason = h('textarea', { rows: '2', maxlength: '4000' });
      const card = h('section', { class: 'gh-section gh-held', 'data-objection': one.objectionId },
        h('h3', { class: 'gh-h' }, one.severity + ' objection ' + one.objectionId + ' to ' + one.sectionId + ', by ' + one.raisedBy), text(one.statement));
      if (own(one.sectionId)) {
        card.appendChild(labelled('How it is resolved', reason));
        card.appendChild(h('button', { type: 'button', class: 'gh-button', on: { click: () => act(card, 'POST', 'objections/' + encodeURIComponent(one.objectionId) + '/state',
          { state: 'resolved', reason: reason.value.trim() }, one.objectionId + ' is resolved.') } }, 'Resolve'));
      }
      card.appendChild(h('div', { class: 'gh-refusal', role: 'alert' }));
      return card;
    }

    function editor(one) {
      const area = h('textarea', { rows: '8' });
      area.value = one.markdown || '';
      const reason = h('input', { type: 'text', maxlength: '4000' });
      const base = review.revision;
      const card = h('section', { class: 'gh-section', 'data-section': one.sectionId }, h('h3', { class: 'gh-h' }, one.title),
        h('p', { class: 'gh-muted' }, cited(one.citations)), labelled('Text (Markdown)', area), labelled('Reason, where a flagged word stays', reason));
      card.appendChild(h('button', { type: 'button', class: 'gh-button', 'data-save': one.sectionId, on: { click: async () => {
        await act(card, 'PUT', 'sections/' + encodeURIComponent(one.sectionId),
          { baseRevision: base, markdown: area.value, ...(reason.value.trim() ? { reason: reason.value.trim() } : {}) }, one.sectionId + ' is saved.');
        card.hidden = false;
      } } }, 'Save the section'));
      card.appendChild(h('div', { class: 'gh-refusal', role: 'alert' }));
      return card;
    }

    /** Keeps what is the same, draws what is new or has changed, takes away what is gone. */
    function keep(parent, known, entries, key, draw) {
      const there = new Set();
      entries.forEach((entry) => {
        const id = key(entry);
        const state = JSON.stringify(entry);
        there.add(id);
        const before = known.get(id);
        if (!before || before.state !== state) {
          const element = draw(entry);
          if (before) {
            before.element.replaceWith(element);
          } else {
            parent.appendChild(element);
          }
          known.set(id, { state, element });
        }
      });
      [...known.keys()].filter((id) => !there.has(id)).forEach((id) => {
        known.get(id).element.remove();
        known.delete(id);
      });
    }

    return (now) => {
      review = now;
      const waiting = [
        ...(now.packet.suggestions || []).filter((one) => one.state === 'open' && own(one.sectionId)),
        ...(now.packet.objections || []).filter((one) => one.state === 'open'),
      ];
      keep(open, cards, waiting, (one) => one.suggestionId || one.objectionId, (one) => (one.suggestionId ? suggestion(one) : objection(one)));
      keep(edits, editors, (now.packet.sections || []).filter((one) => one.owner === now.assignee), (one) => one.sectionId, editor);
      clear(rest, causes(now), stale(now), sections(now), objections(now), flagged(now), contributions(now));
      if (!waiting.length) {
        said.textContent = said.textContent || 'Nothing waits for you in this draft.';
      }
      return [root];
    };
  }

  window.GatehouseDisclosure = { candidate, charter, causes, refused, stale, objections, flagged, sections, contributions, manifest, workbench };
})();
