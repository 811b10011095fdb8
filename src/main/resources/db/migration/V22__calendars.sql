-- What is known of people's time in a set of calendars: the live ones, or those that one drill has of its own. The row is
-- also the lock that whoever places something on the person's calendar takes: two cases never hold the same time.
create table gh_calendar (
    calendar_set varchar(80)  not null,
    person       varchar(255) not null,
    -- false: a lock only, nothing was told yet
    told         boolean      not null,
    -- why it cannot be read; null when it can
    unreadable   varchar(1000),
    -- by which all-day and floating times go, where the calendar came with one
    zone         varchar(64),
    -- what was told reaches from here to there; null: for ever
    known_from   timestamp(6) with time zone,
    known_until  timestamp(6) with time zone,
    as_of        timestamp(6) with time zone,
    primary key (calendar_set, person)
);

-- When people are busy; nothing else of an event is kept. A floating time is what the person's own clock shows, as if it
-- showed UTC.
create table gh_calendar_busy (
    calendar_set varchar(80)                 not null,
    person       varchar(255)                not null,
    floating     boolean                     not null,
    busy_from    timestamp(6) with time zone not null,
    busy_to      timestamp(6) with time zone not null,
    primary key (calendar_set, person, floating, busy_from),
    foreign key (calendar_set, person) references gh_calendar,
    constraint gh_calendar_busy_in_order check (busy_from < busy_to)
);

-- The holds and invites of cases on each calendar, also of calendars that are kept elsewhere: written here before they are
-- written there, so that a node that dies in between leaves something to find.
create table gh_calendar_entry (
    calendar_set varchar(80)                 not null,
    person       varchar(255)                not null,
    kind         varchar(8)                  not null,
    entry_id     varchar(100)                not null,
    case_id      varchar(64)                 not null,
    entry_from   timestamp(6) with time zone not null,
    entry_to     timestamp(6) with time zone not null,
    -- when a hold is over
    held_until   timestamp(6) with time zone,
    placed_at    timestamp(6) with time zone not null,
    -- asked to go; its calendar could not be reached
    released     boolean                     not null,
    primary key (calendar_set, kind, entry_id, person),
    foreign key (calendar_set, person) references gh_calendar,
    constraint gh_calendar_entry_in_order check (entry_from < entry_to)
);
create index gh_calendar_entry_of_person on gh_calendar_entry (calendar_set, person, entry_from);
