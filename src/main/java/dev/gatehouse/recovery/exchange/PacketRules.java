package dev.gatehouse.recovery.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.release.exchange.ReleaseRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a packet with its two hashes and its author must be. Each rule judges only what has the right shape. */
final class PacketRules {

    private final Premises premises;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::authorIsKnown,
            PacketRules::packetHasTheStatedHash,
            PacketRules::optionsHaveTheStatedHash,
            PacketRules::optionIdsAreUnique,
            PacketRules::refsAreUnique,
            PacketRules::optionsCiteEvidenceOfThePacket,
            PacketRules::capsHaveACurrency,
            this::evidenceIsOnRecord);

    PacketRules(Premises premises) {
        this.premises = premises;
    }

    Stream<Fault> faults(Place document) {
        return rules.stream().flatMap(rule -> rule.apply(document));
    }

    private Stream<Fault> authorIsKnown(Place document) {
        return new ReleaseRules(premises).known(document.at("author"));
    }

    private static Stream<Fault> packetHasTheStatedHash(Place document) {
        JsonNode packet = document.at("packet").node();
        return packet.isObject()
                ? stated(document.at("sha256"), Sha256.hex(CanonicalJson.bytes(packet)), "the packet")
                : Stream.empty();
    }

    private static Stream<Fault> optionsHaveTheStatedHash(Place document) {
        JsonNode packet = document.at("packet").node();
        return packet.has("options") && packet.has("blockedTerms")
                ? stated(
                        document.at("optionSetSha256"),
                        OptionSet.sha256(packet),
                        "the packet's blockedTerms and options")
                : Stream.empty();
    }

    private static Stream<Fault> stated(Place place, String found, String what) {
        Optional<String> said = place.text();
        if (said.filter(found::equals).isPresent()) {
            return Stream.empty();
        }
        String sentence = place.node().isMissingNode()
                ? "is missing; expected %s, the SHA-256 of the RFC 8785 form of %s".formatted(found, what)
                : "is %s, but the RFC 8785 form of %s has the SHA-256 %s; what was sent is not what was hashed"
                        .formatted(
                                said.map(text -> "\"" + shortened(text) + "\"").orElse("no text"), what, found);
        return Stream.of(place.fault(sentence));
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    private static Stream<Fault> optionIdsAreUnique(Place document) {
        return ReleaseRules.eachOnce(
                document.at("packet").each("options").stream().map(option -> option.at("optionId")));
    }

    private static Stream<Fault> refsAreUnique(Place document) {
        return ReleaseRules.eachOnce(
                document.at("packet").each("evidence").stream().map(one -> one.at("ref")));
    }

    private static Stream<Fault> optionsCiteEvidenceOfThePacket(Place document) {
        Place packet = document.at("packet");
        Set<String> refs = packet.each("evidence").stream()
                .flatMap(one -> one.text("ref").stream())
                .collect(Collectors.toSet());
        return packet.each("options").stream()
                .flatMap(option -> option.each("evidence").stream())
                .filter(ref -> ref.text().filter(text -> !refs.contains(text)).isPresent())
                .map(ref -> ref.fault("\"%s\" is no ref of the packet's evidence; expected one of: %s"
                        .formatted(ref.text().orElse(""), refs.isEmpty() ? "none, there is no evidence" : refs)));
    }

    private static Stream<Fault> capsHaveACurrency(Place document) {
        return document.at("packet").each("options").stream()
                .filter(option -> option.at("cap").node().isNumber()
                        != option.at("currency").node().isTextual())
                .map(option -> option.at("cap").node().isNumber()
                        ? option.at("currency").fault("is missing; expected the currency of the cap, such as EUR")
                        : option.at("currency").fault("has no cap; expected a cap beside it, or neither"));
    }

    private Stream<Fault> evidenceIsOnRecord(Place document) {
        return document.at("packet").each("evidence").stream().flatMap(this::isOnRecord);
    }

    private Stream<Fault> isOnRecord(Place evidence) {
        Optional<String> register = evidence.text("register");
        Optional<String> key = evidence.text("key");
        JsonNode version = evidence.at("version").node();
        if (register.isEmpty() || key.isEmpty() || !version.canConvertToLong() || !version.isIntegralNumber()) {
            return Stream.empty();
        }
        Optional<Instant> published = premises.published(register.get(), key.get(), version.longValue());
        if (published.isEmpty()) {
            return Stream.of(evidence.fault(
                    "no approved version %s of %s is mirrored in the register %s; expected evidence that is on record"
                            .formatted(version, key.get(), register.get())));
        }
        return evidence
                .instant("asOf")
                .filter(asOf -> !asOf.equals(published.get()))
                .map(asOf -> evidence.at("asOf")
                        .fault("is %s, but that version was published at %s; expected the same"
                                .formatted(asOf, published.get())))
                .stream();
    }
}
