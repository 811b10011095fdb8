create trigger gh_append_only before update or delete or truncate on gh_revision_form
    for each statement execute function gh_refuse_change();
alter table gh_revision_form enable always trigger gh_append_only;
