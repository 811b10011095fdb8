package dev.gatehouse.digest;

import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.markdown.Reading;
import dev.gatehouse.digest.markdown.RunbookReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Runbooks from their text. */
public final class Runbooks {
    private static final RunbookReader READER = new RunbookReader();

    private Runbooks() {}

    public static Runbook read(String... lines) {
        return reading(lines).runbook();
    }

    public static Reading.Readable reading(String... lines) {
        Reading reading = READER.read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Readable readable) {
            return readable;
        }
        throw new AssertionError(reading);
    }

    /** The only unit of a text. */
    public static Unit unit(String... lines) {
        Runbook runbook = read(lines);
        if (runbook.units().size() != 1) {
            throw new AssertionError(runbook.units());
        }
        return runbook.units().get(0);
    }

    /** @param name {@code baseline} or {@code revision} */
    public static Runbook scenario(String name) {
        String file = "/scenarios/4-runbook-digest/severity-one-escalation." + name + ".md";
        try (InputStream stream = Runbooks.class.getResourceAsStream(file)) {
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
