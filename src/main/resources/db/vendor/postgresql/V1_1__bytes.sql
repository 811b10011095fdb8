-- Bytes of any length, by the name that the common migrations use.
create domain gh_bytes as bytea;
