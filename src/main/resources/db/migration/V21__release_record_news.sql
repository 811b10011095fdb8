-- Newer versions of records that a case cites, as they were mirrored, until the case has taken them up: for every flow
-- that releases into lanes, in the place of one table for each.
create table gh_release_record_news (
    number     bigint generated always as identity primary key,
    case_id    varchar(64)  not null references gh_case,
    register   varchar(64)  not null,
    record_key varchar(255) not null,
    version    bigint       not null,
    account    varchar(255) not null,
    applied    boolean      not null
);
create index gh_release_record_news_of on gh_release_record_news (case_id, applied);

insert into gh_release_record_news (case_id, register, record_key, version, account, applied)
    select case_id, register, record_key, version, account, applied from gh_recommendation_record_news order by number;
insert into gh_release_record_news (case_id, register, record_key, version, account, applied)
    select case_id, register, record_key, version, account, applied from gh_disclosure_record_news order by number;

drop table gh_recommendation_record_news;
drop table gh_disclosure_record_news;
