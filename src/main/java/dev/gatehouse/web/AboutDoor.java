package dev.gatehouse.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this server is; pages ask it whether they have to say that this is a demo. */
@RestController
@Tag(name = "about")
class AboutDoor {
    private final About about;

    AboutDoor(Environment environment, ObjectProvider<BuildProperties> build) {
        BuildProperties built = build.getIfAvailable();
        String version = built == null ? null : built.getVersion();
        about = new About(
                "Gatehouse",
                version == null ? "unpackaged" : version,
                environment.acceptsProfiles(Profiles.of("demo")));
    }

    @GetMapping(path = "/api/about", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What this server is", description = "Open to whoever can reach the server.")
    About about() {
        return about;
    }

    /**
     * @param version of the build; {@code unpackaged} when it runs from an editor
     * @param demo whether the demo's people and well-known passwords are in
     */
    record About(String product, String version, boolean demo) {}
}
