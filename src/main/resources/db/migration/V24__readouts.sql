-- Where the search for a slot stands, and what was booked in the end.
create table gh_readout (
    case_id            varchar(64)   not null primary key references gh_case,
    standing           gh_bytes      not null,
    -- by the case's clock, which is another one in a drill
    read_at            varchar(64),
    invite_id          varchar(100),
    booked_start       varchar(64),
    booked_end         varchar(64),
    booked_interpreter varchar(255)
);

-- The last reading of each calendar: pairs of seconds since 1970, no word of any event.
create table gh_readout_reading (
    case_id    varchar(64)   not null references gh_readout,
    person     varchar(255)  not null,
    unreadable varchar(2000),
    busy       gh_bytes      not null,
    primary key (case_id, person)
);

-- Every hold that was ever placed for a case and what became of it.
create table gh_readout_hold (
    number        bigint generated always as identity unique,
    hold_id       varchar(100)  not null primary key,
    case_id       varchar(64)   not null references gh_readout,
    slot_start    varchar(64)   not null,
    slot_end      varchar(64)   not null,
    until_time    varchar(64)   not null,
    interpreter   varchar(255),
    calendars     varchar(8000) not null,
    state         varchar(16)   not null,
    off_calendars boolean       not null
);
create index gh_readout_hold_case on gh_readout_hold (case_id, state);

-- Calendars that a case needs have changed by another case or an import; without a reference, which would lock the case.
create table gh_readout_nudge (
    number  bigint generated always as identity primary key,
    case_id varchar(64)   not null,
    because varchar(1000) not null
);
create index gh_readout_nudge_case on gh_readout_nudge (case_id);
