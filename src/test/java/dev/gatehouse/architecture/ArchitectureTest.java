package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String APPLICATION = "dev.gatehouse";
    private static final String PLANTED = "dev.gatehouse.architecture.planted";

    private static final JavaClasses APPLICATION_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(APPLICATION);
    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Function<ArchitectureRules, ArchRule> rule, String culprit) {
        rule.apply(new ArchitectureRules(APPLICATION)).check(APPLICATION_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsThePlantedViolation(Function<ArchitectureRules, ArchRule> rule, String culprit) {
        EvaluationResult result = rule.apply(new ArchitectureRules(PLANTED)).evaluate(PLANTED_CLASSES);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().getDetails()).allMatch(detail -> detail.contains(culprit));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("domain", ArchitectureRules::theDomainDependsOnItselfAndTheLanguage, "DomainThatKnowsSpring"),
                rule("engine", ArchitectureRules::theEngineIsKnownWhereItIsNeeded, "RecordsThatKnowTheEngine"),
                rule("flows", ArchitectureRules::flowsDoNotKnowEachOther, "FlowThatKnowsAnother"),
                rule(
                        "verifier",
                        ArchitectureRules::whoeverVerifiesTheLedgerSharesNothingWithItsWriter,
                        "VerifierThatUsesTheWriter"),
                rule(
                        "checker",
                        ArchitectureRules::whoeverChecksATimelineSharesNothingWithWhoeverMadeIt,
                        "CheckerThatUsesTheSolver"),
                rule(
                        "packet verifier",
                        ArchitectureRules::whoeverVerifiesPacketsSharesNothingWithTheirSigner,
                        "VerifierThatUsesTheSigner"),
                rule(
                        "bundle verifier",
                        ArchitectureRules::whoeverVerifiesABundleSharesNothingWithItsWriter,
                        "BundleVerifierThatUsesTheWriter"),
                rule("cycles", ArchitectureRules::packagesHaveNoCycles, "PacketThatKnowsNotices"));
    }

    private static Arguments rule(String name, Function<ArchitectureRules, ArchRule> rule, String culprit) {
        return Arguments.of(Named.of(name, rule), culprit);
    }
}
