package dev.gatehouse.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.intake.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * A problem document (RFC 9457). Its type is always {@code about:blank}, so the title is the status in words; {@code
 * code} is the stable word a program can act on.
 *
 * @param detail a sentence for people; never anything internal
 * @param faults everything wrong with what was sent, only in answers to bad input
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
                null);
    }

    public Problem withFaults(List<Fault> everyFault) {
        return new Problem(type, title, status, detail, instance, code, List.copyOf(everyFault), line, column);
    }

    Problem at(int lineOfStop, int columnOfStop) {
        return new Problem(type, title, status, detail, instance, code, faults, lineOfStop, columnOfStop);
    }

    Problem about(String requestUri) {
        return new Problem(type, title, status, detail, requestUri, code, faults, line, column);
    }
}
