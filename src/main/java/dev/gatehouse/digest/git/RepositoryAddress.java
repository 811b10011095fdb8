package dev.gatehouse.digest.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** Where a repository is. */
sealed interface RepositoryAddress {

    /** On a file system of this machine. */
    record Local(Path path) implements RepositoryAddress {}

    /** On a server. */
    record Remote(URIish uri) implements RepositoryAddress {}

    /** A drive letter is no scheme. */
    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

    /** The short form in which some write ssh addresses. */
    Pattern SCP = Pattern.compile("([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):(.*)");

    /** @throws IllegalArgumentException with what is wrong, as half a sentence that goes on from the setting's name */
    static RepositoryAddress of(String uri) {
        if (uri.isBlank()) {
            throw new IllegalArgumentException("is missing; expected a path, or a file, https or ssh URL");
        }
        Matcher scp = SCP.matcher(uri);
        if (scp.matches()) {
            throw new IllegalArgumentException(
                    "is %s; expected it written as ssh://%s/%s".formatted(uri, scp.group(1), scp.group(2)));
        }
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            return local(uri);
        }
        return switch (scheme.group(1)) {
            case "file" -> localUrl(uri);
            case "https", "ssh" -> remote(uri);
            default ->
                throw new IllegalArgumentException(
                        "begins with %s:, which is not read; expected a path, or a file, https or ssh URL"
                                .formatted(scheme.group(1)));
        };
    }

    private static RepositoryAddress local(String path) {
        try {
            return new Local(Path.of(path).toAbsolutePath().normalize());
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("is no path: " + wrong.getMessage(), wrong);
        }
    }

    private static RepositoryAddress localUrl(String uri) {
        try {
            URI parsed = new URI(uri);
            String host = parsed.getHost();
            if (host != null && !host.equals("localhost")) {
                throw new IllegalArgumentException("names the host " + host + "; a file URL is for this machine");
            }
            return local(Path.of(new URI("file", null, parsed.getPath(), null)).toString());
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("is no file URL: " + wrong.getMessage(), wrong);
        }
    }

    private static RepositoryAddress remote(String uri) {
        try {
            URIish parsed = new URIish(uri);
            boolean secret = parsed.getPass() != null || (uri.startsWith("https") && parsed.getUser() != null);
            if (secret) {
                throw new IllegalArgumentException(
                        "has credentials in it, and is shown where anybody can read them; expected .username and .password");
            } else if (parsed.getScheme() == null
                    || parsed.getHost() == null
                    || parsed.getPath() == null
                    || parsed.getPath().equals("/")) {
                throw new IllegalArgumentException("names no repository on a host");
            }
            return new Remote(parsed);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("is no URL", wrong);
        }
    }
}
