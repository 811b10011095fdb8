-- Proposed changes of policy tables; in force only once a named policy owner has approved them.
create table gh_policy_proposal (
    number      bigint generated always as identity primary key,
    table_key   varchar(64)              not null,
    content     gh_bytes                 not null,
    sha256      varchar(64)              not null,
    reason      varchar(4000)            not null,
    proposed_by varchar(255)             not null,
    proposed_at timestamp with time zone not null,
    state       varchar(16)              not null,
    decided_by  varchar(255),
    decided_at  timestamp with time zone,
    version     integer
);

-- Why a case is to look at its open candidate once more, although nothing has arrived.
alter table gh_case add column reconsider_because varchar(1000);
