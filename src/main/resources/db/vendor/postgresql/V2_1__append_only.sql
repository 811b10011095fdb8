-- What is append-only stays so for every role, the owner and replicated sessions included. Whoever may disable a
-- trigger can still get past this; the hash chain and the signed checkpoints then show it.
create function gh_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are only ever added, never changed or removed', tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger gh_append_only before update or delete or truncate on gh_ledger
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_checkpoint
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_revision
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_revision_state
    for each statement execute function gh_refuse_change();

alter table gh_ledger enable always trigger gh_append_only;
alter table gh_checkpoint enable always trigger gh_append_only;
alter table gh_revision enable always trigger gh_append_only;
alter table gh_revision_state enable always trigger gh_append_only;
