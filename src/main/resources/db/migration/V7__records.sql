-- Mirrored registers: every version that ever came, as canonical JSON (RFC 8785) of register, key, version, status,
-- publishedAt and content, under the SHA-256 of those bytes. Only ever added to.
create table gh_record (
    register     varchar(64)              not null,
    record_key   varchar(255)             not null,
    version      bigint                   not null,
    status       varchar(32)              not null,
    published_at timestamp with time zone not null,
    document     gh_bytes                 not null,
    sha256       varchar(64)              not null,
    mirrored_by  varchar(255)             not null,
    mirrored_at  timestamp with time zone not null,
    primary key (register, record_key, version)
);
