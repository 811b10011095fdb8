package dev.gatehouse.disclosure.domain;

import java.util.ArrayList;
import java.util.List;

/** One version of a record of a register that a text rests on. */
public record Citation(String register, String key, long version) {

    public boolean sameRecord(String otherRegister, String otherKey) {
        return register.equals(otherRegister) && key.equals(otherKey);
    }

    /** These citations with newer ones in the place of the same record's. */
    public static List<Citation> renewed(List<Citation> citations, List<Citation> newer) {
        List<Citation> all = new ArrayList<>(citations);
        for (Citation one : newer) {
            all.removeIf(earlier -> earlier.sameRecord(one.register, one.key));
            all.add(one);
        }
        return all;
    }
}
