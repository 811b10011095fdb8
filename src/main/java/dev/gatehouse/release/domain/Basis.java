package dev.gatehouse.release.domain;

import java.util.OptionalLong;

/** The versions of records that a packet rests on. */
public interface Basis {

    /** The newest version that it cites of the record; empty when it cites none. */
    OptionalLong newest(String register, String key);

    /** Whether it rests on this version of the record, or on a later one, already. */
    boolean restsOn(String register, String key, long version);

    default boolean cites(String register, String key) {
        return newest(register, key).isPresent();
    }
}
