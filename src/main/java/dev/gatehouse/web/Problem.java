package dev.gatehouse.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.intake.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * A problem document (RFC 9457). Its type is always {@code about:blank}, so the title is the status in words; {@code
 * code} is the stable word a program can act on.
 *
 * @param detail a sentence for people; never anything internal
 * @param faults everything wrong with what was sent, only in answers to bad input
 * @param facts what the detail says in words, as programs read it, by name
 * @param line of the place where reading the body stopped, from 1, only where it could not be read
 * @param column of that place, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        @Nullable List<Fault> faults,
        @Nullable Map<String, String> facts,
        @Nullable Integer line,
        @Nullable Integer column) {

    public static Problem of(HttpStatusCode status, String code, String detail) {
        org.springframework.http.HttpStatus known = org.springframework.http.HttpStatus.resolve(status.value());
        return new Problem(
                "about:blank",
                known == null ? "Status " + status.value() : known.getReasonPhrase(),
                status.value(),
                detail,
                null,
                code,
                null,
                null,
                null,
                null);
    }

    public Problem withFaults(List<Fault> everyFault) {
        return new Problem(type, title, status, detail, instance, code, List.copyOf(everyFault), facts, line, column);
    }

    Problem withFacts(Map<String, String> known) {
        return new Problem(
                type, title, status, detail, instance, code, faults, known.isEmpty() ? null : known, line, column);
    }

    Problem at(int lineOfStop, int columnOfStop) {
        return new Problem(type, title, status, detail, instance, code, faults, facts, lineOfStop, columnOfStop);
    }

    Problem about(String requestUri) {
        return new Problem(type, title, status, detail, requestUri, code, faults, facts, line, column);
    }
}
