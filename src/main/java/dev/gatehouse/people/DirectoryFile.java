package dev.gatehouse.people;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that an installation declares: people and agents with their groups, source systems with the URN they
 * speak for, the event types they may state and the registers they may mirror. Other keys of the file are not its
 * business and are passed over.
 */
public record DirectoryFile(List<Account> people, List<Account> agents, List<Source> sources) {

    /** What an account or group id may look like; the engine is told the same. */
    public static final String ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    private static final Pattern ID = Pattern.compile(ID_PATTERN);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Nobody: an installation that keeps its accounts elsewhere. */
    public static final DirectoryFile EMPTY = new DirectoryFile(List.of(), List.of(), List.of());

    /** An account of a person or an agent. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Account(String id, List<String> groups) {
        public Account(String id, @Nullable List<String> groups) {
            this.id = id;
            this.groups = groups == null ? List.of() : List.copyOf(groups);
        }
    }

    /**
     * An account of a source system.
     *
     * @param source the CloudEvents {@code source} it alone may claim
     * @param mayState event types
     * @param mayMirror registers
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(String id, String source, List<String> mayState, List<String> mayMirror) {
        public Source(String id, String source, @Nullable List<String> mayState, @Nullable List<String> mayMirror) {
            this.id = id;
            this.source = source;
            this.mayState = mayState == null ? List.of() : List.copyOf(mayState);
            this.mayMirror = mayMirror == null ? List.of() : List.copyOf(mayMirror);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Content(
            @Nullable List<Account> people,
            @Nullable List<Account> agents,
            @Nullable List<Source> sources) {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException for ids that no account may have, ids that occur twice, two accounts for one
     *     source
     */
    public static DirectoryFile read(InputStream in) throws IOException {
        Content content = JSON.readValue(in, Content.class);
        DirectoryFile file =
                new DirectoryFile(orNone(content.people()), orNone(content.agents()), orNone(content.sources()));
        Set<String> ids = new HashSet<>();
        file.accountIds().forEach(id -> refuseUnusable(id, ids));
        Set<String> urns = new HashSet<>();
        for (Source source : file.sources()) {
            if (source.source() == null || !urns.add(source.source())) {
                throw new IllegalArgumentException("directory: source account " + source.id()
                        + " needs a source of its own, not " + source.source());
            }
        }
        file.groups().forEach(group -> refuseUnusable(group, new HashSet<>()));
        return file;
    }

    private static void refuseUnusable(@Nullable String id, Set<String> seen) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "directory: '" + id + "' is no usable id; letters, digits and . _ @ - are, up to 64");
        }
        if (!seen.add(id)) {
            throw new IllegalArgumentException("directory: " + id + " occurs twice");
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private List<String> accountIds() {
        List<String> ids = new ArrayList<>();
        people.forEach(account -> ids.add(account.id()));
        agents.forEach(account -> ids.add(account.id()));
        sources.forEach(account -> ids.add(account.id()));
        return ids;
    }

    /** Every group that an account is in, the product's own for machines included. */
    public Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        people.forEach(account -> groups.addAll(account.groups()));
        agents.forEach(account -> groups.addAll(account.groups()));
        if (!agents.isEmpty()) {
            groups.add(Groups.AGENTS);
        }
        if (!sources.isEmpty()) {
            groups.add(Groups.SOURCES);
        }
        return groups;
    }

    /** Groups that people are in, those of auditors and admins left out: the ones who work in Tasklist. */
    public Set<String> groupsOfPeople() {
        Set<String> groups = new TreeSet<>();
        people.forEach(account -> groups.addAll(account.groups()));
        groups.remove(Groups.ADMIN);
        groups.remove(Groups.AUDITORS);
        groups.remove(Groups.METRICS);
        return groups;
    }

    /** Every register that some account mirrors. */
    public Set<String> registers() {
        return sources.stream().flatMap(source -> source.mayMirror().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Ids of the source accounts that may state this event type. */
    public List<String> sourcesThatMayState(String eventType) {
        return sources.stream()
                .filter(source -> source.mayState().contains(eventType))
                .map(Source::id)
                .toList();
    }
}
