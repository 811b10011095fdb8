-- Lanes hold copies of what was released. Everything here is only ever added to: where a copy stands follows from
-- whether it has an end. A case releases once, into one lane; the primary key says so.
create table gh_lane_copy (
    case_id         varchar(64)                 not null primary key references gh_case,
    lane            varchar(64)                 not null,
    revision        integer                     not null,
    sha256          varchar(64)                 not null,
    manifest_sha256 varchar(64)                 not null,
    -- canonical JSON (RFC 8785) under sha256
    packet          gh_bytes                    not null,
    -- the signed manifest, a DSSE envelope
    envelope        gh_bytes                    not null,
    valid_from      timestamp(6) with time zone not null,
    valid_to        timestamp(6) with time zone not null,
    release_owner   varchar(255)                not null,
    released_at     timestamp(6) with time zone not null
);
create index gh_lane_copy_of_lane on gh_lane_copy (lane, case_id);

-- Who may read a copy; the mark tells whose copy a leaked one is.
create table gh_lane_audience (
    case_id   varchar(64)  not null references gh_lane_copy,
    place     integer      not null,
    person    varchar(255) not null,
    copy_mark varchar(32)  not null,
    primary key (case_id, person)
);

-- How a copy ended, once: withdrawn, superseded or expired.
create table gh_lane_end (
    case_id       varchar(64)                 not null primary key references gh_lane_copy,
    state         varchar(16)                 not null,
    at            timestamp(6) with time zone not null,
    actor         varchar(1000)               not null,
    reason        varchar(4000)               not null,
    superseded_by varchar(64)
);

-- Every material change that a copy has outlived so far.
create table gh_lane_stale (
    number  bigint generated always as identity primary key,
    case_id varchar(64)                 not null references gh_lane_copy,
    at      timestamp(6) with time zone not null,
    cause   varchar(4000)               not null
);
create index gh_lane_stale_of_case on gh_lane_stale (case_id);

-- Every read and forward of a copy, and everybody who tried and was refused; lane is the one that was asked at.
create table gh_lane_access (
    number  bigint generated always as identity primary key,
    case_id varchar(64)                 not null references gh_lane_copy,
    lane    varchar(64)                 not null,
    person  varchar(255)                not null,
    what    varchar(16)                 not null,
    refused boolean                     not null,
    at      timestamp(6) with time zone not null,
    detail  varchar(4000)               not null
);
create index gh_lane_access_of_case on gh_lane_access (case_id, refused);
