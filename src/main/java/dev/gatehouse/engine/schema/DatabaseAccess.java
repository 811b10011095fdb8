package dev.gatehouse.engine.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where the data is and as whom it is reached.
 *
 * <p>On an embedded H2 database for which nobody stated a user, both roles exist and have no password: there the
 * protection is that of the files, and a password kept beside them would protect nothing. Wherever a network is
 * involved the user must be stated.
 */
record DatabaseAccess(String url, DatabaseRole owner, DatabaseRole runtime) {

    private static final DatabaseRole EMBEDDED_OWNER = new DatabaseRole("gatehouse_owner", "");
    private static final String EMBEDDED_RUNTIME = "gatehouse";

    /** @throws IllegalArgumentException with a sentence that says what to set */
    static DatabaseAccess of(
            @Nullable String url, @Nullable String username, @Nullable String password, SchemaProperties schema) {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("No database given: set spring.datasource.url.");
        }
        if (!H2Url.accepts(url) && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("Gatehouse runs on H2 (jdbc:h2:...) and PostgreSQL (jdbc:postgresql:...)"
                    + ", not on the database of spring.datasource.url.");
        }
        boolean embedded = H2Url.accepts(url) && H2Url.of(url).reachedByThisProcessOnly();
        boolean stated = hasText(username);
        if (!stated && !embedded) {
            throw new IllegalArgumentException(
                    "This database is reached over a network: set spring.datasource.username and"
                            + " spring.datasource.password.");
        }
        DatabaseRole runtime = new DatabaseRole(stated ? text(username) : EMBEDDED_RUNTIME, text(password));
        DatabaseRole owner;
        if (hasText(schema.username())) {
            owner = new DatabaseRole(text(schema.username()), text(schema.password()));
        } else {
            owner = stated ? runtime : EMBEDDED_OWNER;
        }
        return new DatabaseAccess(url, owner, runtime);
    }

    boolean separateRoles() {
        return !owner.sameAs(runtime);
    }

    /** The address for the pool: on H2 without what only the owner may set. */
    String runtimeUrl() {
        if (!H2Url.accepts(url)) {
            return url;
        }
        H2Url h2 = H2Url.of(url);
        return (separateRoles() ? h2.withoutOwnerSettings() : h2.withoutWriteDelay()).toString();
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
