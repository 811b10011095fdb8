package dev.gatehouse.policy;

import dev.gatehouse.engine.identity.AsTheEngine;
import dev.gatehouse.packet.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ConcurrentReferenceHashMap;

/** Asks the policy tables in force. */
@Component
public class Policies {

    private final Map<Question, Optional<DmnDecisionRuleResult>> answers = new ConcurrentReferenceHashMap<>();
    private final Map<String, Set<String>> flagged = new ConcurrentReferenceHashMap<>();
    private final DecisionService decisions;
    private final RepositoryService repository;

    private final AsTheEngine engine;

    /** @param engine asks on nobody's behalf: what policy says does not depend on who may read its tables */
    Policies(DecisionService decisions, RepositoryService repository, AsTheEngine engine) {
        this.decisions = decisions;
        this.repository = repository;
        this.engine = engine;
    }

    /**
     * Whether this account may state this fact.
     *
     * @param checkpointRole the role of the checkpoint that the fact is about; null when it is about none
     */
    public Ruling changeAuthority(String account, String eventType, @Nullable String checkpointRole) {
        return ask(
                "change-authority",
                "authoritative",
                Variables.putValue("account", account)
                        .putValue("eventType", eventType)
                        .putValue("checkpointRole", checkpointRole == null ? "" : checkpointRole));
    }

    /**
     * Whether the delegate may take the role over from the principal, at this time.
     *
     * @param scope the severity of a command window; of any other case the key of its flow
     */
    public Ruling delegateMapping(String role, String principal, String delegate, String scope, Instant at) {
        return ask("delegate-mapping", "approved", delegation(role, principal, delegate, scope, at));
    }

    /** Which of these accounts may, by one version of the table; in their order. */
    List<String> delegates(String role, String principal, List<String> accounts, String scope, Instant at) {
        String table = inForce("delegate-mapping").getId();
        return accounts.stream()
                .filter(account -> ruleOf(table, delegation(role, principal, account, scope, at))
                        .map(rule -> Boolean.TRUE.equals(rule.getEntry("approved")))
                        .orElse(false))
                .toList();
    }

    private static Map<String, Object> delegation(
            String role, String principal, String delegate, String scope, Instant at) {
        return Variables.putValue("role", role)
                .putValue("principal", principal)
                .putValue("delegate", delegate)
                .putValue("scope", scope)
                .putValue("at", at.atZone(ZoneOffset.UTC));
    }

    /** Whether an event of this type supersedes what is on an open gate of the flow. */
    public Ruling materialChange(String flow, String eventType, String effect) {
        return materialChange(flow, eventType, effect, "", "", false);
    }

    /**
     * Whether a fact about a register supersedes what is on an open gate of the flow, or makes what was released stale.
     *
     * @param stage where the case is, as a word of the flow
     * @param register the register that the fact is about; empty when it is about none
     * @param cited whether the packet rests on what the fact is about
     */
    public Ruling materialChange(
            String flow, String eventType, String effect, String stage, String register, boolean cited) {
        return ask(
                "material-change",
                "material",
                Variables.putValue("flow", flow)
                        .putValue("eventType", eventType)
                        .putValue("effect", effect)
                        .putValue("stage", stage)
                        .putValue("register", register)
                        .putValue("cited", cited));
    }

    /**
     * What the lane lets in for this flow.
     *
     * @param groups whoever is in one of them may be in the audience
     * @param largestAudience how many may be in it
     */
    public record AudienceScope(Set<String> groups, int largestAudience) {}

    /** Empty for a lane that is not this flow's. */
    public Optional<AudienceScope> audienceScope(String flow, String lane) {
        return rule("audience-scope", laneOf(flow, lane))
                .map(rule ->
                        new AudienceScope(names(rule.getEntry("groups")), number(rule.getEntry("largestAudience"))))
                .filter(scope -> !scope.groups().isEmpty());
    }

    /** How long a release into the lane may be valid; empty when no release may be. */
    public Optional<Duration> longestValidity(String flow, String lane) {
        return rule("validity-limits", laneOf(flow, lane))
                .map(rule -> rule.<String>getEntry("longest"))
                .filter(longest -> !longest.isEmpty())
                .map(Duration::parse);
    }

    /** The groups of which somebody has to sign a release into the lane. */
    public Set<String> requiredSigners(String flow, String lane) {
        return rule("required-signers", laneOf(flow, lane))
                .map(rule -> names(rule.getEntry("groups")))
                .orElse(Set.of());
    }

