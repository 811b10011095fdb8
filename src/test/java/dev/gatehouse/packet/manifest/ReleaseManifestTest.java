package dev.gatehouse.packet.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseManifestTest {
    private final ReleaseManifest manifest = Manifests.of("REC-1", Manifests.recommendation(200_000));

    @Test
    void bindsEverythingThatIsReleased() {
        assertThat(StrictJson.read(manifest.json().toString())).isEqualTo(StrictJson.read("""
                        {"packetId": "REC-1", "revision": 2, "sha256": "%s", "optionSetSha256": "%s",
                         "lane": "executive-customer-review-decision", "audience": ["evelyn.stone", "omar.haddad"],
                         "signers": [{"account": "renata.lima", "as": "release-owner", "at": "2026-04-24T08:00:00Z"}],
                         "acceptedResiduals": [{"objectionId": "OBJ-1", "sectionId": "timeline",
                             "statement": "One region is disputed.", "acceptedBy": "renata.lima",
                             "at": "2026-04-24T08:00:00Z"}],
                         "blockedTerms": [{"term": "contract rewrite", "reason": "legal only"}],
                         "validity": {"from": "2026-04-24T08:00:00Z", "to": "2026-05-01T18:00:00Z"},
                         "policies": {"option-bounds": "1"},
                         "ledgerHead": {"sequence": 9, "hash": "%s"},
                         "boundary": "Release is not approval of a remedy.", "drill": false,
                         "releaseIsDecision": false}""".formatted(
                        manifest.sha256(), manifest.optionSetSha256(), "a".repeat(64))));
    }

    @Test
    void isConfirmedWithoutItsSigners() {
        ReleaseManifest unsigned = manifest.signedBy(List.of());
        JsonNode bare = manifest.json().without("signers");

        assertThat(manifest.manifestSha256())
                .isEqualTo(unsigned.manifestSha256())
                .isEqualTo(Sha256.hex(CanonicalJson.bytes(bare)));
    }

    @Test
    void isAnotherOneForAnotherAudience() {
        JsonNode packet = Manifests.recommendation(200_000);
        ReleaseManifest other = Manifests.of("REC-2", packet);

        assertThat(other.sha256()).isEqualTo(manifest.sha256());
        assertThat(other.manifestSha256()).isNotEqualTo(manifest.manifestSha256());
    }

    @Test
    void leavesTheOptionSetOutWhereThereIsNone() {
        assertThat(Manifests.of("DISC-1", Manifests.disclosure(4)).json().has("optionSetSha256"))
                .isFalse();
    }

    @Test
    void hashesOptionsTogetherWithBlockedTerms() {
        String canonical = "{\"blockedTerms\":[{\"reason\":\"legal only\",\"term\":\"contract rewrite\"}],"
                + "\"options\":[{\"cap\":5,\"currency\":\"EUR\",\"kind\":\"service-credit\",\"optionId\":\"credit-only\"}]}";

        assertThat(OptionSet.sha256(Manifests.recommendation(5)))
                .isEqualTo(Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)));
        assertThatIllegalArgumentException().isThrownBy(() -> OptionSet.sha256(Manifests.disclosure(1)));
    }

    @Test
    void refusesAWindowThatIsOverBeforeItStarts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Validity(Manifests.FROM, Manifests.FROM));
    }

    @Test
    void holdsFromItsFirstMomentUntilJustBeforeItsLast() {
        Validity window = new Validity(Manifests.FROM, Manifests.TO);
        Instant before = Manifests.FROM.minusNanos(1);

        assertThat(window.holds(before)).isFalse();
        assertThat(window.opened(before)).isFalse();
        assertThat(window.holds(Manifests.FROM)).isTrue();
        assertThat(window.holds(Manifests.TO.minusNanos(1))).isTrue();
        assertThat(window.holds(Manifests.TO)).isFalse();
        assertThat(window.over(Manifests.TO)).isTrue();
    }
}
