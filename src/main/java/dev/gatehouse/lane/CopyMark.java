package dev.gatehouse.lane;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.packet.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What tells one reader's copy from another's. Nobody can guess another's mark and so put a leak on them; in a drill it is
 * derived, so that the same events give the same answers.
 */
final class CopyMark {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    private CopyMark() {}

    static String of(CaseFile caseFile, String reader) {
        if (caseFile.drill()) {
            return Sha256.hex((caseFile.caseId() + "\n" + reader).getBytes(StandardCharsets.UTF_8))
                    .substring(0, 2 * BYTES);
        }
        byte[] mark = new byte[BYTES];
        RANDOM.nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }
}
