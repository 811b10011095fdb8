-- Later forms of a revision that nobody had decided on: what belongs to it although it came after it was made. Only ever
-- added to; which form holds, the standing says, 0 being the revision as it was made.
create table gh_revision_form (
    case_id    varchar(255)                not null,
    number     integer                     not null,
    form       integer                     not null,
    sha256     varchar(64)                 not null,
    content    gh_bytes                    not null,
    created_at timestamp(6) with time zone not null,
    created_by varchar(1000)               not null,
    primary key (case_id, number, form),
    constraint gh_revision_form_of foreign key (case_id, number) references gh_revision (case_id, number)
);
alter table gh_revision_standing add column form integer default 0 not null;
