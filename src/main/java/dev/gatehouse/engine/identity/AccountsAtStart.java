package dev.gatehouse.engine.identity;

import dev.gatehouse.people.DirectoryFile;
import dev.gatehouse.people.Groups;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/**
 * Creates what the directory file names and the engine does not have yet. An account that is there already stays as it
 * is, groups and password included: from then on it is the admin's.
 */
@Component
class AccountsAtStart {
    private final IdentityService identity;
    private final DirectoryFile file;
    private final Passwords passwords;

    AccountsAtStart(IdentityService identity, DirectoryFile file, Passwords passwords) {
        this.identity = identity;
        this.file = file;
        this.passwords = passwords;
    }

    void create() {
        Set<String> groups = new TreeSet<>(file.groups());
        groups.add(Groups.ADMIN);
        groups.forEach(this::group);
        file.people().forEach(person -> account(person.id(), person.groups()));
        file.agents().forEach(agent -> account(agent.id(), with(agent.groups(), Groups.AGENTS)));
        file.sources().forEach(source -> account(source.id(), List.of(Groups.SOURCES)));
    }

    private static Set<String> with(List<String> groups, String one) {
        Set<String> all = new TreeSet<>(groups);
        all.add(one);
        return all;
    }

    private void group(String id) {
        if (identity.createGroupQuery().groupId(id).count() > 0) {
            return;
        }
        Group group = identity.newGroup(id);
        group.setName(Groups.nameOf(id));
        group.setType(Groups.ADMIN.equals(id) ? "SYSTEM" : "WORKFLOW");
        identity.saveGroup(group);
    }

    private void account(String id, Iterable<String> groups) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = identity.newUser(id);
        List<String> words = wordsOf(id);
        user.setFirstName(words.get(0));
        user.setLastName(String.join(" ", words.subList(1, words.size())));
        user.setPassword(passwords.firstFor(id));
        identity.saveUser(user);
        groups.forEach(group -> identity.createMembership(id, group));
    }

    /** {@code maria.keller} is Maria Keller until somebody enters another name. */
    private static List<String> wordsOf(String id) {
        return Arrays.stream(id.split("[._@-]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.toUnmodifiableList());
    }
}
