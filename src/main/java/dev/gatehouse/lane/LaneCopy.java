package dev.gatehouse.lane;

import dev.gatehouse.packet.manifest.Validity;
import java.time.Instant;
import java.util.Map;

/**
 * A released packet at its lane, without its content.
 *
 * @param packetId the case id
 * @param releaseOwner who may withdraw it
 * @param marks the mark of each reader's copy, by person, in the audience's order
 * @param releasedAt by the case's clock
 */
public record LaneCopy(
        String packetId,
        String lane,
        int revision,
        String sha256,
        String manifestSha256,
        Validity validity,
        String releaseOwner,
        Map<String, String> marks,
        Instant releasedAt) {

    public boolean isFor(String person) {
        return marks.containsKey(person);
    }
}
