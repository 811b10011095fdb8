package dev.gatehouse.digest.domain.claims;

/** What a register keeps under one key, in whatever version. */
public record RecordName(String register, String key) implements Comparable<RecordName> {

    @Override
    public int compareTo(RecordName other) {
        int byRegister = register.compareTo(other.register);
        return byRegister == 0 ? key.compareTo(other.key) : byRegister;
    }

    @Override
    public String toString() {
        return register + "/" + key;
    }
}
