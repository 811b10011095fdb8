-- Bytes of any length: the binary strings of H2 end at 1 MiB, and a packet or a payload may be larger.
create domain gh_bytes as binary large object;
