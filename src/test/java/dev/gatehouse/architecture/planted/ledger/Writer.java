package dev.gatehouse.architecture.planted.ledger;

public final class Writer {
    public static String hash(String entry) {
        return "#" + entry;
    }
}
