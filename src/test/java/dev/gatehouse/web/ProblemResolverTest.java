package dev.gatehouse.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.TooLargeException;
import dev.gatehouse.packet.MalformedJsonException;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemResolverTest {
    private static final String PROBLEM = "application/problem+json";

    private RuntimeException thrown = new IllegalStateException("the password is swordfish");
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Door())
            .setHandlerExceptionResolvers(new ProblemResolver(new ProblemWriter()))
            .build();

    @Test
    void listsEveryFault() throws Exception {
        thrown = new FaultsException(List.of(new Fault("/a", "is missing"), new Fault("", "<b>is</b> odd")));
        mvc.perform(get("/api/door"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.type").value("about:blank"))
                .andExpect(jsonPath("$.title").value("Bad Request"))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.code").value("faults"))
                .andExpect(jsonPath("$.detail").value("There are 2 faults in what was sent."))
                .andExpect(jsonPath("$.instance").value("/api/door"))
                .andExpect(jsonPath("$.faults[0].pointer").value("/a"))
                .andExpect(jsonPath("$.faults[0].message").value("is missing"))
                .andExpect(jsonPath("$.faults[1].message").value("<b>is</b> odd"))
                .andExpect(jsonPath("$.line").doesNotExist());
    }

    @ParameterizedTest
    @EnumSource(RefusedException.Kind.class)
    void givesARefusalItsStatusAndCode(RefusedException.Kind kind) throws Exception {
        thrown = new RefusedException(kind, "hash-differs", "Something came first.");
        mvc.perform(get("/api/door"))
                .andExpect(status().is(kind.status()))
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.code").value("hash-differs"))
                .andExpect(jsonPath("$.detail").value("Something came first."))
                .andExpect(jsonPath("$.faults").doesNotExist());
    }

    @Test
    void saysWhereJsonStopsBeingJson() throws Exception {
        thrown = new MalformedJsonException("a value is expected here", 3, 14);
        mvc.perform(get("/api/door"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("json-malformed"))
                .andExpect(jsonPath("$.line").value(3))
                .andExpect(jsonPath("$.column").value(14))
                .andExpect(
                        jsonPath("$.detail").value(containsString("a value is expected here, at line 3, column 14")));
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        thrown = new TooLargeException("At most 5.");
        mvc.perform(get("/api/door"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.detail").value("At most 5."));
    }

    @Test
    void tellsNothingOfItsInside() throws Exception {
        mvc.perform(get("/api/door"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.code").value("internal"))
                .andExpect(content().string(not(containsString("swordfish"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @ParameterizedTest
    @MethodSource("busy")
    void asksToSendAgainWhenTheDatabaseIsBusy(RuntimeException busy) throws Exception {
        thrown = busy;
        mvc.perform(get("/api/door"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "1"))
                .andExpect(jsonPath("$.code").value("busy"))
                .andExpect(content().string(not(containsString("swordfish"))));
    }

    static Stream<RuntimeException> busy() {
        return Stream.of(
                new CannotAcquireLockException("swordfish"),
                new DataAccessResourceFailureException("swordfish"),
                new CannotCreateTransactionException("swordfish"));
    }

    @Test
    void namesTheMethodsThatArePossible() throws Exception {
        mvc.perform(delete("/api/door"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "GET"))
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.detail").value("DELETE is not possible here; possible: GET."));
    }

    @Test
    void answersWithAProblemWhateverIsAccepted() throws Exception {
        mvc.perform(get("/api/json").accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotAcceptable())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.code").value("not-acceptable"));
    }

    @Test
    void namesTheContentTypesThatAreTaken() throws Exception {
        mvc.perform(post("/api/json").contentType("text/xml").content("<a/>"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.detail").value(containsString("application/json")));
    }

    @Test
    void refusesABodyThatCannotBeRead() throws Exception {
        mvc.perform(post("/api/json").contentType("application/json").content("{\"a\":"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.code").value("body-unreadable"))
                .andExpect(content().string(not(containsString("jackson"))));
    }

    @Test
    void namesAMissingOrUnfitParameter() throws Exception {
        mvc.perform(get("/api/numbered"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("parameter-missing"))
                .andExpect(jsonPath("$.detail").value(containsString("\"n\"")));
        mvc.perform(get("/api/numbered").param("n", "x"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("parameter-invalid"));
    }

    @Test
    void leavesOtherPathsToOthers() {
        Assertions.assertThatThrownBy(() -> mvc.perform(get("/apiary"))).isInstanceOf(ServletException.class);
    }

    @Test
    void leavesSecurityToSecurity() {
        thrown = new AccessDeniedException("no");
        Assertions.assertThatThrownBy(() -> mvc.perform(get("/api/door")))
                .hasRootCauseInstanceOf(AccessDeniedException.class);
    }

    @RestController
    class Door {
        @GetMapping({"/api/door", "/apiary"})
        String fail() {
            throw thrown;
        }

        @GetMapping(path = "/api/json", produces = "application/json")
        Map<String, String> json() {
            return Map.of();
        }

        @PostMapping(path = "/api/json", consumes = "application/json")
        Map<String, String> take(@RequestBody Map<String, String> body) {
            return body;
        }

        @GetMapping("/api/numbered")
        int numbered(@RequestParam("n") int n) {
            return n;
        }
    }
}
