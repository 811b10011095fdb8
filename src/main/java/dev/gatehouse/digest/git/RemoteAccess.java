package dev.gatehouse.digest.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** How servers are reached, and as whom. */
final class RemoteAccess implements AutoCloseable {
    private final SshdSessionFactory ssh;

    RemoteAccess(MirrorSettings settings) {
        File home = new File(System.getProperty("user.home"));
        Path folder = settings.ssh();
        ssh = new SshdSessionFactoryBuilder()
                .setHomeDirectory(home)
                .setSshDirectory(folder == null ? new File(home, ".ssh") : folder.toFile())
                .setPreferredAuthentications("publickey")
                .build(null);
    }

    /**
     * Nobody is there to be asked for a password, or whether a host is the right one: it must be known.
     *
     * @param copy what is fetched into; null where nothing is
     */
    Transport to(@Nullable Repository copy, URIish uri, RunbookSettings settings, MirrorSettings mirrors)
            throws IOException {
        Transport transport = copy == null ? Transport.open(uri) : Transport.open(copy, uri);
        transport.setTimeout(Math.toIntExact(mirrors.timeout().toSeconds()));
        if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
        } else if (!settings.username().isEmpty()) {
            transport.setCredentialsProvider(new OneHost(uri, settings));
        }
        return transport;
    }

    @Override
    public void close() {
        ssh.close();
    }

    /** Credentials that no other host is told, wherever the server redirects to. */
    private static final class OneHost extends UsernamePasswordCredentialsProvider {
        private final URIish server;

        OneHost(URIish server, RunbookSettings settings) {
            super(settings.username(), settings.password());
            this.server = server;
        }

        @Override
        public boolean get(URIish uri, CredentialItem... items) {
            return server.getScheme().equals(uri.getScheme())
                    && server.getHost().equals(uri.getHost())
                    && server.getPort() == uri.getPort()
                    && super.get(uri, items);
        }
    }
}
