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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps one live command window in the demo: when none is open, the demo's request is started with its times moved so
 * that the window opened twenty minutes ago and its first checkpoint is ten minutes away.
 */
@Component
@Profile("demo")
class DemoCases {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);
    private static final String NAME = "SEV1-DEMO";
    private static final String ACCOUNT = "bridge-workspace";
    private static final Duration OPEN_SINCE = Duration.ofMinutes(20);
    private static final long GRID_SECONDS = 300;

    private final Cases cases;
    private final CaseStarter starter;
    private final Clock clock;
    private final Resource request;

    DemoCases(
            Cases cases,
            CaseStarter starter,
            Clock clock,
            @Value("classpath:demo/command-window.json") Resource request) {
        this.cases = cases;
        this.starter = starter;
        this.clock = clock;
        this.request = request;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        List<CaseFile> earlier = cases.all().stream()
                .filter(caseFile -> caseFile.caseId().startsWith(NAME))
                .toList();
        if (earlier.stream().anyMatch(CaseFile::isOpen)) {
            return;
        }
        String caseId = earlier.isEmpty() ? NAME : NAME + "-" + (earlier.size() + 1);
        ObjectNode live = (ObjectNode) read();
        Instant opensAt = Instant.parse(live.path("opensAt").asText());
        long now = clock.instant().getEpochSecond();
        Instant opened = Instant.ofEpochSecond(now - now % GRID_SECONDS).minus(OPEN_SINCE);
        move(live, Duration.between(opensAt, opened));
        live.put("caseId", caseId).put("rehearsal", false);
        try {
            starter.start(caseId, live, ACCOUNT);
        } catch (RefusedException refused) {
            if (refused.kind() != RefusedException.Kind.CONFLICT) {
                throw refused;
            }
            log.info("Another node has just started the demo case {}.", caseId);
            return;
        }
        log.info("The demo case {} waits at confirm-scope for maria.keller.", caseId);
    }

    private JsonNode read() {
        try (InputStream content = request.getInputStream()) {
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
