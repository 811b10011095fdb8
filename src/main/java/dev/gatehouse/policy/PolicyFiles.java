package dev.gatehouse.policy;

import dev.gatehouse.engine.identity.AsTheEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** The DMN files of every version of the policy tables, those that are out of force too. */
@Component
public class PolicyFiles {

    private final RepositoryService repository;
    private final AsTheEngine engine;

    /** @param engine reads on nobody's behalf: who may have the file is asked where it is given out */
    PolicyFiles(RepositoryService repository, AsTheEngine engine) {
        this.repository = repository;
        this.engine = engine;
    }

    /** Empty when there never was such a version. */
    public Optional<byte[]> of(String table, int version) {
        return engine.call(() -> Optional.ofNullable(repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(table)
                        .decisionDefinitionVersion(version)
                        .singleResult())
                .map(definition -> {
                    try (InputStream file = repository.getDecisionModel(definition.getId())) {
                        return file.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException("the database's answer broke off", e);
                    }
                }));
    }
}
