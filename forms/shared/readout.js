/*
 * What the gates of a readout and its page show: rules in plain words, everybody's local times, held slots, why there is
 * no slot, exceptions, the coordination log. Stands on gatehouse.js, zones.js and week.js; loaded once.
 */
(function readout() {
  'use strict';

  if (window.GatehouseReadout) {
    return;
  }

  const { h, clear, id, field, millis, duration, inWords, list, count, capital, section, table, row, tag } = window.Gatehouse;
  const Zones = window.GatehouseZones;
  const { MINUTE } = Zones;

  // ------------------------------------------------------------------------------------------ rules in words

  const MANY = 4;

  function people(names) {
    return names.length > MANY ? names.length + ' people' : list(names);
  }

  const are = (names) => (names.length === 1 ? ' is' : ' are');

  /** What is in the way: by rule, with everybody whom it is about. */
  const IN_THE_WAY = {
    busy: (who) => people(who) + are(who) + ' busy',
    'working-hours': (who) => 'outside the working hours of ' + people(who),
    handoff: (who) => 'in a protected handoff of ' + people(who),
    'coverage-hours': () => 'outside the published coverage hours',
    blackout: () => 'the customer allows nothing then (blackout)',
    interpreter: () => 'no interpreter is free',
    notice: () => 'sooner than the minimum notice',
    deadline: () => 'it would end after the deadline',
    substitute: (who) => people(who) + (who.length === 1 ? ' has' : ' have') + ' come to hold a role since it was confirmed',
    'unreadable-calendar': (who) => (who.length === 1 ? 'the calendar of ' : 'the calendars of ') + people(who) + ' could not be read, so nobody knows whether they are free',
  };

  /** What gives when an exception is approved. */
  const GIVES = {
    'working-hours': (who) => people(who) + (who.length === 1 ? ' meets' : ' meet') + ' outside working hours',
    'coverage-hours': () => 'it runs outside the published coverage hours',
    handoff: (who) => 'a protected handoff of ' + people(who) + ' is disturbed',
    notice: () => 'people get less than the minimum notice',
    substitute: (who, rule) => people(who) + ' takes the role ' + rule.role,
  };

  function sentences(rules, words) {
    const byRule = new Map();
    rules.forEach((one) => byRule.set(one.rule, [...(byRule.get(one.rule) || []), one]));
    return [...byRule.values()].map((same) => (words[same[0].rule] || ((who) => same[0].rule + (who.length ? ': ' + people(who) : '')))(same.map((one) => one.person).filter(Boolean), same[0]));
  }

  /** What is in the way, as the parts of a sentence; what gives likewise. */
  const inTheWay = (blockers) => sentences(blockers, IN_THE_WAY);
  const gives = (rules) => sentences(rules, GIVES);

  /** A sentence begins with a capital, a person's name as it is. */
  function opening(text, rules) {
    return rules.some((one) => one.person && text.startsWith(one.person)) ? text : capital(text);
  }

  /** The sentences with the facts behind them. */
  function withFacts(rules, words) {
    const told = sentences(rules, words).map((one) => h('li', null, opening(one, rules) + '.'));
    const facts = rules.map((one) => one.detail).filter(Boolean);
    return [h('ul', { class: 'gh-list' }, told), facts.length ? h('p', { class: 'gh-muted gh-facts' }, facts.slice(0, 6).join(' ') + (facts.length > 6 ? ' And ' + (facts.length - 6) + ' more, in the table.' : '')) : null];
  }

  const SHORT = { 'working-hours': 'off hours', 'coverage-hours': 'no coverage', blackout: 'blackout', interpreter: 'no interpreter', notice: 'too soon', deadline: 'too late', handoff: 'handoff', busy: 'busy', 'unreadable-calendar': 'not readable' };

  /** The few words that fit into a part of the picture. */
  function label(block) {
    if (block.slot) {
      return '#' + block.rank + (block.slot.hold ? ' HELD' : '') + (block.slot.exceptionId ? ' !' : '');
    }
    const byRule = new Map();
    block.blockers.forEach((one) => byRule.set(one.rule, [...(byRule.get(one.rule) || []), one.person]));
    const named = (rule, who) => (who[0] ? (who.length === 1 ? who[0].replace(/[@.].*$/, '') : who.length) + ' ' : '') + SHORT[rule];
    return [...byRule].map(([rule, who]) => named(rule, who)).join(', ');
  }

  // --------------------------------------------------------------------------------------------- local times

  function zoneOf(review) {
    return review.customerZone || 'UTC';
  }

  function spanOf(review, start, end, short) {
    return Zones.span(Zones.wall(millis(start), zoneOf(review)), Zones.wall(millis(end), zoneOf(review)), short);
  }

  function at(review, instant) {
    const wall = Zones.wall(millis(instant), zoneOf(review));
    return Zones.date(wall) + ', ' + Zones.time(wall);
  }

  /** Who is there and by which clock: as the server says for a slot, by the zones of those required otherwise. */
  function attendees(review, start, end, slot) {
    return slot ? slot.local.map((one) => ({ ...one, from: Zones.written(one.start), to: Zones.written(one.end) }))
      : (review.required || []).filter((one) => one.zone).map((one) => ({ ...one, withinHours: true, from: Zones.wall(start, one.zone), to: Zones.wall(end, one.zone) }));
  }

  /** Everybody's local time, one line for each clock, the customer's first. */
  function clocks(review, start, end, slot) {
    const own = Zones.wall(start, zoneOf(review));
    const lines = new Map();
    attendees(review, start, end, slot).forEach((one) => {
      const key = one.zone + one.from;
      const line = lines.get(key) || { ...one, everybody: [] };
      line.everybody.push(one);
      lines.set(key, line);
    });
    const rank = (line) => (line.zone === zoneOf(review) ? -Infinity : line.from);
    return lines.size ? h('ul', { class: 'gh-plain gh-clocks' }, [...lines.values()].sort((a, b) => rank(a) - rank(b)).map((line) => h('li', null,
      h('strong', null, Zones.times(line.from, line.to)), ' ', Zones.dayOf(line.from) === Zones.dayOf(own) ? null : [tag(Zones.date(line.from, true)), ' '],
      Zones.place(line.zone), h('span', { class: 'gh-muted' }, ' (' + Zones.offsetAt(start, line.zone) + ')'), ': ',
      line.everybody.map((one, index) => [index ? ', ' : '', h('span', { class: 'gh-who' }, one.person, one.role === 'interpreter' ? ' (interpreter)' : one.role ? null : ' (optional)'), one.withinHours ? null : [' ', tag('outside hours', 'gh-outline')]])))) : null;
  }

  // ------------------------------------------------------------------------------------------------- choosing

  /** One choice that is made in the picture, on a card or in the list, and sent with the decision. */
  function choice(none) {
    const name = id('choice');
    const error = h('p', { class: 'gh-error', id: id('error'), role: 'alert' });
    const detail = h('div', { class: 'gh-chosen', 'aria-live': 'polite' });
    const element = h('div', { class: 'gh-field' }, detail, error);
    const listeners = [];
    const radios = new Map();
    const chosen = {
      value: '',
      /** Chooses; false where it is not to be had. What nobody has chosen but is only proposed is not kept as a draft. */
      choose: (value, proposed) => {
        const radio = radios.get(value);
        if (!radio) {
          return false;
        }
        chosen.value = value;
        radio.checked = true;
        for (let folded = radio.closest('details'); folded; folded = folded.parentElement.closest('details')) {
          folded.open = true;
        }
        if (!proposed) {
          element.dispatchEvent(new Event('input'));
        }
        listeners.forEach((listener) => listener(value));
        return true;
      },
      listen: (listener) => listeners.push(listener),
      forget: () => {
        radios.clear();
        listeners.length = 0;
      },
      radio: (value) => {
        const radio = h('input', { type: 'radio', name, value, id: id('pick'), checked: chosen.value === value, on: { change: () => chosen.choose(value) } });
        radios.set(value, radio);
        return radio;
      },
      tell: (...words) => clear(detail, words),
      own: () => ({
        element,
        value: () => (radios.has(chosen.value) ? chosen.value : ''),
        set: (value) => chosen.choose(value),
        fault: (text) => {
          error.textContent = text || '';
          if (text && radios.size) {
            radios.values().next().value.focus();
          }
        },
      }),
      check: (value) => (value ? null : none),
    };
    return chosen;
  }

  // --------------------------------------------------------------------------------------------------- slots

  const TERMS = { comfort: 'Away from the ends of their days', optional: 'Optional people can come', early: 'Soon', margin: 'Room before the deadline', handoff: 'Clear of handoffs' };

  function score(slot) {
    const most = slot.terms.reduce((sum, one) => sum + one.weight * 1000, 0);
    return h('div', { class: 'gh-score' }, h('p', null, 'Score ', h('strong', null, String(slot.score)), ' of ' + most),
      h('ul', { class: 'gh-plain' }, slot.terms.map((one) => {
        const bar = h('span', { class: 'gh-score-bar', 'aria-hidden': 'true' }, h('span', null));
        bar.firstChild.style.width = one.value / 10 + '%';
        return h('li', null, h('span', null, TERMS[one.term] || one.term), bar, h('span', { class: 'gh-score-sum' }, one.value + ' \u00D7 ' + one.weight + ' = ', h('strong', null, String(one.points))));
      })));
  }

  /** How long a hold still lasts, counting down; a drill's clock stands. */
  function timeLeft(review, until) {
    const element = h('span', { class: 'gh-left' });
    const show = () => {
      const left = millis(until) - (review.drill ? millis(review.now) : Date.now());
      const whole = left > 10 * MINUTE ? Math.floor(left / MINUTE) * MINUTE : left;
      const text = left > 0 ? inWords(whole) + ' left' : 'its time is up';
      if (element.textContent !== text) {
        element.textContent = text;
      }
      element.classList.toggle('gh-last', left < 10 * MINUTE);
    };
    show();
    const ticking = review.drill ? null : setInterval(() => (element.isConnected ? show() : clearInterval(ticking)), 1000);
    return element;
  }

  function exceptionMark(slot) {
    return slot.exceptionId ? h('p', { class: 'gh-by-exception' }, tag('BY EXCEPTION', 'gh-solid'), ' ' + opening(list(gives(slot.rules)), slot.rules) + '.') : null;
  }

  /** What has become of a slot's hold since the ranking was made: a hold that expires is none to confirm. */
  function holdState(review, slot) {
    const known = (review.holds || []).filter((one) => one.slotId === slot.slotId);
    return known.length ? known[known.length - 1].state : (slot.hold || {}).state;
  }

  function stillHeld(review) {
    return review.slots.filter((slot) => slot.hold && holdState(review, slot) === 'held');
  }

  function card(review, slot, rank, chosen) {
    const state = holdState(review, slot);
    const radio = chosen && state === 'held' && chosen.radio(slot.slotId);
    const until = Zones.wall(millis(slot.hold.until), zoneOf(review));
    return h('div', { class: 'gh-card gh-slot' }, radio, h('div', null,
      h(radio ? 'label' : 'p', { class: 'gh-slot-when', for: radio && radio.id }, h('span', { class: 'gh-slot-time' }, spanOf(review, slot.start, slot.end)), h('span', null, Zones.place(zoneOf(review)) + ', the customer\u2019s time')),
      h('p', { class: 'gh-slot-hold' }, tag('#' + rank, 'gh-solid'), ' ', tag(state.toUpperCase(), state === 'held' ? '' : 'gh-outline'), (state === 'held' ? ' until ' : ', was to be held until ') + Zones.time(until) + ' on ' + Zones.date(until, true), radio ? [': ', timeLeft(review, slot.hold.until)] : null),
      exceptionMark(slot),
      h('div', { class: 'gh-pair' }, h('div', null, clocks(review, millis(slot.start), millis(slot.end), slot), h('p', null, slot.interpreter ? 'Interpreter: ' + slot.interpreter : 'No interpreter is asked for')), score(slot))));
  }

  function cards(review, chosen) {
    return review.slots.map((slot, index) => (slot.hold ? card(review, slot, index + 1, chosen) : null)).filter(Boolean);
  }

  /** The held slots, best first, one of which is chosen. */
  function held(review, chosen) {
    const all = cards(review, chosen);
    const left = stillHeld(review).length;
    return h('fieldset', { class: 'gh-section gh-picks gh-slots' }, h('legend', null, left === 1 ? 'The slot that is held' : left ? left + ' slots are held: choose one' : 'No slot is held any more: others are sought'), all);
  }

  /** What was confirmed and had gone when the calendars were read once more. */
  function lost(review) {
    const gone = review.lost;
    const end = gone && new Date(millis(gone.start) + duration(review.duration)).toISOString();
    return gone ? section('The slot that was confirmed has gone: ' + spanOf(review, gone.start, end), 'gh-alarm',
      h('p', null, 'Every calendar was read once more before the invite went out, and this was in the way by then:'),
      gone.blockers.length ? withFacts(gone.blockers, IN_THE_WAY) : h('p', null, 'Its start had passed.'),
      h('p', null, 'Nothing was booked and nobody was invited. The slots below were sought anew.')) : null;
  }

  // -------------------------------------------------------------------------------------- why there is no slot

  /** The nearest starts of a day with what is in their way, one line each; neighbouring days that say the same are one. */
  function nearestLines(review) {
    const lines = [];
    window.GatehouseWeek.nearest(review).forEach((day) => day.blocks.slice(0, 3).forEach((block, index) => {
      const line = { from: day.date, to: day.date, starts: day.words(block), what: inTheWay(block.blockers).map((one) => opening(one, block.blockers)),
        more: index === 2 ? day.blocks.length - 3 : 0, alone: day.blocks.length === 1, first: index === 0 };
      const before = lines[lines.length - 1];
      if (before && before.alone && line.alone && before.starts === line.starts && before.what.join() === line.what.join()) {
        before.to = line.to;
      } else {
        lines.push(line);
      }
    }));
    return lines;
  }

  /** Every day with its nearest starts and what is in their way; for somebody who knows nothing of the case. */
  function whyNone(review) {
    return section('Why there is no slot: the nearest starts of each day', 'gh-why',
      h('p', null, 'A slot needs ' + inWords(duration(review.duration)) + ' in which ' + (review.required || []).length
        + ' required people are free, inside their working hours and inside the coverage hours, and nothing else that was agreed forbids it. On no day does all of this come together:'),
      table('What is in the way of the nearest starts of each day', ['Day', 'Nearest starts, by the clocks of ' + Zones.place(zoneOf(review)), 'What is in the way'], nearestLines(review).map((line) => row('', [
        h('span', { class: line.first ? '' : 'gh-sr' }, Zones.date(line.from, true) + (line.to > line.from ? ' to ' + Zones.date(line.to, true) : '')), line.starts,
        [line.what.map((one) => h('div', null, one)), line.more > 0 ? h('div', { class: 'gh-muted' }, 'and ' + count(line.more, 'more stretch', 'more stretches') + ' with as much in the way') : null]]))));
  }

  // ---------------------------------------------------------------------------------------------- exceptions

  const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];

  function rulesKey(one) {
    return JSON.stringify([one.rules.map((rule) => [rule.rule, rule.person, rule.role]), one.interpreter]);
  }

  /** Neighbouring starts with the same rules are one; what was asked for stands by itself. */
  function grouped(review) {
    const step = duration(review.granularity);
    const asked = review.asked && review.asked.start;
    const groups = [];
    const last = new Map();
    (review.exceptions || []).forEach((one) => {
      const key = rulesKey(one);
      const group = last.get(key);
      const wanted = asked && millis(one.start) === millis(asked);
      if (group && !wanted && millis(one.start) === millis(group.starts[group.starts.length - 1].start) + step) {
        group.starts.push(one);
      } else {
        const fresh = { rules: one.rules, interpreter: one.interpreter, asked: wanted, starts: [one] };
        groups.push(fresh);
        if (!wanted) {
          last.set(key, fresh);
        }
      }
    });
    return groups;
  }

  function exceptionCard(review, group, chosen) {
    const day = (one) => Zones.wall(millis(one.start), zoneOf(review));
    const first = day(group.starts[0]);
    const final = day(group.starts[group.starts.length - 1]);
    const title = Zones.date(first) + ', ' + (first === final ? Zones.time(first) : 'a start from ' + Zones.time(first) + ' to ' + (Zones.dayOf(first) === Zones.dayOf(final) ? '' : Zones.date(final, true) + ' ') + Zones.time(final));
    const picks = group.starts.map((one) => {
      const radio = chosen.radio(one.exceptionId);
      return h('span', { class: 'gh-start' }, radio, h('label', { for: radio.id }, h('span', { class: 'gh-sr' }, Zones.date(day(one)) + ', '), spanOf(review, one.start, one.end).split(', ').slice(1).join(', ')));
    });
    const many = picks.length > 4;
    return h('div', { class: 'gh-card gh-exception' + (group.rules.length ? '' : ' gh-good') },
      h('h4', { class: 'gh-h4' }, title, ' ', group.asked ? tag('ASKED FOR', 'gh-solid') : null, group.rules.length ? null : [' ', tag('BREAKS NO RULE', 'gh-outline')]),
      group.rules.length ? withFacts(group.rules, GIVES) : h('p', null, 'Nothing has to give; it is free and could be held as it is.'),
      group.interpreter ? h('p', { class: 'gh-muted' }, 'Interpreter: ' + group.interpreter) : null,
      many ? h('details', null, h('summary', null, 'Choose one of ' + picks.length + ' starts'), h('div', { class: 'gh-starts' }, picks)) : h('div', { class: 'gh-starts' }, picks));
  }

  /** The groups behind a heading for each number of rules, fewest first, of which the first is open. */
  function folds(review, groups, chosen) {
    return [...new Set(groups.map((one) => one.rules.length))].map((size, index) => {
      const own = groups.filter((one) => one.rules.length === size);
      const starts = own.reduce((sum, one) => sum + one.starts.length, 0);
      const title = size === 0 ? 'Breaks no rule: ' + count(starts, 'start') : (NUMBERS[size] || size) + (size === 1 ? ' rule has' : ' rules have') + ' to give: ' + count(starts, 'start') + ' in ' + count(own.length, 'stretch', 'stretches');
      return h('details', { open: index === 0 }, h('summary', null, title), own.map((one) => exceptionCard(review, one, chosen)));
    });
  }

  /** Everything that may be approved: what was asked for, what breaks no rule, then the fewest rules first. */
  function exceptions(review, chosen) {
    const groups = grouped(review);
    const swaps = (one) => one.rules.some((rule) => rule.rule === 'substitute');
    const others = groups.filter((one) => !one.asked && !swaps(one));
    const swapped = groups.filter((one) => !one.asked && swaps(one));
    return h('fieldset', { class: 'gh-section gh-picks gh-exceptions' }, h('legend', null, 'What may be approved: for one start only, choose it'),
      groups.filter((one) => one.asked).map((one) => exceptionCard(review, one, chosen)),
      swapped.length ? [h('h4', { class: 'gh-h4' }, 'With the substitute'), folds(review, swapped, chosen), h('h4', { class: 'gh-h4' }, 'Without the substitute')] : null,
      folds(review, others, chosen));
  }

  const BEHALF = { customer: ' on behalf of the customer', interpreter: ' on behalf of the interpreter', internal: '' };

  /** Who asks; null where nobody does and the search itself has come to its end. */
  function asker(review) {
    return review.asked && review.asked.by !== 'gatehouse' ? review.asked.by : null;
  }

  function asked(review) {
    const one = review.asked;
    if (!one) {
      return null;
    }
    if (!asker(review)) {
      return section('Why you are asked', 'gh-effect', h('p', { class: 'gh-figures' }, one.reason));
    }
    const holder = one.substitute && (review.required || []).find((each) => each.role === one.substitute.role);
    const wishes = [one.start ? 'a readout on ' + at(review, one.start) + ' (' + Zones.place(zoneOf(review)) + ')' : null,
      one.substitute ? one.substitute.person + ' as ' + one.substitute.role + (holder ? ' in place of ' + holder.person : '') : null].filter(Boolean);
    return section('What is asked, and why', 'gh-effect', h('p', { class: 'gh-figures' }, one.by + ' asks' + (BEHALF[one.askedBy] || '') + ' for ' + (list(wishes) || 'an exception')),
      h('p', null, one.reason ? h('q', null, one.reason) : 'No reason was given.'));
  }

  // ----------------------------------------------------------------------------------------------- the rest

  /** What is sought, in a sentence. */
  function sought(review) {
    return 'Sought: ' + inWords(duration(review.duration)) + (review.modality && review.modality !== 'not stated' ? ' by ' + review.modality : '') + ' with ' + count((review.required || []).length, 'required person', 'required people')
      + ', to end by ' + at(review, review.deadline) + ' in ' + Zones.place(zoneOf(review)) + ', the customer\u2019s time. '
      + (review.rounds ? 'Rounds of holds used up: ' + review.rounds.used + ' of ' + review.rounds.of + '.' : '');
  }

  /** The picture, whose parts say everything there is to say about them. */
  function week(review, memory, marks, choose) {
    const step = duration(review.granularity);
    return window.GatehouseWeek.picture(review, { memory, marks, choose, label, rule: (one) => opening(inTheWay([one])[0], [one]) + '. ' + (one.detail || ''), words: (block, zone) => {
      const start = Zones.wall(block.from, zone);
      const end = block.from + duration(review.duration);
      const last = Zones.wall(block.to - step, zone);
      return block.slot ? [h('h4', { class: 'gh-h4' }, 'Slot #' + block.rank + (block.slot.hold ? ', held: ' : ', not held: ') + Zones.span(start, Zones.wall(end, zone))), exceptionMark(block.slot), clocks(review, block.from, end, block.slot),
        h('p', { class: 'gh-muted' }, (block.slot.interpreter ? 'Interpreter ' + block.slot.interpreter + '. ' : '') + 'Score ' + block.slot.score + ': ' + block.slot.terms.map((one) => one.term + ' ' + one.points).join(', ') + '.')]
        : [h('h4', { class: 'gh-h4' }, Zones.date(start) + ', ' + (start === last ? 'the start ' + Zones.time(start) : 'every start from ' + Zones.time(start) + ' to ' + Zones.time(last)) + ': not possible'), withFacts(block.blockers, IN_THE_WAY)];
    } });
  }

  /** The start that is asked for, typed by the customer's clock or as an instant, and read back in words. */
  function startField(review) {
    const zone = zoneOf(review);
    const step = duration(review.granularity);
    const control = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const back = h('p', { class: 'gh-muted', role: 'status' });
    const one = field('Start by the customer\u2019s clock (optional)', control, 'Such as ' + Zones.toType(millis(review.deadline) - Zones.DAY, zone) + ', or an instant; or click a place in the picture.');
    const found = () => Zones.typed(control.value.trim(), zone);
    const show = () => {
      const { instants } = found();
      const [start] = instants;
      const part = (review.infeasible || []).find((each) => start >= millis(each.from) && start < millis(each.to));
      back.textContent = instants.length === 0 ? '' : Zones.date(Zones.wall(start, zone)) + ', ' + Zones.time(Zones.wall(start, zone)) + ' in ' + Zones.place(zone) + ' (' + Zones.iso(start) + '). '
        + (start % step ? 'It is not on the grid of ' + step / MINUTE + ' minutes. ' : '')
        + (instants.length > 1 ? 'The clocks show it twice that day; this is the first one, ' + Zones.iso(instants[1]) + ' the second. ' : '')
        + (part ? 'In the way: ' + list(inTheWay(part.blockers)) + '.' : '');
    };
    one.element.appendChild(back);
    control.addEventListener('input', show);
    return { ...one,
      value: () => (found().instants.length ? Zones.iso(found().instants[0]) : control.value.trim()),
      set: (value) => {
        control.value = Number.isNaN(Date.parse(value)) ? value : Zones.toType(Date.parse(value), zone);
        control.dispatchEvent(new Event('input', { bubbles: true }));
      },
      check: () => (!control.value.trim() || found().instants.length ? null
        : found().written ? 'The clocks of ' + Zones.place(zone) + ' never show that time; they go forward over it.' : 'Write it like 2026-04-27 10:30, or as an instant like 2026-04-27T16:30:00Z.') };
  }

  function times(review, one) {
    return at(review, one.from) + ' to ' + at(review, one.to) + (one.reason ? ' (' + one.reason + ')' : '');
  }

  const years = (one) => 'it has days of ' + one.firstYear + (one.lastYear === one.firstYear ? '' : ' to ' + one.lastYear);

  function record(one) {
    return one.register + ' ' + one.key + (one.shipped ? ': the table that is shipped with Gatehouse; nobody has mirrored a newer one' : ', version ' + one.version) + (one.lastYear ? '; ' + years(one) : '') + (one.note ? '. ' + one.note : '');
  }

  /** What the ranking rests on. */
  function basis(review) {
    const stale = (review.sources || []).filter((one) => one.stale);
    const ends = (review.sources || []).filter((one) => one.coversHorizon === false);
    const others = review.blackoutDifferences || [];
    return section('What it rests on', '',
      stale.length ? h('p', null, tag('STALE', 'gh-hatch'), ' Older than they may be: ' + list(stale.map(record)) + '.') : null,
      ends.map((one) => h('p', { class: 'gh-warn' }, 'The search leaves the years of the table ' + one.register + ' ' + one.key + ': ' + years(one) + ', and outside them no day counts as a holiday.')),
      others.length ? h('div', { class: 'gh-warn' }, h('p', null, 'Request and account record do not name the same blackouts; both count:'), h('ul', null, others.map((one) => h('li', null, times(review, one) + ', only in the ' + one.onlyIn)))) : null,
      h('dl', { class: 'gh-dl' }, [
        ['Required', h('ul', { class: 'gh-plain' }, (review.required || []).map((one) => h('li', null, one.role + ': ' + one.person + (one.zone ? ', ' + Zones.place(one.zone) : ''))))],
        ['Blackouts of the customer', (review.blackouts || []).length ? h('ul', { class: 'gh-plain' }, review.blackouts.map((one) => h('li', null, times(review, one)))) : 'none'],
        ['Records', (review.sources || []).length ? h('ul', { class: 'gh-plain' }, review.sources.map((one) => h('li', null, record(one)))) : 'none'],
        ['Seen as of', at(review, review.now) + ' in ' + Zones.place(zoneOf(review))],
        ['Policy tables', Object.entries(review.policies || {}).map(([name, version]) => name + ' ' + version).join(', ')],
      ].map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))));
  }

  /** What became of a search, in a sentence. */
  function ended(review, outcome) {
    return capital(outcome.state) + ': ' + spanOf(review, outcome.start, outcome.end) + ' in ' + Zones.place(zoneOf(review));
  }

  /** What a ranking found, in a sentence. */
  function found(review) {
    return review.slots.length ? count(review.slots.length, 'start is', 'starts are') + ' possible; the best: ' + spanOf(review, review.slots[0].start, review.slots[0].end) + ' in ' + Zones.place(zoneOf(review))
      : 'Until ' + at(review, review.deadline) + ' in ' + Zones.place(zoneOf(review)) + ' every start breaks a rule';
  }

  /** A ranking to be read, with nothing to decide. */
  function sheet(review) {
    const all = cards(review, null);
    return { main: [h('p', { class: 'gh-boundary' }, sought(review)), lost(review), review.slots.length ? null : whyNone(review), all.length ? section('Slots that were held', 'gh-slots', all) : null],
      rest: [week(review, {}, new Map(), null).element, basis(review)] };
  }

  async function download(path, name, said) {
    const answer = await fetch(path, { headers: { Accept: 'text/csv' }, credentials: 'same-origin' });
    if (!answer.ok) {
      said.textContent = 'The server answered with status ' + answer.status + '.';
      return;
    }
    const address = URL.createObjectURL(await answer.blob());
    h('a', { href: address, download: name }).click();
    URL.revokeObjectURL(address);
    said.textContent = 'Downloaded.';
  }

  /** The coordination log, folded, with the way to all of it. */
  function log(caseId, entries) {
    const path = '/api/cases/' + encodeURIComponent(caseId) + '/coordination-log';
    const said = h('span', { role: 'status' });
    return h('div', { class: 'gh-section' }, entries ? h('details', null, h('summary', null, 'Coordination log: ' + count(entries.length, 'entry', 'entries')),
      table('Coordination log', ['When (UTC)', 'Who', 'What'], entries.map((one) => row('', [one.at.slice(0, 16).replace('T', ' '), one.actor, one.text])))) : null,
    h('p', { class: 'gh-tools' }, h('a', { href: path, target: '_blank', rel: 'noopener' }, 'The whole log, with every start that was rejected (JSON)'),
      h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => download(path, caseId + '-coordination-log.csv', said) } }, 'Download it as CSV'), said));
  }

  window.GatehouseReadout = {
    choice, held, stillHeld, found, sheet, lost, whyNone, exceptions, asked, asker, sought, ended, week, basis, log, startField, clocks, given: (rules) => opening(list(gives(rules)), rules) + '.', spanOf, at, zoneOf,
  };
})();
