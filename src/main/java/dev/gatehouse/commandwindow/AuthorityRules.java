package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.FactType;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.policy.DelegateMapping;
import dev.gatehouse.policy.Policies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentReferenceHashMap;

/** Who may change a command window, as the policy tables in force say; its lead confirms it along with the scope. */
@Component
class AuthorityRules {

    private final Map<Question, List<Statement>> answers = new ConcurrentReferenceHashMap<>();
    private final Policies policies;
    private final DelegateMapping mapping;
    private final Directory directory;

    AuthorityRules(Policies policies, DelegateMapping mapping, Directory directory) {
        this.policies = policies;
        this.mapping = mapping;
        this.directory = directory;
    }

    /** @param role the role of the checkpoints it is about; null when it makes no difference */
    private record Statement(FactType type, @Nullable String role, List<String> sources) {}

    /** One version of the table always gives the same sources and roles the same answer. */
    private record Question(String version, List<String> sources, Set<String> roles) {}

    /** Per fact the sources that may state it; those of a checkpoint's window by its role, where roles differ. */
    ArrayNode statements(Declaration declaration) {
        Set<String> roles = new TreeSet<>();
        declaration.checkpoints().forEach(checkpoint -> roles.add(checkpoint.role()));
        Question question = new Question(
                policies.versions("change-authority").toString(), directory.membersOf(Groups.SOURCES), roles);
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Statement statement : answers.computeIfAbsent(question, this::statements)) {
            ArrayNode sources = json.addObject()
                    .put("eventType", statement.type().eventType())
                    .put("checkpointRole", statement.role())
                    .putArray("sources");
            statement.sources().forEach(sources::add);
        }
        return json;
    }

    private List<Statement> statements(Question question) {
        List<Statement> statements = new ArrayList<>();
        for (FactType type : FactType.values()) {
            if (type != FactType.WINDOW_CHANGED) {
                statements.add(new Statement(type, null, entitled(question.sources(), type, null)));
                continue;
            }
            Map<String, List<String>> byRole = new LinkedHashMap<>();
            question.roles().forEach(role -> byRole.put(role, entitled(question.sources(), type, role)));
            if (Set.copyOf(byRole.values()).size() == 1) {
                statements.add(
                        new Statement(type, null, byRole.values().iterator().next()));
            } else {
                byRole.forEach((role, sources) -> statements.add(new Statement(type, role, sources)));
            }
        }
        return List.copyOf(statements);
    }

    private List<String> entitled(List<String> sources, FactType type, @Nullable String role) {
        return sources.stream()
                .filter(source ->
                        policies.changeAuthority(source, type.eventType(), role).yes())
                .toList();
    }

    /** Whom the mapping approves at this time in place of who holds a role, among the members of the holder's groups. */
    ArrayNode delegates(Declaration declaration, Instant at) {
        Map<String, Set<String>> holders = new TreeMap<>();
        declaration.people().forEach(one -> one.roles()
                .forEach(role ->
                        holders.computeIfAbsent(role, first -> new TreeSet<>()).add(one.person())));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        holders.forEach((role, principals) -> principals.forEach(
                principal -> mapping.of(role, principal, declaration.severity(), at, colleagues(principal))
                        .forEach(colleague -> {
                            ObjectNode delegate = json.addObject();
                            delegate.put("role", role)
                                    .put("principal", principal)
                                    .put("delegate", colleague)
                                    .put("scope", declaration.severity());
                        })));
        return json;
    }

    private Set<String> colleagues(String person) {
        Set<String> colleagues = new TreeSet<>();
        directory.groupsOf(person).forEach(group -> colleagues.addAll(directory.membersOf(group)));
        colleagues.remove(person);
        return colleagues;
    }
}
