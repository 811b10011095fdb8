package dev.gatehouse.digest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "/srv/runbooks.git, /srv/runbooks.git",
        "/srv/a:b/../runbooks, /srv/runbooks",
        "file:///srv/runbooks.git, /srv/runbooks.git",
        "file:/srv/runbooks.git, /srv/runbooks.git",
        "file://localhost/srv/run%20books, /srv/run books"
    })
    void isLocal(String uri, String path) {
        assertThat(RepositoryAddress.of(uri)).isEqualTo(new RepositoryAddress.Local(Path.of(path)));
    }

    @Test
    void isLocalBelowTheWorkingFolder() {
        assertThat(RepositoryAddress.of("data/runbooks"))
                .isEqualTo(new RepositoryAddress.Local(Path.of("data/runbooks").toAbsolutePath()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org/runbooks.git",
                "https://git.example.org:8443/support/runbooks",
                "ssh://git@git.example.org/runbooks.git",
                "ssh://git@git.example.org:2222/~git/runbooks.git"
            })
    void isRemote(String uri) {
        assertThat(RepositoryAddress.of(uri))
                .isInstanceOfSatisfying(RepositoryAddress.Remote.class, remote -> assertThat(remote.uri())
                        .hasToString(uri));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' ' | is missing; expected a path, or a file, https or ssh URL",
                "ftp://git.example.org/x | begins with ftp:, which is not read",
                "http://git.example.org/x | begins with http:, which is not read",
                "git://git.example.org/x | begins with git:, which is not read",
                "ext::sh -c date | begins with ext:, which is not read",
                "git@git.example.org:support/x.git | expected it written as ssh://git@git.example.org/support/x.git",
                "https://rosa:secret@git.example.org/x | has credentials in it",
                "https://token@git.example.org/x | has credentials in it",
                "ssh://git:secret@git.example.org/x | has credentials in it",
                "https://git.example.org/ | names no repository on a host",
                "https:///x | names no repository on a host",
                "https: | names no repository on a host",
                "https://git.example.org/a%zz | is no URL",
                "file://server/x | is no file URL: names the host server",
                "file:///a%zz | is no file URL",
                "file: | is no file URL"
            })
    void refusesNonsense(String uri, String because) {
        assertThatThrownBy(() -> RepositoryAddress.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because)
                .hasMessageNotContaining("secret");
    }
}
