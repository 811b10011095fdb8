package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.packet.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Keeps one live case of each flow in the demo: when none is open, the demo's request is started with its times moved so
 * that a moment of it which the flow names is twenty minutes ago.
 */
@Component
@Profile("demo")
class DemoCases {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);
    private static final Duration AGO = Duration.ofMinutes(20);
    private static final long GRID_SECONDS = 300;

    private final List<DemoCase> all;
    private final Cases cases;
    private final List<CaseStarter> starters;
    private final Clock clock;

    DemoCases(List<DemoCase> all, Cases cases, List<CaseStarter> starters, Clock clock) {
        this.all = all;
        this.cases = cases;
        this.starters = starters;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        all.forEach(DemoCase::prepare);
        all.stream().filter(DemoCase::isShown).forEach(this::keepOneLive);
    }

    private void keepOneLive(DemoCase demo) {
        List<CaseFile> earlier = cases.all().stream()
                .filter(caseFile -> caseFile.caseId().startsWith(demo.name()))
                .toList();
        if (earlier.stream().anyMatch(CaseFile::isOpen)) {
            return;
        }
        String caseId = earlier.isEmpty() ? demo.name() : demo.name() + "-" + (earlier.size() + 1);
        ObjectNode live = (ObjectNode) read(demo.file());
        Instant then = Instant.parse(live.at(demo.moment()).asText());
        long now = clock.instant().getEpochSecond();
        Instant ago = Instant.ofEpochSecond(now - now % GRID_SECONDS).minus(AGO);
        move(live, Duration.between(then, ago));
        live.put("caseId", caseId).put("rehearsal", false);
        try {
            starter(demo).start(caseId, demo.completed(live), demo.account());
        } catch (RefusedException refused) {
            if (refused.kind() != RefusedException.Kind.CONFLICT) {
                throw refused;
            }
            log.info("Another node has just started the demo case {}.", caseId);
            return;
        }
        log.info("The demo case {} waits at {}.", caseId, demo.firstGate());
    }

    private CaseStarter starter(DemoCase demo) {
        return starters.stream()
                .filter(starter -> starter.startType().equals(demo.startType()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no flow starts by " + demo.startType()));
    }

    private static JsonNode read(String file) {
        try (InputStream content = new ClassPathResource("demo/" + file).getInputStream()) {
            return StrictJson.read(content.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Moves every instant in the document. */
    private static void move(JsonNode node, Duration by) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual() && isInstant(field.getValue().asText())) {
                    field.setValue(object.textNode(
                            Instant.parse(field.getValue().asText()).plus(by).toString()));
                } else {
                    move(field.getValue(), by);
                }
            });
        } else {
            node.forEach(element -> move(element, by));
        }
    }

    private static boolean isInstant(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
}
