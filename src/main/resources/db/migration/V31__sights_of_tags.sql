-- Every tag that was asked about is seen, also one that marks no commit.
alter table gh_digest_tag alter column commit_id drop not null;

-- A feed looks at objects, not at names alone: a tag that was moved is refused once for each object that it is moved to.
create table gh_runbook_feed_sight (
    repository varchar(100)  not null references gh_runbook_feed,
    tag        varchar(255)  not null,
    tag_object varchar(64)   not null,
    seen_at    timestamp with time zone not null,
    -- what became of it
    outcome    varchar(4000) not null,
    primary key (repository, tag, tag_object)
);
insert into gh_runbook_feed_sight (repository, tag, tag_object, seen_at, outcome)
    select repository, tag, tag_object, seen_at, outcome from gh_runbook_feed_tag;
-- what a feed has looked at was seen, whether a case has asked about it or not
insert into gh_digest_tag (repository, tag, tag_object, commit_id, seen_at)
    select f.repository, f.tag, f.tag_object, null, f.seen_at from gh_runbook_feed_tag f
    where not exists (select 1 from gh_digest_tag t where t.repository = f.repository and t.tag = f.tag);
drop table gh_runbook_feed_tag;
alter table gh_runbook_feed_sight rename to gh_runbook_feed_tag;