    /**
     * How far an option of some kind may go.
     *
     * @param largestCap null for a kind that has no cap at all
     * @param currency of the cap; null where there is none
     */
    public record OptionBound(
            @Nullable BigDecimal largestCap, @Nullable String currency) {}

    /** Empty for a kind that may not be recommended. */
    public Optional<OptionBound> optionBound(String kind) {
        return rule("option-bounds", Variables.putValue("kind", kind))
                .filter(rule -> Boolean.TRUE.equals(rule.getEntry("allowed")))
                .map(rule -> {
                    Number cap = rule.getEntry("largestCap");
                    return new OptionBound(
                            cap == null ? null : new BigDecimal(cap.toString()), rule.getEntry("currency"));
                });
    }

    /**
     * The words in a text that this flow keeps out of it. The table is asked with the text in lower case, its words one space
     * apart, with a space before the first and after the last.
     */
    public Set<String> blockedLanguage(String flow, String text) {
        String normalised = " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}']+", " ")
                        .strip() + " ";
        DecisionDefinition table = inForce("blocked-language");
        // by its hash: a text may be long, and the same one is asked about at every step that a packet takes
        return flagged.computeIfAbsent(
                table.getId() + flow + Sha256.hex(normalised.getBytes(StandardCharsets.UTF_8)),
                unknown -> engine.call(() -> decisions
                        .evaluateDecisionTableById(table.getId())
                        .variables(Variables.putValue("text", normalised).putValue("flow", flow))
                        .evaluate()
                        .getResultList()
                        .stream()
                        .map(rule -> String.valueOf(rule.get("word")))
                        .collect(Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet))));
    }

    /** The roles that a readout for this account needs somebody in; empty when the table has no row for it. */
    public Set<String> requiredRoles(String account) {
        return rule("required-roles", Variables.putValue("account", account))
                .map(rule -> names(rule.getEntry("roles")))
                .orElse(Set.of());
    }

    /**
     * The hours of a published coverage, by the clock on the wall of its zone.
     *
     * @param days of the week, their first three letters
     * @param from as in {@code 07:00}
     * @param to as in {@code 17:00}
     */
    public record CoverageHours(Set<String> days, String from, String to, ZoneId zone) {}

    /** Empty for a coverage that is not published. */
    public Optional<CoverageHours> coverageHours(String coverage) {
        return rule("coverage-hours", Variables.putValue("coverage", coverage))
                .map(rule -> new CoverageHours(
                        names(rule.getEntry("days")),
                        rule.getEntry("from"),
                        rule.getEntry("to"),
                        ZoneId.of(rule.getEntry("zone"))));
    }

    /** How much a term of a slot's score counts; zero for a term that the table does not name. */
    public int slotPreference(String term) {
        return rule("slot-preference", Variables.putValue("term", term))
                .map(rule -> number(rule.getEntry("weight")))
                .orElse(0);
    }

    /**
     * What the table says of giving up one rule.
     *
     * @param maxRules how many may be given up together
     */
    public record ExceptionRule(boolean mayGive, int weight, int maxRules) {}

    /** A rule that the table does not name is nobody's to give up. */
    public ExceptionRule exceptionRule(String word) {
        return rule("exception-rules", Variables.putValue("rule", word))
                .map(rule -> new ExceptionRule(
                        Boolean.TRUE.equals(rule.getEntry("mayGive")),
                        number(rule.getEntry("weight")),
                        number(rule.getEntry("maxRules"))))
                .orElse(new ExceptionRule(false, 0, 1));
    }

    /** How long before a deadline people are reminded, and later asked for an exception. */
    public record DeadlineNearing(Duration reminder, Duration escalate) {}

    /** Empty for accounts whose deadlines come without a word. */
    public Optional<DeadlineNearing> deadlineNearing(String account) {
        return rule("deadline-nearing", Variables.putValue("account", account))
                .map(rule -> new DeadlineNearing(
                        Duration.parse(rule.getEntry("reminder")), Duration.parse(rule.getEntry("escalate"))));
    }

    /**
     * Who publishes a runbook, and how.
     *
     * @param tagForm as in {@code published/YYYY-MM-DD[.n]}
     * @param branch that the published commit is on
     * @param taggers e-mail addresses
     * @param signed whether a signature is required; its key then says who publishes
     * @param signers SSH keys, as fingerprints or as public keys
     */
    public record PublicationAuthority(
            String tagForm, String branch, Set<String> taggers, boolean signed, Set<String> signers) {}

    /** Empty for a path that is published by nobody. */
    public Optional<PublicationAuthority> publicationAuthority(String repository, String path) {
        return rule(
                        "publication-authority",
                        Variables.putValue("repository", repository).putValue("path", path))
                .map(rule -> new PublicationAuthority(
                        rule.getEntry("tagForm"),
                        rule.getEntry("branch"),
                        names(rule.getEntry("taggers")),
                        !"optional".equals(rule.getEntry("signature")),
                        names(rule.getEntry("signers"))))
                .filter(authority -> !authority.tagForm().isEmpty());
    }

    /**
     * How far a comparison of runbooks goes.
     *
     * @param resolveAbove percent of units changed beyond which a human looks at it first
     * @param largestLines beyond which a text is refused
     * @param largestBytes likewise
     */
    public record DigestScope(int resolveAbove, int largestLines, int largestBytes) {}

    /** @throws IllegalStateException when the table has no row for the repository */
    public DigestScope digestScope(String repository) {
        return rule("digest-scope", Variables.putValue("repository", repository))
                .map(rule -> new DigestScope(
                        number(rule.getEntry("resolveAbove")),
                        number(rule.getEntry("largestLines")),
                        number(rule.getEntry("largestBytes"))))
                .orElseThrow(() -> new IllegalStateException("digest-scope has no row for " + repository));
    }

    /** Whether a digest may show this field of a record. */
    public Ruling digestField(String register, String field) {
        return ask(
                "digest-fields",
                "shown",
                Variables.putValue("register", register).putValue("field", field));
    }

    private static Map<String, Object> laneOf(String flow, String lane) {
        return Variables.putValue("flow", flow).putValue("lane", lane);
    }

    private static int number(@Nullable Number entry) {
        return entry == null ? 0 : entry.intValue();
    }

    /** Names in one text, separated by commas. */
    private static Set<String> names(@Nullable String entry) {
        return entry == null
                ? Set.of()
                : Stream.of(entry.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How old a record of the register, or evidence, may be when it is used; empty when it never goes stale. */
    public Optional<Duration> freshness(String register) {
        return rule("freshness", Variables.putValue("register", register))
                .map(rule -> Duration.parse(rule.getEntry("longest")));
    }

    /** The versions in force of these tables, by key. */
    public Map<String, String> versions(String... tables) {
        Map<String, DecisionDefinition> inForce = inForce();
        Map<String, String> versions = new TreeMap<>();
        for (String table : tables) {
            versions.put(table, Integer.toString(of(inForce, table).getVersion()));
        }
        return versions;
    }

    private Ruling ask(String table, String output, Map<String, Object> inputs) {
        boolean yes = rule(table, inputs)
                .map(rule -> Boolean.TRUE.equals(rule.getEntry(output)))
                .orElse(false);
        return new Ruling(yes, table, inForce(table).getVersion());
    }

    private Optional<DmnDecisionRuleResult> rule(String table, Map<String, Object> inputs) {
        return ruleOf(inForce(table).getId(), inputs);
    }

    private Optional<DmnDecisionRuleResult> ruleOf(String definitionId, Map<String, Object> inputs) {
        return answers.computeIfAbsent(
                new Question(definitionId, Map.copyOf(inputs)),
                question -> engine.call(() -> Optional.ofNullable(decisions
                        .evaluateDecisionTableById(question.definitionId())
                        .variables(question.inputs())
                        .evaluate()
                        .getFirstResult())));
    }

    /** One version of a table always gives the same inputs the same answer. */
    private record Question(String definitionId, Map<String, Object> inputs) {}

    private DecisionDefinition inForce(String table) {
        return of(inForce(), table);
    }

    private static DecisionDefinition of(Map<String, DecisionDefinition> inForce, String table) {
        return Optional.ofNullable(inForce.get(table))
                .orElseThrow(() -> new IllegalStateException("no policy table is called " + table));
    }

    /** All of them in one question; a transaction asks it once and so judges by one state of the policy. */
    private Map<String, DecisionDefinition> inForce() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return ask();
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof OfThisTransaction asked) {
            return asked.tables;
        }
        OfThisTransaction asked = new OfThisTransaction(ask());
        TransactionSynchronizationManager.registerSynchronization(asked);
        asked.resume();
        return asked.tables;
    }

    private Map<String, DecisionDefinition> ask() {
        return engine.call(() -> repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .collect(Collectors.toMap(DecisionDefinition::getKey, table -> table)));
    }

    private final class OfThisTransaction implements TransactionSynchronization {
        private final Map<String, DecisionDefinition> tables;

        OfThisTransaction(Map<String, DecisionDefinition> tables) {
            this.tables = tables;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Policies.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Policies.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Policies.this);
        }
    }
}
