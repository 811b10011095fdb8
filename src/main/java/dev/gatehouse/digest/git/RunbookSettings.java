package dev.gatehouse.digest.git;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gatehouse.runbooks.<name>.*}: one repository that runbooks are published in.
 *
 * @param uri path of a bare or working repository, or a file, https or ssh URL
 * @param branch the release branch
 * @param poll how often it is looked through for publications that no event told of; null for never
 * @param username for an https URL
 * @param password for an https URL; it has no place in the URL itself, which is shown
 */
public record RunbookSettings(
        @DefaultValue("") String uri,
        @DefaultValue("main") String branch,
        @Nullable Duration poll,
        @DefaultValue("") String username,
        @DefaultValue("") String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "RunbookSettings[uri=" + uri + ", branch=" + branch + ", poll=" + poll + "]";
    }
}
