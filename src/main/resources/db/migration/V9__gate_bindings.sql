-- A gate of a release is bound to its options and its manifest as well.
alter table gh_gate add column option_set_sha256 varchar(64);
alter table gh_gate add column manifest_sha256 varchar(64);

-- A released revision is the authority, like an adopted one.
alter table gh_revision_standing drop constraint gh_authoritative_is_adopted;
alter table gh_revision_standing add constraint gh_authoritative_is_in_force
    check (coalesce(authoritative_for, '') = case when state in ('ADOPTED', 'RELEASED') then case_id else '' end);
