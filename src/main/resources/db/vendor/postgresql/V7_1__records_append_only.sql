create trigger gh_append_only before update or delete or truncate on gh_record
    for each statement execute function gh_refuse_change();
alter table gh_record enable always trigger gh_append_only;
