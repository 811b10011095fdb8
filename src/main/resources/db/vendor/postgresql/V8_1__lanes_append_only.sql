create trigger gh_append_only before update or delete or truncate on gh_lane_copy
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_lane_audience
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_lane_end
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_lane_stale
    for each statement execute function gh_refuse_change();
create trigger gh_append_only before update or delete or truncate on gh_lane_access
    for each statement execute function gh_refuse_change();

alter table gh_lane_copy enable always trigger gh_append_only;
alter table gh_lane_audience enable always trigger gh_append_only;
alter table gh_lane_end enable always trigger gh_append_only;
alter table gh_lane_stale enable always trigger gh_append_only;
alter table gh_lane_access enable always trigger gh_append_only;
