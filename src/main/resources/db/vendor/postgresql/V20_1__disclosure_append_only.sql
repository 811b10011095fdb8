create trigger gh_append_only before update or delete or truncate on gh_disclosure_revision
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_disclosure_objection
    for each statement execute function gh_refuse_change();

alter table gh_disclosure_revision enable always trigger gh_append_only;
alter table gh_disclosure_objection enable always trigger gh_append_only;
