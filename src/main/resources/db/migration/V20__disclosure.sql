-- A disclosure packet as it is being written, annex texts included, and why its candidate exists.
create table gh_disclosure (
    case_id  varchar(64) not null primary key references gh_case,
    draft    gh_bytes    not null,
    standing gh_bytes    not null
);

-- The whole draft at every revision, annex texts included. Only ever added to.
create table gh_disclosure_revision (
    case_id varchar(64) not null references gh_case,
    number  integer     not null,
    draft   gh_bytes    not null,
    primary key (case_id, number)
);

-- Every objection ever raised, so that no draft can lose one. Only ever added to.
create table gh_disclosure_objection (
    case_id      varchar(64)   not null references gh_case,
    objection_id varchar(64)   not null,
    section_id   varchar(64)   not null,
    raised_by    varchar(255)  not null,
    severity     varchar(16)   not null,
    statement    varchar(4000) not null,
    raised_in    integer       not null,
    primary key (case_id, objection_id)
);

-- Newer versions of records that a case cites, as they were mirrored, until the case has taken them up.
create table gh_disclosure_record_news (
    number     bigint generated always as identity primary key,
    case_id    varchar(64)  not null references gh_case,
    register   varchar(64)  not null,
    record_key varchar(255) not null,
    version    bigint       not null,
    account    varchar(255) not null,
    applied    boolean      not null
);
create index gh_disclosure_record_news_of on gh_disclosure_record_news (case_id, applied);
