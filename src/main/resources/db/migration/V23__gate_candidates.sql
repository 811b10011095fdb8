-- A gate that several people may take is one person's from the moment it is claimed.
alter table gh_gate add column claimed boolean default false not null;
