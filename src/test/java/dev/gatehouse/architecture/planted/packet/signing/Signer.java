package dev.gatehouse.architecture.planted.packet.signing;

public final class Signer {
    public static String signed(String manifest) {
        return manifest + "!";
    }
}
