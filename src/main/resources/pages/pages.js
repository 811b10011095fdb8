/* The read-only pages: the cases that the reader may see, one case with its revisions and ledger, a digest on paper, the outbox. */
(function () {
  'use strict';

  const { h, clear, read, problemWords, clock, day, count, section, table, row, tag, hash, view, lookUp, headline, drillBanner } = window.Gatehouse;
  const root = document.querySelector('.gh');
  const main = h('main', { class: 'gh-sheet' }, h('p', { class: 'gh-muted', role: 'status' }, 'Loading\u2026'));
  const LIVE = 5000;

  const WORDS = {
    DRAFT: 'Draft', CANDIDATE: 'On the gate', ADOPTED: 'In force', HELD: 'Held', SUPERSEDED: 'Superseded', WITHDRAWN: 'Withdrawn', EXPIRED: 'Expired',
    OPEN: 'Open', RUNNING: 'Open', CLOSED: 'Closed', SEALED: 'Sealed',
  };

  const NOTICES = { OUTBOX: 'Here only: no mail server or no address', DRILL: 'Here only: drills are never mailed', WAITING: 'Waiting for the mail server', MAILED: 'Mailed' };

  function words(state) {
    return WORDS[state] || (state ? state.charAt(0) + state.slice(1).toLowerCase().replace(/_/g, ' ') : '');
  }

  function when(instant) {
    return instant ? h('time', { datetime: instant }, day(instant) + ', ' + clock(instant) + ' UTC') : '';
  }

  /** How a case ended: a word, or what was booked. */
  function ending(outcome) {
    return outcome && typeof outcome === 'object' ? [words(outcome.state), outcome.start ? day(outcome.start) + ', ' + clock(outcome.start) + ' to ' + clock(outcome.end, outcome.start) + ' UTC' : null,
      outcome.interpreter ? 'interpreter ' + outcome.interpreter : null].filter(Boolean).join(', ') : outcome || '';
  }

  function revision(reference) {
    return reference ? 'revision ' + reference.revision : 'none';
  }

  async function frame() {
    const about = await read('/api/about');
    const demo = about.ok && about.body.demo;
    clear(root,
      h('header', null, demo ? h('p', { class: 'gh-demo' }, 'Demo: passwords equal account names; never expose it.') : null, h('div', { class: 'gh-bar' },
        h('a', { class: 'gh-name', href: '/cases' }, 'Gatehouse'),
        h('nav', { 'aria-label': 'Gatehouse' }, h('ul', { class: 'gh-nav' },
          [['Cases', '/cases'], ['Tasklist', '/camunda/app/tasklist/'], ['Cockpit', '/camunda/app/cockpit/'], ['Outbox', '/outbox'], ['API', '/swagger-ui/index.html']]
            .map(([text, target]) => h('li', null, h('a', { href: target, 'aria-current': location.pathname === target ? 'page' : null }, text))))),
        about.ok && about.body.user ? h('span', { class: 'gh-muted' }, 'Logged in as ' + about.body.user) : null)),
      main);
  }

  function refused(answer, title) {
    clear(main, h('h1', { class: 'gh-title' }, title), h('p', null, problemWords(answer)));
  }

  function gates(open) {
    return open.length ? h('ul', { class: 'gh-plain' }, open.map((gate) => h('li', null, gate.gate + ', ' + (gate.assignee || 'nobody') + (gate.actingFor ? ' for ' + gate.actingFor : '')))) : 'none';
  }

  // ---------------------------------------------------------------------------------------------- all cases

  async function cases() {
    const answer = await read('/api/cases');
    if (!answer.ok) {
      refused(answer, 'Cases');
      return;
    }
    const known = answer.body.cases || answer.body;
    clear(main, h('h1', { class: 'gh-title' }, 'Cases'),
      known.length ? table('Cases that you may see', ['Case', 'Flow', 'State', 'Open gates', 'In force', 'Opened'], known.map((one) => row('', [
        [h('a', { href: '/cases/' + encodeURIComponent(one.caseId) }, one.caseId), one.drill ? [' ', tag('DRILL', 'gh-solid')] : '', h('div', null, one.title || '')],
        one.flow, [words(one.state), one.outcome ? h('div', { class: 'gh-muted' }, ending(one.outcome)) : ''], gates(one.openGates || []), revision(one.authoritativeRevision), when(one.openedAt),
      ])), { className: 'gh-cases' }) : h('p', null, 'There is no case that you may see.'));
  }

  // ---------------------------------------------------------------------------------------------- one case

  function pseudoReview(file, stored) {
    return { gate: '', caseId: file.caseId, packet: stored.packet, revision: stored.revision, sha256: stored.sha256, now: file.now || null, drill: file.drill,
      previousRevision: null, arrivedSince: [], acknowledgements: [] };
  }

  /** Calendars of a readout that said nothing when they were read last. */
  function unreadable(file) {
    const calendars = file.unreadableCalendars || [];
    return calendars.length ? h('div', { class: 'gh-section gh-alarm' }, h('p', { class: 'gh-figures' }, count(calendars.length, 'calendar', 'calendars') + ' could not be read'), h('ul', { class: 'gh-list' }, calendars.map((one) => h('li', null, one.reason))),
      h('p', null, 'Whoever cannot be read is never taken for free.' + (file.openGates.length || file.state !== 'OPEN' ? '' : ' Where nothing else is in the way the readout waits, and they are read again every five minutes.'))) : null;
  }

  /** The holds of a readout on calendars, with what became of each. */
  function holds(file) {
    return file.holds ? section('Holds on calendars', '', file.holds.length ? table('Holds on calendars', ['Slot', 'State', 'Held until', 'Interpreter'], file.holds.map((one) => row('', [
      [when(one.start), ' to ' + clock(one.end, one.start)], one.state === 'held' ? tag('HELD', 'gh-solid') : words(one.state), when(one.until), one.interpreter || 'none'])))
      : h('p', null, 'None so far.'), window.GatehouseReadout.log(file.caseId, null)) : null;
  }

  /** What came of a readout, above the revision that it came of; what a ranking found, above any other. */
  function readoutHeadline(file, number, packet) {
    const { found, ended } = window.GatehouseReadout;
    const adopted = file.revisions.some((one) => one.revision === number && one.state === 'ADOPTED');
    return adopted && file.outcome && file.outcome.start ? ended(packet, file.outcome) : found(packet);
  }

  /** Which publication a digest is about, and how its case ended: a word is not enough where something was refused. */
  function publication(file) {
    const one = file.publication;
    const end = file.outcome || {};
    return one ? [
      h('div', null, h('dt', null, 'Publication'), h('dd', null, one.path + ' of ' + one.repository + ' at ', h('strong', null, one.revision))),
      end.state ? h('div', null, h('dt', null, 'Outcome'), h('dd', null, h('strong', null, words(end.state)), end.sharedAt ? [end.state === 'shared' ? ' ' : ', shared ', when(end.sharedAt)] : null, end.code ? ', ' + end.code : null, end.reason ? ': ' + end.reason : null)) : null,
    ] : null;
  }

  /** One revision of whatever kind of packet it is: {headline, main, side, rest, shown}. */
  function sheetOf(file, stored) {
    const { packet } = stored;
    if (packet.slots) {
      return { headline: readoutHeadline(file, stored.revision, packet), ...window.GatehouseReadout.sheet({ ...packet, holds: file.holds }) };
    } else if (packet.runbook) {
      const digest = window.GatehouseDigest;
      const reading = digest.reading(file.caseId);
      const { main: parts, rest } = reading.show(packet, null);
      return { headline: packet.summary, main: [h('p', { class: 'gh-boundary' }, digest.publication(packet)), digest.elsewhere(file.caseId, stored.revision), parts], rest,
        shown: () => reading.lead(decodeURIComponent(location.hash.slice(1))) };
    }
    return { headline: (packet.lineage || {}).previous ? headline(packet) : 'Declared timeline: ' + count(lookUp(packet).ledger.length, 'checkpoint') + '.', ...view(pseudoReview(file, stored)) };
  }

  /** What there is to say before there is a revision. */
  function nothingYet(file) {
    return file.holds ? 'No revision yet: nothing was ranked.' : file.publication ? 'No revision: no digest was composed.' : 'No revision yet: the scope is not confirmed.';
  }

  function verification(result) {
    return result.intact
      ? h('p', { class: 'gh-verified' }, tag('INTACT', 'gh-solid'), ' All ' + count(result.entries, 'entry', 'entries') + ' hold: recomputed just now, nothing changed, removed, inserted or cut off.')
      : h('div', { class: 'gh-section gh-alarm' }, h('h3', { class: 'gh-h' }, 'The ledger does NOT hold'),
        result.reason ? h('p', null, result.reason) : null, result.firstBad === null ? null : h('p', null, 'The first entry that does not: ', h('strong', null, String(result.firstBad)), ', of ' + count(result.entries, 'entry', 'entries') + '.'));
  }

  function ledger(entries) {
    return table('Ledger', ['#', 'Time (UTC)', 'What', 'Who', 'About', 'Hash of the entry'], entries.map((entry) => row('', [
      String(entry.sequence), h('time', { datetime: entry.at }, day(entry.at) + ' ' + clock(entry.at)), h('span', { class: 'gh-code' }, entry.kind), entry.actor, entry.subject,
      h('code', { class: 'gh-hash' }, entry.hash || entry.payloadSha256 || ''),
    ])), { className: 'gh-entries' });
  }

  async function one() {
    const caseId = decodeURIComponent(location.pathname.split('/')[2] || '');
    const path = '/api/cases/' + encodeURIComponent(caseId);
    const top = h('div', null);
    const chooser = h('div', { class: 'gh-tabs', role: 'group', 'aria-label': 'Revision' });
    const sheet = h('div', null);
    const lineage = h('div', null);
    const log = h('div', null);
    const state = { shown: '', chosen: null, entries: 0 };
    document.title = caseId + ' - Gatehouse';

    async function choose(file, number) {
      state.chosen = number;
      chooser.querySelectorAll('button').forEach((button) => button.setAttribute('aria-current', String(button.dataset.revision === String(number))));
      const answer = await read('/api/packets/' + encodeURIComponent(caseId) + '/revisions/' + number);
      if (!answer.ok) {
        clear(sheet, h('p', null, problemWords(answer)));
        return;
      }
      const shown = sheetOf(file, answer.body);
      clear(sheet, h('h2', { class: 'gh-headline' }, shown.headline),
        h('div', { class: shown.side ? 'gh-columns' : '' }, h('div', { class: 'gh-before-deciding' }, shown.main),
          shown.side ? h('aside', { class: 'gh-aside', 'aria-label': 'People' }, shown.side) : null, h('div', { class: 'gh-behind' }, shown.rest)));
      if (shown.shown) {
        shown.shown();
      }
    }

    async function look() {
      const answer = await read(path);
      if (!answer.ok) {
        if (!state.shown) {
          refused(answer, caseId);
        }
        return;
      }
      const file = answer.body;
      const content = JSON.stringify(file);
      if (content === state.shown) {
        return;
      }
      state.shown = content;
      const revisions = file.revisions || [];
      clear(top, drillBanner(file.drill), h('h1', { class: 'gh-title' }, file.title || caseId),
        h('p', { class: 'gh-kicker' }, [caseId, file.flow, words(file.state), ending(file.outcome)].filter(Boolean).join(' \u00B7 ')),
        h('dl', { class: 'gh-dl' }, publication(file),
          h('div', null, h('dt', null, 'Open gates'), h('dd', null, gates(file.openGates || []))),
          h('div', null, h('dt', null, 'In force'), h('dd', null, file.authoritativeRevision ? [revision(file.authoritativeRevision), ' ', hash(file.authoritativeRevision.sha256, 'in force')] : 'no revision yet'))), unreadable(file));
      clear(chooser, revisions.map((item) => h('button', { type: 'button', class: 'gh-button gh-small', 'data-revision': item.revision, on: { click: () => choose(file, item.revision) } },
        'Revision ' + item.revision + ': ' + words(item.state))));
      clear(lineage, holds(file), revisions.length ? section('Lineage', '', table('Lineage of revisions', ['Revision', 'State', 'Since', 'By', 'Hash'], revisions.map((item) => row('', [
        'Revision ' + item.revision, [words(item.state), item.cause ? h('div', { class: 'gh-muted' }, item.cause) : ''], when(item.at), item.actor || '', h('code', { class: 'gh-hash' }, item.sha256)])), { className: 'gh-lineage' })) : null);
      const asked = Number(new URLSearchParams(location.search).get('revision'));
      const best = revisions.some((item) => item.revision === asked) ? asked : (file.candidate && file.candidate.revision) || (file.authoritativeRevision && file.authoritativeRevision.revision) || (revisions.length ? revisions[revisions.length - 1].revision : null);
      if (best !== null && (state.chosen === null || !revisions.some((item) => item.revision === state.chosen))) {
        await choose(file, best);
      } else if (state.chosen !== null) {
        chooser.querySelectorAll('button').forEach((button) => button.setAttribute('aria-current', String(button.dataset.revision === String(state.chosen))));
      } else {
        clear(sheet, h('h2', { class: 'gh-headline' }, nothingYet(file)));
      }
      const [entries, verified] = await Promise.all([read(path + '/ledger'), read(path + '/ledger/verification')]);
      clear(log, section('Ledger', '', verified.ok ? verification(verified.body) : h('p', null, problemWords(verified)), entries.ok ? ledger(entries.body.entries || []) : null));
    }

    clear(main, top, chooser, sheet, lineage, log);
    await look();
    setInterval(look, LIVE);
  }

  // ---------------------------------------------------------------------------------------- a digest on paper

  const STANDS = { CANDIDATE: 'NOT SHARED: it is under review', DRAFT: 'NOT SHARED', SUPERSEDED: 'SUPERSEDED: another digest has taken its place', WITHDRAWN: 'WITHDRAWN', EXPIRED: 'EXPIRED' };

  /** At the foot of every page on paper, in its margin, where nothing can come to lie under it. */
  function footOfPages(lines) {
    const text = lines.map((line) => line.replace(/["\\\n]/g, ' ')).join('\\A ');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('@page gh-digest { @bottom-left { content: "' + text + '"; white-space: pre; font: 8pt system-ui, sans-serif; vertical-align: top; padding-top: 3mm; } }');
    document.adoptedStyleSheets = [sheet];
  }

  /** One digest and nothing else, to be printed: what it is and which bytes it is stand at the foot of every page. */
  async function paper() {
    const caseId = decodeURIComponent(location.pathname.split('/')[2] || '');
    const file = await read('/api/cases/' + encodeURIComponent(caseId));
    const revisions = (file.ok && file.body.revisions) || [];
    const asked = new URLSearchParams(location.search).get('revision') || ((file.ok && (file.body.authoritativeRevision || file.body.candidate)) || revisions[revisions.length - 1] || {}).revision;
    const stored = file.ok && asked ? await read('/api/packets/' + encodeURIComponent(caseId) + '/revisions/' + encodeURIComponent(asked)) : file;
    const packet = stored.ok && stored.body.packet;
    document.title = caseId + ', digest - Gatehouse';
    main.className = 'gh-paper';
    if (!packet || !packet.runbook) {
      refused(stored.ok ? { body: { detail: 'The case ' + caseId + ' has no digest of a runbook to print.' } } : stored, 'Digest');
      return;
    }
    const { revision: number, sha256, state } = stored.body;
    const sheet = window.GatehouseDigest.paper(stored.body);
    const stands = STANDS[state];
    const what = [packet.drill ? 'DRILL' : null, stands ? stands.split(':')[0] : null, caseId + ', revision ' + number].filter(Boolean).join(' \u00B7 ');
    footOfPages([what, 'SHA-256 ' + sha256]);
    clear(main,
      h('div', { class: 'gh-paper-tools' }, h('a', { href: '/cases/' + encodeURIComponent(caseId) }, 'Back to the case'),
        h('button', { type: 'button', class: 'gh-button', on: { click: () => window.print() } }, 'Print'), sheet.options),
      h('div', { class: 'gh-paper-page' }, drillBanner(packet.drill), stands ? h('p', { class: 'gh-warn' }, h('strong', null, stands)) : null,
        h('h1', { class: 'gh-title' }, packet.runbook.title || packet.runbook.path), h('h2', { class: 'gh-headline' }, packet.summary), sheet.element),
      h('footer', { class: 'gh-paper-foot' }, what + ', SHA-256 ', h('code', { class: 'gh-hash' }, sha256)));
  }

  // ---------------------------------------------------------------------------------------------- the outbox

  async function outbox() {
    const answer = await read('/api/notices');
    if (!answer.ok) {
      refused(answer, 'Outbox');
      return;
    }
    const notices = answer.body.notices || answer.body;
    clear(main, h('h1', { class: 'gh-title' }, 'Outbox'), h('p', null, 'Notices to you (to everybody, for admins). They say who, what to do and where to look, nothing else.'),
      notices.length ? table('Notices', ['To', 'What', 'Where to look', 'Written', 'State'], notices.map((notice) => row('', [
        notice.to, [notice.drill ? [tag('DRILL', 'gh-solid'), ' '] : '', h('strong', null, notice.subject || ''), notice.text ? h('div', { class: 'gh-notice' }, notice.text) : ''],
        notice.caseId ? h('a', { href: '/cases/' + encodeURIComponent(notice.caseId) }, notice.caseId) : '', when(notice.at),
        [NOTICES[notice.state] || notice.state, notice.mailedAt ? h('div', { class: 'gh-muted' }, when(notice.mailedAt)) : '']])), { className: 'gh-notices' })
        : h('p', null, 'No notice yet.'));
  }

  frame().then({ cases, case: one, outbox, digest: paper }[document.body.dataset.page]);
})();
