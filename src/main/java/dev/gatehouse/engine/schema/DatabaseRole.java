package dev.gatehouse.engine.schema;

/** A database login. Its text form leaves the password out, so that it may be logged. */
record DatabaseRole(String username, String password) {

    boolean sameAs(DatabaseRole other) {
        return username.equalsIgnoreCase(other.username);
    }

    @Override
    public String toString() {
        return username;
    }
}
