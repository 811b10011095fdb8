package dev.gatehouse.digest.domain.publication;

/**
 * How large a runbook may be.
 *
 * @param lines at most, physical ones
 * @param bytes at most
 */
public record SizeLimits(int lines, int bytes) {

    /**
     * A runbook that is larger.
     *
     * @param unit what there is too much of: lines or bytes
     * @param figure how many there are
     * @param limit how many there may be
     */
    public record Excess(String unit, long figure, long limit) {}

    public SizeLimits {
        if (lines < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "A runbook may have at most %d lines and %d bytes; expected at least 1 of each."
                            .formatted(lines, bytes));
        }
    }
}
