package dev.gatehouse.engine.identity;

import dev.gatehouse.people.Directory;
import dev.gatehouse.people.DirectoryFile;
import dev.gatehouse.people.Groups;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** {@link Directory} over the engine's identity tables; what a source account speaks for comes from the file. */
@Component
class EngineDirectory implements Directory {
    private final IdentityService identity;
    private final AsTheEngine asTheEngine;
    private final Map<String, String> sourceOfAccount;
    private final Map<String, Set<String>> registersOfAccount;
    private final Set<String> registers;

    EngineDirectory(IdentityService identity, AsTheEngine asTheEngine, DirectoryFile file) {
        this.identity = identity;
        this.asTheEngine = asTheEngine;
        this.sourceOfAccount = file.sources().stream()
                .collect(Collectors.toUnmodifiableMap(DirectoryFile.Source::id, DirectoryFile.Source::source));
        this.registersOfAccount = file.sources().stream()
                .collect(Collectors.toUnmodifiableMap(
                        DirectoryFile.Source::id, source -> Set.copyOf(source.mayMirror())));
        this.registers = file.registers();
    }

    @Override
    public boolean isPerson(String id) {
        return exists(id) && !isMachine(id);
    }

    @Override
    public boolean exists(String id) {
        return asTheEngine.call(() -> identity.createUserQuery().userId(id).count() == 1);
    }

    @Override
    public Optional<String> addressOf(String id) {
        return asTheEngine.call(
                () -> Optional.ofNullable(identity.createUserQuery().userId(id).singleResult())
                        .map(User::getEmail)
                        .filter(address -> !address.isBlank()));
    }

    @Override
    public Set<String> groupsOf(String id) {
        return asTheEngine.call(() -> identity.createGroupQuery().groupMember(id).orderByGroupId().asc().list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    @Override
    public List<String> accounts() {
        return asTheEngine.call(() -> identity.createUserQuery().orderByUserId().asc().list().stream()
                .map(User::getId)
                .toList());
    }

    @Override
    public List<String> membersOf(String group) {
        return asTheEngine.call(
                () -> identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().list().stream()
                        .map(User::getId)
                        .toList());
    }

    @Override
    public Optional<String> sourceOf(String account) {
        return Optional.ofNullable(sourceOfAccount.get(account));
    }

    @Override
    public Set<String> registersOf(String account) {
        return registersOfAccount.getOrDefault(account, Set.of());
    }

    @Override
    public Set<String> registers() {
        return registers;
    }

    @Override
    public boolean isMachine(String id) {
        Set<String> groups = groupsOf(id);
        return groups.contains(Groups.SOURCES) || groups.contains(Groups.AGENTS) || sourceOfAccount.containsKey(id);
    }
}
