-- Where the digest of a publication stands, and what other cases of the same runbook need to know of it.
create table gh_digest (
    case_id    varchar(64)   not null primary key references gh_case,
    repository varchar(100)  not null,
    path       varchar(1000) not null,
    revision   varchar(255)  not null,
    drill      boolean       not null,
    -- taken by the one live case of a publication, free again when nothing came of it
    live_key   varchar(1400) unique,
    -- the runbook's identity; null until the repository was asked
    runbook    varchar(1200),
    -- how many commits the publication rests on: grows along the release branch
    position   bigint,
    tagged_at  varchar(64),
    stage      varchar(16)   not null,
    standing   gh_bytes      not null,
    -- what a refused share has found: the digest is to be composed again
    recheck    varchar(4000),
    -- likewise: a tag stands for another object now
    moved      varchar(4000)
);
create index gh_digest_runbook on gh_digest (runbook, drill);

-- The texts that a digest compares, as they were read.
create table gh_digest_text (
    case_id   varchar(64)  not null references gh_digest,
    part      varchar(16)  not null,
    content   gh_bytes     not null,
    primary key (case_id, part)
);

-- The first sight of every tag; another object under its name is never a publication.
create table gh_digest_tag (
    repository varchar(100) not null,
    tag        varchar(255) not null,
    tag_object varchar(64)  not null,
    commit_id  varchar(64)  not null,
    seen_at    timestamp with time zone not null,
    primary key (repository, tag)
);

-- What each digest has found open, or somebody has asked.
create table gh_digest_item (
    case_id       varchar(64)   not null references gh_digest,
    item_id       varchar(64)   not null,
    kind          varchar(32)   not null,
    since         varchar(64)   not null,
    values_sha256 varchar(64)   not null,
    -- a human's question; null for what was found
    question      varchar(4000),
    primary key (case_id, item_id)
);

-- Who has closed an open item, and at which values: it opens again when these change.
create table gh_digest_closing (
    case_id       varchar(64)   not null references gh_digest,
    item_id       varchar(64)   not null,
    values_sha256 varchar(64)   not null,
    closed_by     varchar(255)  not null,
    closed_at     varchar(64)   not null,
    reason        varchar(4000) not null,
    primary key (case_id, item_id, values_sha256)
);

-- The tags of a repository that is polled: what was there at the first poll, and what a case was started for.
create table gh_runbook_feed (
    repository varchar(100) not null primary key,
    polled_at  timestamp with time zone
);
create table gh_runbook_feed_tag (
    repository varchar(100)  not null references gh_runbook_feed,
    tag        varchar(255)  not null,
    tag_object varchar(64)   not null,
    seen_at    timestamp with time zone not null,
    -- what became of it
    outcome    varchar(4000) not null,
    primary key (repository, tag)
);
