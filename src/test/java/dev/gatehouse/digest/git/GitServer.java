package dev.gatehouse.digest.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.digest.SshKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;

/** Servers of one repository, on loopback. */
abstract class GitServer implements AutoCloseable {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    abstract String uri();

    URIish address() {
        try {
            return new URIish(uri());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public abstract void close();

    private static Repository open(Path repository) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(repository.toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    /** By Git's own protocol. */
    static GitServer git(Path repository) throws IOException {
        Daemon daemon = new Daemon(ANY_PORT);
        daemon.setRepositoryResolver((client, name) -> {
            try {
                return open(repository);
            } catch (IOException failed) {
                throw new RepositoryNotFoundException(repository.toString(), failed);
            }
        });
        daemon.getService("git-upload-pack").setEnabled(true);
        daemon.start();
        return new GitServer() {
            @Override
            String uri() {
                return "git://127.0.0.1:" + daemon.getAddress().getPort() + "/runbooks.git";
            }

            @Override
            public void close() {
                try {
                    daemon.stopAndWait();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** By SSH, for whoever has one key. */
    static GitServer ssh(Path repository, SshKey host, SshKey client) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host.pair()));
        server.setPublickeyAuthenticator(
                (user, key, session) -> key.equals(client.pair().getPublic()));
        server.setCommandFactory((channel, command) -> new UploadPackCommand(repository));
        server.start();
        return new GitServer() {
            @Override
            String uri() {
                return "ssh://git@127.0.0.1:" + server.getPort() + "/runbooks.git";
            }

            @Override
            public void close() {
                try {
                    server.stop(true);
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
    }

    /** By HTTP; {@link Http#expect} makes it ask who is there. */
    static Http http(Path repository) throws IOException {
        return new Http(repository);
    }

    static final class Http extends GitServer {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Path repository;
        private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
        private volatile String expected = "";
        private volatile String redirect = "";
        private volatile boolean chatty;

        private Http(Path repository) throws IOException {
            this.repository = repository;
            server = HttpServer.create(ANY_PORT, 0);
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
        }

        /** Such as {@code Basic ...}. */
        void expect(String authorization) {
            expected = authorization;
        }

        void redirectTo(Http other) {
            redirect = other.uri();
        }

        /** Tells for ever how busy it is, instead of sending anything. */
        void chatter() {
            chatty = true;
        }

        List<String> authorizations() {
            return List.copyOf(authorizations);
        }

        @Override
        String uri() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/runbooks.git";
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                if (authorization != null) {
                    authorizations.add(authorization);
                }
                String path = exchange.getRequestURI().toString();
                if (!redirect.isEmpty()) {
                    exchange.getResponseHeaders().add("Location", redirect + path.replace("/runbooks.git", ""));
                    exchange.sendResponseHeaders(302, -1);
                } else if (!expected.isEmpty() && !expected.equals(authorization)) {
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"runbooks\"");
                    exchange.sendResponseHeaders(401, -1);
                } else if (!path.startsWith("/runbooks.git/")) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    serve(exchange, path);
                }
            }
        }

        private void serve(HttpExchange exchange, String path) throws IOException {
            try (Repository opened = open(repository);
                    UploadPack upload = new UploadPack(opened)) {
                upload.setBiDirectionalPipe(false);
                if (path.contains("/info/refs")) {
                    exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
                    exchange.sendResponseHeaders(200, 0);
                    PacketLineOut out = new PacketLineOut(exchange.getResponseBody());
                    upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out), "git-upload-pack");
                } else {
                    exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
                    exchange.sendResponseHeaders(200, 0);
                    if (chatty) {
                        chat(exchange.getResponseBody());
                    }
                    upload.upload(content(exchange), exchange.getResponseBody(), null);
                }
            }
        }

        private static InputStream content(HttpExchange exchange) throws IOException {
            InputStream body = exchange.getRequestBody();
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            return packed ? new GZIPInputStream(body) : body;
        }

        /** Until the other side hangs up. */
        private static void chat(OutputStream out) throws IOException {
            out.write("0008NAK\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 1; ; i++) {
                String line = "\u0002Counting objects: %d\r".formatted(i);
                out.write("%04x%s".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                try {
                    Thread.sleep(20);
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static final class UploadPackCommand implements Command {
        private final Path repository;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, immediately) -> {};

        UploadPackCommand(Path repository) {
            this.repository = repository;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            // nothing is said there
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread thread = new Thread(this::serve, "upload-pack");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (Repository opened = open(repository);
                    UploadPack upload = new UploadPack(opened)) {
                upload.upload(in, out, null);
                out.flush();
                exit.onExit(0);
            } catch (IOException failed) {
                exit.onExit(1, "" + failed.getMessage());
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // it ends with its streams
        }
    }
}
