/*
 * Gatehouse: what every form and page of Gatehouse shows, and how a gate's form sends a decision.
 *
 * Plain script, no dependency, no build. It is loaded by the embedded forms (through Tasklist's camForm) and by the
 * read-only pages. Whatever comes from a server or a person reaches the screen through text nodes and attributes of
 * elements made here, never as markup.
 *
 * Sections: words and times, elements, sentences, the timeline drawing, the view of a review, sending a decision,
 * the gates, the start form.
 */
(function () {
  'use strict';

  if (window.Gatehouse) {
    return;
  }

  // ---------------------------------------------------------------------------------------- words and times

  const MINUTE = 60000;
  const DAY = 86400000;
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];



  function millis(instant) {
    const value = instant == null ? NaN : Date.parse(instant);
    return Number.isNaN(value) ? null : value;
  }

  function two(number) {
    return String(number).padStart(2, '0');
  }

  function day(instant) {
    const date = new Date(millis(instant));
    return date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()] + ' ' + date.getUTCFullYear();
  }

  /** 14:55, with seconds only where there are any, with the day in front where it is not the given one. */
  function clock(instant, reference) {
    const value = millis(instant);
    if (value === null) {
      return instant == null ? 'no time' : String(instant);
    }
    const date = new Date(value);
    const seconds = date.getUTCSeconds() ? ':' + two(date.getUTCSeconds()) : '';
    const time = two(date.getUTCHours()) + ':' + two(date.getUTCMinutes()) + seconds;
    const other = reference != null && Math.floor(value / DAY) !== Math.floor(millis(reference) / DAY);
    return other ? date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()] + ' ' + time : time;
  }

  /** Milliseconds of an ISO-8601 duration, negative ones too; null when it is none. */
  function duration(iso) {
    const match = /^(-)?P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/.exec(iso || '');
    if (!match) {
      return null;
    }
    const part = (text) => Number(text || 0);
    const sum = part(match[2]) * DAY + part(match[3]) * 60 * MINUTE + part(match[4]) * MINUTE + part(match[5]) * 1000;
    return match[1] ? -sum : sum;
  }

  function inWords(length) {
    const total = Math.round(Math.abs(length) / 1000);
    const parts = [
      [Math.floor(total / 86400), 'day'],
      [Math.floor((total % 86400) / 3600), 'hour'],
      [Math.floor((total % 3600) / 60), 'minute'],
      [total % 60, 'second'],
    ].filter(([count]) => count > 0);
    return parts.length ? parts.map(([count, unit]) => count + ' ' + unit + (count === 1 ? '' : 's')).join(' ') : '0 minutes';
  }

  function shift(from, to) {
    const by = millis(to) - millis(from);
    const total = Math.round(Math.abs(by) / 1000);
    const hours = Math.floor(total / 3600);
    const minutes = Math.floor((total % 3600) / 60);
    const text = (hours ? hours + ' h ' : '') + (minutes || !hours ? minutes + ' min' : '');
    return (by < 0 ? '\u2212' : '+') + text.trim();
  }

  function later(by) {
    return inWords(by) + (by < 0 ? ' earlier' : ' later');
  }

  function count(number, word, plural) {
    return number + ' ' + (number === 1 ? word : plural || word + 's');
  }

  /** a, b and c */
  function list(items) {
    if (items.length < 2) {
      return items.join('');
    }
    return items.slice(0, -1).join(', ') + ' and ' + items[items.length - 1];
  }

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function sourceName(source) {
    return String(source || 'unknown source').replace(/^urn:source:/, '');
  }

  function zone() {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  }

  function localClock(instant) {
    return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(millis(instant)));
  }

  // ---------------------------------------------------------------------------------------------- elements

  const SVG = 'http://www.w3.org/2000/svg';

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) {
        continue;
      }
      if (name === 'on') {
        for (const [event, listener] of Object.entries(value)) {
          element.addEventListener(event, listener);
        }
      } else {
        element.setAttribute(name, value === true ? '' : String(value));
      }
    }
    append(element, children);
    return element;
  }

  function append(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) {
        continue;
      }
      element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }

  function h(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
  }

  function s(tag, attributes, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
  }

  function clear(element, ...children) {
    element.textContent = '';
    append(element, children);
  }

  let ids = 0;

  function id(prefix) {
    ids += 1;
    return 'gh-' + prefix + '-' + ids;
  }

  function section(title, className, ...children) {
    return h('section', { class: ('gh-section ' + (className || '')).trim() }, h('h3', { class: 'gh-h' }, title), children);
  }

  function table(caption, columns, rows, options) {
    const scroller = h('div', { class: 'gh-scroll' });
    new ResizeObserver(() => {
      // a stop for the keyboard only where there is something to scroll to
      if (scroller.scrollWidth > scroller.clientWidth + 1) {
        fill(scroller, { tabindex: '0', role: 'region', 'aria-label': caption }, []);
      } else {
        ['tabindex', 'role', 'aria-label'].forEach((name) => scroller.removeAttribute(name));
      }
    }).observe(scroller);
    scroller.appendChild(h('table', { class: 'gh-table ' + ((options && options.className) || '') },
      h('caption', { class: 'gh-sr' }, caption),
      h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col' }, column)))),
      h('tbody', null, rows)));
    return scroller;
  }

  function row(className, cells, attributes) {
    const [first, ...rest] = cells;
    return h('tr', { class: className, ...(attributes || {}) }, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', null, cell)));
  }

  function tag(text, className) {
    return h('span', { class: 'gh-tag ' + (className || '') }, text);
  }

  /** A hash, whole, with a button that copies it; where copying is not allowed the text is selected instead. */
  function hash(value, label) {
    if (!value) {
      return h('span', { class: 'gh-muted' }, 'none');
    }
    const code = h('code', { class: 'gh-hash' }, value);
    const said = h('span', { class: 'gh-said', role: 'status' });
    const copy = h('button', { type: 'button', class: 'gh-button gh-small', 'aria-label': 'Copy the hash ' + (label || '') , on: { click: () => {
      const done = (text) => { said.textContent = text; };
      const select = () => {
        const range = document.createRange();
        range.selectNodeContents(code);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        done(document.execCommand('copy') ? 'Copied' : 'Selected: copy it with Ctrl+C');
      };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(value).then(() => done('Copied'), select);
      } else {
        select();
      }
    } } }, 'Copy');
    return h('span', { class: 'gh-hashline' }, code, ' ', copy, ' ', said);
  }

  // --------------------------------------------------------------------------------------------- sentences

  const STATES = {
    SCHEDULED: 'Scheduled',
    PROVISIONAL: 'Provisional',
    HELD: 'HELD',
    IN_PROGRESS: 'In progress',
    COMPLETED: 'Completed',
  };

  const REASONS = {
    EVIDENCE_MISSING: 'Evidence it requires has no time or was withdrawn',
    EVIDENCE_STALE: 'Evidence it requires would be too old at its start',
    AUTHORITY_MISSING: 'Nobody authorised holds its role then',
    DEPENDS_ON_HELD: 'It waits for a checkpoint that is itself held',
    NO_IN_POLICY_WINDOW: 'No place inside its allowed time',
    PROTECTED_BOUNDARY: 'Its boundary owner refused an exception',
  };

  const NO_EFFECT = {
    'delegate-not-approved': 'the delegate mapping does not approve this person for this role, severity and time; the departure still counts',
    'not-authoritative': 'this source may not state this fact',
    'unknown-checkpoint': 'it names a checkpoint that this window does not have',
    'unknown-evidence': 'it names evidence that this window does not have',
    overtaken: 'a later statement about the same thing holds',
  };

  /** A packet with what sentences need to look up: titles, the day, the events. */
  function lookUp(packet) {
    const ledger = packet.ledger || [];
    const checkpoints = new Map(ledger.map((entry) => [entry.checkpointId, entry]));
    const evidence = new Map((packet.evidence || []).map((item) => [item.evidenceId, item]));
    const opens = packet.window && packet.window.opensAt;
    const at = (instant) => clock(instant, opens);
    return {
      packet,
      ledger,
      checkpoints,
      at,
      opens,
      // the first revision is the timeline as declared: there is no before
      declared: !(packet.lineage && packet.lineage.previous),
      title: (checkpointId) => (checkpoints.has(checkpointId) && checkpoints.get(checkpointId).title) || checkpointId || 'a checkpoint',
      evidence: (evidenceId) => (evidence.has(evidenceId) && evidence.get(evidenceId).title) || evidenceId || 'evidence',
      span: (interval) => at(interval.from) + ' to ' + at(interval.to),
    };
  }

  function shortfall(binding, look) {
    if (!binding || !binding.needs || !binding.allowed) {
      return '';
    }
    const direction = millis(binding.needs) >= millis(binding.allowed) ? 'until' : 'from';
    const by = duration(binding.shortBy);
    return 'needs ' + look.at(binding.needs) + ', allowed ' + direction + ' ' + look.at(binding.allowed)
      + (by === null ? '' : ': ' + inWords(by) + ' short');
  }

  function rule(binding, look) {
    const subject = binding.subject;
    switch (binding.constraint) {
      case 'COMMAND_WINDOW_START': return 'the command window is not open yet';
      case 'COMMAND_WINDOW_END': return 'the command window closes';
      case 'WINDOW_START': return 'its own window is not open yet';
      case 'WINDOW_END': return 'its own window closes';
      case 'DEPENDENCY': return 'it follows ' + look.title(subject);
      case 'EVIDENCE_READY': return look.evidence(subject) + ' is not ready';
      case 'EVIDENCE_FRESH': return look.evidence(subject) + ' is too old';
      case 'NOW': return 'it cannot start in the past';
      case 'OWNER_AUTHORITY': return (subject || 'its owner') + ' does not hold the role throughout';
      case 'OWNER_ABSENT': return (subject || 'its owner') + ' is away';
      case 'OWNER_BUSY': return 'its owner is at ' + look.title(subject);
      case 'FREEZE': return 'change freeze ' + (subject || '');
      default: return binding.constraint ? String(binding.constraint).toLowerCase().replace(/_/g, ' ') : '';
    }
  }

  function eventButton(reference, look) {
    const eventId = reference.eventId || String(reference);
    return h('button', { type: 'button', class: 'gh-ref', title: 'Show the event', on: { click: (event) => {
      const root = event.target.closest('.gh');
      const found = Array.from(root.querySelectorAll('[data-event]')).find((element) => element.dataset.event === eventId
        && (!reference.source || element.dataset.source === reference.source));
      if (found) {
        found.scrollIntoView({ block: 'center' });
        found.focus();
      }
    } } }, eventId);
  }

  function events(references, look) {
    const known = references || [];
    return known.length ? [' ', h('span', { class: 'gh-refs' }, '(', known.map((reference, index) => [index ? ', ' : '', eventButton(reference, look)]), ')')] : [];
  }

  function eventNames(references) {
    const known = references || [];
    return known.length ? ' (' + known.map((reference) => reference.eventId || String(reference)).join(', ') + ')' : '';
  }

  /** Why an entry is where it is: [{words, causedBy}] */
  function because(entry, look) {
    return (entry.because || []).map((item) => {
      const figures = shortfall(item, look);
      let words;
      if (item.kind === 'owner-changed') {
        words = 'owner changes' + (entry.previousOwner ? ' from ' + entry.previousOwner : '') + (entry.owner ? ' to ' + entry.owner : '');
      } else if (item.kind === 'started') {
        words = 'has started: stays where it is';
      } else if (item.kind === 'completed') {
        words = 'is completed: stays where it is';
      } else if (item.kind === 'held' && !item.constraint) {
        const hold = (look.packet.holds || []).find((one) => one.checkpointId === entry.checkpointId) || {};
        words = hold.root ? 'waits for ' + look.title(hold.root) + ', which is held' : REASONS[hold.reason] || 'held';
      } else {
        words = item.constraint ? rule(item, look) : item.kind || '';
      }
      return { words: words + (figures ? ': ' + figures : ''), causedBy: item.causedBy };
    });
  }

  function release(fact, look) {
    const by = fact.by ? look.at(fact.by) : null;
    const subject = fact.subject;
    switch (fact.kind) {
      case 'boundary-exception':
        return (fact.person || 'The boundary owner') + ' grants a boundary exception' + (by ? ' to ' + by : '');
      case 'evidence-time': return 'A readiness time for ' + look.evidence(subject) + (by ? ', by ' + by : '');
      case 'evidence-earlier': return look.evidence(subject) + ' ready earlier' + (by ? ': by ' + by : '');
      case 'evidence-confirmed-again': return look.evidence(subject) + ' confirmed again' + (by ? ', not before ' + by : '');
      case 'delegate-rotated': return 'An approved holder of the role ' + subject + (fact.person ? ' in place of ' + fact.person : '') + (by ? ', by ' + by : '');
      case 'checkpoint-released': return 'Release of ' + look.title(subject);
      case 'window-changed': return 'A changed window for ' + look.title(subject) + (by ? ', open until ' + by : '');
      case 'window-extended': return 'The command window extended' + (by ? ' to ' + by : '');
      case 'freeze-lifted': return 'Freeze ' + subject + ' lifted' + (by ? ' by ' + by : '');
      case 'owner-available': return (fact.person || subject) + ' available' + (by ? ' by ' + by : '');
      default: return [fact.kind, subject, fact.person, by].filter(Boolean).join(', ');
    }
  }

  function releases(facts, look) {
    const known = facts || [];
    return known.length
      ? h('ul', { class: 'gh-plain' }, known.map((fact) => h('li', null, release(fact, look))))
      : h('span', { class: 'gh-muted' }, 'No single fact that is known');
  }

  function happened(cause, look) {
    const data = cause.data || {};
    switch (cause.type) {
      case 'support.evidence.rescheduled': return look.evidence(data.evidenceId || cause.about) + (data.readyAt ? ' is ready at ' + look.at(data.readyAt) : ' has another readiness time');
      case 'support.evidence.confirmed': return look.evidence(data.evidenceId || cause.about) + ' is confirmed' + (data.at ? ' at ' + look.at(data.at) : '');
      case 'support.evidence.withdrawn': return look.evidence(data.evidenceId || cause.about) + ' is withdrawn' + (data.reason ? ': ' + data.reason : '');
      case 'support.checkpoint.started': return look.title(data.checkpointId || cause.about) + ' started' + (data.at ? ' at ' + look.at(data.at) : '');
      case 'support.checkpoint.completed': return look.title(data.checkpointId || cause.about) + ' completed' + (data.at ? ' at ' + look.at(data.at) : '');
      case 'support.delegate.rotated':
        return (data.role || cause.about || 'a role') + (data.from && data.to ? ': ' + data.from + ' hands over to ' + data.to : ' changes hands')
          + (data.effectiveAt ? ' at ' + look.at(data.effectiveAt) : '') + (data.until ? ' until ' + look.at(data.until) : '');
      case 'support.owner.unavailable': return (data.person || cause.about || 'somebody') + ' is away' + (data.from && data.to ? ' ' + look.span(data) : '');
      case 'support.window.changed':
        return look.title(data.checkpointId || cause.about) + (data.windows ? ' is allowed ' + list(data.windows.map(look.span)) : ' has another window');
      case 'support.freeze.declared': return 'change freeze ' + (data.freezeId || cause.about || '') + (data.from && data.to ? ' ' + look.span(data) : '') + (data.reason ? ': ' + data.reason : '');
      case 'support.freeze.lifted': return 'change freeze ' + (data.freezeId || cause.about || '') + ' is lifted';
      case 'support.window.extended': return 'the command window is extended' + (data.closesAt ? ' to ' + look.at(data.closesAt) : '');
      case 'support.window.closed': return 'the command window is closed';
      default: return [cause.type, cause.about].filter(Boolean).join(': ');
    }
  }

  function change(item, look) {
    const title = item.title || look.title(item.checkpointId);
    const by = duration(item.by);
    switch (item.kind) {
      case 'moved': return title + ' moves ' + look.at(item.from) + ' \u2192 ' + look.at(item.to) + (by === null ? '' : ' (' + later(by) + ')');
      case 'gained': return 'gains ' + title + (item.to ? ' at ' + look.at(item.to) : '') + (item.previousOwner ? ' from ' + item.previousOwner : '');
      case 'lost': return 'loses ' + title + (item.owner ? ' to ' + item.owner : '');
      case 'held': return title + ' is held' + (item.from ? ' (was ' + look.at(item.from) + ')' : '');
      case 'released': return title + ' is released' + (item.to ? ': starts ' + look.at(item.to) : '');
      default: return [item.kind, title].filter(Boolean).join(' ');
    }
  }

  function movedFrom(entry) {
    return Boolean(entry.start && entry.previousStart && millis(entry.start) !== millis(entry.previousStart));
  }

  function ownerChanged(entry) {
    return Boolean(entry.previousOwner && entry.owner !== entry.previousOwner);
  }

  function changed(entry) {
    return entry.state === 'HELD' || movedFrom(entry) || ownerChanged(entry);
  }

  /** What changed, in one sentence. */
  function headline(packet) {
    const look = lookUp(packet);
    const applied = (packet.causes || []).filter((cause) => cause.disposition === 'applied');
    const moved = look.ledger.filter(movedFrom);
    const held = look.ledger.filter((entry) => entry.state === 'HELD');
    const owners = look.ledger.filter(ownerChanged);
    const why = applied.length === 0 ? '' : applied.length <= 2
      ? capital(list(applied.map((cause) => happened(cause, look)))) + ': '
      : 'After ' + applied.length + ' authoritative changes: ';
    const effects = [];
    if (held.length) {
      effects.push(held.length <= 3 ? list(held.map((entry) => entry.title)) + (held.length === 1 ? ' is held' : ' are held') : held.length + ' of ' + look.ledger.length + ' checkpoints are held');
    }
    if (moved.length) {
      const largest = moved.reduce((most, entry) => {
        const by = millis(entry.start) - millis(entry.previousStart);
        return Math.abs(by) > Math.abs(most) ? by : most;
      }, 0);
      effects.push(moved.length === 1 ? moved[0].title + ' moves ' + later(largest)
        : moved.length + ' of ' + look.ledger.length + ' checkpoints move (up to ' + later(largest) + ')');
    }
    if (owners.length) {
      effects.push(owners.length === 1 && owners[0].owner ? owners[0].title + ' goes from ' + owners[0].previousOwner + ' to ' + owners[0].owner
        : count(owners.length, 'checkpoint changes', 'checkpoints change') + ' owner');
    }
    if (!held.length) {
      effects.push('nothing is held');
    }
    const end = look.ledger.map((entry) => entry.end).filter(Boolean).sort((a, b) => millis(a) - millis(b)).pop();
    const text = why + list(effects) + (end ? '; the last scheduled checkpoint ends ' + look.at(end) : '') + '.';
    return why ? text : capital(text);
  }

  // ------------------------------------------------------------------------------------ the timeline drawing

  const STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080];

  let measuring = null;

  function textWidth(text, font) {
    measuring = measuring || document.createElement('canvas').getContext('2d');
    measuring.font = font;
    return measuring.measureText(text).width;
  }

  function cut(text, width, font) {
    if (textWidth(text, font) <= width) {
      return text;
    }
    let kept = text;
    while (kept.length > 1 && textWidth(kept + '\u2026', font) > width) {
      kept = kept.slice(0, -1);
    }
    return kept.trimEnd() + '\u2026';
  }

  /** The text in one line or two; what does not fit into the second is cut. */
  function twoLines(text, width, font) {
    if (textWidth(text, font) <= width) {
      return [text];
    }
    const words = text.split(' ');
    let first = words.shift();
    while (words.length && textWidth(first + ' ' + words[0], font) <= width) {
      first += ' ' + words.shift();
    }
    return [cut(first, width, font), cut(words.join(' '), width, font)].filter(Boolean);
  }

  /** Everything there is to say about one checkpoint, in words: the drawing's text alternative. */
  function spoken(entry, look) {
    const parts = [entry.title + (entry.protected ? ', protected' : '') + ': ' + (STATES[entry.state] || entry.state)];
    if (entry.state === 'HELD') {
      const hold = (look.packet.holds || []).find((one) => one.checkpointId === entry.checkpointId);
      parts.push(entry.previousStart ? 'was ' + look.at(entry.previousStart) : 'had no place');
      if (hold) {
        parts.push((REASONS[hold.reason] || hold.reason) + (hold.root ? ' (' + look.title(hold.root) + ')' : ''));
        const figures = shortfall(hold.binding, look);
        if (figures) {
          parts.push(figures);
        }
      }
    } else {
      parts.push(look.at(entry.start) + ' to ' + look.at(entry.end));
      if (movedFrom(entry)) {
        parts.push('was ' + look.at(entry.previousStart) + ', ' + later(millis(entry.start) - millis(entry.previousStart)));
      } else if (!look.declared) {
        parts.push('unchanged');
      }
    }
    if (entry.owner) {
      parts.push('owner ' + entry.owner + (ownerChanged(entry) ? ' (was ' + entry.previousOwner + ')' : ''));
    } else {
      parts.push('no owner');
    }
    const why = because(entry, look).map((item) => item.words + eventNames(item.causedBy));
    if (why.length && entry.state !== 'HELD') {
      parts.push('because ' + why.join('; '));
    }
    return parts.join('; ') + '.';
  }

  /** Length of a checkpoint's old bar; held ones have no end of their own. */
  function length(entry, look) {
    if (entry.start && entry.end) {
      return millis(entry.end) - millis(entry.start);
    }
    if (entry.previousStart && entry.previousEnd) {
      return millis(entry.previousEnd) - millis(entry.previousStart);
    }
    const own = duration(entry.duration);
    if (own) {
      return own;
    }
    return duration(look.packet.window && look.packet.window.granularity) * 3 || 15 * MINUTE;
  }

  function drawing(look, entries, now, width, detail) {
    const packet = look.packet;
    const dense = entries.length > 16;
    const narrow = width < (dense ? 480 : 720);
    const labels = narrow ? 8 : Math.round(Math.min(340, Math.max(208, width * (dense ? 0.3 : 0.27))));
    const right = 16;
    const font = '13px system-ui, sans-serif';
    const names = new Map(entries.map((entry) => {
      const full = (entry.protected ? '\u25C6 ' : '') + entry.title;
      const own = (changed(entry) ? 'bold ' : '') + font;
      return [entry, narrow || dense ? [cut(full, narrow ? width - 16 : labels - 14, own)] : twoLines(full, labels - 14, own)];
    }));
    const tall = Array.from(names.values()).some((name) => name.length > 1);
    const rowHeight = (dense ? 27 : narrow ? 36 : tall ? 56 : 42) + (narrow ? 18 : 0);
    const local = zone();
    const opens = millis(packet.window.opensAt);
    const closes = millis(packet.window.closesAt);
    const showLocal = new Date(opens).getTimezoneOffset() !== 0;
    const points = [opens, closes];
    entries.forEach((entry) => {
      [entry.start, entry.end, entry.previousStart].map(millis).forEach((value) => value !== null && points.push(value));
    });
    const nowAt = millis(now);
    const far = (closes - opens) * 0.25;
    if (nowAt !== null && nowAt > opens - far && nowAt < closes + far) {
      points.push(nowAt);
    }
    const from = Math.min(...points);
    const to = Math.max(...points);
    const margin = (to - from) * 0.015;
    const x = (value) => labels + ((value - from + margin) / (to - from + 2 * margin)) * (width - labels - right);
    const step = (STEPS.find((minutes) => x(from + minutes * MINUTE) - x(from) >= 58) || STEPS[STEPS.length - 1]) * MINUTE;
    const top = 40 + (showLocal ? 18 : 0);
    const bottom = top + entries.length * rowHeight;
    const height = bottom + (dense ? 24 : 8);
    const key = id('drawing');
    const pattern = (name) => 'url(#' + key + '-' + name + ')';

    const image = s('svg', { class: 'gh-drawing' + (dense ? ' gh-dense' : ''), width, height, viewBox: '0 0 ' + width + ' ' + height, role: 'list',
      'aria-label': 'Timeline before and after, ' + count(entries.length, 'checkpoint') + '. Arrow keys go from one to the next. The table below says the same.' });
    image.appendChild(s('defs', { 'aria-hidden': 'true' },
      s('pattern', { id: key + '-held', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        s('rect', { width: 7, height: 7, class: 'gh-paper' }), s('rect', { width: 2.6, height: 7, class: 'gh-ink' })),
      s('pattern', { id: key + '-freeze', width: 9, height: 9, patternUnits: 'userSpaceOnUse' },
        s('path', { d: 'M0 0L9 9M9 0L0 9', class: 'gh-cross' })),
      s('pattern', { id: key + '-provisional', width: 5, height: 5, patternUnits: 'userSpaceOnUse' },
        s('rect', { width: 5, height: 5, class: 'gh-bar-fill' }), s('circle', { cx: 2.5, cy: 2.5, r: 1.25, class: 'gh-paper' })),
      s('pattern', { id: key + '-away', width: 4, height: 4, patternUnits: 'userSpaceOnUse' },
        s('circle', { cx: 2, cy: 2, r: 0.9, class: 'gh-ink' }))));

    const ground = s('g', { 'aria-hidden': 'true' });
    const axis = (y, upward) => {
      for (let value = Math.ceil(from / step) * step; value <= to; value += step) {
        const date = new Date(value);
        const midnight = value % DAY === 0 && value > from;
        ground.appendChild(s('text', { x: x(value), y: y + (upward ? -6 : 15), class: 'gh-axis', 'text-anchor': 'middle' },
          midnight ? date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()] : clock(date.toISOString())));
        if (showLocal && upward) {
          ground.appendChild(s('text', { x: x(value), y: y - 23, class: 'gh-axis gh-local', 'text-anchor': 'middle' }, localClock(date.toISOString())));
        }
      }
    };
    entries.forEach((entry, index) => {
      if (index % 2 === 1) {
        ground.appendChild(s('rect', { x: 0, y: top + index * rowHeight, width, height: rowHeight, class: 'gh-band' }));
      }
    });
    for (let value = Math.ceil(from / step) * step; value <= to; value += step) {
      ground.appendChild(s('line', { x1: x(value), x2: x(value), y1: top, y2: bottom, class: 'gh-grid' }));
    }
    axis(top, true);
    if (dense) {
      axis(bottom, false);
    }
    if (!narrow) {
      ground.appendChild(s('text', { x: 4, y: top - 6, class: 'gh-axis gh-strong' }, 'UTC'));
      if (showLocal) {
        ground.appendChild(s('text', { x: 4, y: top - 23, class: 'gh-axis gh-local' }, cut(local, labels - 34, '12px system-ui, sans-serif')));
      }
    }
    [opens, closes].forEach((value) => ground.appendChild(s('line', { x1: x(value), x2: x(value), y1: top - 2, y2: bottom, class: 'gh-edge' })));
    (packet.freezes || []).forEach((freeze) => {
      const begin = Math.max(from, millis(freeze.from));
      const end = Math.min(to, millis(freeze.to));
      if (begin < end) {
        ground.appendChild(s('rect', { x: x(begin), y: top, width: x(end) - x(begin), height: bottom - top, fill: pattern('freeze'), class: 'gh-freeze' },
          s('title', null, 'Change freeze ' + freeze.freezeId + ', ' + look.span(freeze) + (freeze.reason ? ': ' + freeze.reason : ''))));
      }
    });
    image.appendChild(ground);

    const windows = new Map((packet.windows || []).map((one) => [one.checkpointId, one]));
    // above the line that marks now, so that it never strikes a word through
    const texts = s('g', { 'aria-hidden': 'true', class: 'gh-texts' });
    const rows = entries.map((entry, index) => {
      const y = top + index * rowHeight;
      const words = spoken(entry, look);
      const group = s('g', { role: 'listitem', tabindex: index === 0 ? '0' : '-1', class: 'gh-row', 'aria-label': words });
      group.appendChild(s('rect', { x: 1, y: y + 1, width: width - 2, height: rowHeight - 2, class: 'gh-hit' }));
      const body = y + (narrow ? 18 : 0);
      const space = rowHeight - (narrow ? 18 : 0);
      const own = windows.get(entry.checkpointId);
      ((own && own.windows) || []).forEach((interval) => {
        const begin = Math.max(from, millis(interval.from));
        const end = Math.min(to, millis(interval.to));
        if (begin < end) {
          const shaded = own.protected || entry.protected;
          group.appendChild(s('rect', { x: x(begin), y: body + 2, width: x(end) - x(begin), height: space - 4, class: shaded ? 'gh-window' : 'gh-window gh-open' }));
          group.appendChild(s('path', { d: bracket(x(begin), x(end), body + 2, body + space - 2), class: 'gh-bracket' }));
        }
      });
      (packet.unavailable || []).filter((one) => one.person === entry.owner).forEach((one) => {
        const begin = Math.max(from, millis(one.from));
        const end = Math.min(to, millis(one.to));
        if (begin < end) {
          group.appendChild(s('rect', { x: x(begin), y: body + space - 6, width: x(end) - x(begin), height: 4, fill: pattern('away') }));
        }
      });
      const oldHeight = dense ? 6 : 9;
      const newHeight = dense ? 11 : 16;
      const oldTop = body + (space - oldHeight - newHeight - 2) / 2;
      const newTop = oldTop + oldHeight + 2;
      const long = length(entry, look);
      const was = millis(entry.previousStart);
      if (was !== null && entry.state !== 'HELD' && !look.declared) {
        group.appendChild(s('rect', { x: x(was), y: oldTop, width: Math.max(3, x(was + long) - x(was)), height: oldHeight, class: 'gh-before' }));
      }
      let textAt;
      let said = [];
      let leftOf;
      if (entry.state === 'HELD') {
        const place = was === null ? opens : was;
        const end = Math.max(x(place) + 8, x(Math.min(place + long, to)));
        group.appendChild(s('rect', { x: x(place), y: oldTop, width: end - x(place), height: oldHeight + newHeight + 2, fill: pattern('held'), class: 'gh-held' }));
        textAt = end;
        leftOf = x(place);
        said = ['HELD' + (was === null ? '' : ', was ' + clock(entry.previousStart)), 'HELD'];
      } else if (entry.start && entry.end) {
        const begin = x(millis(entry.start));
        const end = Math.max(begin + 4, x(millis(entry.end)));
        group.appendChild(s('rect', { x: begin, y: newTop, width: end - begin, height: newHeight, rx: 1.5,
          class: 'gh-after gh-' + String(entry.state).toLowerCase().replace(/[^a-z]+/g, '-'), fill: entry.state === 'PROVISIONAL' ? pattern('provisional') : null }));
        textAt = Math.max(end, was === null ? end : x(was + long));
        leftOf = Math.min(begin, was === null ? begin : x(was));
        const times = clock(entry.start) + '\u2013' + clock(entry.end);
        const by = movedFrom(entry) ? '  ' + shift(entry.previousStart, entry.start) : '';
        const how = { COMPLETED: '  \u2713 done', IN_PROGRESS: '  running', PROVISIONAL: '  provisional' }[entry.state] || '';
        const who = narrow || (dense && ownerChanged(entry)) ? '  ' + (entry.owner || 'no owner') : '';
        said = [times + by + how + who, times + by + how, times + by, times];
      }
      if (said.length) {
        const bold = changed(entry) ? 'bold ' : '';
        const room = width - 4 - textAt - 6;
        const fits = said.find((text) => textWidth(text, bold + font) < room);
        const y2 = newTop + newHeight - (dense ? 1 : 3);
        texts.appendChild(s('text', { x: fits ? textAt + 6 : leftOf - 6, y: y2, 'text-anchor': fits ? null : 'end', class: 'gh-text' + (bold ? ' gh-strong' : '') }, fits || said[said.length - 1]));
      }
      const name = names.get(entry);
      const owner = narrow || dense ? '' : (entry.owner || 'no owner') + (ownerChanged(entry) ? ', was ' + entry.previousOwner : '');
      const first = narrow ? y + 15 : dense ? y + rowHeight / 2 + 4.5 : y + rowHeight / 2 - 1 - 7 * (name.length - 1);
      name.forEach((line, number) => texts.appendChild(s('text', { x: 6, y: first + 14 * number, class: 'gh-label' + (changed(entry) ? ' gh-strong' : '') }, line)));
      if (owner) {
        texts.appendChild(s('text', { x: 6, y: first + 14 * name.length + 1, class: 'gh-axis gh-owner' }, cut(owner, labels - 14, '12px system-ui, sans-serif')));
      }
      const show = () => { detail.textContent = words; };
      group.addEventListener('focus', show);
      group.addEventListener('mouseenter', show);
      image.appendChild(group);
      return group;
    });
    image.addEventListener('keydown', (event) => {
      const moves = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
      const at = rows.indexOf(document.activeElement);
      if (at < 0 || !(event.key in moves)) {
        return;
      }
      event.preventDefault();
      const next = Math.min(rows.length - 1, Math.max(0, at + moves[event.key]));
      rows[at].setAttribute('tabindex', '-1');
      rows[next].setAttribute('tabindex', '0');
      rows[next].focus();
    });

    if (nowAt !== null && nowAt >= from && nowAt <= to) {
      const flag = 'now ' + look.at(now);
      const wide = textWidth(flag, 'bold 12px system-ui, sans-serif') + 10;
      const left = Math.min(Math.max(x(nowAt) - wide / 2, 0), width - wide);
      image.appendChild(s('g', { 'aria-hidden': 'true', class: 'gh-now' },
        s('line', { x1: x(nowAt), x2: x(nowAt), y1: top - 4, y2: bottom }),
        s('rect', { x: left, y: 0, width: wide, height: 18 }),
        s('path', { d: 'M' + (x(nowAt) - 5) + ' 18h10l-5 6z' }),
        s('text', { x: left + wide / 2, y: 13, 'text-anchor': 'middle' }, flag)));
    }
    image.appendChild(texts);
    return image;
  }

  function bracket(left, right, top, bottom) {
    return 'M' + (left + 4) + ' ' + top + 'H' + left + 'V' + bottom + 'H' + (left + 4) + 'M' + (right - 4) + ' ' + top + 'H' + right + 'V' + bottom + 'H' + (right - 4);
  }

  function swatch(className, draw) {
    return s('svg', { class: 'gh-swatch ' + className, width: 30, height: 14, viewBox: '0 0 30 14', 'aria-hidden': 'true' }, draw);
  }

  function legend(look) {
    const key = id('legend');
    const parts = [];
    const add = (text, ...draw) => parts.push(h('span', { class: 'gh-key' }, swatch('', draw), ' ', text));
    const states = new Set(look.ledger.map((entry) => entry.state));
    if (!look.declared) {
      add('before', s('rect', { x: 2, y: 3, width: 26, height: 8, class: 'gh-before' }));
    }
    add(look.declared ? 'declared' : 'after', s('rect', { x: 2, y: 1, width: 26, height: 12, class: 'gh-after gh-scheduled' }));
    if (states.has('HELD')) {
      add('held, at its last place', s('pattern', { id: key + '-h', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        s('rect', { width: 7, height: 7, class: 'gh-paper' }), s('rect', { width: 2.6, height: 7, class: 'gh-ink' })),
      s('rect', { x: 2, y: 1, width: 26, height: 12, fill: 'url(#' + key + '-h)', class: 'gh-held' }));
    }
    if (states.has('PROVISIONAL')) {
      add('provisional', s('pattern', { id: key + '-p', width: 5, height: 5, patternUnits: 'userSpaceOnUse' },
        s('rect', { width: 5, height: 5, class: 'gh-bar-fill' }), s('circle', { cx: 2.5, cy: 2.5, r: 1.25, class: 'gh-paper' })),
      s('rect', { x: 2, y: 1, width: 26, height: 12, fill: 'url(#' + key + '-p)', class: 'gh-after gh-provisional' }));
    }
    if (states.has('COMPLETED') || states.has('IN_PROGRESS')) {
      add('started or done', s('rect', { x: 2, y: 1, width: 26, height: 12, class: 'gh-after gh-completed' }));
    }
    if ((look.packet.windows || []).length) {
      add('protected window', s('rect', { x: 2, y: 1, width: 26, height: 12, class: 'gh-window' }), s('path', { d: bracket(2, 28, 1, 13), class: 'gh-bracket' }));
    }
    if ((look.packet.freezes || []).length) {
      add('change freeze', s('pattern', { id: key + '-f', width: 9, height: 9, patternUnits: 'userSpaceOnUse' }, s('path', { d: 'M0 0L9 9M9 0L0 9', class: 'gh-cross' })),
        s('rect', { x: 2, y: 1, width: 26, height: 12, fill: 'url(#' + key + '-f)', class: 'gh-freeze' }));
    }
    if ((look.packet.unavailable || []).length) {
      add('owner away', s('line', { x1: 2, x2: 28, y1: 10, y2: 10, class: 'gh-dots' }));
    }
    return h('p', { class: 'gh-legend' }, parts, h('span', { class: 'gh-key' }, '\u25C6 protected'));
  }

  /** The drawing, drawn anew whenever its room changes; returns the element and a way to move now. */
  function timeline(look, now) {
    const holder = h('div', { class: 'gh-canvas' });
    const hint = 'Point at a checkpoint, or press Tab and the arrow keys, to read about it here.';
    const detail = h('p', { class: 'gh-detail' }, hint);
    let current = now;
    let onlyChanged = false;
    let width = 0;
    const draw = () => {
      const entries = onlyChanged ? look.ledger.filter(changed) : look.ledger;
      if (width > 0 && entries.length) {
        const focused = Array.from(holder.querySelectorAll('.gh-row')).indexOf(document.activeElement);
        clear(holder, drawing(look, entries, current, width, detail));
        const again = holder.querySelectorAll('.gh-row')[focused];
        if (again) {
          again.focus();
        }
      }
    };
    const observer = new ResizeObserver((changes) => {
      const next = Math.floor(changes[0].contentRect.width);
      if (Math.abs(next - width) > 1) {
        width = next;
        draw();
      }
    });
    observer.observe(holder);
    const few = look.ledger.filter(changed).length;
    const box = id('only');
    const toggle = look.ledger.length > 8 && few > 0 && few < look.ledger.length
      ? h('p', { class: 'gh-toggle' }, h('input', { type: 'checkbox', id: box, on: { change: (event) => {
        onlyChanged = event.target.checked;
        draw();
        const view = holder.closest('.gh');
        view.querySelectorAll('tr[data-same]').forEach((line) => { line.hidden = onlyChanged; });
      } } }), h('label', { for: box }, 'Show only the ' + few + ' of ' + look.ledger.length + ' checkpoints that change'))
      : null;
    const offset = new Date(millis(look.opens)).getTimezoneOffset();
    const note = offset === 0 ? 'Times are UTC, and so is your clock.'
      : 'Times are UTC; the upper row of the drawing, in italics, is your clock (' + zone() + ').';
    return {
      element: h('div', null, toggle, legend(look), holder, detail, h('p', { class: 'gh-muted gh-note' }, day(look.opens) + '. ' + note)),
      setNow: (next) => {
        if (next !== current) {
          current = next;
          draw();
        }
      },
    };
  }

  // ------------------------------------------------------------------------------------ the view of a review

  function drillBanner(drill, now, look) {
    return drill ? h('p', { class: 'gh-drill' }, h('strong', null, 'DRILL'), ' This is a rehearsal: its clock is the time of its events'
      + (now && look ? ' (' + (look.opens ? look.at(now) : day(now) + ', ' + clock(now)) + ')' : '') + ' and nothing leaves the building.') : null;
  }

  function causesOf(entry, look) {
    const items = because(entry, look);
    return items.length ? items.map((item) => h('div', null, item.words, events(item.causedBy, look))) : h('span', { class: 'gh-muted' }, changed(entry) ? '' : 'unchanged');
  }

  function protectedHolds(look) {
    const holds = look.packet.protectedHolds || [];
    if (!holds.length) {
      return null;
    }
    const escalation = look.packet.escalation;
    const names = { escalationManagers: 'the escalation managers' };
    return h('section', { class: 'gh-section gh-alarm' },
      h('h3', { class: 'gh-h' }, count(holds.length, 'protected checkpoint is', 'protected checkpoints are') + ' HELD: there is no complete timeline'),
      h('ul', { class: 'gh-holds' }, holds.map((hold) => {
        const full = (look.packet.holds || []).find((one) => one.checkpointId === hold.checkpointId) || hold;
        const entry = look.checkpoints.get(hold.checkpointId);
        const figures = shortfall(full.binding, look);
        return h('li', null,
          h('div', { class: 'gh-hold-title' }, h('strong', null, hold.title || look.title(hold.checkpointId)), entry && entry.previousStart ? ' (was ' + look.at(entry.previousStart) + ')' : ''),
          h('div', null, REASONS[full.reason] || full.reason, full.root ? ': ' + look.title(full.root) : '', full.binding ? ': ' + rule(full.binding, look) : '',
            figures ? [': ', h('strong', null, figures)] : '', events(full.binding && full.binding.causedBy, look), '.'),
          h('div', { class: 'gh-release' }, h('span', { class: 'gh-label2' }, 'Released by'), releases(hold.releasedBy || full.releasedBy, look)));
      })),
      escalation ? h('p', null, 'Escalated to ', list((escalation.to || []).map((one) => names[one] || one)), '.') : null);
  }

  function holdsTable(look) {
    const holds = look.packet.holds || [];
    if (!holds.length) {
      return section('Holds', '', h('p', null, 'Nothing is held.'));
    }
    return section('Holds', '', table('Holds and what releases them', ['Checkpoint', 'Why', 'By how much', 'Released by'], holds.map((hold) => {
      const entry = look.checkpoints.get(hold.checkpointId) || {};
      return row('gh-is-held', [
        [look.title(hold.checkpointId), entry.protected ? [' ', tag('protected', 'gh-solid')] : ''],
        [REASONS[hold.reason] || hold.reason, h('div', { class: 'gh-muted gh-code' }, hold.reason), hold.root ? h('div', null, 'Root: ' + look.title(hold.root)) : ''],
        hold.binding ? [capital(rule(hold.binding, look)) + ': ' + shortfall(hold.binding, look), events(hold.binding.causedBy, look)] : h('span', { class: 'gh-muted' }, 'follows from its root'),
        releases(hold.releasedBy, look),
      ]);
    }), { className: 'gh-held-list' }));
  }

  function ledgerTable(look, title) {
    const declared = look.declared;
    return table(title, ['Checkpoint', 'State', 'Start', 'End', 'Owner', declared ? null : 'Because'].filter(Boolean), look.ledger.map((entry) => row(entry.state === 'HELD' ? 'gh-is-held' : changed(entry) ? 'gh-is-changed' : '', [
      [entry.title, entry.protected ? [' ', tag('protected', 'gh-solid')] : '', h('div', { class: 'gh-muted gh-code' }, entry.checkpointId)],
      entry.state === 'HELD' ? tag('HELD', 'gh-hatch') : STATES[entry.state] || entry.state,
      entry.start ? [h('strong', null, look.at(entry.start)), entry.previousStart && movedFrom(entry) ? [h('div', null, 'was ' + look.at(entry.previousStart)), h('div', null, shift(entry.previousStart, entry.start))] : '']
        : ['\u2013', entry.previousStart ? h('div', null, 'was ' + look.at(entry.previousStart)) : ''],
      entry.end ? look.at(entry.end) : '\u2013',
      [entry.owner || 'nobody', ownerChanged(entry) ? h('div', null, 'was ' + entry.previousOwner) : '', h('div', { class: 'gh-muted gh-code' }, entry.role)],
      declared ? null : causesOf(entry, look),
    ].filter((cell) => cell !== null), changed(entry) ? {} : { 'data-same': true })), { className: 'gh-ledger' });
  }

  function people(look, acknowledgements) {
    const deltas = look.packet.deltas || [];
    const acknowledged = (acknowledgements || []).length ? h('div', null, h('h4', { class: 'gh-h4' }, 'Acknowledged so far'), h('ul', { class: 'gh-plain' }, acknowledgements.map((one) => h('li', null,
      h('strong', null, one.person), one.at ? ' has acknowledged revision ' + one.revision + ' at ' + look.at(one.at) : ' has not acknowledged revision ' + one.revision + ' yet')))) : null;
    return section('People affected', 'gh-people',
      deltas.length ? h('ul', { class: 'gh-plain gh-deltas' }, deltas.map((delta) => h('li', null, h('strong', null, delta.person), h('ul', { class: 'gh-plain' },
        (delta.changes || []).map((item) => h('li', null, change(item, look))))))) : h('p', null, 'Nobody: no start, owner or hold differs.'),
      acknowledged);
  }

  const DISPOSITIONS = { applied: ['Applied', ''], refused: ['REFUSED', 'gh-hatch'], 'no-effect': ['No effect', 'gh-outline'] };

  function causeRow(cause, look) {
    const [word, className] = DISPOSITIONS[cause.disposition] || [cause.disposition || 'Accepted', 'gh-outline'];
    const overtaken = cause.overtakenBy ? cause.overtakenBy.eventId || cause.overtakenBy : null;
    const why = cause.reason ? NO_EFFECT[cause.reason] || cause.reason : '';
    return row('', [
      [h('span', { class: 'gh-code' }, cause.eventId), h('div', { class: 'gh-muted' }, 'from ' + sourceName(cause.source))],
      look.at(cause.time),
      [capital(happened(cause, look)), h('div', { class: 'gh-muted gh-code' }, cause.type)],
      [className ? tag(word, className) : word, why ? h('div', null, capital(why)) : '', overtaken ? h('div', null, 'Overtaken by ', eventButton(cause.overtakenBy, look)) : ''],
    ], { 'data-event': cause.eventId, 'data-source': cause.source, tabindex: '-1' });
  }

  function causesTable(title, causes, look, empty) {
    return section(title, '', causes.length ? table(title, ['Event', 'Time', 'What it says', 'What became of it'], causes.map((cause) => causeRow(cause, look)), { className: 'gh-causes' })
      : h('p', null, empty));
  }

  function evidenceTable(look) {
    const evidence = look.packet.evidence || [];
    const words = { announced: 'announced, not confirmed', confirmed: 'confirmed', withdrawn: 'WITHDRAWN', missing: 'no time' };
    return evidence.length ? section('Evidence', '', table('Evidence', ['Evidence', 'Ready', 'State'], evidence.map((item) => row('', [
      [item.title || item.evidenceId, item.classification === 'restricted' ? [' ', tag('restricted', 'gh-solid')] : '', h('div', { class: 'gh-muted gh-code' }, item.evidenceId)],
      item.readyAt ? look.at(item.readyAt) : 'no time', words[item.state] || item.state || ''])))) : null;
  }

  function limits(look) {
    const lines = [];
    (look.packet.freezes || []).forEach((freeze) => lines.push('Change freeze ' + freeze.freezeId + ', ' + look.span(freeze) + (freeze.reason ? ': ' + freeze.reason : '')));
    (look.packet.unavailable || []).forEach((one) => lines.push(one.person + ' is away ' + look.span(one)));
    (look.packet.windows || []).forEach((one) => lines.push(look.title(one.checkpointId) + ' is allowed ' + list((one.windows || []).map(look.span))));
    const all = h('ul', { class: 'gh-plain' }, lines.map((line) => h('li', null, line)));
    return lines.length ? section('Windows, freezes, absences', '', lines.length > 8 ? h('details', null, h('summary', null, count(lines.length, 'limit')), all) : all) : null;
  }

  function conflicts(look) {
    const known = look.packet.conflicts || [];
    return known.length ? h('section', { class: 'gh-section gh-warn' }, h('h3', { class: 'gh-h' }, 'Facts that contradict the rules, shown as they are'),
      h('ul', null, known.map((one) => h('li', null, h('strong', null, look.title(one.checkpointId)), ': ' + (one.kind === 'COMPLETED_BEFORE_STARTED' ? 'was completed before it started' : rule({ constraint: one.kind, subject: one.subject }, look))
        + '; stated ' + look.at(one.stated) + (one.allowed ? ', allowed ' + look.at(one.allowed) : ''), events(one.causedBy, look))))) : null;
  }

  function exceptions(look) {
    const known = look.packet.exceptions || [];
    return known.length ? section('Boundary exceptions decided', '', h('ul', { class: 'gh-plain' }, known.map((one) => h('li', null, h('strong', null, look.title(one.checkpointId)),
      ': ' + one.person + (one.granted ? ' granted ' : ' refused ') + look.at(one.needs) + ' instead of ' + look.at(one.allowed) + ' (' + rule(one, look) + ')')))) : null;
  }

  function identity(review, look) {
    const packet = look.packet;
    const lineage = packet.lineage || {};
    const previous = review.previousRevision;
    const number = previous && typeof previous === 'object' ? previous.revision : previous;
    const objective = packet.objective;
    const lines = [];
    const add = (term, ...definition) => lines.push(h('div', null, h('dt', null, term), h('dd', null, definition)));
    add('Hash (SHA-256)', hash(review.sha256, 'of this revision'));
    if (lineage.previous) {
      add('Compared with', number ? 'revision ' + number + ' ' : '', hash(lineage.previous, 'of the authoritative revision'));
    }
    if ((lineage.supersedes || []).length) {
      add('Adopted before', h('ol', { class: 'gh-plain' }, lineage.supersedes.map((one) => h('li', null, h('code', { class: 'gh-hash' }, one)))));
    }
    (review.supersededCandidates || []).forEach((one) => add('Replaces candidate', 'revision ' + one.revision + (one.cause ? ': ' + one.cause : ''), ' ', h('code', { class: 'gh-hash' }, one.sha256)));
    if (packet.policies && Object.keys(packet.policies).length) {
      add('Policy tables', Object.entries(packet.policies).map(([name, version]) => name + ' version ' + version).join(', '));
    }
    if (objective) {
      const movement = duration(objective.movement);
      add('How it was chosen', [count(objective.heldProtected, 'protected hold'), count(objective.held, 'hold'), count(objective.moved, 'move'),
        movement === null ? null : inWords(movement) + ' of movement', objective.end ? 'end at ' + look.at(objective.end) : null].filter(Boolean).join(', ') + '. '
        + (packet.proven === false ? 'NOT PROVEN to be the best: at least as good as simple list scheduling.' : 'Proven: no timeline ranks better.'));
    }
    return section('Exact revision', 'gh-identity', h('dl', { class: 'gh-dl' }, lines));
  }

  /** Everything a packet says, in the order in which a person decides. */
  function view(review) {
    const look = lookUp(review.packet);
    const declared = look.declared;
    const scoping = review.gate === 'confirm-scope';
    const chart = look.ledger.length && look.opens ? timeline(look, review.now) : null;
    const causes = look.packet.causes || [];
    const arrived = review.arrivedSince || [];
    const main = h('div', { class: 'gh-main' },
      protectedHolds(look),
      conflicts(look),
      scoping ? scope(review, look) : null,
      chart ? section(declared ? 'Declared timeline' : 'Timeline before and after', 'gh-timeline', chart.element) : null,
      arrived.length ? h('div', { class: 'gh-arrived' }, causesTable('Arrived after this candidate was assembled', arrived, look, '')) : null);
    const rest = h('div', { class: 'gh-rest' },
      scoping ? authority(review, look) : null,
      declared ? null : holdsTable(look),
      section(declared ? 'Declared checkpoints' : 'Checkpoints', '', ledgerTable(look, declared ? 'Declared checkpoints' : 'Checkpoints before and after')),
      exceptions(look),
      declared && !causes.length ? null : causesTable('Causes since the authoritative revision', causes, look, 'No event.'),
      h('div', { class: 'gh-pair' }, evidenceTable(look), limits(look)),
      identity(review, look));
    return { main, rest, setNow: (now) => chart && chart.setNow(now), side: declared ? null : people(look, review.acknowledgements) };
  }

  function scope(review, look) {
    const window = look.packet.window;
    const guarded = look.ledger.filter((entry) => entry.protected);
    const faults = review.faults || [];
    const lines = [];
    const add = (term, ...definition) => lines.push(h('div', null, h('dt', null, term), h('dd', null, definition)));
    add('Command window', day(window.opensAt) + ', ' + look.at(window.opensAt) + ' to ' + look.at(window.closesAt) + ' UTC'
      + (duration(window.granularity) ? ', in steps of ' + inWords(duration(window.granularity)) : ''));
    add('Bridge lead', look.packet.bridgeLead || 'none', look.packet.declaredLead && look.packet.declaredLead !== look.packet.bridgeLead ? ' (declared: ' + look.packet.declaredLead + ')' : '');
    const roles = new Map();
    look.ledger.forEach((entry) => roles.set(entry.role + '\u0000' + entry.owner, [entry.role, entry.owner]));
    add('Roles', h('ul', { class: 'gh-plain' }, Array.from(roles.values()).map(([role, owner]) => h('li', null, role + ': ' + (owner || 'nobody')))));
    return h('div', { class: 'gh-scope' },
      faults.length ? h('section', { class: 'gh-section gh-warn' },
        h('h3', { class: 'gh-h' }, 'The declared timeline already breaks ' + count(faults.length, 'rule')),
        h('ul', null, faults.map((fault) => h('li', null, fault.checkpointId && !fault.text.startsWith(look.title(fault.checkpointId)) ? [h('strong', null, look.title(fault.checkpointId)), ': '] : '', fault.text))),
        h('p', null, 'If you confirm, it becomes revision 1 as declared and is resequenced at once; the result comes to you for adoption.'))
        : h('section', { class: 'gh-section gh-good' }, h('p', null, 'The declared timeline breaks no scheduling rule.')),
      h('div', { class: 'gh-pair' },
        section('Declared scope', '', h('dl', { class: 'gh-dl' }, lines)),
        section('Protected checkpoints', '', guarded.length ? h('ul', { class: 'gh-plain' }, guarded.map((entry) => h('li', null, '\u25C6 ', h('strong', null, entry.title), h('div', { class: 'gh-muted' },
          entry.boundaryOwner ? 'an exception to its boundary is decided by ' + entry.boundaryOwner : 'no boundary owner')))) : h('p', null, 'None.'))));
  }

  function authority(review, look) {
    const rules = review.authority || [];
    const delegates = review.delegates || [];
    const names = { 'change-authority': 'who may state which fact', 'delegate-mapping': 'who may stand in for whom', 'material-change': 'what withdraws a candidate' };
    const versions = Object.entries(look.packet.policies || {});
    return section('Authority rules', '',
      rules.length ? table('Who may state which fact', ['Fact', 'Stated by'], rules.map((one) => row('', [[one.eventType, one.checkpointRole ? h('div', { class: 'gh-muted' }, 'for checkpoints of role ' + one.checkpointRole) : ''],
        list((one.sources || []).map(sourceName)) || 'nobody']))) : null,
      delegates.length ? table('Approved delegates', ['Role', 'Delegate'], delegates.map((one) => row('', [one.role, one.delegate + ' for ' + one.principal + (one.scope && one.scope !== '*' ? ' (' + one.scope + ')' : '')]))) : null,
      h('p', { class: rules.length ? 'gh-muted' : '' }, 'Only sources and delegates that the policy tables name change this timeline; anything else is refused and shown. ',
        versions.length ? 'In force: ' + versions.map(([name, version]) => name + ' version ' + version + (names[name] ? ' (' + names[name] + ')' : '')).join(', ') + '.' : ''));
  }

  // ---------------------------------------------------------------------------------------- sending a decision

  const POLL = 3000;

  /** GET of JSON with the session's cookie: {status, body, problem}; status 0 when there was no answer. */
  async function read(path) {
    try {
      const answer = await fetch(path, { headers: { Accept: 'application/json, application/problem+json' }, credentials: 'same-origin', cache: 'no-store' });
      let body = null;
      try {
        body = await answer.json();
      } catch (ignored) {
        body = null;
      }
      return { status: answer.status, ok: answer.ok && body !== null, body };
    } catch (ignored) {
      return { status: 0, ok: false, body: null };
    }
  }

  /** What a person adds, sent with the session's cookie and its token: {status, ok, body}; status 0 when there was no answer. */
  async function send(method, path, content) {
    const token = (document.cookie.match(/(?:^|; )GATEHOUSE-CSRF=([^;]*)/) || [])[1];
    try {
      const answer = await fetch(path, {
        method,
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json', ...(token ? { 'X-CSRF-TOKEN': decodeURIComponent(token) } : {}) },
        body: JSON.stringify(content),
      });
      let body = null;
      try {
        body = await answer.json();
      } catch (ignored) {
        body = null;
      }
      return { status: answer.status, ok: answer.ok, body };
    } catch (ignored) {
      return { status: 0, ok: false, body: null };
    }
  }

  function problemWords(answer) {
    const body = answer.body || {};
    return body.detail || body.message || body.title || {
      0: 'The server did not answer.',
      401: 'You are no longer logged in. Log in again in another tab; what you typed stays here.',
      403: 'You may not see this.',
      404: 'There is no such task any more.',
    }[answer.status] || 'The server answered with status ' + answer.status + '.';
  }

  /** A refusal in the server's words, without the engine's preamble. */
  function refusalWords(error) {
    if (!error || !error.response) {
      return 'The server did not answer. What you typed is still here: try again.';
    }
    const body = error.response.body || {};
    const message = body.detail || body.message || error.message;
    return message ? message.replace(/^(?:Cannot (?:submit|complete|instantiate)[^:]*: )+/, '') : 'The server refused without a reason.';
  }

  /**
   * Calls back with the error of a submission that the server refused, or that never reached it; not when a form of ours
   * held it back. Tasklist hands its listeners the form and then a list of arguments. It shows the error's message in a
   * red panel afterwards: the sentence that the listener returns stands there, so that nothing is said twice.
   */
  function onRefusal(camForm, listener) {
    camForm.on('submit-failed', (form, [error] = []) => {
      if (!camForm.submitPrevented) {
        const summary = listener(error);
        if (error && summary) {
          error.message = summary;
        }
      }
    });
  }

  /** A variable of the submission. Text of type Json goes as it is, not parsed and written again: the server's strict reader is the judge. */
  function sendVariable(camForm, name, value, type) {
    const variables = camForm.variableManager;
    variables.isJsonVariable = () => false;
    if (!variables.variable(name)) {
      variables.createVariable({ name, type: type || 'String', value });
    } else {
      variables.variable(name).value = value;
    }
  }

  function taskLink(taskId) {
    // the engine's name is part of the address
    const here = /^\/camunda\/app\/tasklist\/[^/]+\//.exec(location.pathname);
    return (here ? here[0] : '/camunda/app/tasklist/') + '#/?task=' + encodeURIComponent(taskId);
  }

  function field(label, control, hint) {
    const error = h('p', { class: 'gh-error', id: id('error'), role: 'alert' });
    const help = hint ? h('p', { class: 'gh-muted', id: id('hint') }, hint) : null;
    control.id = control.id || id('field');
    control.setAttribute('aria-describedby', (help ? help.id + ' ' : '') + error.id);
    const name = h('label', { for: control.id }, label);
    const fault = (text) => {
      error.textContent = text || '';
      if (text) {
        control.setAttribute('aria-invalid', 'true');
        control.focus();
      } else {
        control.removeAttribute('aria-invalid');
      }
    };
    const tick = control.type === 'checkbox';
    return { value: () => control.value.trim(), set: (value) => { control.value = value; }, element: h('div', { class: 'gh-field' + (tick ? ' gh-tick' : '') }, tick ? [control, name, error] : [name, help, control, error]), control, fault };
  }

  /** Some of several, by name: a tick for each; its value is the ids of those that are ticked, with commas between. */
  function picks(label, entries, hint) {
    const error = h('p', { class: 'gh-error', id: id('error'), role: 'alert' });
    const help = hint ? h('p', { class: 'gh-muted', id: id('hint') }, hint) : null;
    const boxes = entries.map((one) => ({ value: one.value, box: h('input', { type: 'checkbox', id: id('pick'), value: one.value, checked: one.ticked }), label: one.label }));
    const element = h('fieldset', { class: 'gh-field gh-picks', 'aria-describedby': (help ? help.id + ' ' : '') + error.id }, h('legend', null, label), help,
      boxes.map((one) => h('div', { class: 'gh-pick' }, one.box, h('label', { for: one.box.id }, one.label))), error);
    return {
      element,
      value: () => boxes.filter((one) => one.box.checked).map((one) => one.value).join(','),
      set: (value) => boxes.forEach((one) => { one.box.checked = value.split(',').includes(one.value); }),
      fault: (text) => {
        error.textContent = text || '';
        if (text) {
          boxes[0].box.focus();
        }
      },
    };
  }

  /** What a person typed for a case's gate; survives the task it was typed into, not the browser's session. */
  function draft(review, userId) {
    const key = ['gatehouse', 'draft', review.caseId, review.gate, userId || review.assignee || ''].join(':');
    return {
      read: () => {
        try {
          return JSON.parse(sessionStorage.getItem(key)) || {};
        } catch (ignored) {
          return {};
        }
      },
      write: (value) => {
        try {
          sessionStorage.setItem(key, JSON.stringify(value));
        } catch (ignored) {
          // storage is full or forbidden: the text is still in the form
        }
      },
      drop: () => sessionStorage.removeItem(key),
    };
  }

  /**
   * Runs the form of a gate inside Tasklist.
   *
   * @param camForm Tasklist's embedded form
   * @param gate what is particular to this gate:
   *     headline(review, look): the sentence on top;
   *     ask(review, look): the question over the decisions;
   *     notice(review): a sentence that stands under the headline, or null;
   *     intro(review, look): elements above the packet, or null;
   *     view(review, again): what is decided on, {main, rest, side, setNow}, or a promise of it; a command window without it.
   *     An element that is given again stays as it is, with what was typed into it. again() asks the server for the review
   *     at once, where the form itself has changed something;
   *     told(words, review): a sentence of the server, about a refusal or a withdrawal, as elements that are easier to read; or null;
   *     over(): the task is no longer open, nothing can be done in its view any more;
   *     decisions: by their word, where the form says more than the server does: brief, label(review, look, checkpointId),
   *     explanation(review, look), primary, and choice(review): the checkpoints it needs one of. Without them the first
   *     one that the server offers is the primary one;
   *     tick(review, look): the sentence that must be ticked before the primary decision, or null;
   *     fields: by variable: label, hint, control(review) or picks(review), or own(review) that makes what field() makes, for:
   *     the decisions that send it, type, check(value, review), when(review), and group: under which heading it is folded away;
   *     refused(faults): takes the faults that the server found, by their pointers, to where they belong;
   *     binding: the hashes that go with the decision, where not every hash of the review does;
   *     follows: the task stays when its revision moves on, as that of a draft does
   */
  function runGate(camForm, gate) {
    const form = camForm.formElement[0] || camForm.formElement;
    const root = form.querySelector('.gh-root');
    const alarm = h('div', { class: 'gh-banner', role: 'alert' });
    const status = h('span', { class: 'gh-muted gh-status', role: 'status' });
    const drill = h('div', null);
    const top = h('div', { class: 'gh-top' });
    const main = h('div', { class: 'gh-before-deciding' });
    const behind = h('div', { class: 'gh-behind' });
    const side = h('div', null);
    const next = h('p', null);
    const panel = h('section', { class: 'gh-section gh-decide', 'aria-label': 'Your decision', tabindex: '-1' });
    const own = gate.decisions || {};
    const binding = gate.binding || ['sha256', 'optionSetSha256', 'manifestSha256'];
    const state = { review: null, shown: '', pending: null, over: false, controls: null, view: null, asked: 0, answered: 0, told: null };
    form.addEventListener('submit', (event) => event.preventDefault());

    camForm.on('submit', () => {
      if (!state.pending || state.over) {
        camForm.submitPrevented = true;
        if (state.controls && !state.over) {
          state.controls.say('Choose one of the decisions above: each button says what it does.');
        }
        return;
      }
      state.pending.forEach(([name, value, type]) => sendVariable(camForm, name, value, type));
    });
    onRefusal(camForm, (error) => {
      const words = refusalWords(error);
      state.pending = null;
      if (!state.controls) {
        return words;
      }
      state.controls.busy(false);
      state.told = gate.told ? gate.told(words, state.review) : null;
      state.controls.say(state.told ? [h('p', null, 'Not recorded.'), state.told] : 'Not recorded. ' + words);
      if (gate.refused) {
        gate.refused(faultsIn(words));
      }
      look();
      return 'The reason stands with your decision.';
    });
    camForm.on('submit-success', () => {
      state.over = true;
      if (state.controls) {
        state.controls.drop();
        state.controls.busy(true);
        state.controls.say('Recorded.');
      }
    });

    // somebody has changed something from inside the form: nobody waits three seconds to see it
    form.addEventListener('gatehouse-changed', () => look());

    const whole = h('button', { type: 'button', class: 'gh-button gh-small', 'aria-pressed': 'false', on: { click: () => wide(!form.classList.contains('gh-whole')) } }, 'Use the whole window');
    function wide(on) {
      // the top layer: nothing of Tasklist can cover or clip it
      form.classList.toggle('gh-whole', on);
      if (on && form.showPopover) {
        form.setAttribute('popover', 'manual');
        form.showPopover();
      } else {
        form.removeAttribute('popover');
      }
      whole.setAttribute('aria-pressed', String(on));
      whole.textContent = on ? 'Back into Tasklist' : 'Use the whole window';
      sessionStorage.setItem('gatehouse:whole', on ? 'yes' : '');
    }
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && form.classList.contains('gh-whole')) {
        wide(false);
      }
    });
    const jump = h('button', { type: 'button', class: 'gh-button gh-small gh-jump', on: { click: () => {
      panel.scrollIntoView({ block: 'start' });
      panel.focus();
    } } }, 'Go to the decision');

    function complete() {
      const host = form.closest('[cam-tasklist-form]');
      const own = host && host.querySelector('.form-actions .btn-primary');
      if (own && !own.disabled) {
        own.click();
      } else {
        // Tasklist's own button is off for all but the assignee; this is what it does, and the server decides
        let scope = camForm.formElement.scope();
        while (scope && !scope.completionHandler) {
          scope = scope.$parent;
        }
        scope.$evalAsync(() => scope.complete());
      }
    }

    function controls(review) {
      const found = lookUp(review.packet || {});
      const kept = draft(review, camForm.options && camForm.options.urlParams && camForm.options.urlParams.userId);
      const before = kept.read();
      const offered = (review.decisions || []).filter((one) => own[one.decision] || one.label);
      const primaryOf = (one) => (gate.decisions ? Boolean(own[one.decision] && own[one.decision].primary) : one === offered[0]);
      const reasoned = offered.filter((one) => one.reasonRequired);
      const said = h('div', { class: 'gh-refusal', role: 'alert' });
      const reason = offered.length ? field(reasoned.length === offered.length ? 'Reason (required)' : reasoned.length ? 'Reason' : 'Remark (optional)',
        h('textarea', { rows: '3', maxlength: '4000' }),
        reasoned.length && reasoned.length < offered.length ? 'Required for everything but \u201C' + shortLabel(offered.find((one) => !one.reasonRequired)) + '\u201D.' : null) : null;
      const mustSee = gate.tick && gate.tick(review, found);
      const tick = mustSee ? field(mustSee, h('input', { type: 'checkbox' })) : null;
      const chooser = offered.map((one) => own[one.decision]).find((one) => one && one.choice);
      const candidates = chooser ? chooser.choice(review) : [];
      const fields = Object.entries(gate.fields || {}).filter(([, one]) => !one.when || one.when(review))
        .map(([name, one]) => ({ name, ...one, field: one.own ? one.own(review) : one.picks ? picks(one.label, one.picks(review), one.hint) : field(one.label, one.control(review), one.hint) }));
      const choice = candidates.length > 1 ? field('Checkpoint for the exception', h('select', null, candidates.map((one) => h('option', { value: one.checkpointId }, one.title || found.title(one.checkpointId))))) : null;
      const chosen = () => (choice ? choice.control.value : candidates.length ? candidates[0].checkpointId : null);
      const buttons = [];

      function shortLabel(one) {
        const brief = one && own[one.decision] && own[one.decision].brief;
        return brief || (one ? one.label || one.decision : '');
      }
      function save() {
        kept.write({ reason: reason ? reason.control.value : '', checkpointId: chosen(), task: camForm.taskId,
          fields: Object.fromEntries(fields.filter((one) => one.field.touched).map((one) => [one.name, one.field.value()])) });
      }
      function say(content, quietly) {
        clear(said, typeof content === 'string' && content ? h('p', null, content) : content || null);
        if (content && !quietly) {
          said.scrollIntoView({ block: 'nearest' });
        }
      }
      function choose(one, particular) {
        say('');
        const text = reason ? reason.control.value.trim() : '';
        const sent = fields.filter((each) => each.for.includes(one.decision));
        [reason, tick, ...fields.map((each) => each.field)].filter(Boolean).forEach((each) => each.fault(''));
        if (tick && primaryOf(one) && !tick.control.checked) {
          tick.fault('Tick this first: it says what you have to have seen.');
          return;
        }
        for (const each of sent) {
          const fault = each.check ? each.check(each.field.value(), state.review) : null;
          if (fault) {
            unfold(each.field);
            each.field.fault(fault);
            return;
          }
        }
        if (one.reasonRequired && !text) {
          reason.fault('Say why: this decision needs a reason, and it is kept in the ledger.');
          return;
        }
        state.pending = [['decision', one.decision]];
        if (text) {
          state.pending.push(['reason', text]);
        }
        sent.filter((each) => each.field.value()).forEach((each) => state.pending.push([each.name, each.field.value(), each.type]));
        binding.filter((name) => state.review[name]).forEach((name) => state.pending.push([name, state.review[name]]));
        if (particular && particular.choice) {
          state.pending.push(['checkpointId', chosen()]);
        }
        busy(true);
        say('Sending\u2026');
        complete();
      }
      function busy(on) {
        buttons.forEach((button) => { button.disabled = on; });
      }
      function unfold(one) {
        const folded = one.element.closest('details');
        if (folded) {
          folded.open = true;
        }
      }
      /** The fields of a decision; those of a group behind its heading, in the place of the first one. */
      function fieldsOf(decision) {
        const groups = new Map();
        return fields.filter((each) => each.for[0] === decision).map((each) => {
          if (!each.group) {
            return each.field.element;
          }
          const known = groups.get(each.group);
          const group = known || h('details', { class: 'gh-group' }, h('summary', null, each.group));
          groups.set(each.group, group);
          group.appendChild(each.field.element);
          return known ? null : group;
        });
      }

      const items = offered.map((one) => {
        const particular = own[one.decision];
        const explanation = (particular && particular.explanation && particular.explanation(review, found)) || one.explanation;
        const hint = explanation ? h('p', { class: 'gh-muted', id: id('hint') }, explanation) : null;
        const unavailable = particular && particular.choice && !candidates.length;
        if (unavailable) {
          return null;
        }
        const label = () => (particular && particular.label(review, found, chosen())) || one.label || one.decision;
        const button = h('button', { type: 'button', class: 'gh-button ' + (primaryOf(one) ? 'gh-primary' : ''), 'data-decision': one.decision,
          'aria-describedby': hint && hint.id, on: { click: () => choose(one, particular) } }, label());
        buttons.push(button);
        if (particular && particular.choice && choice) {
          choice.control.addEventListener('change', () => { button.textContent = label(); });
        }
        return { needs: one.reasonRequired, element: h('div', { class: 'gh-decision' }, particular && particular.choice && choice ? choice.element : null,
          fieldsOf(one.decision), button, hint) };
      }).filter(Boolean);
      const plain = items.filter((item) => !item.needs);
      const others = items.filter((item) => item.needs);
      if (reason) {
        if (before.reason) {
          reason.control.value = before.reason;
        }
        reason.control.addEventListener('input', () => {
          reason.fault('');
          save();
        });
      }
      if (choice) {
        if (candidates.some((one) => one.checkpointId === before.checkpointId)) {
          choice.control.value = before.checkpointId;
          choice.control.dispatchEvent(new Event('change'));
        }
        choice.control.addEventListener('change', save);
      }
      fields.forEach((one) => {
        if (before.fields && before.fields[one.name] !== undefined) {
          one.field.set(before.fields[one.name]);
          one.field.touched = true;
          unfold(one.field);
        }
        one.field.element.addEventListener('input', () => {
          one.field.touched = true;
          one.field.fault('');
          save();
        });
      });
      const refilled = before.task !== camForm.taskId && (before.reason || Object.keys(before.fields || {}).length);
      if (!offered.length) {
        clear(panel, h('h3', { class: 'gh-h' }, 'No decision'), h('p', null, 'This task ends by itself when the work that it is there for is over.'), said);
        return { say, busy, drop: kept.drop, save };
      }
      clear(panel,
        h('h3', { class: 'gh-h' }, gate.ask ? gate.ask(review, found) : 'Your decision'),
        refilled ? h('p', { class: 'gh-kept' }, 'Kept from the task that was withdrawn.') : null,
        review.sha256 && !gate.follows ? h('p', { class: 'gh-muted' }, 'You decide on exactly this content, hash ', h('code', { class: 'gh-hash' }, review.sha256)) : null,
        review.actingFor ? h('p', null, 'You act for ', h('strong', null, review.actingFor), '. It is recorded so.') : null,
        tick ? tick.element : null,
        plain.map((item) => item.element),
        others.length ? h('div', { class: 'gh-others' }, plain.length ? h('h4', { class: 'gh-h4' }, 'Or, with a reason') : null,
          reason.element, others.map((item) => item.element))
          : reason ? h('div', { class: 'gh-others' }, reason.element) : null,
        said);
      return { say, busy, drop: kept.drop, save };
    }

    function header(review) {
      const packet = review.packet || {};
      const found = lookUp(packet);
      const parts = [review.caseId, packet.severity, packet.account || review.account, review.revision ? 'revision ' + review.revision : null].filter(Boolean);
      // Tasklist veils the form for all but the assignee; whoever is shown the review of an assigned task may decide it as well
      form.classList.toggle('gh-unveiled', Boolean(review.assignee) && (!review.state || review.state === 'open'));
      clear(drill, drillBanner(review.drill, review.now, found));
      clear(top,
        h('div', { class: 'gh-kicker' }, h('strong', null, review.gateTitle || review.gate), ' \u00B7 ', parts.join(' \u00B7 '), review.actingFor ? ' \u00B7 for ' + review.actingFor : ''),
        h('p', { class: 'gh-case' }, review.title || packet.title || ''),
        h('h2', { class: 'gh-headline' }, gate.headline(review, found)),
        gate.notice ? h('p', { class: 'gh-boundary' }, gate.notice(review)) : null,
        h('div', { class: 'gh-tools' }, jump, whole, status));
    }

    /** Puts the parts where they are to be; those that are there already stay untouched, with focus and scroll. */
    function place(element, ...parts) {
      const there = parts.flat(Infinity).filter(Boolean);
      if (there.length !== element.childNodes.length || there.some((part, index) => part !== element.childNodes[index])) {
        clear(element, there);
      }
    }

    async function show(review) {
      const { now, ...rest } = review;
      const content = JSON.stringify(rest);
      state.review = review;
      if (content === state.shown) {
        if (state.view.setNow) {
          state.view.setNow(now);
        }
        if (review.drill) {
          clear(drill, drillBanner(true, now, lookUp(review.packet || {})));
        }
        return;
      }
      state.shown = content;
      state.view = gate.view ? await gate.view(review, look) : view(review);
      header(review);
      place(main, gate.intro ? gate.intro(review, lookUp(review.packet)) : null, state.view.main);
      place(behind, state.view.rest);
      place(side, state.view.side);
      if (!state.controls) {
        clear(root, alarm, drill, h('div', { class: 'gh-columns' }, top, main, h('aside', { class: 'gh-aside', 'aria-label': 'Decision and people' }, panel, side), behind));
        state.controls = controls(review);
        if (sessionStorage.getItem('gatehouse:whole')) {
          wide(true);
        }
      }
    }

    /** The task is no longer open: say why, keep what was typed, lead on. */
    function end(title, words, causes, successor) {
      state.over = true;
      if (!state.controls) {
        clear(root, alarm);
      } else {
        state.controls.save();
        state.controls.busy(true);
        const closed = 'This task is over; nothing can be decided here any more. What you typed is kept.';
        // what was refused a moment ago stays beside the decision: it says why the task is over
        state.controls.say(state.told ? [state.told, h('p', null, closed)] : closed, true);
        form.classList.add('gh-over');
      }
      if (gate.over) {
        gate.over();
      }
      clear(alarm, h('h2', { class: 'gh-h' }, title), (gate.told && gate.told(words, state.review)) || h('p', null, words),
        (causes || []).length ? h('ul', null, causes.map((cause) => h('li', null, cause.eventId ? cause.eventId + ' from ' + sourceName(cause.source)
          + (cause.type ? ': ' + happened(cause, lookUp((state.review && state.review.packet) || {})) : '') : String(cause)))) : null,
        next);
      leadOn(successor);
      root.scrollIntoView({ block: 'start' });
    }

    function leadOn(successor) {
      clear(next, successor ? [h('a', { class: 'gh-button gh-primary', href: taskLink(successor) }, 'Open the new task'), ' What you typed goes with you.'] : 'There is no new task in its place now.');
    }

    /** What takes the place of a withdrawn task may be in the making: until somebody leaves the form it may still come. */
    async function awaitSuccessor() {
      const answer = await read('/api/tasks/' + encodeURIComponent(camForm.taskId) + '/review');
      const successor = answer.ok && (answer.body.withdrawn || {}).successorTaskId;
      if (successor) {
        leadOn(successor);
      } else if (root.isConnected && answer.ok) {
        setTimeout(awaitSuccessor, POLL);
      }
    }

    async function look() {
      state.asked += 1;
      const asked = state.asked;
      const answer = await read('/api/tasks/' + encodeURIComponent(camForm.taskId) + '/review');
      // an answer that was overtaken by a later one is older than what is shown
      if (!root.isConnected || state.over || asked < state.answered) {
        return;
      }
      state.answered = asked;
      const review = answer.body;
      const moved = () => state.review && !gate.follows && binding.some((name) => review[name] !== state.review[name]);
      if (answer.ok && review.state === 'withdrawn') {
        const withdrawn = review.withdrawn || {};
        if (!state.controls && review.packet) {
          await show(review);
        }
        const applied = (review.arrivedSince || []).filter((cause) => cause.disposition === 'applied');
        end('This task was withdrawn', withdrawn.because || 'Something newer has arrived.', applied.slice(0, 5), withdrawn.successorTaskId);
        if (!withdrawn.successorTaskId) {
          setTimeout(awaitSuccessor, POLL);
        }
      } else if (answer.ok && review.state === 'decided') {
        end('This task is over', 'It has been decided.', [], null);
      } else if (answer.ok && moved()) {
        end('This task was withdrawn', 'Another revision is on this gate now.', [], camForm.taskId);
      } else if (answer.ok) {
        clear(status, '');
        await show(review);
      } else if (answer.status === 404 || answer.status === 409 || answer.status === 410) {
        end('This task is over', problemWords(answer), answer.body && answer.body.causes, answer.body && answer.body.successorTaskId);
      } else if (state.controls) {
        clear(status, problemWords(answer) + ' What you see may be old; it is tried again every 3 seconds.');
      } else {
        clear(root, h('div', { class: 'gh-banner', role: 'alert' }, h('h2', { class: 'gh-h' }, answer.status === 403 ? 'Not your task' : 'Not shown'), h('p', null, problemWords(answer))));
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

  // -------------------------------------------------------------------------------------------- the start form

  /** Where a JSON pointer's value begins in a text that is valid JSON; the place of its parent when it is absent. */
  function locate(text, pointer) {
    const path = pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    let at = 0;
    const blank = () => { while (/\s/.test(text[at] || '')) { at += 1; } };
    const string = () => {
      const match = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(at));
      at += match[0].length;
      return JSON.parse(match[0]);
    };
    const skip = () => {
      blank();
      if (text[at] === '"') {
        string();
      } else if (text[at] === '{' || text[at] === '[') {
        let depth = 0;
        do {
          if (text[at] === '"') {
            string();
          } else {
            depth += text[at] === '{' || text[at] === '[' ? 1 : text[at] === '}' || text[at] === ']' ? -1 : 0;
            at += 1;
          }
        } while (depth > 0);
      } else {
        at += /^[^,\]}\s]+/.exec(text.slice(at))[0].length;
      }
    };
    blank();
    for (const part of path) {
      const parent = at;
      const object = text[at] === '{';
      if (!object && text[at] !== '[') {
        return parent;
      }
      at += 1;
      let found = false;
      for (let index = 0; !found; index += 1) {
        blank();
        if (text[at] === '}' || text[at] === ']') {
          return parent;
        }
        const key = object ? string() : String(index);
        if (object) {
          blank();
          at += 1;
          blank();
        }
        if (key === part) {
          found = true;
        } else {
          skip();
          blank();
          if (text[at] === ',') {
            at += 1;
          }
        }
      }
    }
    return at;
  }

  function valueAt(json, pointer) {
    return pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
      .reduce((value, part) => (value !== null && typeof value === 'object' ? value[part] : undefined), json);
  }

  /** The faults in a refusal of the start: lines of "/pointer: sentence". */
  function faultsIn(message) {
    const faults = [];
    for (const line of String(message).split('\n')) {
      const match = /(?:^|\s)(\/\S*): (.+)$/.exec(line);
      if (match) {
        faults.push({ pointer: match[1], message: match[2] });
      }
    }
    return faults;
  }

  /** Runs a start form: the request as text or from a file, its case id as the business key. */
  function runStart(camForm, options) {
    const form = camForm.formElement[0] || camForm.formElement;
    const root = form.querySelector('.gh-root');
    const key = 'gatehouse:start:' + options.flow;
    const text = field('Request (JSON)', h('textarea', { rows: '14', class: 'gh-json', spellcheck: 'false', autocomplete: 'off' }),
      'Paste it here, or choose a file. It is checked as a whole; every fault comes back with its place.');
    const file = field('From a file', h('input', { type: 'file', accept: 'application/json,.json' }));
    const known = h('p', { class: 'gh-known', role: 'status' });
    const faults = h('div', { class: 'gh-faults', role: 'alert' });

    function parse() {
      try {
        return { json: JSON.parse(text.control.value) };
      } catch (error) {
        return { error };
      }
    }
    function describe() {
      const { json } = parse();
      const caseId = json && typeof json === 'object' ? json.caseId : null;
      clear(known, caseId ? ['Starts the case ', h('strong', null, String(caseId)), json.rehearsal === true ? [' as a ', h('strong', null, 'DRILL')] : '', json.title ? ': ' + json.title : '']
        : json ? 'The request has no caseId yet.' : '');
    }
    function goTo(pointer) {
      const input = text.control;
      let at = 0;
      try {
        at = locate(input.value, pointer);
      } catch (ignored) {
        at = 0;
      }
      const line = /[^\n]*/.exec(input.value.slice(at))[0];
      input.focus();
      input.setSelectionRange(at, at + line.length);
      const height = parseFloat(getComputedStyle(input).lineHeight) || 18;
      input.scrollTop = Math.max(0, (input.value.slice(0, at).split('\n').length - 4) * height);
    }
    function showFaults(title, entries) {
      const { json } = parse();
      clear(faults, h('h2', { class: 'gh-h' }, title), entries.length ? table('Faults in the request', ['Where', 'There now', 'What would be right'], entries.map((fault) => {
        const there = json === undefined ? undefined : valueAt(json, fault.pointer === '/' ? '' : fault.pointer);
        const shown = there === undefined ? 'nothing' : JSON.stringify(there);
        return row('', [h('button', { type: 'button', class: 'gh-ref', on: { click: () => goTo(fault.pointer) } }, fault.pointer || '/'),
          h('span', { class: 'gh-code' }, shown.length > 60 ? shown.slice(0, 60) + '\u2026' : shown), fault.message]);
      })) : null);
      faults.scrollIntoView({ block: 'nearest' });
    }

    text.control.addEventListener('input', () => {
      text.fault('');
      describe();
      try {
        sessionStorage.setItem(key, text.control.value);
      } catch (ignored) {
        // too large to keep: it is still in the form
      }
    });
    file.control.addEventListener('change', async () => {
      const chosen = file.control.files[0];
      if (chosen) {
        text.control.value = await chosen.text();
        text.control.dispatchEvent(new Event('input'));
        clear(faults);
      }
    });
    form.addEventListener('submit', (event) => event.preventDefault());

    camForm.on('submit', () => {
      clear(faults);
      const { json, error } = parse();
      const caseId = json && typeof json === 'object' ? json.caseId : null;
      if (!text.control.value.trim()) {
        camForm.submitPrevented = true;
        text.fault('There is no request yet.');
      } else if (error) {
        camForm.submitPrevented = true;
        text.fault('This is not JSON: ' + error.message);
      } else {
        sendVariable(camForm, 'request', text.control.value, 'Json');
        camForm.businessKey = caseId == null ? null : String(caseId);
      }
    });
    onRefusal(camForm, (error) => {
      const words = refusalWords(error);
      const found = faultsIn(words);
      showFaults(found.length ? 'Nothing was started: ' + count(found.length, 'fault') : 'Nothing was started', found);
      if (!found.length) {
        append(faults, [h('p', null, words)]);
      }
      return found.length ? count(found.length, 'fault') + ', listed below with what would be right.' : 'The reason stands below.';
    });
    camForm.on('submit-success', () => sessionStorage.removeItem(key));

    clear(root, h('p', null, options.sentence), faults, file.element, text.element, known);
    text.control.value = sessionStorage.getItem(key) || '';
    describe();
  }

  window.Gatehouse = {
    h, clear, id, field, read, send, problemWords, clock, day, inWords, duration, millis, list, count, capital, section, table, row, tag, hash, sourceName,
    lookUp, headline, view, change, rule, shortfall, drillBanner, runGate, runStart,
  };
})();
