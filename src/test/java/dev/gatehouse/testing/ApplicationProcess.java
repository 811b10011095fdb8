package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a JVM of its own, on a free port: what a test needs to kill a node or to start two at once. */
public final class ApplicationProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern STARTED = Pattern.compile("Started Gatehouse in ");

    private final Process process;
    private final Path log;

    private ApplicationProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Returns at once; {@link #awaitStarted} waits.
     *
     * @param log where its output goes
     * @param properties {@code name=value} each
     */
    public static ApplicationProcess start(Path log, List<String> properties) {
        return start(log, List.of("-cp", System.getProperty("java.class.path"), "dev.gatehouse.Gatehouse"), properties);
    }

    /** As {@link #start(Path, List)}, from the packaged jar. */
    public static ApplicationProcess startJar(Path jar, Path log, List<String> properties) {
        return start(log, List.of("-jar", jar.toString()), properties);
    }

    private static ApplicationProcess start(Path log, List<String> what, List<String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(what);
        command.addAll(List.of("--server.port=0", "--server.address=127.0.0.1"));
        properties.forEach(property -> command.add("--" + property));
        try {
            return new ApplicationProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return where it listens, as {@code http://127.0.0.1:port} */
    public String awaitStarted(Duration atMost) {
        Instant deadline = Instant.now().plus(atMost);
        while (Instant.now().isBefore(deadline)) {
            String output = output();
            Matcher port = PORT.matcher(output);
            if (STARTED.matcher(output).find() && port.find()) {
                return "http://127.0.0.1:" + port.group(1);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("The node ended with " + process.exitValue() + ":\n" + output);
            }
            pause();
        }
        throw new IllegalStateException("The node did not start within " + atMost + ":\n" + output());
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** kill -9, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
