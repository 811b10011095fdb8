-- Every event that was accepted or refused at the door, as it came; rows are written once and never changed.
create table gh_inbox (
    arrival bigint generated always as identity primary key,
    source varchar(255) not null,
    event_id varchar(255) not null,
    case_id varchar(255) not null,
    type varchar(255) not null,
    event_time timestamp with time zone not null,
    account varchar(255) not null,
    received_at timestamp with time zone not null,
    disposition varchar(16) not null,
    refused_because varchar(1000),
    starts_case boolean not null,
    body_sha256 varchar(64) not null,
    -- the event in structured form, canonical JSON (RFC 8785), whatever the mode it came in
    event bytea not null,
    constraint gh_inbox_same_event unique (source, event_id)
);
create index gh_inbox_of_case on gh_inbox (case_id, arrival);

-- The accepted events no change-set has taken up yet. A table of its own: what every sweep reads stays tiny however
-- long the history grows, and the events themselves need no update.
create table gh_inbox_unapplied (
    arrival bigint primary key references gh_inbox (arrival),
    case_id varchar(255) not null
);
create index gh_inbox_unapplied_of_case on gh_inbox_unapplied (case_id, arrival);
