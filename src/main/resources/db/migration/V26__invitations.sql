-- Notices that invite somebody: a purpose may be 400 characters, and the text gives the time of every attendee.
alter table gh_notice alter column subject set data type varchar(500);
alter table gh_notice alter column text set data type varchar(32000);

-- What goes along in the mail of such a notice: the calendar object, and the address that it names.
create table gh_invitation (
    notice_id bigint       not null primary key references gh_notice,
    address   varchar(320) not null,
    calendar  gh_bytes     not null
);
