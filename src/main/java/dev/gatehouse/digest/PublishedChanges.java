package dev.gatehouse.digest;

import dev.gatehouse.digest.domain.publication.PathPattern;
import dev.gatehouse.digest.domain.publication.Publication;
import dev.gatehouse.digest.domain.publication.PublicationAuthority;
import dev.gatehouse.digest.domain.publication.PublicationRules;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.TagForm;
import dev.gatehouse.digest.domain.publication.TagReading;
import dev.gatehouse.digest.git.FileReading;
import dev.gatehouse.digest.git.ListedFile;
import dev.gatehouse.digest.git.PublishedTag;
import dev.gatehouse.digest.git.RunbookReading;
import dev.gatehouse.digest.markdown.RunbookReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tags of a repository claim to be publications, and which runbooks each changes since the publication before it. The
 * name makes the claim: a tag of another form is somebody's own mark, for a build perhaps. One that has the form and is
 * lightweight, or a stranger's, makes the claim too, so that a case refuses it loudly; but no later one is compared with it,
 * so that what it has brought is digested with the next publication. Lives as long as the reading.
 */
final class PublishedChanges {

    private static final PathPattern ANY_PATH = PathPattern.of("**");
    private static final SizeLimits SMALL = new SizeLimits(Integer.MAX_VALUE, 1 << 21);
    private static final RunbookReader READER = new RunbookReader();

    private final String repository;
    private final RunbookReading reading;
    private final PublicationPolicy policy;
    private final Map<String, String> firstSeen;
    private final List<PublishedTag> tags;
    private final Map<String, Optional<PublicationAuthority>> authorities = new HashMap<>();
    private final Map<String, Map<PublicationAuthority, Map<String, String>>> runbooks = new HashMap<>();

    /** @param firstSeen the object that was first seen under each tag: one that has moved is no publication */
    PublishedChanges(
            String repository, RunbookReading reading, PublicationPolicy policy, Map<String, String> firstSeen) {
        this.repository = repository;
        this.reading = reading;
        this.policy = policy;
        this.firstSeen = firstSeen;
        this.tags = reading.tags("").stream().sorted(PublishedTag.OLDEST_FIRST).toList();
    }

    /** All on the release branch, the oldest first. */
    List<PublishedTag> tags() {
        return tags;
    }

    /**
     * The runbooks that a tag changes, and what names each in a case id, by path; empty for a tag that is named like no
     * publication of any of them.
     */
    Optional<Map<String, String>> by(PublishedTag tag) {
        Map<PublicationAuthority, Map<String, String>> now = runbooks(tag.commit());
        Map<PublicationAuthority, Map<String, String>> before = before(tag, now.keySet());
        Set<PublicationAuthority> claimed = new LinkedHashSet<>(now.keySet());
        claimed.addAll(before.keySet());
        claimed.removeIf(authority -> !claims(tag, authority));
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> changed = new TreeMap<>();
        for (PublicationAuthority authority : claimed) {
            Map<String, String> was = before.getOrDefault(authority, Map.of());
            Map<String, String> is = now.getOrDefault(authority, Map.of());
            Set<String> paths = new TreeSet<>(was.keySet());
            paths.addAll(is.keySet());
            paths.removeIf(path -> Objects.equals(was.get(path), is.get(path)));
            paths.forEach(path -> changed.put(path, nameOf(tag, path)));
        }
        return Optional.of(changed);
    }

    /** One with a date that no calendar knows is meant as a publication too. */
    private static boolean claims(PublishedTag tag, PublicationAuthority authority) {
        return authority
                .form()
                .faultOf(tag.name())
                .filter(TagForm.Fault.OTHER_SHAPE::equals)
                .isEmpty();
    }

    /** The runbooks of each authority as its last publication before the tag had them. */
    private Map<PublicationAuthority, Map<String, String>> before(PublishedTag tag, Set<PublicationAuthority> now) {
        Set<PublicationAuthority> known = new LinkedHashSet<>(now);
        Map<PublicationAuthority, Map<String, String>> before = new LinkedHashMap<>();
        for (int i = tags.size() - 1; i >= 0; i--) {
            PublishedTag earlier = tags.get(i);
            if (!reading.isBefore(earlier, tag)) {
                continue;
            }
            Map<PublicationAuthority, Map<String, String>> then = runbooks(earlier.commit());
            known.addAll(then.keySet());
            for (PublicationAuthority authority : known) {
                if (!before.containsKey(authority) && isPublication(earlier, authority)) {
                    before.put(authority, then.getOrDefault(authority, Map.of()));
                }
            }
            if (!before.isEmpty() && before.keySet().containsAll(known)) {
                break;
            }
        }
        return before;
    }

    private boolean isPublication(PublishedTag tag, PublicationAuthority authority) {
        TagReading read = reading.tag(tag.name());
        return read instanceof TagReading.AnnotatedTag
                && PublicationRules.refusal(
                                new Publication(repository, "", tag.name(), read, firstSeen.get(tag.name()), null),
                                authority)
                        .isEmpty();
    }

    /** The blobs of the runbooks of a commit by path, for each authority: what policy says somebody publishes. */
    private Map<PublicationAuthority, Map<String, String>> runbooks(String commit) {
        return runbooks.computeIfAbsent(commit, one -> {
            Map<PublicationAuthority, Map<String, String>> found = new LinkedHashMap<>();
            for (ListedFile file : reading.files(one, ANY_PATH)) {
                if (file.path().endsWith(".md")) {
                    authorities
                            .computeIfAbsent(file.path(), path -> policy.authority(repository, path))
                            .ifPresent(authority -> found.computeIfAbsent(authority, first -> new TreeMap<>())
                                    .put(file.path(), file.blob()));
                }
            }
            return found;
        });
    }

    /** The runbook's own id; without one the name of its file. */
    private String nameOf(PublishedTag tag, String path) {
        String id = reading.file(tag.commit(), path, SMALL) instanceof FileReading.Text text
                ? READER.readAnyway(text.bytes()).runbook().id()
                : null;
        String file = path.substring(path.lastIndexOf('/') + 1);
        return id == null ? file.substring(0, file.length() - ".md".length()) : id;
    }
}
