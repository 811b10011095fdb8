-- What people are told: one row for each notice and person. The key says what the notice is about, so that whoever
-- announces the same thing again, after a retry or on another node, tells nobody twice.
create table gh_notice (
    notice_id bigint generated always as identity primary key,
    case_id varchar(255) not null,
    notice_key varchar(255) not null,
    recipient varchar(255) not null,
    subject varchar(400) not null,
    text varchar(4000) not null,
    state varchar(16) not null,
    announced_at timestamp with time zone not null,
    mailed_at timestamp with time zone,
    -- whether the ledger has it: for a mail that is after the mail server took it, once
    in_ledger boolean not null,
    constraint gh_notice_once unique (case_id, notice_key, recipient)
);
create index gh_notice_of_recipient on gh_notice (recipient, notice_id);
