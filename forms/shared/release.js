/*
 * What the gates of a release and of its lane share: options and blocked terms side by side, the manifest, and the
 * decision bound to all three hashes. Stands on gatehouse.js; loaded once, however many forms are open.
 */
(function release() {
  'use strict';

  if (window.GatehouseRelease) {
    return;
  }

  const POLL = 3000;
  const BOUNDARY = 'Release is not approval of a remedy.';

  function ui() {
    return window.Gatehouse;
  }

  function when(instant) {
    return instant ? instant.replace('T', ' ').replace(/(:\d\d)(?::\d\d)?(?:\.\d+)?Z$/, '$1 UTC') : '';
  }

  function amount(option) {
    return option.cap === undefined || option.cap === null ? 'no cap: somebody else decides' : Number(option.cap).toLocaleString('en').replace(/,/g, '\u00A0') + ' ' + (option.currency || '');
  }

  function plain(items) {
    return (items || []).length ? ui().h('ul', null, items.map((item) => ui().h('li', null, item))) : ui().h('span', { class: 'gh-muted' }, 'none');
  }

  /** Stands on top of every screen. */
  function boundary(text) {
    return ui().h('p', { class: 'gh-notice' }, ui().h('strong', null, BOUNDARY), ' ' + (text || '').replace(/^Release is not approval of a remedy[:.]?\s*(.)/, (all, first) => first.toUpperCase()));
  }

  function drill(review) {
    return review.drill ? ui().h('p', { class: 'gh-drill' }, ui().h('strong', null, 'DRILL'), ' This is a rehearsal: its clock is the time of its events'
      + (review.now ? ' (' + when(review.now) + ')' : '') + ' and nothing leaves the building.') : null;
  }

  /** Blocked terms first, as large as the options: what may not be given is part of what is read. */
  function packet(content, previous) {
    const { h, section, table, row, tag } = ui();
    const before = new Map(((previous && previous.options) || []).map((option) => [option.optionId, option]));
    const blockedBefore = new Set(((previous && previous.blockedTerms) || []).map((term) => term.term));
    const options = (content.options || []).map((option) => {
      const old = before.get(option.optionId);
      const changed = previous && (!old || JSON.stringify(old) !== JSON.stringify(option));
      return row(changed ? 'gh-is-changed' : '', [
        [h('strong', null, option.optionId), changed ? [' ', tag(old ? 'changed' : 'new', 'gh-solid')] : null, h('div', { class: 'gh-muted' }, option.kind)],
        [amount(option), old && changed && amount(old) !== amount(option) ? h('div', { class: 'gh-before' }, 'was ' + amount(old)) : null],
        plain(option.conditions), plain(option.evidence)]);
    });
    const blocked = (content.blockedTerms || []).map((term) => row('gh-is-held', [
      [h('strong', null, term.term), previous && !blockedBefore.has(term.term) ? [' ', tag('new', 'gh-solid')] : null], term.reason]));
    const gone = previous ? [...before.keys()].filter((id) => !(content.options || []).some((option) => option.optionId === id)) : [];
    const unblocked = previous ? [...blockedBefore].filter((term) => !(content.blockedTerms || []).some((one) => one.term === term)) : [];
    return [
      section('Options (' + (content.options || []).length + ')', 'gh-release-options',
        table('Options of the packet', ['Option', 'Cap', 'Conditions', 'Evidence'], options),
        gone.length ? h('p', { class: 'gh-warn' }, 'No longer an option: ' + gone.join(', ') + '.') : null),
      section('Blocked terms (' + (content.blockedTerms || []).length + '): asked for and not to be given', 'gh-release-blocked',
        blocked.length ? table('Blocked terms of the packet', ['Term', 'Why it is blocked'], blocked) : h('p', null, 'This packet blocks no term.'),
        unblocked.length ? h('p', { class: 'gh-warn' }, 'No longer blocked: ' + unblocked.join(', ') + '.') : null),
      section('Rationale', '', h('p', { class: 'gh-text' }, content.rationale || '')),
      section('Unresolved assumptions', '', plain(content.unresolvedAssumptions)),
      section('Evidence', '', table('Evidence of the packet', ['Ref', 'Register', 'Record', 'As of'],
        (content.evidence || []).map((one) => row('', [one.ref, one.register, one.key + ', version ' + one.version, when(one.asOf)])))),
    ];
  }

  function definitions(pairs) {
    const { h } = ui();
    return h('dl', { class: 'gh-dl' }, pairs.filter(Boolean).map(([name, value]) => [h('dt', null, name), h('dd', null, value)]));
  }

  /** To whom, how long, under what; every hash whole. */
  function manifest(review) {
    const { section, hash } = ui();
    const one = review.manifest || {};
    const validity = one.validity || {};
    return [
      section('Audience and window', 'gh-release-audience', definitions([
        ['Lane', one.lane || ''],
        ['Audience', plain(one.audience)],
        ['May be read from', when(validity.from)],
        ['Ends', when(validity.to)],
        (one.signers || []).length ? ['Confirmed by', plain(one.signers.map((signer) => signer.account + ', ' + signer.as + ', ' + when(signer.at)))] : null,
      ])),
      section('What your decision is bound to', '', definitions([
        ['Packet', hash(review.sha256, 'of the packet')],
        ['Options and blocked terms', hash(review.optionSetSha256, 'of options and blocked terms')],
        review.manifestSha256 ? ['Manifest', hash(review.manifestSha256, 'of the manifest')] : null,
        ['Policy tables', Object.entries(one.policies || {}).map(([table, version]) => table + ' ' + version).join(', ')],
      ])),
    ];
  }

  function causes(review) {
    const { h, section } = ui();
    return section('Why this candidate exists', '', h('ol', null, (review.causes || []).map((cause) => h('li', null, cause.because,
      h('div', { class: 'gh-muted' }, [cause.eventId ? cause.eventId + ', ' + cause.type + ' from ' + cause.source : cause.by, when(cause.time)].filter(Boolean).join(' \u00B7 '))))));
  }

  function faults(review) {
    const { h, section } = ui();
    const all = review.faults || [];
    return section('What is held against it (' + all.length + ')', 'gh-held', all.length
      ? h('ul', null, all.map((fault) => h('li', null, fault.text, fault.policy ? h('span', { class: 'gh-muted' }, ' (table ' + fault.policy + ')') : null)))
      : h('p', null, 'Nothing any more: what held it has changed. Reaffirm the same bytes, or state another revision.'));
  }

  function attempts(review) {
    const { h, section, table, row } = ui();
    const all = review.attempts || [];
    return section('Turned away at the lane (' + all.length + ')', '', all.length
      ? table('Blocked attempts', ['Who', 'What', 'When', 'Why'], all.map((one) => row('', [one.person, one.what + ' at ' + one.lane, when(one.at), one.because])))
      : h('p', null, 'Nobody so far.'));
  }

  function acknowledgements(review) {
    const { h, section, table, row } = ui();
    const all = review.acknowledgements || [];
    return section('Acknowledgements', '', all.length
      ? table('Acknowledgements', ['Who', 'What', 'Why', 'When'], all.map((one) => row('', [one.person, one.decision + (one.kind ? ': ' + one.kind : ''), one.reason || '', when(one.at)])))
      : h('p', null, 'None so far.'));
  }

  function lane(review) {
    const { h, section } = ui();
    const stale = review.staleBecause || [];
    return [
      stale.length ? h('div', { class: 'gh-banner' }, h('h3', { class: 'gh-h' }, 'STALE: what has changed since the release'), plain(stale)) : null,
      section('At the lane', '', definitions([
        ['Lane', review.lane],
        ['Audience', plain(review.audience)],
        ['Window', when((review.validity || {}).from) + ' to ' + when((review.validity || {}).to)],
        ['Stands', review.laneState + (review.endedBecause ? ': ' + review.endedBecause : '')],
      ])),
    ];
  }

  let fields = 0;

  function field(label, control, hint) {
    const { h } = ui();
    fields += 1;
    control.id = 'gh-release-field-' + fields;
    const help = hint ? h('p', { class: 'gh-muted', id: control.id + '-hint' }, hint) : null;
    if (help) {
      control.setAttribute('aria-describedby', help.id);
    }
    const name = h('label', { for: control.id }, label);
    return h('div', { class: 'gh-field' + (control.type === 'checkbox' ? ' gh-tick' : '') }, control.type === 'checkbox' ? [control, name] : [name, help, control]);
  }

  /**
   * Runs the form of a gate inside Tasklist.
   *
   * @param camForm Tasklist's embedded form
   * @param gate what is particular to this gate:
   *     headline(review): the sentence on top;
   *     content(review): elements of the view, or a promise of them;
   *     tick(review): what must be ticked before the first decision, or null;
   *     fields: by variable name: {label, hint, control(), for: the decisions that send it, type, check(value), when(review)}
   */
  function run(camForm, gate) {
    const { h, clear, read, problemWords, refusalWords, onRefusal, taskLink, draft } = ui();
    const form = camForm.formElement[0] || camForm.formElement;
    const root = form.querySelector('.gh-root');
    const alarm = h('div', { class: 'gh-banner', role: 'alert', hidden: true });
    const said = h('div', { class: 'gh-refusal', role: 'alert' });
    const top = h('div', { class: 'gh-top' });
    const main = h('div', null);
    const panel = h('section', { class: 'gh-section gh-decide', 'aria-label': 'Your decision' });
    const state = { review: null, shown: '', pending: null, over: false, buttons: [] };
    form.addEventListener('submit', (event) => event.preventDefault());

    camForm.on('submit', () => {
      if (!state.pending || state.over) {
        camForm.submitPrevented = true;
        say('Choose one of the decisions: each button says what it does.');
        return;
      }
      const variables = camForm.variableManager;
      // the text goes as it is, not parsed and written again: the server's strict reader is the judge
      variables.isJsonVariable = () => false;
      for (const [name, { type, value }] of Object.entries(state.pending)) {
        if (!variables.variable(name)) {
          variables.createVariable({ name, type, value });
        } else {
          variables.variable(name).value = value;
        }
      }
    });
    camForm.on('submit-failed', (of, [error] = []) => {
      if (state.pending) {
        state.pending = null;
        busy(false);
        say('Not recorded. ' + refusalWords(error));
        look();
      }
    });
    camForm.on('submit-success', () => {
      state.over = true;
      busy(true);
      say('Recorded.');
    });

    function say(text) {
      clear(said, text ? h('p', null, text) : null);
    }

    function busy(on) {
      state.buttons.forEach((button) => { button.disabled = on; });
    }

    function complete() {
      const host = form.closest('[cam-tasklist-form]');
      const own = host && host.querySelector('.form-actions .btn-primary');
      if (own && !own.disabled) {
        own.click();
      } else {
        // somebody who acts for the assignee: Tasklist's own button is off for them, the server decides
        camForm.submit((error) => {
          if (!error) {
            camForm.formElement.scope().$root.$broadcast('refresh');
          }
        });
      }
    }

    function controls(review) {
      const reason = h('textarea', { rows: '3', maxlength: '4000' });
      const sentence = gate.tick && gate.tick(review);
      const tick = sentence ? h('input', { type: 'checkbox' }) : null;
      const own = Object.entries(gate.fields || {}).filter(([, one]) => !one.when || one.when(review)).map(([name, one]) => ({ name, ...one, input: one.control(review) }));
      const offered = review.decisions || [];
      const first = offered[0];

      function choose(option) {
        say('');
        const pending = { decision: { type: 'String', value: option.decision } };
        const text = reason.value.trim();
        if (option.reasonRequired && !text) {
          say('Say why: this decision needs a reason, and it is kept in the ledger.');
          reason.focus();
          return;
        }
        if (tick && option === first && !tick.checked) {
          say('Tick first what you have to have seen.');
          tick.focus();
          return;
        }
        if (text) {
          pending.reason = { type: 'String', value: text };
        }
        for (const one of own.filter((each) => each.for.includes(option.decision))) {
          const value = one.input.value.trim();
          const fault = one.check ? one.check(value) : null;
          if (fault) {
            say(fault);
            one.input.focus();
            return;
          }
          if (value) {
            pending[one.name] = { type: one.type || 'String', value };
          }
        }
        for (const name of gate.binding || ['sha256', 'optionSetSha256', 'manifestSha256']) {
          if (review[name]) {
            pending[name] = { type: 'String', value: review[name] };
          }
        }
        state.pending = pending;
        busy(true);
        say('Sending\u2026');
        complete();
      }

      state.buttons = [];
      const items = offered.map((option) => {
        const button = h('button', { type: 'button', class: 'gh-button' + (option === first ? ' gh-primary' : ''), 'data-decision': option.decision, on: { click: () => choose(option) } }, option.label);
        state.buttons.push(button);
        return h('div', { class: 'gh-decision' },
          own.filter((one) => one.for[0] === option.decision).map((one) => field(one.label, one.input, one.hint)),
          button, h('p', { class: 'gh-muted' }, option.explanation));
      });
      if (!offered.length) {
        clear(panel, h('h3', { class: 'gh-h' }, 'No decision'), h('p', null, 'This task ends by itself when the work it is there for is over.'), said);
        return;
      }
      clear(panel, h('h3', { class: 'gh-h' }, 'Your decision'), boundary(''), tick ? field(sentence, tick) : null, items[0],
        offered.length > 1 ? h('div', { class: 'gh-others' }, field('Reason', reason, 'Required for everything but \u201C' + first.label + '\u201D.'), items.slice(1)) : null, said);
    }

    async function show(review) {
      const { now, ...rest } = review;
      const content = JSON.stringify(rest);
      if (content === state.shown) {
        return;
      }
      const bound = (one) => [one.taskId, one.sha256, one.manifestSha256].join();
      const again = !state.review || bound(state.review) !== bound(review);
      state.shown = content;
      state.review = review;
      clear(top, drill(review),
        h('div', { class: 'gh-kicker' }, h('strong', null, review.gateTitle || review.gate), ' \u00B7 ' + [review.caseId, review.revision ? 'revision ' + review.revision : null].filter(Boolean).join(' \u00B7 ')),
        h('p', { class: 'gh-case' }, review.title || ''), h('h2', { class: 'gh-headline' }, gate.headline(review)), boundary(review.boundary));
      clear(main, await gate.content(review));
      if (again) {
        controls(review);
        clear(root, alarm, h('div', { class: 'gh-columns' }, top, h('div', { class: 'gh-before-deciding' }, main), h('aside', { class: 'gh-aside', 'aria-label': 'Decision' }, panel)));
      }
    }

    function end(text) {
      state.over = true;
      busy(true);
      alarm.hidden = false;
      clear(alarm, h('h2', { class: 'gh-h' }, 'This task is over'), h('p', null, text));
      if (!alarm.isConnected) {
        clear(root, alarm);
      }
    }

    async function look() {
      const answer = await read('/api/tasks/' + encodeURIComponent(camForm.taskId) + '/review');
      if (!root.isConnected || state.over) {
        return;
      }
      if (answer.ok && answer.body.state === 'withdrawn') {
        end((answer.body.withdrawn || {}).because || 'Something newer has arrived.');
      } else if (answer.ok && answer.body.state === 'decided') {
        end('It has been decided.');
      } else if (answer.ok) {
        await show(answer.body);
      } else if (!state.review) {
        clear(root, h('div', { class: 'gh-banner', role: 'alert' }, h('p', null, problemWords(answer))));
      }
    }

    async function keepLooking() {
      await look();
      if (root.isConnected && !state.over) {
        setTimeout(keepLooking, POLL);
      }
    }

    keepLooking();
  }

  /** The packet as the lane gives it to whoever is logged in, or why it does not. */
  async function atTheLane(review) {
    const { h, read, problemWords, section } = ui();
    const answer = await read(review.packetAt);
    if (!answer.ok) {
      return [h('div', { class: 'gh-banner', role: 'alert' }, h('p', null, problemWords(answer)))];
    }
    return [packet(answer.body.packet), section('This copy', '', h('p', null, 'Your copy carries the mark ', h('code', null, answer.body.copyMark), '; it tells whose copy one is.'))];
  }

  window.GatehouseRelease = { run, packet, manifest, causes, faults, attempts, acknowledgements, lane, atTheLane, when };
})();
