-- Sentences that quote what people wrote, or list what has changed, may be longer than the texts that they are made of, and
-- H2 counts a character beyond the basic plane as two. What may be stated is limited where it is stated.
alter table gh_gate alter column withdrawn_because set data type varchar;
alter table gh_disclosure_objection alter column statement set data type varchar;
alter table gh_lane_end alter column reason set data type varchar;
alter table gh_lane_stale alter column cause set data type varchar;
