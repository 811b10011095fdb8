-- One row for each case of any flow; the row is also the case's lock.
create table gh_case (
    case_id             varchar(64)              not null primary key,
    flow                varchar(64)              not null,
    title               varchar(400)             not null,
    drill               boolean                  not null,
    state               varchar(16)              not null,
    outcome             varchar(32),
    process_instance_id varchar(64)              not null,
    request             gh_bytes                   not null,
    opened_at           timestamp with time zone not null,
    ended_at            timestamp with time zone,
    -- the case looks at itself again at this time: a rotation comes into force, a window has ended
    wake_at             timestamp with time zone
);
create index gh_case_wake on gh_case (wake_at);

-- One row for each gate ever opened: the task's id is kept when the task is gone.
create table gh_gate (
    task_id              varchar(64)              not null primary key,
    activity_instance_id varchar(64)              not null unique,
    case_id              varchar(64)              not null references gh_case,
    gate                 varchar(64)              not null,
    assignee             varchar(255),
    acting_for           varchar(255),
    revision             integer,
    sha256               varchar(64),
    state                varchar(16)              not null,
    opened_at            timestamp with time zone not null,
    closed_at            timestamp with time zone,
    decision             varchar(32),
    decided_by           varchar(255),
    withdrawn_because    varchar(4000),
    successor_task_id    varchar(64)
);
create index gh_gate_case on gh_gate (case_id, state);

-- Who may see a case, beyond the gates: participants with the roles they have in it.
create table gh_participant (
    case_id varchar(64)  not null references gh_case,
    person  varchar(255) not null,
    primary key (case_id, person)
);

-- How far into the arrivals each revision of a command window reaches.
create table gh_window_revision (
    case_id         varchar(64) not null references gh_case,
    number          integer     not null,
    reaches_arrival bigint      not null,
    primary key (case_id, number)
);

-- Requests for a boundary exception and what became of them.
create table gh_boundary_exception (
    case_id       varchar(64)   not null references gh_case,
    number        integer       not null,
    checkpoint_id varchar(64)   not null,
    owner         varchar(255)  not null,
    revision      integer       not null,
    requested_by  varchar(255)  not null,
    reason        varchar(4000) not null,
    binding       varchar(4000) not null,
    state         varchar(16)   not null,
    primary key (case_id, number)
);

-- The last revision whose changes a person has acknowledged.
create table gh_acknowledgement (
    case_id         varchar(64)              not null references gh_case,
    person          varchar(255)             not null,
    revision        integer                  not null,
    acknowledged_at timestamp with time zone not null,
    primary key (case_id, person, revision)
);
