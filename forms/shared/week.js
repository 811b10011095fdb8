/*
 * The week picture of a readout: a column for every day by the customer's clocks, and in it every start there is, as a
 * slot or as a part that says what is in the way. Stands on gatehouse.js and zones.js; loaded once.
 *
 * A block is a run of neighbouring starts that say the same: {from, to, slot, blockers}. It lies in one day and on one
 * side of a clock change, so that it is one stretch of the column.
 */
(function week() {
  'use strict';

  if (window.GatehouseWeek) {
    return;
  }

  const { h, clear, millis, duration, section, table, row, count } = window.Gatehouse;
  const Zones = window.GatehouseZones;
  const { MINUTE, DAY } = Zones;
  const HOUR = 60;
  /** An hour in which more than this is in the way of every start matters to nobody. */
  const FAR = 3;
  const ALL = Array.from({ length: 24 }, (nothing, hour) => hour);
  /** What is left of hours that are left out between others, in pixels. */
  const CUT = 16;
  /** Days that fit beside each other. */
  const WIDE = 7;
  /** Which rule a part is drawn by, where there are several: the one that is hardest to change. */
  const HARDEST = ['blackout', 'unreadable-calendar', 'busy', 'interpreter', 'deadline', 'notice', 'handoff', 'coverage-hours', 'working-hours'];
  const KEYS = { blackout: 'blackout of the customer', 'unreadable-calendar': 'calendar not readable', busy: 'somebody busy', interpreter: 'no interpreter', deadline: 'after the deadline',
    notice: 'too soon', handoff: 'protected handoff', 'coverage-hours': 'outside coverage', 'working-hours': 'outside working hours' };

  /** Styles one by one: a page's policy may refuse them as an attribute. */
  function styled(element, styles) {
    Object.entries(styles).forEach(([name, value]) => element.style.setProperty(name, value));
    return element;
  }

  function hardest(blockers) {
    return HARDEST.find((rule) => blockers.some((one) => one.rule === rule)) || 'working-hours';
  }

  /** What the picture is drawn from: days with their blocks, and where the customer's clocks change. */
  function prepare(review) {
    const zone = review.customerZone || 'UTC';
    const step = duration(review.granularity);
    const changes = (review.clockChanges || []).map(Zones.change);
    const own = changes.filter((one) => one.zone === zone);
    // a start lies in the repeated time when the clocks have shown it before
    const cuts = own.flatMap((one) => (one.by < 0 ? [one.at, one.at - one.by * MINUTE] : [one.at]));
    const days = new Map();
    const add = (block) => {
      for (let from = block.from; from < block.to;) {
        const at = Zones.wall(from, zone);
        const cut = cuts.find((one) => one > from && one < block.to);
        let to = Math.min(block.to, cut || block.to);
        if (Zones.dayOf(Zones.wall(to - step, zone)) !== Zones.dayOf(at)) {
          to = from + Math.ceil(((Zones.dayOf(at) + 1) * DAY - at) / step) * step;
        }
        const day = Zones.dayOf(at);
        if (!days.has(day)) {
          days.set(day, { day, date: day * DAY, blocks: [] });
        }
        const again = own.some((one) => one.by < 0 && from >= one.at && from < one.at - one.by * MINUTE);
        days.get(day).blocks.push({ ...block, from, to, minute: (at - day * DAY) / MINUTE, length: (to - from) / MINUTE, again });
        from = to;
      }
    };
    (review.slots || []).forEach((slot, rank) => add({ from: millis(slot.start), to: millis(slot.start) + step, slot, rank: rank + 1, blockers: [] }));
    (review.infeasible || []).forEach((one) => add({ from: millis(one.from), to: millis(one.to), slot: null, blockers: one.blockers }));
    const all = [...days.values()].sort((a, b) => a.day - b.day);
    all.forEach((day) => day.blocks.sort((a, b) => a.from - b.from));
    return { zone, step, changes, own, days: all, long: duration(review.duration) / MINUTE };
  }

  /** The hours that matter: those in which, on some day, little enough is in the way; with how much that is. */
  function hours(data) {
    const least = new Array(24).fill(Infinity);
    const each = (block, long, see) => {
      for (let hour = Math.floor(block.minute / HOUR); hour < 24 && hour * HOUR < block.minute + long; hour += 1) {
        see(hour);
      }
    };
    const blocks = data.days.flatMap((day) => day.blocks);
    blocks.forEach((block) => each(block, block.length, (hour) => { least[hour] = Math.min(least[hour], block.blockers.length); }));
    const near = Math.max(FAR, Math.min(...least));
    const matter = new Set(least.map((number, hour) => (number <= near ? hour : -1)).filter((hour) => hour >= 0));
    blocks.filter((block) => block.slot).forEach((block) => each(block, data.long, (hour) => matter.add(hour)));
    // an hour or two between two that matter are not worth a cut
    for (let hour = 1; hour < 23; hour += 1) {
      if (matter.has(hour - 1) && (matter.has(hour + 1) || matter.has(hour + 2))) {
        matter.add(hour);
      }
    }
    return { matter, near };
  }

  /** Pages of days that fit beside each other; a weekend with nothing on it is narrow. */
  function pages(data, marks, near) {
    data.days.forEach((day) => {
      const weekend = [0, 6].includes(new Date(day.date).getUTCDay());
      day.narrow = weekend && !day.blocks.some((block) => block.slot || block.blockers.length <= near || marks.has(block.from));
    });
    const weeks = new Map();
    data.days.forEach((day) => {
      const monday = Math.floor((day.day + 3) / 7);
      weeks.set(monday, [...(weeks.get(monday) || []), day]);
    });
    const wide = (days) => days.filter((day) => !day.narrow).length;
    return [...weeks.values()].reduce((found, days) => {
      const last = found[found.length - 1];
      if (last && wide(last) + wide(days) <= WIDE) {
        last.push(...days);
      } else {
        found.push([...days]);
      }
      return found;
    }, []);
  }

  /**
   * The picture with its legend, its details and the table that says the same.
   *
   * @param review of a readout
   * @param options words: block(block, zone), an array of elements that say all there is to say about it;
   *     label(block): the few words that fit into it; rule(blocker): the words for one that is in the way;
   *     marks: by start in milliseconds, the number of rules an exception would need;
   *     choose(block, start): what happens on a click, with the sentence it answers; memory: what is kept between drawings
   */
  function picture(review, options) {
    const data = prepare(review);
    const { marks = new Map(), memory } = options;
    if (!data.days.length) {
      return { element: section('Every start there is', '', h('p', null, 'There is no start left before the deadline.')), mark: () => {} };
    }
    const { matter, near } = hours(data);
    const sheets = pages(data, marks, near);
    const best = sheets.findIndex((days) => days.some((day) => day.blocks.some((block) => block.slot && block.rank === 1)));
    const shown = memory || {};
    shown.page = Math.min(sheets.length - 1, shown.page === undefined ? Math.max(0, best) : shown.page);
    const canvas = h('div', { class: 'gh-scroll' });
    const detail = h('div', { class: 'gh-week-detail', 'aria-live': 'polite' });
    const said = h('p', { class: 'gh-week-said', role: 'status' });
    const turner = h('div', { class: 'gh-tabs', role: 'group', 'aria-label': 'Days shown' });
    const alternative = h('div', null);
    const tables = h('details', null, h('summary', null, 'The same as a table'), alternative);
    const everything = h('button', { type: 'button', class: 'gh-button gh-small', 'aria-pressed': String(Boolean(shown.all)), on: { click: () => {
      shown.all = !shown.all;
      everything.setAttribute('aria-pressed', String(shown.all));
      draw();
    } } }, 'Show all 24 hours');

    function hint() {
      return h('p', { class: 'gh-muted' }, 'Point at a part, or go into the picture with Tab and walk with the arrow keys, to read here what it is. '
        + (options.choose ? 'A click or Enter chooses it.' : ''));
    }

    function tell(block) {
      clear(detail, options.words(block, data.zone));
    }

    function draw() {
      const days = sheets[shown.page];
      clear(canvas, grid(data, days, shown.all ? new Set(ALL) : matter, { ...options, marks, tell, choose: options.choose && ((block, start) => { said.textContent = options.choose(block, start) || ''; }) }));
      mark();
      turner.querySelectorAll('button').forEach((button, index) => button.setAttribute('aria-current', String(index === shown.page)));
      clear(alternative, tables.open ? asTable(data, days, options) : null);
    }

    clear(turner, sheets.length > 1 ? sheets.map((days, index) => {
      const slots = days.flatMap((day) => day.blocks).filter((block) => block.slot).length;
      return h('button', { type: 'button', class: 'gh-button gh-small', on: { click: () => {
        shown.page = index;
        draw();
      } } }, Zones.date(days[0].date, true) + ' to ' + Zones.date(days[days.length - 1].date, true) + ': ' + (slots ? count(slots, 'slot') : 'no slot'));
    }) : null);
    /** Shows which start is chosen. */
    function mark(start) {
      shown.chosen = start === undefined ? shown.chosen : start;
      canvas.querySelectorAll('.gh-week-block').forEach((element) => {
        const { block } = element;
        const chosen = !element.classList.contains('gh-week-shut') && shown.chosen >= block.from && shown.chosen < block.to;
        element.classList.toggle('gh-week-chosen', chosen);
        element.setAttribute('aria-selected', String(chosen));
      });
    }

    canvas.addEventListener('mouseleave', () => {
      if (!canvas.contains(document.activeElement)) {
        clear(detail, hint());
      }
    });
    tables.addEventListener('toggle', draw);
    clear(detail, hint());
    draw();
    const element = section('Every start there is, by the clocks of ' + Zones.place(data.zone) + ' (the customer)', 'gh-week-section',
      h('p', { class: 'gh-muted' }, 'A place in the picture is a start; the readout takes ' + data.long + ' minutes from there. '
        + (matter.size === 24 ? '' : 'At the hours that are left out more than ' + (near === FAR ? 'three' : near) + ' things are in the way on every day.')),
      matter.size === 24 ? null : everything, turner, legend(data, marks), h('div', null, canvas, said, detail), changesIn(data), tables);
    return { element, mark };
  }

  function legend(data, marks) {
    const blocks = data.days.flatMap((day) => day.blocks);
    const rules = new Set(blocks.filter((block) => !block.slot).map((block) => hardest(block.blockers)));
    const key = (className, text, sign) => h('span', { class: 'gh-key' }, h('span', { class: 'gh-week-swatch ' + className, 'aria-hidden': 'true' }, sign || ''), ' ', text);
    return h('p', { class: 'gh-legend' },
      blocks.some((block) => block.slot) ? key('gh-week-slot', 'a slot, with its rank', '#2') : null,
      blocks.some((block) => block.slot && block.slot.hold) ? key('gh-week-slot gh-week-held', 'held', '#1') : null,
      marks.size ? key('gh-week-mark', 'possible if so many rules give', '1') : null,
      HARDEST.filter((rule) => rules.has(rule)).map((rule) => key('gh-week-' + rule, KEYS[rule])));
  }

  // ------------------------------------------------------------------------------------------- the drawing

  function grid(data, days, matter, options) {
    const minutes = data.step / MINUTE;
    const scale = { 60: 28, 30: 19, 20: 17, 15: 15, 12: 14, 10: 12, 6: 8, 5: 7 }[minutes] || Math.max(3, minutes);
    const px = (length) => (length / minutes) * scale;
    // the time that comes twice has two rows; on the other days the second one is empty
    const fold = data.own.filter((one) => one.by < 0 && days.some((day) => Zones.dayOf(one.after) === day.day))
      .map((one) => ({ from: (one.after % DAY) / MINUTE, long: -one.by, day: Zones.dayOf(one.after) })).find((one) => matter.has(Math.floor(one.from / HOUR)));
    const foldEnd = fold ? fold.from + fold.long : Infinity;
    const last = Math.max(...matter);
    const tops = [];
    ALL.concat(24).reduce((top, hour) => {
      tops.push(top);
      const cut = !matter.has(hour) && matter.has(hour - 1) && hour < last;
      return top + (matter.has(hour) ? px(HOUR) : cut ? CUT : 0);
    }, 0);
    const folded = (minute, again) => (fold && (again || minute >= foldEnd) ? px(fold.long) : 0);
    const place = (minute, again) => {
      const hour = Math.min(24, Math.floor(minute / HOUR));
      return tops[hour] + (matter.has(hour) ? px(minute % HOUR) : 0) + folded(minute, again);
    };
    // what ends where the repeated time begins ends there, not after the second row
    const bottomOf = (block) => place(block.minute + block.length, block.again) - (!block.again && block.minute + block.length === foldEnd ? px(fold.long) : 0);
    const height = tops[24] + (fold ? px(fold.long) : 0);
    const columns = [];

    const axis = h('div', { class: 'gh-week-axis', 'aria-hidden': 'true' }, h('div', { class: 'gh-week-head' }), styled(h('div', { class: 'gh-week-body' }), { height: height + 'px' }));
    const label = (top, text) => axis.lastChild.appendChild(styled(h('span', { class: 'gh-week-hour' }, text), { top: top + 'px' }));
    const shownHours = ALL.filter((hour) => matter.has(hour));
    shownHours.forEach((hour) => label(place(hour * HOUR, false), String(hour).padStart(2, '0') + ':00'));
    shownHours.filter((hour) => !matter.has(hour + 1) && hour < last).forEach((hour) => label(tops[hour + 1] + folded((hour + 1) * HOUR), '\u22EE'));
    if (fold) {
      label(place(fold.from, true), Zones.time(fold.from * MINUTE) + ' again');
    }

    const rows = days.map((day) => {
      const cells = day.narrow ? [collapsed(day, height, options)] : day.blocks.map((block) => cell(block)).filter(Boolean);
      const lines = day.narrow ? [] : shownHours.map((hour) => styled(h('span', { class: 'gh-week-line', 'aria-hidden': 'true' }), { top: place(hour * HOUR, false) + 'px' }));
      columns.push(cells);
      const changed = data.changes.filter((one) => Zones.dayOf(Zones.wall(one.at, data.zone)) === day.day);
      return h('div', { role: 'row', class: 'gh-week-day' + (day.narrow ? ' gh-week-narrow' : '') },
        h('div', { role: 'rowheader', class: 'gh-week-head' }, h('strong', null, Zones.date(day.date, true)),
          changed.length ? h('span', { class: 'gh-week-clock' }, 'clocks change') : null),
        styled(h('div', { role: 'presentation', class: 'gh-week-body' }, lines, cells, clockLines(changed), day.narrow ? null : blanks(day)), { height: height + 'px' }));
    });

    function cell(block) {
      const top = place(block.minute, block.again);
      const tall = bottomOf(block) - top;
      if (tall < 1) {
        return null;
      }
      const slot = block.slot;
      const mark = slot ? undefined : options.marks.get(block.from);
      const element = styled(h('div', {
        role: 'gridcell', tabindex: '-1', class: 'gh-week-block ' + (slot ? 'gh-week-slot' + (slot.hold ? ' gh-week-held' : '') : 'gh-week-' + hardest(block.blockers)) + (tall < 11 ? ' gh-week-flat' : ''),
        'data-start': Zones.iso(block.from), 'aria-label': spoken(block, data), on: {
          mouseenter: () => options.tell(block),
          focus: () => options.tell(block),
          click: (event) => options.choose && options.choose(block, startAt(event, block, element)),
        },
      }, h('span', { class: 'gh-week-words' }, mark === undefined ? null : [h('span', { class: 'gh-week-mark' }, String(mark)), ' '], tall >= 11 || slot ? options.label(block) : '')),
      { top: top + 'px', height: tall + 'px', '--long': px(data.long) + 'px' });
      element.block = block;
      return element;
    }

    /** The start at which somebody clicked; with the keyboard the block's first one. */
    function startAt(event, block, element) {
      const within = event.detail ? event.clientY - element.parentElement.getBoundingClientRect().top : -1;
      let start = block.from;
      while (start + data.step < block.to && place(block.minute + (start + data.step - block.from) / MINUTE, block.again) <= within) {
        start += data.step;
      }
      return start;
    }

    /** What is no start: before now, after the deadline, and where another day has a time twice. */
    function blanks(day) {
      const first = day.blocks[0];
      const final = day.blocks[day.blocks.length - 1];
      const blank = (from, to, text) => (to - from < 14 ? null : styled(h('span', { class: 'gh-week-blank', 'aria-hidden': 'true' }, text), { top: from + 'px', height: to - from + 'px' }));
      return [
        day === data.days[0] ? blank(0, place(first.minute, first.again), 'past') : null,
        day === data.days[data.days.length - 1] ? blank(bottomOf(final), height, 'after the deadline') : null,
        fold && fold.day !== day.day && first.minute < foldEnd && final.minute >= foldEnd && !day.blocks.some((block) => block.minute < foldEnd && block.minute + block.length > foldEnd) ? blank(place(fold.from, true), place(fold.from, true) + px(fold.long), '\u2013') : null,
      ];
    }

    function clockLines(changed) {
      return changed.map((one) => {
        const at = (Zones.wall(one.at, data.zone) % DAY) / MINUTE;
        const gap = one.zone === data.zone && one.by > 0;
        const from = gap ? at - one.by : at;
        if (!matter.has(Math.floor(from / HOUR))) {
          return null;
        }
        const again = one.zone === data.zone && one.by < 0;
        return styled(h('span', { class: gap ? 'gh-week-gap' : 'gh-week-change', 'aria-hidden': 'true' }, h('span', null, gap ? 'no such time' : Zones.place(one.zone) + (one.by > 0 ? ' +' : ' \u2212') + Math.abs(one.by) + ' min')),
          { top: place(from, again) + 'px', height: gap ? px(one.by) + 'px' : '' });
      });
    }

    const first = columns.flat().find((element) => element.block.slot) || columns.flat()[0];
    if (first) {
      first.setAttribute('tabindex', '0');
    }
    return styled(h('div', { class: 'gh-week', role: 'grid', 'aria-label': 'Starts by day. Up and down arrows walk through a day, left and right arrows go to another one.',
      on: { keydown: (event) => walk(event, columns) } }, axis, rows), 
    { 'grid-template-columns': [fold ? '84px' : '52px', ...days.map((day) => (day.narrow ? '34px' : 'minmax(0, 1fr)'))].join(' '), 'min-width': (fold ? 84 : 52) + days.reduce((sum, day) => sum + (day.narrow ? 34 : 72), 0) + 'px' });
  }

  function collapsed(day, height, options) {
    const blocks = day.blocks.slice().sort((a, b) => a.blockers.length - b.blockers.length);
    const words = Zones.date(day.date) + ': no start is near enough';
    const element = styled(h('div', { role: 'gridcell', tabindex: '-1', class: 'gh-week-block gh-week-working-hours gh-week-shut', 'aria-label': words,
      on: { mouseenter: () => options.tell(blocks[0]), focus: () => options.tell(blocks[0]) } }, h('span', { class: 'gh-week-words' }, 'nothing near')), { top: '0', height: height + 'px' });
    element.block = blocks[0];
    return element;
  }

  function walk(event, columns) {
    const day = columns.findIndex((cells) => cells.includes(document.activeElement));
    if (day < 0) {
      return;
    }
    const cells = columns[day];
    const at = cells.indexOf(document.activeElement);
    let next = null;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      cells[at].click();
      return;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      next = cells[at + (event.key === 'ArrowDown' ? 1 : -1)];
    } else if (event.key === 'Home' || event.key === 'End') {
      next = cells[event.key === 'Home' ? 0 : cells.length - 1];
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const step = event.key === 'ArrowRight' ? 1 : -1;
      let other = day + step;
      while (columns[other] && !columns[other].length) {
        other += step;
      }
      const top = cells[at].offsetTop;
      next = columns[other] && (columns[other].find((cell) => cell.offsetTop <= top && cell.offsetTop + cell.offsetHeight > top) || columns[other][0]);
    } else {
      return;
    }
    event.preventDefault();
    if (next) {
      document.activeElement.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    }
  }

  // ---------------------------------------------------------------------------------------------- in words

  /** When the starts of a block are: one, or from the first to the last. */
  function starts(block, data) {
    const first = Zones.wall(block.from, data.zone);
    const last = Zones.wall(block.to - data.step, data.zone);
    const again = block.again ? ' (the second time, the clocks have gone back)' : '';
    return (first === last ? Zones.time(first) : Zones.time(first) + ' to ' + Zones.time(last)) + again;
  }

  function spoken(block, data) {
    const when = Zones.date(Zones.wall(block.from, data.zone)) + ', ' + starts(block, data) + ': ';
    return when + (block.slot ? 'slot number ' + block.rank + (block.slot.hold ? ', held' : '') : 'not possible, ' + count(block.blockers.length, 'thing is', 'things are') + ' in the way');
  }

  /** Changes of clocks, said: who they are for and what follows. */
  function changesIn(data) {
    return data.changes.length ? h('ul', { class: 'gh-plain gh-week-changes' }, data.changes.map((one) => h('li', null, h('strong', null, 'Clocks change in ' + Zones.place(one.zone) + ': '),
      'on ' + Zones.date(one.before) + ' they go from ' + Zones.time(one.before) + ' to ' + Zones.time(one.after) + ' (' + one.offsetBefore + ' to ' + one.offsetAfter + '). '
      + follows(one, data)))) : null;
  }

  /** What a change of clocks means for somebody who looks at the customer's. */
  function follows(one, data) {
    const here = Zones.place(data.zone);
    if (one.zone === data.zone) {
      return 'That day has ' + (24 * HOUR - one.by) / HOUR + ' hours: ' + (one.by > 0 ? Zones.time(one.before) + ' to ' + Zones.time(one.after) + ' does not exist.' : Zones.time(one.after) + ' to ' + Zones.time(one.before) + ' comes twice.')
        + ' Where clocks do not change with them it is then ' + Math.abs(one.by) + ' minutes ' + (one.by < 0 ? 'later' : 'earlier') + ' than before at the same time here.';
    }
    const same = data.own.filter((other) => Math.abs(other.at - one.at) < DAY).reduce((sum, other) => sum + other.by, 0);
    const by = one.by - same;
    return by === 0 ? 'Those of ' + here + ' change with them, so that it stays as it was between the two.'
      : 'From then on it is ' + Math.abs(by) + ' minutes ' + (by > 0 ? 'later' : 'earlier') + ' there than before at the same time in ' + here + '.';
  }

  function asTable(data, days, options) {
    return table('Every start of these days', ['Day', 'Starts', 'What it is'], days.flatMap((day) => day.blocks.map((block) => row('', [
      Zones.date(day.date, true), starts(block, data), block.slot ? options.label(block) + ', a slot' : block.blockers.map((one) => h('div', null, options.rule(one)))]))));
  }

  /** For each day, the starts that the least is in the way of: why it is none of that day's. */
  function nearest(review) {
    const data = prepare(review);
    return data.days.map((day) => {
      const least = Math.min(...day.blocks.map((block) => block.blockers.length));
      return { date: day.date, least, blocks: day.blocks.filter((block) => block.blockers.length === least), words: (block) => starts(block, data) };
    });
  }

  window.GatehouseWeek = { picture, nearest };
})();
