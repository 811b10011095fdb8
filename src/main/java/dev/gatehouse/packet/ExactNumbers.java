package dev.gatehouse.packet;

import java.io.IOException;
import java.math.BigDecimal;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers survive RFC 8785 with their value. It writes every number as the shortest decimal of the nearest IEEE 754
 * double, so a number is kept exactly when that decimal is the number itself, and lies within ±(2^53 - 1), where neighbouring
 * integers are still told apart (RFC 7493, section 2.2).
 */
final class ExactNumbers {
    static final long LARGEST = (1L << 53) - 1;

    private ExactNumbers() {}

    /** A sentence that says why {@code literal}, a JSON number, is not kept exactly; null when it is. */
    static @Nullable String refusalOf(String literal) {
        double nearest = Double.parseDouble(literal);
        if (!(Math.abs(nearest) <= LARGEST)) {
            return "the number %s is beyond %d, the largest that is kept exactly; send it as a string"
                    .formatted(shortened(literal), LARGEST);
        }
        String written = written(nearest);
        BigDecimal exact = exact(literal);
        if (exact == null || exact.compareTo(new BigDecimal(written)) != 0) {
            return "the number %s would be kept as %s; send that, or a string".formatted(shortened(literal), written);
        }
        return null;
    }

    private static String written(double value) {
        try {
            return NumberToJSON.serializeNumber(value);
        } catch (IOException e) {
            throw new IllegalStateException("only NaN and the infinities have no JSON form", e);
        }
    }

    /** Null when its exponent is beyond what even {@link BigDecimal} can hold. */
    private static @Nullable BigDecimal exact(String literal) {
        try {
            return new BigDecimal(literal);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String shortened(String literal) {
        return literal.length() <= 40 ? literal : literal.substring(0, 40) + "...";
    }
}
