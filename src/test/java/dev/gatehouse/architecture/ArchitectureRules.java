package dev.gatehouse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules, over whatever lies under one root package: the application's, or the planted violations'.
 *
 * @param root a package name
 */
record ArchitectureRules(String root) {

    /** One package per flow. */
    private static final List<String> FLOWS = List.of("commandwindow", "disclosure", "readout", "digest", "recovery");

    /** Where the engine may be known, beside each flow's {@code process}. */
    private static final List<String> KNOW_THE_ENGINE =
            List.of("engine", "gate", "cases", "policy", "people", "notice", "web.security");

    ArchRule theDomainDependsOnItselfAndTheLanguage() {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(root + ".*.domain..")
                .should()
                .onlyDependOnClassesThat(in(root + ".*.domain..", "java..", "org.jspecify.annotations"))
                .as("a domain depends on domain, the language and JSpecify alone")
                .allowEmptyShould(false);
    }

    ArchRule theEngineIsKnownWhereItIsNeeded() {
        String[] allowed =
                KNOW_THE_ENGINE.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses()
                .that(in(root + ".."))
                .and(DescribedPredicate.not(in(allowed)))
                .and(DescribedPredicate.not(in(root + ".*.process..")))
                .and(DescribedPredicate.not(in(root)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .as("org.camunda is known in process, " + String.join(", ", KNOW_THE_ENGINE) + " and the entry point");
    }

    ArchRule flowsDoNotKnowEachOther() {
        return slices().assignedFrom(new Flows(root))
                .should()
                .notDependOnEachOther()
                .as("flows do not know each other");
    }

    ArchRule whoeverVerifiesTheLedgerSharesNothingWithItsWriter() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".ledger.verify..")
                .should()
                .dependOnClassesThat(in(root + "..")
                        .and(DescribedPredicate.not(in(root + ".ledger.verify..", root + ".commandline.."))))
                .as("the ledger's verifier shares no code with anything else here but what starts commands")
                .allowEmptyShould(false);
    }

    /** Or a mistake in the one would pass the other. */
    ArchRule whoeverChecksATimelineSharesNothingWithWhoeverMadeIt() {
        String made = root + ".commandwindow.domain.resequencing..";
        String solved = root + ".commandwindow.solver..";
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(root + ".commandwindow.domain")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(in(made, solved)))
                .as("the domain's root, and with it the timeline checker, knows nothing of resequencing and solver")
                .allowEmptyShould(false);
    }

    ArchRule whoeverVerifiesPacketsSharesNothingWithTheirSigner() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".packet.verify..")
                .should()
                .dependOnClassesThat(in(root + "..")
                        .and(DescribedPredicate.not(in(root + ".packet.verify..", root + ".commandline.."))))
                .as("the packets' verifier shares no code with anything else here but what starts commands")
                .allowEmptyShould(false);
    }

    ArchRule whoeverVerifiesABundleSharesNothingWithItsWriter() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".bundle.verify..")
                .should()
                .dependOnClassesThat(in(root + "..")
                        .and(DescribedPredicate.not(in(
                                root + ".bundle.verify..",
                                root + ".ledger.verify..",
                                root + ".packet.verify..",
                                root + ".commandline.."))))
                .as("the bundles' verifier shares code with the other verifiers alone, and with what starts commands")
                .allowEmptyShould(false);
    }

    ArchRule packagesHaveNoCycles() {
        return slices().assignedFrom(new Units(root)).should().beFreeOfCycles().as("packages have no cycles");
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private record Flows(String root) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Optional<String> flow = FLOWS.stream()
                    .filter(name -> (type.getPackageName() + ".").startsWith(root + "." + name + "."))
                    .findFirst();
            return flow.map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "flows " + Arrays.toString(FLOWS.toArray());
        }
    }

    /**
     * What must have an order: the packages right under the root, but a case and its gates as one unit, the accounts in
     * the engine apart from the engine's own configuration, and the words in which every door refuses as a unit below
     * all others.
     */
    private record Units(String root) implements SliceAssignment {

        private static final Set<String> REFUSALS =
                Set.of("gate.RefusedException", "intake.FaultsException", "intake.Fault");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().startsWith(root + ".")) {
                return SliceIdentifier.ignore();
            }
            String below = outermost(type).getName().substring(root.length() + 1);
            if (REFUSALS.contains(below)) {
                return SliceIdentifier.of("refusals");
            }
            if (below.startsWith("engine.identity.") && !below.equals("engine.identity.AsTheEngine")) {
                return SliceIdentifier.of("identity");
            }
            String top = below.split("\\.", 2)[0];
            return SliceIdentifier.of(top.equals("gate") || top.equals("cases") ? "cases and gates" : top);
        }

        private static JavaClass outermost(JavaClass type) {
            return type.getEnclosingClass().map(Units::outermost).orElse(type);
        }

        @Override
        public String getDescription() {
            return "units";
        }
    }
}
