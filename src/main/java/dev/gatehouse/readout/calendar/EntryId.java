package dev.gatehouse.readout.calendar;

import java.util.regex.Pattern;

/** The ids of holds and invites become parts of UIDs and of addresses on calendar servers. */
final class EntryId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private EntryId() {}

    static void check(String id) {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a hold or invite has 1 to 100 of A-Z a-z 0-9 . _ -; \"%s\" does not fit".formatted(id));
        }
    }
}
