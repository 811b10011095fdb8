package dev.gatehouse.engine.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An H2 address: the part that names the database, then settings. H2 carries settings out anew on every connection
 * and refuses most of them to anyone but an administrator; they then hold for the whole database while it is open.
 */
final class H2Url {

    private static final String PREFIX = "jdbc:h2:";

    /** How a database is opened or found, as opposed to how it behaves: needed by every connection. */
    private static final Set<String> OPENING = Set.of(
            "IFEXISTS", "FORBID_CREATION", "CIPHER", "FILE_LOCK", "AUTO_SERVER", "AUTO_SERVER_PORT", "PASSWORD_HASH");

    private final String database;
    private final List<String> settings;

    private H2Url(String database, List<String> settings) {
        this.database = database;
        this.settings = List.copyOf(settings);
    }

    static boolean accepts(String url) {
        return url.startsWith(PREFIX);
    }

    static H2Url of(String url) {
        String[] parts = url.split(";", -1);
        return new H2Url(
                parts[0],
                Arrays.stream(parts).skip(1).filter(part -> !part.isBlank()).toList());
    }

    /** No server, no automatic server: only code of this process can connect. */
    boolean reachedByThisProcessOnly() {
        String where = database.substring(PREFIX.length());
        boolean server = where.startsWith("tcp:") || where.startsWith("ssl:");
        return !server
                && settings.stream().noneMatch(s -> s.toUpperCase(Locale.ROOT).startsWith("AUTO_SERVER=TRUE"));
    }

    boolean inMemory() {
        return database.startsWith(PREFIX + "mem:");
    }

    H2Url withoutWriteDelay() {
        return new H2Url(
                database,
                settings.stream().filter(s -> !name(s).equals("WRITE_DELAY")).toList());
    }

    H2Url withoutOwnerSettings() {
        return new H2Url(
                database,
                settings.stream().filter(s -> OPENING.contains(name(s))).toList());
    }

    private static String name(String setting) {
        return setting.split("=", 2)[0].trim().toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return settings.isEmpty() ? database : database + ";" + String.join(";", settings);
    }
}
