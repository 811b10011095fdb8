package dev.gatehouse.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ErrorDoorTest {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new ErrorDoor(new ProblemWriter()))
            .addPlaceholderValue("server.error.path", "/error")
            .build();

    @Test
    void givesAProblemUnderTheApi() throws Exception {
        mvc.perform(failed("/api/<b>", 404))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not-found"))
                .andExpect(jsonPath("$.instance").value("/api/<b>"));
    }

    @Test
    void keepsTheEnginesFormUnderEngineRest() throws Exception {
        mvc.perform(failed("/engine-rest/task", 400))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/json"))
                .andExpect(jsonPath("$.type").value("bad-request"))
                .andExpect(jsonPath("$.message").exists());
    }

    @Test
    void givesAPageElsewhereAndRepeatsNothing() throws Exception {
        mvc.perform(failed("/<script>", 500))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType("text/html;charset=utf-8"))
                .andExpect(content().string(containsString("Internal Server Error")))
                .andExpect(content().string(not(containsString("script"))));
    }

    @Test
    void isNothingToOpenByItself() throws Exception {
        mvc.perform(get("/error")).andExpect(status().isNotFound());
    }

    private static MockHttpServletRequestBuilder failed(String uri, int status) {
        return get("/error")
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, uri)
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status);
    }
}
