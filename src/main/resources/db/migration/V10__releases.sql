-- A release as it was put before people, canonical JSON without signers; number counts within the case. Only ever added to.
create table gh_release_manifest (
    case_id         varchar(64) not null references gh_case,
    number          integer     not null,
    revision        integer     not null,
    manifest_sha256 varchar(64) not null,
    manifest        gh_bytes    not null,
    primary key (case_id, number)
);
create index gh_release_manifest_sha256 on gh_release_manifest (case_id, manifest_sha256);

-- Who confirmed or released which manifest, by the case's clock. Only ever added to.
create table gh_release_signature (
    number          bigint generated always as identity primary key,
    case_id         varchar(64)   not null references gh_case,
    manifest_sha256 varchar(64)   not null,
    account         varchar(1000) not null,
    part            varchar(64)   not null,
    signed_at       varchar(64)   not null
);
create index gh_release_signature_of on gh_release_signature (case_id, manifest_sha256);
