package dev.gatehouse.disclosure.domain;

import dev.gatehouse.disclosure.domain.Contribution.Hand;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Suggestion.Kind;
import dev.gatehouse.disclosure.domain.Suggestion.Ruling;
import dev.gatehouse.release.domain.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packet as it is being written. Changes here are not judged: {@link DraftRules} says beforehand whether somebody may
 * make them.
 *
 * @param revision counts from 1; another one with every change of text, title, owner or classification
 */
public record Draft(
        Charter charter,
        Stage stage,
        int revision,
        List<Section> sections,
        List<Suggestion> suggestions,
        List<Objection> objections,
        List<Comment> comments,
        List<Contribution> contributions,
        List<FlaggedWord> flaggedWords)
        implements Basis {

    public Draft {
        sections = List.copyOf(sections);
        suggestions = List.copyOf(suggestions);
        objections = List.copyOf(objections);
        comments = List.copyOf(comments);
        contributions = List.copyOf(contributions);
        flaggedWords = List.copyOf(flaggedWords);
    }

    /** A packet as its request has it. */
    public static Draft chartered(Charter charter, List<Section> sections) {
        return new Draft(charter, Stage.CHARTER, 1, sections, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    // ---- what is there

    public Optional<Section> section(String sectionId) {
        return sections.stream()
                .filter(section -> section.sectionId().equals(sectionId))
                .findFirst();
    }

    public Optional<Suggestion> suggestion(String suggestionId) {
        return suggestions.stream()
                .filter(suggestion -> suggestion.suggestionId().equals(suggestionId))
                .findFirst();
    }

    public Optional<Objection> objection(String objectionId) {
        return objections.stream()
                .filter(objection -> objection.objectionId().equals(objectionId))
                .findFirst();
    }

    /** Who owns a section, each once, in the order of the sections. */
    public List<String> sectionOwners() {
        return sections.stream().map(Section::owner).distinct().toList();
    }

    /** The people that this packet is about, audience aside. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>(charter.people());
        people.addAll(sectionOwners());
        return people;
    }

    /** Whether somebody has raised an objection; they answer for it also when they have no other part left. */
    public boolean hasRaised(String who) {
        return objections.stream().anyMatch(objection -> objection.raisedBy().equals(who));
    }

    /** How an objection shows now: it is open again on another revision, and orphaned without its section. */
    public Objection.State stateOf(Objection objection) {
        Integer acceptedIn = objection.acceptedIn();
        return switch (objection.standing()) {
            case RESOLVED -> Objection.State.RESOLVED;
            case WITHDRAWN -> Objection.State.WITHDRAWN;
            case OPEN ->
                section(objection.sectionId()).isEmpty()
                        ? Objection.State.ORPHANED
                        : acceptedIn != null && acceptedIn == revision
                                ? Objection.State.ACCEPTED_RESIDUAL
                                : Objection.State.OPEN;
        };
    }

    public List<Objection> openBlocking() {
        return open(Severity.BLOCKING);
    }

    public List<Objection> openResiduals() {
        return open(Severity.RESIDUAL);
    }

    private List<Objection> open(Severity severity) {
        return objections.stream()
                .filter(objection -> objection.severity() == severity && stateOf(objection) == Objection.State.OPEN)
                .toList();
    }

    public List<Objection> acceptedResiduals() {
        return objections.stream()
                .filter(objection -> stateOf(objection) == Objection.State.ACCEPTED_RESIDUAL)
                .toList();
    }

    /** Ids of the sections that were annex when they came in and go to the lane now. */
    public Set<String> promoted() {
        return sections.stream()
                .filter(Section::promoted)
                .map(Section::sectionId)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    /** Whether text that is in the packet was proposed, edited or accepted by this person since the charter. */
    public boolean holdsTextOf(String person) {
        return contributions.stream()
                .anyMatch(one ->
                        one.person().equals(person) && section(one.sectionId()).isPresent());
    }

    public Set<Citation> citations() {
        Set<Citation> all = new java.util.LinkedHashSet<>();
        sections.forEach(section -> all.addAll(section.citations()));
        return all;
    }

    @Override
    public OptionalLong newest(String register, String key) {
        return versions(register, key).max();
    }

    /** The oldest decides: each section rests on its own citations. */
    @Override
    public boolean restsOn(String register, String key, long version) {
        OptionalLong oldest = versions(register, key).min();
        return oldest.isPresent() && oldest.getAsLong() >= version;
    }

    private LongStream versions(String register, String key) {
        return citations().stream()
                .filter(citation -> citation.sameRecord(register, key))
                .mapToLong(Citation::version);
    }

    // ---- what becomes of it

    public Draft at(Stage next) {
        return new Draft(
                charter, next, revision, sections, suggestions, objections, comments, contributions, flaggedWords);
    }

    public Draft withAudience(List<String> audience) {
        return new Draft(
                charter.withAudience(audience),
                stage,
                revision,
                sections,
                suggestions,
                objections,
                comments,
                contributions,
                flaggedWords);
    }

    /** The next revision, the same text. */
    public Draft nextRevision() {
        return with(sections, contributions, flaggedWords);
    }

    public Draft suggested(Suggestion suggestion) {
        return withSuggestions(added(suggestions, suggestion));
    }

    /** The suggestion's text becomes its section's, in the next revision. */
    public Draft accepted(Suggestion suggestion, String by, @Nullable String reason) {
        int next = revision + 1;
        Section section = section(suggestion.sectionId()).orElseThrow();
        List<Contribution> hands = new ArrayList<>(contributions);
        hands.add(new Contribution(suggestion.by(), suggestion.sectionId(), next, Hand.PROPOSED));
        hands.add(new Contribution(by, suggestion.sectionId(), next, Hand.ACCEPTED));
        return ruled(suggestion, new Ruling(Suggestion.State.ACCEPTED, by, null, reason))
                .with(
                        replaced(section.rewritten(
                                suggestion.markdown(),
                                Citation.renewed(section.citations(), suggestion.citations()),
                                next)),
                        hands,
                        flagged(suggestion.flags(), suggestion.sectionId(), true, reason, by));
    }

    public Draft rejected(Suggestion suggestion, String by, Kind kind, String reason) {
        Draft ruled = ruled(suggestion, new Ruling(Suggestion.State.REJECTED, by, kind, reason));
        return new Draft(
                charter,
                stage,
                revision,
                sections,
                ruled.suggestions,
                objections,
                comments,
                contributions,
                flagged(suggestion.flags(), suggestion.sectionId(), false, reason, by));
    }

    private Draft ruled(Suggestion suggestion, Ruling ruling) {
        return withSuggestions(replaced(
                suggestions, one -> one.suggestionId().equals(suggestion.suggestionId()), one -> one.ruled(ruling)));
    }

    /** An owner writes their section anew, in the next revision. */
    public Draft edited(
            String sectionId,
            String by,
            String markdown,
            List<Citation> citations,
            List<String> flags,
            @Nullable String reason) {
        int next = revision + 1;
        Section section = section(sectionId).orElseThrow();
        return with(
                replaced(section.rewritten(markdown, citations, next)),
                added(contributions, new Contribution(by, sectionId, next, Hand.EDITED)),
                flagged(flags, sectionId, true, reason, by));
    }

    /** Another section comes in at the end, in the next revision. */
    public Draft withSection(Section section, String by, List<String> flags, @Nullable String reason) {
        return with(
                added(sections, section),
                added(contributions, new Contribution(by, section.sectionId(), revision + 1, Hand.EDITED)),
                flagged(flags, section.sectionId(), true, reason, by));
    }

    /** The section goes, in the next revision; objections to it stay, orphaned. */
    public Draft withoutSection(String sectionId) {
        return with(
                sections.stream()
                        .filter(section -> !section.sectionId().equals(sectionId))
                        .toList(),
                contributions,
                flaggedWords);
    }

    /** An annex goes to the lane, in the next revision. */
    public Draft promoted(String sectionId) {
        return with(
                replaced(section(sectionId).orElseThrow().classified(Classification.LANE)),
                contributions,
                flaggedWords);
    }

    /** Words that were in a text before anybody worked on it. */
    public Draft flagged(List<String> words, String sectionId, String reason, String by) {
        return new Draft(
                charter,
                stage,
                revision,
                sections,
                suggestions,
                objections,
                comments,
                contributions,
                flagged(words, sectionId, true, reason, by));
    }

    public Draft objected(Objection objection) {
        return withObjections(added(objections, objection));
    }

    public Draft objectionStands(String objectionId, Standing standing) {
        return withObjections(
                replaced(objections, one -> one.objectionId().equals(objectionId), one -> one.standing(standing)));
    }

    /** The release owner accepts every open residual objection, for this revision. */
    public Draft residualsAccepted(String by, String at) {
        return withObjections(replaced(
                objections,
                one -> one.severity() == Severity.RESIDUAL && stateOf(one) == Objection.State.OPEN,
                one -> one.accepted(revision, by, at)));
    }

    public Draft commented(Comment comment) {
        return new Draft(
                charter,
                stage,
                revision,
                sections,
                suggestions,
                objections,
                added(comments, comment),
                contributions,
                flaggedWords);
    }

    private Draft with(
            List<Section> nextSections, List<Contribution> nextContributions, List<FlaggedWord> nextFlagged) {
        return new Draft(
                charter,
                stage,
                revision + 1,
                nextSections,
                suggestions,
                objections,
                comments,
                nextContributions,
                nextFlagged);
    }

    private Draft withSuggestions(List<Suggestion> next) {
        return new Draft(charter, stage, revision, sections, next, objections, comments, contributions, flaggedWords);
    }

    private Draft withObjections(List<Objection> next) {
        return new Draft(charter, stage, revision, sections, suggestions, next, comments, contributions, flaggedWords);
    }

    private List<Section> replaced(Section section) {
        return replaced(sections, one -> one.sectionId().equals(section.sectionId()), one -> section);
    }

    private List<FlaggedWord> flagged(
            List<String> words, String sectionId, boolean accepted, @Nullable String reason, String by) {
        return Stream.concat(
                        flaggedWords.stream(),
                        words.stream()
                                .map(word ->
                                        new FlaggedWord(word, sectionId, accepted, reason == null ? "" : reason, by)))
                .toList();
    }

    private static <T> List<T> added(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> replaced(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream()
                .map(one -> which.test(one) ? change.apply(one) : one)
                .toList();
    }
}
