package dev.gatehouse.recovery.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationJsonTest {

    private static final Premises PREMISES = new ScenarioPremises();

    private final ObjectNode request = RecoveryScenario.request();

    @Test
    void takesTheScenarioOnceItsClientHasComputedTheHashes() {
        assertThatCode(() -> RecommendationJson.check(request, PREMISES)).doesNotThrowAnyException();
    }

    @Test
    void refusesTheBareScenarioAndShowsBothHashesThatWouldBeRight() {
        List<Fault> faults = faults(RecoveryScenario.bare());

        assertThat(faults).extracting(Fault::pointer).containsExactly("/optionSetSha256", "/sha256");
        assertThat(faults.get(0).message())
                .contains("is missing", request.path("optionSetSha256").asText());
        assertThat(faults.get(1).message())
                .contains("is missing", request.path("sha256").asText());
    }

    @Test
    void showsTheStatedHashBesideTheFoundOne() {
        String right = request.path("sha256").asText();
        request.put("sha256", "0".repeat(64));

        assertThat(faults(request)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/sha256");
            assertThat(fault.message()).contains("0".repeat(64), right);
        });
    }

    @Test
    void refusesAnUpperCaseHashAndOneThatIsNoText() {
        request.put("sha256", request.path("sha256").asText().toUpperCase(java.util.Locale.ROOT));
        request.put("optionSetSha256", 7);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/optionSetSha256", "/sha256");
    }

    @Test
    void readsThePacketAsItsRulesSeeIt() {
        Recommendation packet = RecommendationJson.packet(request.path("packet"));

        assertThat(packet.options())
                .extracting(Recommendation.Option::optionId)
                .containsExactly("credit-and-engineering", "credit-only", "escalate");
        assertThat(packet.options().get(0).cap()).isEqualByComparingTo("240000");
        assertThat(packet.options().get(2).cap()).isNull();
        assertThat(packet.blockedTerms()).hasSize(3);
        assertThat(packet.cites("incident-timeline", "INC-88213")).isTrue();
        assertThat(RecommendationJson.terms(request).audience())
                .containsExactly("evelyn.stone", "omar.haddad", "naomi.fry");
    }

    @Test
    void namesEveryUnknownPerson() {
        request.put("author", "nobody.1").put("packetOwner", "nobody.2").put("governanceOwner", "nobody.3");
        ((ArrayNode) request.path("audience")).set(1, "nobody.4");

        assertThat(faults(request))
                .extracting(Fault::pointer)
                .containsExactly("/audience/1", "/author", "/governanceOwner", "/packetOwner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"author", "packetOwner", "governanceOwner"})
    void refusesAReleaseOwnerWhoHasAnotherPart(String role) {
        request.set("releaseOwner", request.path(role));

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/releaseOwner");
        assertThat(faults(request).get(0).message()).contains(role);
    }

    @Test
    void refusesALaneThatIsNotThisFlows() {
        request.put("lane", "executive-customer-review-intake");

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/lane");
    }

    @Test
    void refusesAReversedValidity() {
        ((ObjectNode) request.path("validity")).put("to", "2026-04-24T08:00:00Z");

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/validity/to");
    }

    @Test
    void refusesAValidityThatIsPastByTheDrillsClock() {
        request.put("declaredAt", "2026-05-01T18:00:00Z");

        assertThat(faults(request)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/validity/to");
            assertThat(fault.message()).contains("past");
        });
    }

    @Test
    void judgesALiveRequestByTheClockAndNotByWhatItDeclares() {
        request.put("rehearsal", false).put("declaredAt", "2026-05-01T18:00:00Z");

        assertThatCode(() -> RecommendationJson.check(request, PREMISES)).doesNotThrowAnyException();
    }

    @Test
    void asksADrillWhenItsClockBegins() {
        request.remove("declaredAt");

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/declaredAt");
    }

    @Test
    void refusesABlockedTermWithoutReason() {
        ((ObjectNode) request.path("packet").path("blockedTerms").path(1)).remove("reason");
        ((ObjectNode) request.path("packet").path("blockedTerms").path(2)).put("reason", " ");
        RecoveryScenario.hashed(request);

        assertThat(faults(request))
                .extracting(Fault::pointer)
                .containsExactly("/packet/blockedTerms/1/reason", "/packet/blockedTerms/2/reason");
    }

    @Test
    void refusesAnOptionThatCitesWhatThePacketDoesNot() {
        ((ArrayNode) request.path("packet").path("options").path(0).path("evidence")).set(0, "INC-88213#11");
        RecoveryScenario.hashed(request);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/packet/options/0/evidence/0");
    }

    @Test
    void refusesEvidenceThatIsNotOnRecord() {
        ((ObjectNode) request.path("packet").path("evidence").path(0)).put("version", 11);
        RecoveryScenario.hashed(request);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/packet/evidence/0");
    }

    @Test
    void refusesEvidenceOfAnotherMomentThanItsRecord() {
        ((ObjectNode) request.path("packet").path("evidence").path(0)).put("asOf", "2026-04-23T17:00:00Z");
        RecoveryScenario.hashed(request);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/packet/evidence/0/asOf");
    }

    @Test
    void takesACapInAnotherCurrencyForPolicyToHold() {
        ((ObjectNode) request.path("packet").path("options").path(0))
                .put("currency", "USD")
                .put("cap", 9999999);
        RecoveryScenario.hashed(request);

        assertThatCode(() -> RecommendationJson.check(request, PREMISES)).doesNotThrowAnyException();
    }

    @Test
    void refusesACapWithoutCurrencyAndIdsThatOccurTwice() {
        ((ObjectNode) request.path("packet").path("options").path(0)).remove("currency");
        ((ObjectNode) request.path("packet").path("options").path(1)).put("optionId", "escalate");
        ((ArrayNode) request.path("audience")).set(1, "evelyn.stone");
        RecoveryScenario.hashed(request);

        assertThat(faults(request))
                .extracting(Fault::pointer)
                .containsExactly("/audience/1", "/packet/options/0/currency", "/packet/options/2/optionId");
    }

    @Test
    void refusesAnEmptyRationaleAndWhatItDoesNotKnow() {
        ((ObjectNode) request.path("packet")).put("rationale", "  ").put("summary", "cleaner");
        RecoveryScenario.hashed(request);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/packet/rationale", "/packet/summary");
    }

    @Test
    void refusesControlCharacters() {
        ((ObjectNode) request.path("packet")).put("rationale", "nine\u0000hours");
        RecoveryScenario.hashed(request);

        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/packet/rationale");
    }

    @Test
    void refusesToSupersedeWhatThisReleaseOwnerDoesNotRelease() {
        request.put("supersedes", "REC-OLD");
        assertThatCode(() -> RecommendationJson.check(request, PREMISES)).doesNotThrowAnyException();

        request.put("supersedes", "REC-OTHER");
        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/supersedes");
    }

    @Test
    void refusesToSupersedeALiveCaseByADrillAndADrillByALiveCase() {
        request.put("supersedes", "REC-LIVE");
        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/supersedes");

        request.put("rehearsal", false);
        assertThatCode(() -> RecommendationJson.check(request, PREMISES)).doesNotThrowAnyException();

        request.put("supersedes", "REC-OLD");
        assertThat(faults(request)).extracting(Fault::pointer).containsExactly("/supersedes");
    }

    @Test
    void namesEveryFaultOfARequestThatIsWrongThroughout() {
        ObjectNode empty = RecoveryScenario.request();
        empty.removeAll();

        assertThat(faults(empty))
                .extracting(Fault::pointer)
                .contains("/caseId", "/author", "/packet", "/validity", "/audience", "/lane");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"cap\":1,\"cap\":2}", "{\"cap\":9007199254740993}", "{\"text\":\"\\ud800\"}", "{\"cap\":01}"})
    void cannotBeGivenWhatHasNoExactForm(String text) {
        assertThatThrownBy(() -> StrictJson.read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void hashesNumbersThatMeanTheSameAlike() {
        String text = request.toString().replace("240000", "2.4e5");

        assertThatCode(() -> RecommendationJson.check(StrictJson.read(text), PREMISES))
                .doesNotThrowAnyException();
    }

    @Test
    void checksARevisionLikeARequestsPacket() {
        ObjectNode revision = RecoveryScenario.revision(200000);
        assertThat(RecommendationJson.revisionFaults(revision, PREMISES)).isEmpty();

        revision.put("author", "nobody").remove("sha256");
        assertThat(RecommendationJson.revisionFaults(revision, PREMISES))
                .extracting(Fault::pointer)
                .containsExactly("/author", "/sha256");
    }

    @Test
    void checksTheDataOfEveryOtherEvent() {
        assertThat(validate(ReleaseEvents.EVIDENCE_CHANGED, "{\"register\":\"contracts\",\"key\":\"C\",\"version\":1}"))
                .isEmpty();
        assertThat(validate(ReleaseEvents.EVIDENCE_CHANGED, "{\"register\":\"contracts\",\"version\":0}"))
                .extracting(Fault::pointer)
                .containsExactly("/key", "/version");
        assertThat(validate(ReleaseEvents.CONTRACT_CHANGED, "{\"account\":\"A\"}"))
                .extracting(Fault::pointer)
                .containsExactly("/reference");
        assertThat(validate(
                        ReleaseEvents.AUDIENCE_CHANGED,
                        "{\"lane\":\"l\",\"audience\":[\"evelyn.stone\",\"nobody.1\",\"evelyn.stone\"]}"))
                .extracting(Fault::pointer)
                .containsExactly("/audience/1", "/audience/2");
        assertThat(validate(ReleaseEvents.CLOCK_ADVANCED, "{}")).isEmpty();
        assertThat(validate(ReleaseEvents.CLOCK_ADVANCED, "{\"to\":1}")).hasSize(1);
    }

    private static List<Fault> validate(String type, String data) {
        return ReleaseEvents.faults(type, StrictJson.read(data), PREMISES);
    }

    private static List<Fault> faults(ObjectNode request) {
        return catchThrowableOfType(FaultsException.class, () -> RecommendationJson.check(request, PREMISES))
                .faults();
    }

    private static final class ScenarioPremises implements Premises {
        @Override
        public boolean isPerson(String id) {
            return !id.startsWith("nobody");
        }

        @Override
        public boolean isLane(String lane) {
            return lane.equals("executive-customer-review-decision");
        }

        @Override
        public Optional<Instant> published(String register, String key, long version) {
            return Set.of("incident-timeline INC-88213 10").contains(register + " " + key + " " + version)
                    ? Optional.of(Instant.parse("2026-04-23T16:00:00Z"))
                    : Optional.empty();
        }

        @Override
        public Optional<String> releaseOwnerOf(String caseId) {
            return Set.of("REC-OLD", "REC-LIVE").contains(caseId)
                    ? Optional.of("renata.lima")
                    : Optional.of("sven.olsen");
        }

        @Override
        public boolean isDrill(String caseId) {
            return !caseId.equals("REC-LIVE");
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-04-24T07:00:00Z");
        }
    }
}
