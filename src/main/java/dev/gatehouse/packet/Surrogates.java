package dev.gatehouse.packet;

/** Halves of UTF-16 pairs: text that holds a lone one has no UTF-8 form. */
final class Surrogates {
    private Surrogates() {}

    static boolean anyLoneIn(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
