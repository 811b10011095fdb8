-- A text has up to 4000 characters. H2 counts those outside the basic plane twice.
alter table gh_digest_item alter column question set data type varchar(8000);
alter table gh_digest_closing alter column reason set data type varchar(8000);
