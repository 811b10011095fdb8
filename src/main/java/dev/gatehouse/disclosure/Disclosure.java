package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Refusal;
import dev.gatehouse.disclosure.exchange.DraftSentences;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.people.Directory;
import dev.gatehouse.release.Releases;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A disclosure packet as it stands: its draft, its revision and manifest, and whom its gates are for. */
@Component
public class Disclosure {

    static final String THE_SYSTEM = "gatehouse";

    private final Revisions revisions;
    private final Drafts drafts;
    private final DisclosureChanges changes;
    private final Releases releases;
    private final Directory directory;

    Disclosure(Revisions revisions, Drafts drafts, DisclosureChanges changes, Releases releases, Directory directory) {
        this.revisions = revisions;
        this.drafts = drafts;
        this.changes = changes;
        this.releases = releases;
        this.directory = directory;
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return changes.unappliedNews(caseFile);
    }

    public Draft draft(String caseId) {
        return drafts.get(caseId);
    }

    public Optional<Holder> artifactOwner(CaseFile caseFile) {
        return person(drafts.get(caseFile.caseId()).charter().artifactOwner());
    }

    public Optional<Holder> releaseOwner(CaseFile caseFile) {
        return person(drafts.get(caseFile.caseId()).charter().releaseOwner());
    }

    public Optional<Holder> person(@Nullable String id) {
        return Optional.ofNullable(id).filter(directory::isPerson).map(person -> new Holder(person, null));
    }

    /** The latest revision, whatever became of it. */
    public Revision current(String caseId) {
        return revisions.find(caseId, drafts.get(caseId).revision()).orElseThrow();
    }

    /** The manifest that is on the gates. */
    public ReleaseManifest manifest(String caseId) {
        return releases.onTheGates(caseId);
    }

    static void refuse(Optional<Refusal> refusal, Holder by) {
        refusal.ifPresent(against -> {
            throw DraftSentences.refused(against, by.person());
        });
    }

    /** Names in one text, separated by commas, as a JSON list or without brackets. */
    public static Set<String> names(@Nullable String text) {
        return text == null
                ? Set.of()
                : java.util.stream.Stream.of(text.split("[\\[\\],\"\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
