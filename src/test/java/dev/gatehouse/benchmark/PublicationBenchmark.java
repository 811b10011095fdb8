package dev.gatehouse.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.digest.DigestCase;
import dev.gatehouse.digest.PublishedRunbooks;
import dev.gatehouse.digest.PublishedRunbooks.Tag;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * From a runbook's publication to the gate of its digest, on PostgreSQL: from the ledger, the start of the case to the opening
 * of its review. Small runbooks of the scenario's size, and one of 10,000 lines. Prints one line per figure. Started by
 * {@code ./benchmark}.
 */
public final class PublicationBenchmark {

    private static final int SMALL = 40;
    private static final int LARGE = 6;
    private static final int LINES = 10_000;

    private PublicationBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "benchmark")).toAbsolutePath(), "runbooks");
        PublishedRunbooks runbooks = new PublishedRunbooks(folder);
        try (ConfigurableApplicationContext node = node("gatehouse.runbooks.premium-runbooks.uri="
                + runbooks.repository().folder())) {
            Doors doors = new Doors("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port"));
            DigestCase.mirrorRecords(doors);
            // once before it counts
            measure(doors, runbooks, "warm", 5, number -> small(number));
            report(
                    "publication to gate, a runbook of 40 lines",
                    measure(doors, runbooks, "small", SMALL, number -> small(number)));
            report(
                    "publication to gate, a runbook of 10,000 lines",
                    measure(doors, runbooks, "large", LARGE, number -> large(number)));
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext node(String repository) {
        Stream<String> arguments = Stream.concat(
                Measuring.properties(PostgresServer.newDatabase()).stream(), Stream.of(repository, "server.port=0"));
        return new SpringApplicationBuilder(Gatehouse.class)
                .run(arguments.map(property -> "--" + property).toArray(String[]::new));
    }

    private interface Text {
        String of(int number);
    }

    private static List<Double> measure(Doors doors, PublishedRunbooks runbooks, String name, int count, Text text) {
        String path = "runbooks/" + name + ".md";
        Tag before = runbooks.publish(path, text.of(0));
        List<Double> took = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Tag now = runbooks.publish(path, text.of(number));
            DigestCase digest = DigestCase.drill(doors, PublishedRunbooks.NAME)
                    .path(path)
                    .revision(now.name())
                    .baseline(before.name());
            if (digest.start().status() != 200) {
                throw new IllegalStateException("no case was started for " + now);
            }
            digest.awaitGate(DigestCase.REVIEW);
            took.add(fromStartToGate(doors, digest.caseId()));
            before = now;
        }
        took.sort(null);
        return took;
    }

    private static double fromStartToGate(Doors doors, String caseId) {
        JsonNode entries = doors.get(DigestCase.AUDITOR, "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries");
        return Duration.between(at(entries, "CASE_STARTED"), at(entries, "GATE_OPENED"))
                        .toNanos()
                / 1e6;
    }

    private static Instant at(JsonNode entries, String kind) {
        return entries.valueStream()
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .findFirst()
                .map(entry -> Instant.parse(entry.path("at").asText()))
                .orElseThrow();
    }

    /** The scenario's revision, with another number in a step each time. */
    private static String small(int number) {
        return DigestCase.file("severity-one-escalation.revision.md").replace("10 minutes", number + " minutes");
    }

    /** Sections of steps, of which one in twenty is worded otherwise each time. */
    private static String large(int number) {
        StringBuilder text = new StringBuilder("# A long runbook\n");
        IntStream.range(0, LINES / 10).forEach(section -> {
            text.append("\n## Section ")
                    .append(section)
                    .append(" {#s")
                    .append(section)
                    .append("}\n");
            for (int step = 1; step <= 7; step++) {
                int times = (section * 7 + step) % 20 == 0 ? number : 0;
                text.append(step)
                        .append(". Look at part ")
                        .append(step)
                        .append(" of subsystem ")
                        .append(section)
                        .append(" and write down what it says, ")
                        .append(times)
                        .append(" times. {#s")
                        .append(section)
                        .append("-")
                        .append(step)
                        .append("}\n");
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static void report(String figure, List<Double> took) throws IOException {
        Measuring.report(
                figure,
                "median %.0f ms, p95 %.0f ms, longest %.0f ms (%d publications)",
                Measuring.at(took, 0.5),
                Measuring.at(took, 0.95),
                Measuring.at(took, 1),
                took.size());
    }
}
