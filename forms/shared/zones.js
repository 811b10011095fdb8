/*
 * Times on other people's clocks: an instant as a wall clock in a zone, in words, and back from what somebody typed.
 * A wall time is kept as milliseconds that read as UTC give what the clock shows. Loaded once.
 */
(function zones() {
  'use strict';

  if (window.GatehouseZones) {
    return;
  }

  const MINUTE = 60000;
  const DAY = 86400000;
  const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const formats = new Map();
  const offsets = new Map();

  function formatOf(zone) {
    if (!formats.has(zone)) {
      formats.set(zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }));
    }
    return formats.get(zone);
  }

  /** What a zone's clocks are ahead of UTC, in milliseconds; no zone changes its clocks between two quarters of an hour. */
  function offset(instant, zone) {
    const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE;
    const key = zone + quarter;
    if (!offsets.has(key)) {
      const part = Object.fromEntries(formatOf(zone).formatToParts(quarter).map((one) => [one.type, Number(one.value)]));
      offsets.set(key, Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) - quarter);
    }
    return offsets.get(key);
  }

  function wall(instant, zone) {
    return instant + offset(instant, zone);
  }

  /** The wall time in a time with its offset, as the server wrote it. */
  function written(iso) {
    return Date.parse(iso.slice(0, 16) + 'Z');
  }

  function time(at) {
    return new Date(at).toISOString().slice(11, 16);
  }

  function dayOf(at) {
    return Math.floor(at / DAY);
  }

  /** Monday 27 April; short: Mon 27 Apr */
  function date(at, short) {
    const day = new Date(at);
    const cut = (word) => (short ? word.slice(0, 3) : word);
    return cut(WEEKDAYS[day.getUTCDay()]) + ' ' + day.getUTCDate() + ' ' + cut(MONTHS[day.getUTCMonth()]);
  }

  /** Monday 27 April, 23:30 to 00:30 (Tue 28 Apr) */
  function span(from, to, short) {
    return date(from, short) + ', ' + times(from, to);
  }

  function times(from, to) {
    return time(from) + '\u2013' + time(to) + (dayOf(from) === dayOf(to) ? '' : ' (until ' + date(to, true) + ')');
  }

  /** -06:00, and Z, as people write it: UTC−6, UTC+5:30 */
  function offsetWords(minutes) {
    const long = Math.abs(minutes);
    return 'UTC' + (minutes ? (minutes < 0 ? '\u2212' : '+') + Math.floor(long / 60) + (long % 60 ? ':' + String(long % 60).padStart(2, '0') : '') : '');
  }

  function minutesOf(offsetId) {
    const match = /^([+-])(\d\d):(\d\d)/.exec(offsetId);
    return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  }

  function offsetAt(instant, zone) {
    return offsetWords(offset(instant, zone) / MINUTE);
  }

  /** Mexico City, for America/Mexico_City */
  function place(zone) {
    return zone.split('/').pop().replace(/_/g, ' ');
  }

  /** The instants at which a zone's clocks show a wall time: none, one, or two where clocks go back. */
  function instantsAt(at, zone) {
    const found = [...new Set([-DAY, 0, DAY].map((around) => at - offset(at + around, zone)))];
    return found.filter((instant) => wall(instant, zone) === at).sort((a, b) => a - b);
  }

  /** What somebody typed as a start: {instants, zoneless}; no instants when it is no time at all or none of the zone's. */
  function typed(text, zone) {
    const absolute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
    const local = /^(\d{4}-\d\d-\d\d)[ T,]+(\d\d?:\d\d)$/.exec(text);
    const at = local ? Date.parse(local[1] + 'T' + local[2].padStart(5, '0') + 'Z') : NaN;
    return { instants: Number.isNaN(absolute) ? (Number.isNaN(at) ? [] : instantsAt(at, zone)) : [absolute], written: !Number.isNaN(absolute) || !Number.isNaN(at) };
  }

  /** 2026-04-27 10:30, or the instant itself where the clock shows that time twice. */
  function toType(instant, zone) {
    const at = wall(instant, zone);
    return instantsAt(at, zone).length > 1 ? iso(instant) : new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  }

  function iso(instant) {
    return new Date(instant).toISOString().replace('.000Z', 'Z');
  }

  /** A change of clocks with figures: by how many minutes, and what they show before and after it. */
  function change(one) {
    const before = minutesOf(one.offsetBefore);
    const after = minutesOf(one.offsetAfter);
    const at = Date.parse(one.at);
    return { zone: one.zone, at, by: after - before, before: at + before * MINUTE, after: at + after * MINUTE, offsetBefore: offsetWords(before), offsetAfter: offsetWords(after) };
  }

  window.GatehouseZones = { MINUTE, DAY, wall, written, time, dayOf, date, span, times, offsetAt, place, typed, toType, iso, change };
})();
