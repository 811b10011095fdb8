package dev.gatehouse.web;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.TooLargeException;
import dev.gatehouse.packet.MalformedJsonException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns whatever a door under {@code /api} throws into a problem document. An exception nobody planned for is a 500
 * without a word about its inside; the log has it. Exceptions of Spring Security pass through to its own handlers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ProblemResolver implements HandlerExceptionResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);
    /** How long to wait before sending again what could not be done, in seconds. */
    public static final String RETRY_AFTER_SECONDS = "1";

    public static final String BUSY = "This could not be done at the moment and nothing has changed; send it again.";

    private final ProblemWriter writer;

    public ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!ProblemWriter.concerns(path) || isSecurity(thrown) || response.isCommitted()) {
            return null;
        }
        Problem problem = problemOf(request, response, thrown);
        try {
            response.resetBuffer();
            writer.write(request, response, problem);
        } catch (IOException gone) {
            LOG.debug("the caller left before its problem could be told", gone);
        }
        return new ModelAndView();
    }

    private static boolean isSecurity(Exception thrown) {
        return thrown instanceof org.springframework.security.access.AccessDeniedException
                || thrown instanceof org.springframework.security.core.AuthenticationException;
    }

    private static Problem problemOf(HttpServletRequest request, HttpServletResponse response, Exception thrown) {
        if (thrown instanceof FaultsException faulty) {
            return Problem.of(HttpStatus.BAD_REQUEST, "faults", sentence(faulty.faults()))
                    .withFaults(faulty.faults());
        }
        if (thrown instanceof RefusedException refused) {
            return Problem.of(HttpStatus.valueOf(refused.kind().status()), refused.code(), refused.sentence())
                    .withFacts(refused.facts());
        }
        if (thrown instanceof MalformedJsonException malformed) {
            return malformed(malformed);
        }
        if (thrown instanceof TooLargeException tooLarge) {
            return Problem.of(HttpStatus.PAYLOAD_TOO_LARGE, "too-large", String.valueOf(tooLarge.getMessage()));
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return unreadable.getCause() instanceof MalformedJsonException malformed
                    ? malformed(malformed)
                    : Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "body-unreadable",
                            "The body is missing or is not the JSON that this path takes.");
        }
        if (thrown instanceof IOException) {
            LOG.debug("the body of {} did not arrive whole", request.getRequestURI(), thrown);
            return Problem.of(HttpStatus.BAD_REQUEST, "body-unreadable", "The body did not arrive whole.");
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "parameter-invalid",
                    "The parameter \"" + mismatch.getName() + "\" does not have the form that is expected here.");
        }
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return ofSpring(request, known);
        }
        if (isPassing(thrown)) {
            LOG.warn("{} {} could not be done now", request.getMethod(), request.getRequestURI(), thrown);
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", BUSY);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong inside this server and nothing has changed; its log says what.");
    }

    /** Whether the database could not do it just now, and may a moment later. */
    public static boolean isPassing(Exception thrown) {
        return thrown instanceof ConcurrencyFailureException
                || thrown instanceof DataAccessResourceFailureException
                || thrown instanceof CannotCreateTransactionException;
    }

    private static String sentence(List<Fault> faults) {
        return faults.size() == 1
                ? "There is one fault in what was sent."
                : "There are " + faults.size() + " faults in what was sent.";
    }

    private static Problem malformed(MalformedJsonException malformed) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "json-malformed",
                        "The body is not JSON that can be kept exactly: " + malformed.getMessage() + ", at line "
                                + malformed.line() + ", column " + malformed.column() + ".")
                .at(malformed.line(), malformed.column());
    }

    private static Problem ofSpring(HttpServletRequest request, ErrorResponse known) {
        if (known instanceof NoResourceFoundException) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-path", "There is nothing at this path.");
        }
        if (known instanceof HttpRequestMethodNotSupportedException method) {
            return Problem.of(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    request.getMethod() + " is not possible here; possible: "
                            + words(Set.of(orNone(method.getSupportedMethods()))) + ".");
        }
        if (known instanceof HttpMediaTypeNotSupportedException type) {
            return Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "media-type-unsupported",
                    "This content type is not taken here; taken are: " + types(type.getSupportedMediaTypes()) + ".");
        }
        if (known instanceof HttpMediaTypeNotAcceptableException type) {
            return Problem.of(
                    HttpStatus.NOT_ACCEPTABLE,
                    "not-acceptable",
                    "What is here comes only as: " + types(type.getSupportedMediaTypes()) + ".");
        }
        if (known instanceof MissingServletRequestParameterException missing) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "parameter-missing",
                    "The parameter \"" + missing.getParameterName() + "\" is required.");
        }
        HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
        HttpStatus told = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        return Problem.of(told, codeOf(told), sentenceOf(told));
    }

    /** The status in one word, such as {@code not-found}. */
    static String codeOf(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String sentenceOf(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "This request is not one that this server understands.";
            case UNAUTHORIZED -> "Say who you are: HTTP Basic with an account's name and password, or log in.";
            case FORBIDDEN -> "Your account may not do this.";
            case NOT_FOUND -> "There is nothing at this path.";
            case PAYLOAD_TOO_LARGE -> "What was sent is larger than this server takes.";
            default ->
                status.is5xxServerError()
                        ? "Something went wrong inside this server; its log says what."
                        : status.getReasonPhrase() + ".";
        };
    }

    private static String[] orNone(String @Nullable [] methods) {
        return methods == null ? new String[0] : methods;
    }

    private static String types(List<MediaType> types) {
        return words(types.stream().map(MediaType::toString).collect(Collectors.toSet()));
    }

    private static String words(Set<String> words) {
        return words.isEmpty() ? "none" : words.stream().sorted().collect(Collectors.joining(", "));
    }
}
