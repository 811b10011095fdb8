package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Radicale of our own: a server that keeps calendars and cannot answer free-busy queries. Debian's radicale. */
final class RadicaleServer implements AutoCloseable {
    private final Path home;
    private final int port;
    private final Process process;

    private RadicaleServer(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    static RadicaleServer start() throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/radicale");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("There is no Radicale here: install radicale, as ./verify does.");
        }
        Path home = Files.createTempDirectory("radicale");
        int port = Program.freePort();
        Files.writeString(home.resolve("config"), """
            [server]
            hosts = 127.0.0.1:%d
            [auth]
            type = none
            [rights]
            type = authenticated
            [storage]
            filesystem_folder = %s
            """.formatted(port, home.resolve("collections")));
        Process process = Program.start(
                home.resolve("out").toFile(),
                program.toString(),
                "--config",
                home.resolve("config").toString());
        Program.awaitPort(process, port);
        return new RadicaleServer(home, port, process);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/gatehouse/{person}/";
    }

    @Override
    public void close() {
        Program.stop(process);
        try {
            Program.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
