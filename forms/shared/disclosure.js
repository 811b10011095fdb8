/*
 * What the gates of a disclosure packet share: its sections, what is objected, who had a hand in it.
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

  function keeper(one) {
    const { h, tag } = ui();
    return h('p', { class: 'gh-muted' }, one.sectionId + ', kept by ' + one.owner + ' ', one.classification === 'annex' ? tag('annex: not for the lane', 'gh-outline') : null);
  }

  function heading(one) {
    return [ui().h('h4', { class: 'gh-h' }, one.title), keeper(one)];
  }

  /** The text of a section as its reader may see it. */
  function content(one) {
    const { h, hash } = ui();
    return one.markdown === undefined
      ? h('p', null, 'Its text is for its owner and the release owner. It is bound by ', hash(one.commitment, 'that binds the annex'))
      : [text(one.markdown), h('p', { class: 'gh-muted' }, cited(one.citations))];
  }

  /** The sections as the reader may see them, each with what is commented on it. */
  function sections(review) {
    const { h, section } = ui();
    return (review.packet.sections || []).map((one) => {
      const comments = (review.packet.comments || []).filter((comment) => comment.sectionId === one.sectionId);
      return section(one.title, 'gh-disclosure-section', keeper(one), content(one),
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

  /** What the workbench draws its cards with. */
  const parts = { text, changes, both, path, named, cited, heading, content, stale, compared, contributions };

  window.GatehouseDisclosure = { candidate, charter, causes, refused, flagged, sections, released, parts };
})();
