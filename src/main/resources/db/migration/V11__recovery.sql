-- What belongs to a revision of a recommendation beside its content.
create table gh_recommendation (
    case_id           varchar(64)  not null references gh_case,
    number            integer      not null,
    author            varchar(255) not null,
    option_set_sha256 varchar(64)  not null,
    -- what it was stated at, by its event or the case's clock: a statement about an earlier moment comes too late
    stated_at         varchar(64)  not null,
    primary key (case_id, number)
);

-- To whom and for how long a recommendation is to be released, what is held against it, and why its candidate exists.
create table gh_recommendation_standing (
    case_id  varchar(64) not null primary key references gh_case,
    standing gh_bytes    not null
);

-- Newer versions of records that a case cites, as they were mirrored, until the case has taken them up.
create table gh_recommendation_record_news (
    number     bigint generated always as identity primary key,
    case_id    varchar(64)  not null references gh_case,
    register   varchar(64)  not null,
    record_key varchar(255) not null,
    version    bigint       not null,
    account    varchar(255) not null,
    applied    boolean      not null
);
create index gh_recommendation_record_news_of on gh_recommendation_record_news (case_id, applied);
