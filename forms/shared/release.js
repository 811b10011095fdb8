/*
 * What the gates of a release and of its lane show: blocked terms and options, audience and window, hashes, the lane.
 * Stands on gatehouse.js; loaded once, however many forms are open.
 */
(function release() {
  'use strict';

  if (window.GatehouseRelease) {
    return;
  }

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
    return (items || []).length ? ui().h('ul', { class: 'gh-plain' }, items.map((item) => ui().h('li', null, item))) : ui().h('span', { class: 'gh-muted' }, 'none');
  }

  function blockedTerms(rows, more) {
    const { h, section, table } = ui();
    return section(rows.length ? 'Blocked terms (' + rows.length + '): asked for and not to be given' : 'Blocked terms', 'gh-release-blocked ' + (rows.length ? 'gh-warn' : ''),
      rows.length ? table('Blocked terms of the packet', ['Term', 'Why it is blocked'], rows) : h('p', null, 'This packet blocks no term.'), more);
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
    const blocked = (content.blockedTerms || []).map((term) => row('', [
      [h('strong', null, term.term), previous && !blockedBefore.has(term.term) ? [' ', tag('new', 'gh-solid')] : null], term.reason]));
    const gone = previous ? [...before.keys()].filter((id) => !(content.options || []).some((option) => option.optionId === id)) : [];
    const unblocked = previous ? [...blockedBefore].filter((term) => !(content.blockedTerms || []).some((one) => one.term === term)) : [];
    return [
      blockedTerms(blocked, unblocked.length ? h('p', null, 'No longer blocked: ' + unblocked.join(', ') + '.') : null),
      section('Options (' + (content.options || []).length + ')', 'gh-release-options',
        table('Options of the packet', ['Option', 'Cap', 'Conditions', 'Evidence'], options),
        gone.length ? h('p', null, 'No longer an option: ' + gone.join(', ') + '.') : null),
      section('Rationale', '', h('p', { class: 'gh-text' }, content.rationale || '')),
      section('Unresolved assumptions', '', plain(content.unresolvedAssumptions)),
      section('Evidence', '', table('Evidence of the packet', ['Ref', 'Register', 'Record', 'As of'],
        (content.evidence || []).map((one) => row('', [one.ref, one.register, one.key + ', version ' + one.version, when(one.asOf)])))),
    ];
  }

  function definitions(pairs) {
    const { h } = ui();
    return h('dl', { class: 'gh-dl' }, pairs.filter(Boolean).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));
  }

  /** To whom, how long, and who has put their name to it. */
  function audience(review) {
    const one = review.manifest || {};
    const validity = one.validity || {};
    return ui().section('Audience and window', 'gh-release-audience', definitions([
      ['Lane', one.lane || ''],
      ['Audience', plain(one.audience)],
      ['May be read from', when(validity.from)],
      ['Ends', when(validity.to)],
      (one.signers || []).length ? ['Confirmed by', plain(one.signers.map((signer) => signer.account + ', ' + signer.as + ', ' + when(signer.at)))] : null,
    ]));
  }

  /** Every hash whole, and the versions of the tables that judged it. */
  function bound(review) {
    const { section, hash } = ui();
    return section('What your decision is bound to', 'gh-release-bound', definitions([
      ['Packet', hash(review.sha256, 'of the packet')],
      review.optionSetSha256 ? ['Options and blocked terms', hash(review.optionSetSha256, 'of options and blocked terms')] : null,
      review.manifestSha256 ? ['Manifest', hash(review.manifestSha256, 'of the manifest')] : null,
      review.manifest ? ['Policy tables', Object.entries(review.manifest.policies || {}).map(([name, version]) => name + ' ' + version).join(', ')] : null,
    ]));
  }

  /** Everything that somebody needs who decides on a recommendation. */
  function recommendation(review) {
    return [causes(review), audience(review), packet(review.packet, review.previousPacket), bound(review)];
  }

  function causes(review) {
    const { h, section, sourceName } = ui();
    return section('Why this candidate exists', '', h('ol', null, (review.causes || []).map((cause) => h('li', null, cause.because,
      h('div', { class: 'gh-muted' }, [cause.eventId ? cause.eventId + ', ' + cause.type + ' from ' + sourceName(cause.source) : cause.by, when(cause.time)].filter(Boolean).join(' \u00B7 '))))));
  }

  function faults(review) {
    const { h, section } = ui();
    const all = review.faults || [];
    return section('What is held against it (' + all.length + ')', 'gh-release-faults ' + (all.length ? 'gh-alarm' : 'gh-good'), all.length
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
    const { section } = ui();
    const stale = review.staleBecause || [];
    return [
      stale.length ? section('STALE: what has changed since the release', 'gh-alarm', plain(stale)) : null,
      section('At the lane', '', definitions([
        ['Lane', review.lane],
        ['Audience', plain(review.audience)],
        ['Window', when((review.validity || {}).from) + ' to ' + when((review.validity || {}).to)],
        ['Stands', review.laneState + (review.endedBecause ? ': ' + review.endedBecause : '')],
      ])),
    ];
  }

  /** The packet as the lane gives it to whoever is logged in, or why it does not. */
  async function atTheLane(review) {
    const { h, read, problemWords, section, hash } = ui();
    const answer = await read(review.packetAt);
    if (!answer.ok) {
      return section('The lane does not show it', 'gh-alarm', h('p', null, problemWords(answer)));
    }
    const { packet: content, envelope, copyMark } = answer.body;
    const manifest = signed(envelope);
    return [h('p', { class: 'gh-boundary' }, manifest.boundary), content.sections ? window.GatehouseDisclosure.released(content, manifest) : packet(content),
      section('This copy', '', definitions([
        ['Packet', hash(answer.body.sha256, 'of the packet')],
        ['Mark', [h('code', null, copyMark), ' It tells whose copy one is.']],
      ]))];
  }

  /** The manifest inside a DSSE envelope. */
  function signed(envelope) {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(envelope.payload), (character) => character.charCodeAt(0))));
  }

  /** What all gates of a release have in common, around what is particular to one: its content(review), or opened() that makes it once. */
  function gate(form) {
    const { h } = ui();
    const content = form.opened ? form.opened() : form.content;
    return {
      ...form,
      notice: (review) => [h('strong', null, BOUNDARY), ' ' + (review.boundary || '').replace(/^Release is not approval of a remedy[:.]?\s*(.)/, (all, first) => first.toUpperCase())],
      view: async (review) => ({ main: await content(review) }),
    };
  }

  window.GatehouseRelease = {
    gate, plain, definitions, when, blockedTerms, recommendation, packet, audience, bound, causes, faults, attempts, acknowledgements, lane, atTheLane,
  };
})();
