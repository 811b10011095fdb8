package dev.gatehouse.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models, forms and policy tables under the names they have in the source tree ({@code bpmn/x.bpmn}), the same
 * from an IDE, a test and the jar. Models and forms that changed since the last start become a new version. A policy
 * table is deployed only where the engine has none: from then on it changes through the policy door alone.
 */
@Component
class FlowDeployment implements SmartInitializingSingleton {

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;
    private final String policyOverlay;

    /** @param policyOverlay folder whose policy tables stand in for the ones of the same name in {@code dmn/}, or empty */
    FlowDeployment(
            RepositoryService repository,
            ResourcePatternResolver resources,
            @Value("${gatehouse.policy.overlay:}") String policyOverlay) {
        this.repository = repository;
        this.resources = resources;
        this.policyOverlay = policyOverlay;
    }

    @Override
    public void afterSingletonsInstantiated() {
        DeploymentBuilder flows = repository
                .createDeployment()
                .name("gatehouse-flows")
                .source("gatehouse")
                .enableDuplicateFiltering(true);
        add(flows, found("classpath*:/bpmn/*.bpmn", "bpmn/"));
        add(flows, found("classpath*:/forms/*.html", "forms/"));
        flows.deploy();

        Map<String, Resource> tables = found("classpath*:/dmn/*.dmn", "dmn/");
        if (!policyOverlay.isEmpty()) {
            tables.putAll(found(policyOverlay + "*.dmn", "dmn/"));
        }
        tables.forEach((name, table) -> {
            String key = name.substring("dmn/".length(), name.length() - ".dmn".length());
            if (repository
                            .createDecisionDefinitionQuery()
                            .decisionDefinitionKey(key)
                            .count()
                    == 0) {
                add(
                                repository
                                        .createDeployment()
                                        .name("policy-" + key)
                                        .source("gatehouse")
                                        .enableDuplicateFiltering(true),
                                Map.of(name, table))
                        .deploy();
            }
        });
    }

    private Map<String, Resource> found(String pattern, String folder) {
        try {
            Map<String, Resource> byName = new LinkedHashMap<>();
            for (Resource resource : resources.getResources(pattern)) {
                byName.put(folder + Objects.requireNonNull(resource.getFilename()), resource);
            }
            return byName;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DeploymentBuilder add(DeploymentBuilder deployment, Map<String, Resource> resources) {
        resources.forEach((name, resource) -> {
            try (InputStream content = resource.getInputStream()) {
                deployment.addInputStream(name, content);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return deployment;
    }
}
