create trigger gh_append_only before update or delete or truncate on gh_release_manifest
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_release_signature
    for each statement execute function gh_refuse_change();

alter table gh_release_manifest enable always trigger gh_append_only;
alter table gh_release_signature enable always trigger gh_append_only;
