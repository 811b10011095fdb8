-- What was put before a human, as canonical JSON (RFC 8785) under the SHA-256 of those bytes. Only ever added to.
create table gh_revision (
    case_id    varchar(255)                not null,
    number     integer                     not null,
    sha256     varchar(64)                 not null,
    content    gh_bytes                    not null,
    supersedes integer,
    created_at timestamp(6) with time zone not null,
    created_by varchar(1000)               not null,
    primary key (case_id, number),
    constraint gh_revision_supersedes foreign key (case_id, supersedes) references gh_revision (case_id, number)
);
create index gh_revision_sha256 on gh_revision (case_id, sha256);

-- Every state that a revision ever was in, in steps counted from 1. Only ever added to.
create table gh_revision_state (
    case_id varchar(255)                not null,
    number  integer                     not null,
    step    integer                     not null,
    state   varchar(16)                 not null,
    at      timestamp(6) with time zone not null,
    actor   varchar(1000)               not null,
    cause   varchar                     not null,
    primary key (case_id, number, step),
    constraint gh_revision_state_of foreign key (case_id, number) references gh_revision (case_id, number)
);

-- The state that each revision is in now. The two unique columns hold the case id in one row at most: the database
-- itself refuses a second authoritative revision, and a second candidate, of a case.
create table gh_revision_standing (
    case_id           varchar(255) not null,
    number            integer      not null,
    state             varchar(16)  not null,
    authoritative_for varchar(255),
    candidate_for     varchar(255),
    primary key (case_id, number),
    constraint gh_revision_standing_of foreign key (case_id, number) references gh_revision (case_id, number),
    constraint gh_one_authoritative unique (authoritative_for),
    constraint gh_one_candidate unique (candidate_for),
    constraint gh_authoritative_is_adopted
        check (coalesce(authoritative_for, '') = case when state = 'ADOPTED' then case_id else '' end),
    constraint gh_candidate_is_candidate
        check (coalesce(candidate_for, '') = case when state = 'CANDIDATE' then case_id else '' end)
);

-- One hash chain for each case. Only ever added to. The columns and how they are hashed: package dev.gatehouse.ledger.
create table gh_ledger (
    case_id        varchar(255)                not null,
    sequence       bigint                      not null,
    at             timestamp(6) with time zone not null,
    actor          varchar(1000)               not null,
    kind           varchar(32)                 not null,
    subject        varchar                     not null,
    payload        gh_bytes                    not null,
    payload_sha256 varchar(64)                 not null,
    policies       varchar                     not null,
    previous_hash  varchar(64)                 not null,
    hash           varchar(64)                 not null,
    primary key (case_id, sequence)
);

-- The entries that no checkpoint covers yet. Written in the transaction of the entry, so that a checkpoint sees an
-- entry exactly when it is committed.
create table gh_ledger_pending (
    case_id  varchar(255) not null,
    sequence bigint       not null,
    primary key (case_id, sequence)
);

-- Signed statements of what the chains were, each naming the one before. Only ever added to.
create table gh_checkpoint (
    number    bigint                      not null primary key,
    at        timestamp(6) with time zone not null,
    body      gh_bytes                    not null,
    signature varchar(128)                not null,
    key_id    varchar(64)                 not null
);

-- Whoever holds this row's lock makes the next checkpoint: two nodes never fork the line.
create table gh_checkpoint_turn (
    id integer not null primary key
);
insert into gh_checkpoint_turn (id) values (1);
