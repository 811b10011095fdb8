package dev.gatehouse.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
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
    private final String version;
    private final boolean demo;

    AboutDoor(Environment environment, ObjectProvider<BuildProperties> build) {
        BuildProperties built = build.getIfAvailable();
        String known = built == null ? null : built.getVersion();
        version = known == null ? "unpackaged" : known;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping(path = "/api/about", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What this server is, and as whom it knows the caller")
    About about(@Nullable Principal caller) {
        return new About("Gatehouse", version, demo, caller == null ? null : caller.getName());
    }

    /**
     * @param version of the build; {@code unpackaged} when it runs from an editor
     * @param demo whether the demo's people and well-known passwords are in
     * @param user the caller's account; null when the path is open and the caller has not signed in
     */
    record About(
            String product,
            String version,
            boolean demo,
            @Nullable String user) {}
}
